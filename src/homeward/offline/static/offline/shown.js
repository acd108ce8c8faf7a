// What the page shows of the state. Its words came with it (data-words); names are set as text.

import { example, isCommon } from "./vault.js";

const page = document.querySelector("main");
export const words = JSON.parse(page.dataset.words);
const plurals = new Intl.PluralRules(document.documentElement.lang);
const cards = new Map();

function at(name, inside) { return (inside || page).querySelector("[data-" + name + "]"); }
function made(id) { return document.getElementById(id).content.firstElementChild.cloneNode(true); }

export function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (place, name) => name in values ? String(values[name]) : place);
}

function counted(name, n, values) {
  const forms = words.forms[name];
  return fill(forms[plurals.select(n)] || forms.other, { n, ...values });
}

// By the clock of the wall where the device is: hours and minutes, 24 of them.
function hour(moment) {
  const when = new Date(moment);
  return String(when.getHours()).padStart(2, "0") + ":" + String(when.getMinutes()).padStart(2, "0");
}

function spoken(said) {
  const parts = [words.does[said.does]];
  if (said.does === "partly") { parts.push(fill(words.people, said)); }
  if (said.minutes) { parts.push(String(said.minutes) + "′"); }
  if (said.why) { parts.push(words.whys[said.why]); }
  return parts.join(", ");
}

function told(element, text) {
  element.hidden = !text;
  if (element.textContent !== text) { element.textContent = text; }
}

export function show(state, acts) {
  const waiting = state.entries.filter((entry) => entry.state === "waiting");
  const shutOut = (list) => !state.keys.has(list.taking);
  const locked = state.lists.filter((list) => shutOut(list) && (!list.wiped || state.entries.some((e) => e.taking === list.taking)));
  const net = [state.online ? words.online : words.away];
  if (state.online && state.trouble) { net.push(words.fails); }
  if (state.lists.some((list) => list.shut)) { net.push(words.back); }
  if (!state.mine && waiting.length) { net.push(words.otherUser); }
  told(at("net"), net.join(" "));
  told(at("told"), state.told);
  showBar(state, waiting, locked);
  told(at("sent"), state.sent ? counted("sent", state.sent.count, { time: hour(state.sent.at) }) : "");
  at("open-panel").hidden = !locked.length;
  showTaking(state);
  showEach(at("conflicts"), state.entries.filter((entry) => entry.state === "conflict" && entry.data), (entry) => conflict(entry, acts));
  showEach(at("refused"), state.entries.filter((entry) => entry.state === "gone" || entry.state === "refused" && entry.data), (entry) => refused(entry, acts));
  showLists(state, acts);
  at("wipe-panel").hidden = !state.lists.length && !state.entries.length;
  if (at("wipe-panel").hidden) { at("wipe-sure").hidden = true; }
  const unsent = state.entries.filter((entry) => entry.state === "waiting" || entry.state === "conflict").length;
  at("lost").textContent = unsent ? counted("lost", unsent) : "";
}

function showBar(state, waiting, locked) {
  at("bar").hidden = !waiting.length;
  if (!waiting.length) { return; }
  const oldest = hour(waiting.map((entry) => entry.at).sort()[0]);
  const ended = state.lists.find((list) => list.wiped === "gone" && waiting.some((entry) => entry.taking === list.taking));
  const form = ended ? "kept" : locked.length ? "locked" : "waits";
  const text = [counted(form, waiting.length, { time: oldest, days: 7 })];
  const asksSignIn = state.online && state.known && !state.signedIn;
  if (asksSignIn && !ended) { text.push(words.signIn); }
  told(at("waits"), text.join(" "));
  at("sign-in").hidden = !asksSignIn;
}

function showTaking(state) {
  const has = state.lists.filter((list) => !list.wiped).map((list) => list.kind);
  const free = state.may.filter((kind) => !has.includes(kind));
  at("take-panel").hidden = !(state.online && state.signedIn && free.length);
  const kinds = at("kinds");
  if (kinds.dataset.of === free.join()) { return; }
  kinds.dataset.of = free.join();
  kinds.querySelectorAll("label").forEach((label) => label.remove());
  free.forEach((kind, n) => {
    const label = document.createElement("label"), input = document.createElement("input");
    label.className = "check";
    Object.assign(input, { type: "radio", name: "kind", value: kind, checked: n === 0, autocomplete: "off" });
    label.append(input, " " + words.kinds[kind]);
    kinds.append(label);
  });
  kinds.hidden = free.length < 2;
}

// Cards are made anew only where they differ: what is being typed in the others stays.
function showEach(section, entries, make) {
  const box = at("list", section);
  const keys = entries.map((entry) => entry.key + entry.state);
  section.hidden = !entries.length;
  if (box.dataset.of === keys.join()) { return; }
  box.dataset.of = keys.join();
  box.replaceChildren(...entries.map(make));
}

function labelled(card, label) {
  at("name", card).textContent = label ? label.name || label.number : "";
  at("number", card).textContent = label && label.name ? label.number : "";
}

function conflict(entry, acts) {
  const card = made("t-conflict"), { label, said, theirs } = entry.data;
  labelled(card, label);
  at("mine", card).textContent = spoken(said) + (said.note ? ": " + said.note : "");
  at("mine-when", card).textContent = hour(entry.at);
  at("theirs", card).textContent = theirs ? theirs.says : words.unknown;
  at("theirs-when", card).textContent = fill(words.by, {
    who: theirs && theirs.by || words.unknown, when: theirs && theirs.at ? hour(theirs.at) : words.unknown
  });
  at("keep-mine", card).addEventListener("click", () => acts.keepMine(entry));
  at("keep-theirs", card).addEventListener("click", () => acts.forget(entry));
  return card;
}

function refused(entry, acts) {
  const card = made("t-refused");
  labelled(card, entry.data && entry.data.label);
  at("mine", card).textContent = entry.data
    ? fill(words.said, { what: spoken(entry.data.said), time: hour(entry.at) }) : hour(entry.at);
  at("why", card).textContent = entry.state === "gone" ? words.gone : entry.data.told;
  at("read", card).addEventListener("click", () => acts.forget(entry));
  return card;
}

function showLists(state, acts) {
  const box = at("lists"), open = state.lists.filter((list) => state.rows.has(list.taking) && !list.shut);
  const names = open.map((list) => list.taking);
  if (box.dataset.of !== names.join()) {
    box.dataset.of = names.join();
    cards.clear();
    box.replaceChildren(...open.map(listSection));
  }
  open.forEach((list, n) => showRows(box.children[n], list, state, acts));
}

function listSection(list) {
  const section = made("t-list");
  at("title", section).textContent = words.kinds[list.kind];
  const ends = new Date(list.expires);
  at("until", section).textContent = fill(words.until, {
    time: ends.toLocaleDateString(document.documentElement.lang, { weekday: "long", day: "numeric", month: "long" }) + ", " + hour(ends)
  });
  return section;
}

function showRows(section, list, state, acts) {
  const rows = state.rows.get(list.taking), box = at("rows", section);
  const wanted = rows.map((row) => {
    const entry = state.entries.filter((one) => one.ref === row.ref && one.state === "waiting").pop();
    const sign = JSON.stringify([row, entry && entry.key, Boolean(entry && entry.tried && state.online)]);
    const kept = cards.get(row.ref);
    if (kept && kept.sign === sign) { return kept.card; }
    const card = rowCard(list, row, entry, acts);
    cards.set(row.ref, { sign, card });
    return card;
  });
  if (!wanted.length) {
    const none = document.createElement("p");
    none.textContent = words.nobody;
    box.replaceChildren(none);
  } else if (wanted.length !== box.children.length || wanted.some((card, n) => box.children[n] !== card)) {
    box.replaceChildren(...wanted);
  }
}

function rowCard(list, row, entry, acts) {
  const card = made("t-row");
  labelled(card, row);
  at("at", card).textContent = row.at || words.unknown;
  at("where", card).textContent = [row.what, row.flight, row.place].filter(Boolean).join(" · ");
  at("party", card).textContent = list.kind === "arrivals"
    ? [fill(words.people, row), row.languages].filter(Boolean).join(" · ")
    : counted("party", row.people.length);
  at("bring", card).textContent = row.bring.join(" · ");
  at("state", card).textContent = entry
    ? spoken(entry.data.said) + ". " + words.here : row.stands;
  card.classList.toggle("is-kept", Boolean(entry));
  card.classList.toggle("is-done", Boolean(row.stands && !entry));
  card.dataset.ref = row.ref;
  if (!row.stands || list.kind === "arrivals" && !entry && !row.seen.startsWith("arrived")) {
    card.append(form(list, row, entry, acts));
  }
  return card;
}

function form(list, row, entry, acts) {
  const filled = made("t-" + list.kind);
  filled.querySelectorAll("button").forEach((button) => {
    button.setAttribute("aria-pressed", String(Boolean(entry && entry.data.said.does === button.value)));
  });
  if (list.kind === "visits") { visitForm(filled, row); }
  if (list.kind === "arrivals" && row.adults + row.children === 1) {
    filled.querySelector("button[value=arrived]").textContent = words.arrivedAlone;
    filled.querySelector("details").remove();
  }
  filled.addEventListener("submit", (event) => {
    event.preventDefault();
    const said = read(filled, event.submitter ? event.submitter.value : "", row);
    told(at("fault", filled), said.fault || "");
    if (!said.fault) { acts.note(list, row, said); }
  });
  return filled;
}

function visitForm(filled, row) {
  row.people.forEach(([id, name]) => {
    const label = document.createElement("label"), input = document.createElement("input"), bdi = document.createElement("bdi");
    label.className = "check";
    Object.assign(input, { type: "checkbox", name: "came", value: id, checked: true, autocomplete: "off" });
    bdi.textContent = name;
    label.append(input, " ", bdi);
    at("came", filled).append(label);
  });
  Object.entries(words.whys).forEach(([value, text]) => filled.elements.why.append(new Option(text, value)));
}

function number(form, name) {
  const text = form.elements[name].value.trim();
  return /^\d{1,4}$/.test(text) ? Number(text) : 0;
}

function read(form, does, row) {
  const said = { does };
  if (does === "partly") {
    Object.assign(said, { adults: number(form, "adults"), children: number(form, "children") });
    if (!said.adults && !said.children) { said.fault = words.choose; }
  } else if (does === "held") {
    said.came = [...form.querySelectorAll("[name=came]:checked")].map((box) => box.value);
    said.minutes = number(form, "minutes");
    said.note = form.elements.note.value.trim();
    if (!said.came.length) { said.fault = words.choose; } else if (!said.minutes) { said.fault = words.minutesMissing; }
  } else if (does === "no_show" || does === "cancelled") {
    said.why = form.elements.why.value;
    if (!said.why) { said.fault = words.whyMissing; }
  }
  return said;
}

export function askPassphrase() {
  at("open-panel").hidden = false;
  document.getElementById("open-word").focus();
}

export function listen(acts) {
  ["pointerdown", "keydown"].forEach((kind) => document.addEventListener(kind, acts.touch, true));
  at("send").addEventListener("click", acts.send);
  at("open").addEventListener("submit", async (event) => {
    event.preventDefault();
    const field = document.getElementById("open-word"), typed = field.value;
    field.value = "";
    if (!await acts.open(typed)) { field.focus(); }
  });
  listenTaking(acts);
  at("wipe").addEventListener("click", () => {
    if (at("lost").textContent) { at("wipe-sure").hidden = false; at("wipe-now").focus(); } else { acts.wipe(); }
  });
  at("wipe-now").addEventListener("click", acts.wipe);
  at("wipe-not").addEventListener("click", () => { at("wipe-sure").hidden = true; at("wipe").focus(); });
}

function listenTaking(acts) {
  const field = document.getElementById("take-word"), shortest = Number(page.dataset.shortest);
  at("example").textContent = example();
  at("see").addEventListener("change", (event) => { field.type = event.target.checked ? "text" : "password"; });
  at("take").addEventListener("submit", async (event) => {
    event.preventDefault();
    const kind = at("take").elements.kind, typed = field.value;
    if (typed.length < shortest || isCommon(typed)) {
      told(at("told"), typed.length < shortest ? fill(words.short, { n: shortest }) : words.common);
      field.focus();
      return;
    }
    field.value = "";
    at("see").checked = false;
    field.type = "password";
    await acts.take(kind.value || page.querySelector("[name=kind]").value, typed);
    at("example").textContent = example();
  });
}
