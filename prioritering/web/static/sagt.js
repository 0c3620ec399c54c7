/* Tells one who hears the page what a line says that has just been drawn (class p-said). Such a line comes with its words
   in it, and what is not yet there when its words come is told by few readers: so it is said in a place that stays. */
"use strict";
(() => {
  // What is drawn in several steps is told once, as it then stands.
  const STILL_MS = 400;
  let place = null, known = [], timer = 0;

  const lines = () => [...document.querySelectorAll(':is([data-testid="stMain"], [role="dialog"]) .p-said')].map((line) => line.textContent.trim()).filter(Boolean);
  const look = () => {
    const now = lines();
    const fresh = now.filter((text) => !known.includes(text));
    known = now;
    if (fresh.length) place.textContent = fresh.join(" ");
    // A line that is gone is not to be met any more, and is news when it comes again.
    else if (!now.length) place.textContent = "";
  };
  const begin = () => {
    place = Object.assign(document.createElement("div"), { className: "p-hidden" });
    place.setAttribute("role", "status");
    // Else an open dialog hides it from who hears the page, as all that is outside of it.
    place.dataset.reactAriaTopLayer = "true";
    document.body.append(place);
    new MutationObserver((changes) => {
      if (changes.every(({ target }) => target === place)) return;
      clearTimeout(timer);
      timer = setTimeout(look, STILL_MS);
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  };
  if (document.body) begin(); else addEventListener("DOMContentLoaded", begin);
})();
