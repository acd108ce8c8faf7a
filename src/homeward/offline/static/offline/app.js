// The page without a network: holds what is open, decides what is sent and what is wiped. It keeps
// nothing in clear but in memory; the store holds ciphertext (store.js, vault.js).

import * as clock from "./clock.js";
import * as contact from "./contact.js";
import * as shown from "./shown.js";
import * as store from "./store.js";
import * as vault from "./vault.js";

const page = document.querySelector("main");
const DAY = 24 * 60 * 60 * 1000, DAYS_KEPT = 7, IDLE_MINUTES = 15, BATCH = 50;
const state = {
  online: true, known: false, signedIn: false, mine: true, trouble: false, may: [],
  lists: [], entries: [], keys: new Map(), rows: new Map(), sent: null, told: ""
};
let meeting = null, touched = performance.now();

function entriesOf(list) { return state.entries.filter((entry) => entry.taking === list.taking); }
function waitingOf(list) { return entriesOf(list).filter((entry) => entry.state === "waiting"); }
function listOf(taking) { return state.lists.find((list) => list.taking === taking); }
function say(text) { state.told = text; }
function show() { shown.show(state, acts); }

async function load() {
  state.lists = await store.all("lists");
  state.entries = (await store.all("entries")).sort((a, b) => a.at < b.at ? -1 : 1);
  for (const list of state.lists) { await judge(list); }
}

// What the clock alone decides: a list whose time is over is wiped, with or without a network.
async function judge(list) {
  list.shut = clock.wentBack(list);
  if (!list.shut && !list.wiped && clock.isOver(list)) {
    say(shown.words.over);
    await wipe(list, "over");
  }
  const ended = list.wiped && clock.now(list) - Date.parse(list.wipedAt);
  if (!list.shut && ended > DAYS_KEPT * DAY) {
    const unsent = entriesOf(list);
    for (const entry of unsent) { await forget(entry); }
    if (unsent.length) { say(shown.fill(shown.words.dropped, { days: DAYS_KEPT })); }
    await drop(list);
  }
}

async function remember(list) {
  const now = clock.now(list);
  if (list.shut || now <= list.latest) { return; }
  list.latest = now;
  await saveList(list);
}

function saveList(list) {
  // Wiped meanwhile: nothing is written back.
  if (!state.lists.includes(list)) { return undefined; }
  const { shut, ...kept } = list;
  return store.put("lists", kept);
}

async function wipe(list, why) {
  state.rows.delete(list.taking);
  list.wiped = why;
  list.wipedAt = new Date(clock.now(list)).toISOString();
  const unsent = entriesOf(list).length > 0;
  await store.wipeList(list.taking, unsent);
  if (unsent) { await saveList(list); } else { await drop(list); }
}

async function drop(list) {
  state.lists = state.lists.filter((one) => one !== list);
  state.keys.delete(list.taking);
  state.rows.delete(list.taking);
  await store.wipeList(list.taking, false);
}

async function forget(entry) {
  state.entries = state.entries.filter((one) => one !== entry);
  await store.remove("entries", entry.key);
  const list = listOf(entry.taking);
  if (list && list.wiped && !entriesOf(list).length) { await drop(list); }
}

async function openList(list, key) {
  state.keys.set(list.taking, key);
  const rows = (await store.all("rows")).filter((row) => row.taking === list.taking);
  const plain = [];
  for (const row of rows.sort((a, b) => a.order - b.order)) {
    plain.push(await vault.unseal(key, "row|" + row.ref, row.sealed));
  }
  state.rows.set(list.taking, plain);
  for (const entry of entriesOf(list)) {
    if (entry.sealed) { entry.data = await vault.unseal(key, "entry|" + entry.key, entry.sealed); }
  }
}

async function sealRows(list, rows) {
  const key = state.keys.get(list.taking), sealed = [];
  for (const [order, row] of rows.entries()) {
    sealed.push({ ref: row.ref, taking: list.taking, order, sealed: await vault.seal(key, "row|" + row.ref, row) });
  }
  const { shut, ...kept } = list;
  if (!state.lists.includes(list)) { return; }
  await store.putList(kept, sealed);
  state.rows.set(list.taking, rows);
}

async function keepEntry(entry, instead) {
  const { data, ...kept } = entry;
  if (data) { kept.sealed = await vault.seal(state.keys.get(entry.taking), "entry|" + entry.key, data); }
  entry.sealed = kept.sealed;
  if (!listOf(entry.taking)) { return; }
  await store.putEntry(kept, instead && instead.key);
  state.entries = state.entries.filter((one) => one.key !== entry.key && one !== instead).concat(entry);
}

// ---- with the server

// One at a time: a second call waits for the first and looks again.
function meet() {
  meeting = (meeting || Promise.resolve()).catch(() => undefined).then(meetNow);
  return meeting;
}

async function meetNow() {
  const lists = state.lists.length ? [...state.lists] : [null];
  for (const list of lists) {
    const known = list ? (await store.all("rows")).filter((row) => row.taking === list.taking) : [];
    const answer = await contact.ask(list, list ? waitingOf(list).length : 0, known.map((row) => row.ref));
    state.online = answer.kind !== "away";
    state.trouble = answer.kind === "fails" || answer.kind === "refused";
    if (answer.kind !== "said") { break; }
    const said = answer.said;
    state.known = true;
    state.signedIn = said.user !== null;
    state.may = said.may;
    if (list) { await hear(list, said); }
  }
  show();
}

async function hear(list, said) {
  clock.sync(list, said.now);
  list.shut = false;
  state.mine = !state.signedIn || said.mine || said.standing === "gone";
  const maySend = state.signedIn && said.mine !== false && state.keys.has(list.taking);
  // What was noted goes first, whatever becomes of the list: the server says what it still takes.
  if (maySend) { await send(list); }
  if (said.standing === "gone" || said.standing === "over") {
    if (!list.wiped || list.wiped !== said.standing) {
      say(said.standing === "gone" ? shown.words.ended : shown.words.over);
      await wipe(list, said.standing);
    }
    return;
  }
  if (list.wiped === "gone") { list.wiped = "over"; }
  await dropRows(list, said.gone);
  await saveList(list);
  if (maySend && state.signedIn && !list.wiped) { await renew(list); }
}

async function dropRows(list, refs) {
  if (!refs.length) { return; }
  await store.removeRows(refs);
  const rows = state.rows.get(list.taking);
  if (rows) { state.rows.set(list.taking, rows.filter((row) => !refs.includes(row.ref))); }
}

async function renew(list) {
  const answer = await contact.renew(list);
  if (answer.kind === "said") {
    clock.sync(list, answer.said.now);
    await sealRows(list, answer.said.rows);
  } else if (answer.kind === "out") {
    state.signedIn = false;
  }
}

async function send(list) {
  for (;;) {
    const batch = waitingOf(list).filter((entry) => entry.data).slice(0, BATCH);
    if (!batch.length) { return; }
    for (const entry of batch) { entry.tried = true; await keepEntry(entry); }
    const answer = await contact.deliver(list, batch.map((entry) => ({ ...entry.data.said, key: entry.key, said_at: entry.at })));
    if (answer.kind === "out") { state.signedIn = false; return; }
    if (answer.kind !== "said") { state.trouble = answer.kind !== "away"; state.online = answer.kind !== "away"; return; }
    for (const one of answer.said.answers) {
      const entry = batch.find((waits) => waits.key === one.key);
      if (entry) { await settle(list, entry, one); }
    }
    // Whatever had no answer stays, and is tried at the next contact.
    if (batch.some((entry) => entry.state === "waiting" && state.entries.includes(entry))) { return; }
  }
}

async function settle(list, entry, answer) {
  if (answer.row) { await update(list, { ref: entry.ref, ...answer.row }); }
  if (answer.outcome === "taken") {
    // A later word on the same row was said by somebody who knew of this one.
    for (const later of waitingOf(list)) {
      if (later !== entry && later.ref === entry.ref && later.data && answer.row) {
        later.data.said.seen = answer.row.seen;
        await keepEntry(later);
      }
    }
    state.sent = { count: (state.sent ? state.sent.count : 0) + 1, at: clock.now(list) };
    await forget(entry);
  } else if (answer.outcome === "gone") {
    await dropRows(list, [entry.ref]);
    entry.state = "gone";
    entry.data = null;
    entry.sealed = null;
    await keepEntry(entry);
  } else {
    entry.state = answer.outcome;
    entry.data = { ...entry.data, told: answer.told, theirs: answer.theirs, row: answer.row };
    await keepEntry(entry);
  }
}

async function update(list, row) {
  const rows = state.rows.get(list.taking);
  if (!rows || list.wiped) { return; }
  await sealRows(list, rows.map((one) => one.ref === row.ref ? row : one));
}

// ---- what somebody does on the page

const acts = {
  touch() { touched = performance.now(); },

  async open(passphrase) {
    let any = false;
    for (const list of state.lists.filter((one) => !state.keys.has(one.taking))) {
      const key = await vault.keyOf(passphrase, list);
      if (await vault.opens(key, list)) { any = true; await openList(list, key); }
    }
    say(any ? "" : shown.words.wrong);
    show();
    if (any) { await meet(); }
    return any;
  },

  async take(kind, passphrase) {
    await meet();
    const answer = await contact.take(kind);
    if (answer.kind !== "said") {
      state.online = answer.kind !== "away";
      if (answer.kind === "out") { state.signedIn = false; }
      say(answer.kind === "away" ? shown.words.offlineTake : answer.kind === "out" ? shown.words.signIn : shown.words.fails);
      show();
      return false;
    }
    const { taking, day, expires, token, half, iterations, now, rows } = answer.said;
    const list = { taking, kind, day, expires, token, half, iterations, salt: vault.newSalt() };
    clock.sync(list, now);
    const key = await vault.keyOf(passphrase, list);
    list.check = await vault.checkOf(key, list);
    state.keys.set(taking, key);
    state.lists.push(list);
    await sealRows(list, rows);
    say(shown.words.taken);
    show();
    return true;
  },

  async note(list, row, said) {
    if (list.shut || clock.wentBack(list)) { list.shut = true; show(); return; }
    const earlier = waitingOf(list).find((entry) => entry.ref === row.ref && !entry.tried);
    const entry = {
      key: crypto.randomUUID(), taking: list.taking, ref: row.ref, state: "waiting", tried: false,
      at: new Date(clock.now(list)).toISOString(),
      data: { label: { name: row.name, number: row.number }, said: { ...said, ref: row.ref, seen: row.seen } }
    };
    await keepEntry(entry, earlier);
    await remember(list);
    say("");
    show();
    meet();
  },

  async keepMine(entry) {
    const data = { label: entry.data.label, said: { ...entry.data.said, seen: entry.data.row.seen } };
    await keepEntry({ ...entry, key: crypto.randomUUID(), state: "waiting", tried: false, data, sealed: null }, entry);
    show();
    meet();
  },

  async forget(entry) { await forget(entry); show(); },

  async send() {
    if (state.lists.some((list) => waitingOf(list).length && !state.keys.has(list.taking))) { shown.askPassphrase(); return; }
    await meet();
  },

  async wipe() {
    const lists = state.lists;
    Object.assign(state, { lists: [], entries: [], sent: null });
    state.keys.clear();
    state.rows.clear();
    await store.wipeAll();
    say(shown.words.wiped);
    show();
    for (const list of lists) { await contact.ask(list, 0, []); await contact.end(list); }
  },

  lock(told) {
    state.keys.clear();
    state.rows.clear();
    state.entries.forEach((entry) => { entry.data = null; });
    say(told);
    show();
  }
};

async function tick() {
  for (const list of [...state.lists]) { await judge(list); await remember(list); }
  if (state.keys.size && performance.now() - touched > IDLE_MINUTES * 60 * 1000) {
    acts.lock(shown.fill(shown.words.idle, { n: IDLE_MINUTES }));
  }
  show();
  await meet();
}

async function begin() {
  if ("serviceWorker" in navigator) {
    navigator.serviceWorker.register(page.dataset.worker, { scope: new URL(".", new URL(page.dataset.worker, location.href)).pathname, updateViaCache: "none" })
      .catch(() => { say(shown.words.noWorker); show(); });
  }
  shown.listen(acts);
  await load();
  show();
  await meet();
  window.addEventListener("online", meet);
  window.addEventListener("offline", () => { state.online = false; show(); });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) { tick(); } });
  window.setInterval(tick, 20000);
}

begin();
