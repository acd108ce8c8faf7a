// What time it is by the server's clock, without the server. The device's own clock may be days off,
// and may be set back by hand.

const TOLERATED = 5 * 60 * 1000;

// A list keeps the two clocks as they stood when it was taken, or at its last contact, and the
// latest moment it has seen: time never goes back behind that one.
export function sync(list, serverNow) {
  const now = Date.parse(serverNow);
  list.offset = now - Date.now();
  list.latest = now;
  marks.set(list.taking, { at: now, counter: performance.now() });
}

const marks = new Map();

// The later of what the device's clock says and of what has passed by the browser's own counter,
// which no setting of the clock moves.
export function now(list) {
  const byClock = Date.now() + list.offset;
  const mark = marks.get(list.taking);
  if (!mark) {
    marks.set(list.taking, { at: Math.max(byClock, list.latest), counter: performance.now() });
    return byClock;
  }
  const byCounter = mark.at + performance.now() - mark.counter;
  return Math.max(byClock, byCounter);
}

// Has the clock been set back since the list was last looked at?
export function wentBack(list) {
  return Date.now() + list.offset < list.latest - TOLERATED;
}

export function isOver(list) {
  return now(list) >= Date.parse(list.expires);
}
