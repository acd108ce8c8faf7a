// A form in the browser: <homeward-webform> around ODK's web-forms. The page gives it addresses and
// words; it keeps the draft on the server, sends the answers once, and says what is wrong in the
// page's own way. Without it the page's link to the plain form stands there.
const LIBRARY = new URL("./vendor/webforms.js", import.meta.url).href;
const KEEP_AFTER = 3000;
const FIRST_RETRY = 2000;
const LONGEST_RETRY = 30000;
const ALIVE_BYTES = 60000;
const MONTHS = 12;
const SUNDAY = Date.UTC(2026, 1, 1);
const DAY = 86400000;

const json = (id) => JSON.parse(document.getElementById(id)?.textContent ?? "{}");

// The calendar's and the aids' words in the page's language.
const localeOf = (language, words) => {
  const told = (options, date) => new Intl.DateTimeFormat(`${language}-u-nu-latn-ca-gregory`, { timeZone: "UTC", ...options }).format(date);
  const months = (month) => Array.from({ length: MONTHS }, (_, at) => told({ month }, Date.UTC(2026, at, 15)));
  const days = (weekday) => Array.from({ length: 7 }, (_, at) => told({ weekday }, SUNDAY + at * DAY));
  return {
    dayNames: days("long"), dayNamesShort: days("short"), dayNamesMin: days("narrow"),
    monthNames: months("long"), monthNamesShort: months("short"), firstDayOfWeek: 1,
    ...words,
  };
};

class Answered extends Error {
  constructor(status, body) {
    super(`answered ${status}`);
    this.status = status;
    this.body = body;
  }
}

class Webform extends HTMLElement {
  async connectedCallback() {
    this.words = json("webform-words");
    this.revision = Number(this.dataset.revision ?? 0);
    globalThis.homewardWebformTexts = this.words.form;
    globalThis.homewardWebformLocale = localeOf(document.documentElement.lang, this.words.calendar);
    globalThis.homewardWebformNonce = this.nonce || this.dataset.nonce;
    try {
      await this.open();
    } catch (error) {
      this.failed(error);
    }
  }

  part(name) {
    return this.querySelector(`[data-part="${name}"]`);
  }

  async open() {
    const [library, xform] = await Promise.all([import(LIBRARY), this.text(this.dataset.form)]);
    const { createApp, h, OdkWebForm, webFormsPlugin, watch } = library;
    this.form = null;
    const host = this.part("form");
    const app = createApp({
      render: () => h(OdkWebForm, {
        ref: (made) => { this.form = made; },
        formXml: xform,
        fetchFormAttachment: () => Promise.resolve(new Response("", { status: 404 })),
        missingResourceBehavior: "BLANK",
        trackDevice: false,
        editInstance: this.dataset.instance ? this.earlier() : null,
        onSubmit: (payload) => this.send(payload),
      }),
    });
    app.config.errorHandler = (error) => this.failed(error);
    app.use(webFormsPlugin);
    app.mount(host);
    const stop = watch(() => this.form?.state, (state) => {
      if (!state || state.status === "FORM_STATE_LOADING") return;
      queueMicrotask(() => stop());
      if (state.status === "FORM_STATE_FAILURE") this.failed(state.error);
      else this.ready(watch);
    }, { immediate: true });
  }

  earlier() {
    return {
      resolveInstance: () => this.text(this.dataset.instance),
      attachmentFileNames: json("webform-files").names ?? [],
      resolveAttachment: (name) => fetch(`${this.dataset.file}${encodeURIComponent(name)}`),
    };
  }

  get root() {
    return this.form?.state?.root;
  }

  ready(watch) {
    const host = this.part("form");
    this.part("wait")?.remove();
    watch(() => this.root?.currentState.activeLanguage, (active) => this.speak(active), { immediate: true });
    host.addEventListener("input", () => this.changed());
    host.addEventListener("change", () => this.changed());
    // Lists, ratings and rows that come or go answer to a click alone, in the page or over it.
    document.addEventListener("click", (event) => {
      if (host.contains(event.target) || event.target.closest?.(".p-component")) this.changed();
    });
    ["pointerdown", "keydown"].forEach((kind) => host.addEventListener(kind, (event) => this.touched(event)));
    this.mend();
    new MutationObserver(() => this.mend()).observe(host, { childList: true, subtree: true });
    this.part("foot").hidden = false;
    this.part("send").addEventListener("click", () => this.check());
    this.part("later")?.addEventListener("click", (event) => this.later(event));
    this.listen();
    this.dispatchEvent(new CustomEvent("webform:ready", { bubbles: true }));
  }

  // The library never says how a language is written: the page knows.
  speak(active) {
    if (!active) return;
    const known = json("webform-languages")[active.language];
    const host = this.part("form");
    host.dir = known?.dir ?? "auto";
    if (known?.lang) host.lang = known.lang;
    else host.removeAttribute("lang");
  }

  // What the library leaves unlabelled: each control is named by its question, and a scale that
  // nobody has touched says so.
  mend() {
    const host = this.part("form");
    host.querySelectorAll(".question-container").forEach((question) => {
      const label = question.querySelector(".control-text label, .control-text, label");
      if (!label) return;
      label.id ||= `${question.id}_label`;
      question.querySelectorAll("input:not([type=file]), textarea, [role=combobox], [role=slider]").forEach((control) => {
        if (control.type === "radio" || control.type === "checkbox") return;
        if (!control.labels?.length && !control.getAttribute("aria-label")) control.setAttribute("aria-labelledby", label.id);
      });
    });
    host.querySelectorAll("[role=slider]:not([aria-valuenow])").forEach((slider) => {
      slider.dataset.empty = "";
      slider.setAttribute("aria-valuenow", slider.getAttribute("aria-valuemin"));
      slider.setAttribute("aria-valuetext", this.words.form.unanswered);
    });
    host.querySelectorAll(".p-panel-content-container[role=region]").forEach((panel) => panel.removeAttribute("role"));
    host.querySelectorAll(".language-changer [role=combobox]").forEach((list) => list.setAttribute("aria-label", this.words.form.language));
    host.querySelectorAll("button:not([aria-label]), .p-rating input:not([aria-label])").forEach((button) => {
      if (!button.textContent.trim()) button.setAttribute("aria-label", this.words.form.options);
    });
  }

  // A scale has its answer as soon as somebody moves it.
  touched(event) {
    const slider = event.target.closest?.("[role=slider], .p-slider")?.closest(".p-slider")?.querySelector("[role=slider]");
    if (!slider || slider.dataset.empty === undefined) return;
    delete slider.dataset.empty;
    slider.removeAttribute("aria-valuetext");
  }

  // Keeping the draft

  listen() {
    if (!this.dataset.draft) return;
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") this.keepNow(true);
    });
    window.addEventListener("online", () => this.keepNow());
    window.addEventListener("beforeunload", (event) => {
      if (this.isDirty && !this.isSent) event.preventDefault();
    });
    this.part("keep-mine")?.addEventListener("click", () => this.keepMine());
  }

  changed() {
    if (!this.dataset.draft || this.isSent) return;
    this.isDirty = true;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.keepNow(), KEEP_AFTER);
  }

  async xml() {
    const payload = await this.root.prepareInstancePayload({ payloadType: "monolithic" });
    return payload.data[0];
  }

  async keepNow(isLeaving = false) {
    clearTimeout(this.timer);
    if (!this.isDirty || this.isSent || this.isConflicting) return;
    if (this.keeping && !isLeaving) { this.isAgain = true; return; }
    this.keeping = true;
    this.isDirty = false;
    try {
      const data = await this.xml();
      const xml = await data.get("xml_submission_file").text();
      if (xml !== this.kept || this.isForced) await this.put(data, xml, isLeaving);
      this.wait = 0;
      this.say("kept");
    } catch (error) {
      this.isDirty = true;
      this.lost(error);
    } finally {
      this.keeping = false;
      if (this.isAgain) { this.isAgain = false; this.changed(); }
    }
  }

  async put(data, xml, isLeaving) {
    const form = new FormData();
    data.forEach((value, name) => form.append(name, value));
    form.append("revision", String(this.revision));
    if (this.isForced) form.append("over", "1");
    const small = xml.length < ALIVE_BYTES && [...data.keys()].length === 1;
    const body = await this.post(this.dataset.draft, form, isLeaving && small);
    this.revision = body.revision;
    this.kept = xml;
    this.isForced = false;
  }

  lost(error) {
    if (error instanceof Answered && error.status === 409) return this.conflict(error.body);
    if (error instanceof Answered && error.status < 500) return this.refused(error);
    this.wait = Math.min((this.wait || FIRST_RETRY / 2) * 2, LONGEST_RETRY);
    this.say("lost");
    this.timer = setTimeout(() => this.keepNow(), this.wait);
  }

  // Somebody else kept this draft meanwhile: nobody's answers are taken over in silence.
  conflict(body) {
    if (!body?.other) return this.refused(new Answered(409, body));
    this.isConflicting = true;
    this.say("conflict");
    const box = this.part("conflict");
    box.querySelector("[data-other]").textContent = body.other;
    box.hidden = false;
    box.focus();
  }

  keepMine() {
    this.isConflicting = false;
    this.isForced = true;
    this.isDirty = true;
    this.part("conflict").hidden = true;
    this.keepNow();
  }

  async later(event) {
    if (!this.isDirty) return;
    event.preventDefault();
    await this.keepNow();
    if (!this.isDirty) window.location.assign(event.target.closest("a").href);
  }

  // Sending

  check() {
    if (this.isSending) return;
    this.part("problems").hidden = true;
    const wrong = this.root.validationState.violations;
    this.form.submit(this.form.state);
    if (wrong.length) this.problems(wrong);
  }

  problems(wrong) {
    const rows = wrong.map(({ nodeId, violation }) => {
      const question = document.getElementById(`${nodeId}_container`);
      const label = question?.querySelector("label, .control-text")?.textContent.trim();
      return { href: `#${nodeId}_container`, text: [label, violation?.message?.asString].filter(Boolean).join(": ") };
    });
    this.list(rows);
  }

  list(rows) {
    const box = this.part("problems");
    box.querySelector("ul").replaceChildren(...rows.map(({ href, text }) => {
      const item = document.createElement("li");
      const said = href ? document.createElement("a") : item;
      if (href) { said.setAttribute("href", href); item.append(said); }
      said.textContent = text;
      return item;
    }));
    box.hidden = false;
    box.focus();
  }

  async send(payload) {
    this.isSending = true;
    this.part("send").disabled = true;
    this.say("sending");
    try {
      const form = new FormData();
      payload.data[0].forEach((value, name) => form.append(name, value));
      form.append("revision", String(this.revision));
      const day = this.part("held-on")?.value;
      if (day) form.append("held_on", day);
      const body = await this.post(this.dataset.send, form);
      if (body.shown) { this.show(body.shown); return; }
      this.isSent = true;
      this.say("sent");
      window.location.assign(body.next);
    } catch (error) {
      if (error instanceof Answered && error.status < 500) this.refused(error);
      else this.say("unsent");
    } finally {
      this.isSending = false;
      this.part("send").disabled = false;
    }
  }

  // A form that is tried out: what would arrive, as the page of the server has it.
  show(shown) {
    const box = this.part("arrived");
    box.innerHTML = shown;
    box.hidden = false;
    box.focus();
    this.say("");
  }

  refused(error) {
    const reasons = error.body?.reasons?.length ? error.body.reasons : [this.words.state.refused];
    this.say("refused");
    this.list(reasons.map((text) => ({ text })));
  }

  // Talking to the server and to the reader

  async text(address) {
    const answer = await fetch(address, { credentials: "same-origin" });
    if (!answer.ok) throw new Answered(answer.status);
    return answer.text();
  }

  async post(address, form, keepalive = false) {
    const answer = await fetch(address, {
      method: "POST",
      body: form,
      keepalive,
      credentials: "same-origin",
      redirect: "manual",
      headers: { "X-CSRFToken": this.dataset.token, Accept: "application/json" },
    });
    const isJson = answer.headers.get("Content-Type")?.startsWith("application/json");
    const body = isJson ? await answer.json() : null;
    // Signed out, a page answers with another: that is no answer to what was sent.
    if (!answer.ok || !body) throw new Answered(answer.ok || !answer.status ? 401 : answer.status, body);
    return body;
  }

  say(state) {
    const time = new Date().toLocaleTimeString(`${document.documentElement.lang}-u-nu-latn`, { hour: "2-digit", minute: "2-digit" });
    const box = this.part("state");
    box.textContent = (this.words.state[state] ?? "").replace("%(time)s", time);
    box.dataset.state = state;
  }

  failed(error) {
    console.error(error);
    this.part("wait")?.remove();
    this.part("failed").hidden = false;
    this.dispatchEvent(new CustomEvent("webform:failed", { bubbles: true }));
  }
}

customElements.define("homeward-webform", Webform);
