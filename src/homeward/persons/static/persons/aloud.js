// Reads the page aloud with the browser's own voice, sentence by sentence. Without a voice the
// buttons stay hidden and the page is read as it stands.
"use strict";
(() => {
  const voice = window.speechSynthesis;
  const act = document.querySelector(".al-act");
  if (!voice || !act) return;
  const text = document.getElementById(act.querySelector("[data-speak]").dataset.speak);
  const hush = () => {
    voice.cancel();
    text.querySelectorAll(".is-spoken").forEach((part) => part.classList.remove("is-spoken"));
  };
  act.hidden = false;
  act.querySelector("[data-hush]").addEventListener("click", hush);
  act.querySelector("[data-speak]").addEventListener("click", () => {
    hush();
    text.querySelectorAll("h1, h2, p, li").forEach((part) => {
      const said = new SpeechSynthesisUtterance(part.textContent.trim());
      said.lang = text.lang;
      said.rate = 0.9;
      said.onstart = () => part.classList.add("is-spoken");
      said.onend = () => part.classList.remove("is-spoken");
      voice.speak(said);
    });
  });
  window.addEventListener("pagehide", hush);
})();
