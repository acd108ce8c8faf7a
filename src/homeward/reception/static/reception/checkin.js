// The list at the gate, when the network comes and goes. What is tapped is kept on this phone until
// the server has acknowledged it: the arrival's id, its case number, the choice, a key and the time.
// No name is kept. Without this script the buttons send their form as ever.
(function () {
  "use strict";
  var KEPT = "homeward.check-in";
  var page = document.querySelector("[data-check-in]");
  if (!page || !window.localStorage || !window.fetch || !window.crypto) { return; }
  var bar = page.querySelector("[data-kept]");
  var words = bar.dataset;
  var sending = false;
  // One phone may be handed on: what somebody else kept is theirs to send.
  var store = KEPT + "." + page.dataset.checkIn;

  function read() {
    try { return JSON.parse(localStorage.getItem(store)) || []; } catch (broken) { return []; }
  }
  function write(kept) { localStorage.setItem(store, JSON.stringify(kept)); show(); }
  function key() {
    if (crypto.randomUUID) { return crypto.randomUUID(); }
    return "10000000-1000-4000-8000-100000000000".replace(/[018]/g, function (c) {
      return (c ^ crypto.getRandomValues(new Uint8Array(1))[0] & 15 >> c / 4).toString(16);
    });
  }
  function said(count) {
    return words.many.replace("{n}", String(count));
  }
  function show() {
    var kept = read();
    var waiting = kept.filter(function (one) { return !one.conflict; });
    var lines = [];
    if (waiting.length) { lines.push(said(waiting.length)); }
    kept.filter(function (one) { return one.conflict; }).forEach(function (one) {
      lines.push(one.reference + ": " + one.conflict);
    });
    bar.hidden = !lines.length;
    bar.querySelector("span").textContent = lines.join(" · ");
    page.querySelectorAll("[data-arrival]").forEach(mark(kept));
  }
  function mark(kept) {
    return function (card) {
      var mine = kept.filter(function (one) { return one.arrival === card.dataset.arrival; })[0];
      var state = card.querySelector("[data-state]");
      if (mine) {
        state.textContent = mine.conflict || words.here;
        card.classList.toggle("is-kept", !mine.conflict);
        card.classList.toggle("is-conflict", Boolean(mine.conflict));
      } else if (card.classList.contains("is-kept")) {
        card.classList.remove("is-kept");
      }
      card.querySelectorAll("button").forEach(function (button) {
        button.setAttribute("aria-pressed", String(Boolean(mine && mine.fields.presence === button.value)));
      });
    };
  }
  function body(one) {
    var data = new URLSearchParams();
    Object.keys(one.fields).forEach(function (name) {
      [].concat(one.fields[name]).forEach(function (value) { data.append(name, value); });
    });
    data.append("key", one.key);
    data.append("said_at", one.at);
    data.append("csrfmiddlewaretoken", page.querySelector("[name=csrfmiddlewaretoken]").value);
    return data;
  }
  function without(kept, done) { return kept.filter(function (one) { return one.key !== done; }); }
  function acknowledged(one, answer) {
    write(without(read(), one.key));
    var card = page.querySelector("[data-arrival='" + one.arrival + "']");
    if (!card) { return; }
    card.classList.add("is-done");
    card.querySelector("[data-state]").textContent = answer.says;
  }
  function refused(one, answer) {
    write(read().map(function (other) {
      if (other.key === one.key) { other.conflict = answer.reason || words.refused; }
      return other;
    }));
  }
  function send() {
    var next = read().filter(function (one) { return !one.conflict; })[0];
    if (sending || !next) { return; }
    sending = true;
    fetch(next.url, {
      method: "POST", body: body(next), credentials: "same-origin", redirect: "manual",
      headers: { "Accept": "application/json", "X-Requested-With": "fetch" }
    }).then(function (response) {
      if (response.status === 200) {
        return response.json().then(function (answer) { acknowledged(next, answer); return true; });
      }
      if (response.status === 409 || response.status === 404) {
        return response.json().catch(function () { return {}; })
          .then(function (answer) { refused(next, answer); return true; });
      }
      // Signed out, or the server is not well: kept, and tried again.
      return false;
    }).catch(function () { return false; }).then(function (goes) {
      sending = false;
      if (goes) { send(); }
    });
  }
  function fields(form, button) {
    var found = {};
    new FormData(form).forEach(function (value, name) {
      if (name === "key" || name === "csrfmiddlewaretoken") { return; }
      found[name] = name in found ? [].concat(found[name], value) : value;
    });
    found.presence = button.value;
    return found;
  }
  page.addEventListener("submit", function (event) {
    var form = event.target, button = event.submitter;
    if (!form.dataset.arrivalForm || !button) { return; }
    event.preventDefault();
    var card = form.closest("[data-arrival]");
    var kept = read().filter(function (one) { return one.arrival !== card.dataset.arrival; });
    kept.push({
      key: key(), arrival: card.dataset.arrival, reference: card.dataset.reference,
      url: form.action, at: new Date().toISOString(), fields: fields(form, button)
    });
    write(kept);
    send();
  });
  bar.querySelector("button").addEventListener("click", function () {
    write(read().filter(function (one) { return !one.conflict; }));
    send();
  });
  window.addEventListener("online", send);
  window.setInterval(send, 15000);
  show();
  send();
}());
