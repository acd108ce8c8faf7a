// A place is typed, or taken from the device by a press of the button that stands beside it.
"use strict";
(() => {
  const add = (input) => {
    if (!navigator.geolocation || input.dataset.located) return;
    input.dataset.located = "yes";
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-quiet btn-sm";
    button.textContent = input.dataset.locate;
    button.addEventListener("click", () => navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        input.value = [coords.latitude, coords.longitude, coords.altitude ?? 0, Math.round(coords.accuracy)].join(" ");
        input.dispatchEvent(new Event("change", { bubbles: true }));
      },
      () => { button.textContent = input.dataset.nowhere; },
      { enableHighAccuracy: true, timeout: 20000 },
    ));
    input.after(button);
  };
  const all = (within) => within.querySelectorAll("input[data-locate]").forEach(add);
  all(document);
  document.addEventListener("htmx:load", (event) => all(event.target));
})();
