// Leaves quickly: Escape twice within a second, or the button. The page is replaced, so that the
// back button finds nothing; without this script the button does the same by a redirect.
(() => {
  const form = document.querySelector("form[data-leave]");
  if (!form) return;
  let last = 0;
  const leave = async () => {
    document.body.hidden = true;
    let target = form.action;
    try {
      const answer = await fetch(form.action, { method: "POST", credentials: "same-origin", redirect: "follow" });
      target = answer.url;
    } catch {
      // Without a network there is nowhere to go: an empty page tells least.
      document.documentElement.replaceChildren();
      return;
    }
    location.replace(target);
  };
  form.addEventListener("submit", (event) => { event.preventDefault(); leave(); });
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (event.timeStamp - last < 1000) leave();
    last = event.timeStamp;
  });
  // A page kept for the back button is asked for anew: whoever left is not let in again.
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
})();
