/* Ctrl+Z presses the "Ångra" of the line with the latest change, and Ctrl+Shift+Z its "Gör om", as does Ctrl+Y where that is
   the custom: wherever the focus is on a long page, as the line may be many steps of the Tab key away. The button says so
   (data-key), by the device's own name. */
"use strict";
(() => {
  const LINES = ".st-key-angra-rad, .st-key-angra-vy-rad";
  // What is written takes back what was written in it, and a dialog is answered before what lies behind it. A field that
  // something is chosen in has nothing written while its list is closed: the choice itself is what was last changed.
  const WRITTEN = 'textarea, input:not([type="range"], [type="radio"], [type="checkbox"]), [contenteditable], [data-testid="stDataFrame"]';
  const CHOSEN = '[data-testid="stSelectbox"] [role="combobox"][aria-expanded="false"]';
  // Nor is anything being written in a figure of the view once it has been taken by Enter.
  const TAKEN = '.v-number, :is(.st-key-rambelopp, .st-key-fro, [class*="st-key-varde_"], [class*="st-key-okand_"]) input';
  const isMac = /Mac|iP(hone|ad|od)/.test(navigator.platform);
  const UNDO = isMac ? ["Meta+Z", "⌘Z"] : ["Control+Z", "Ctrl+Z"];
  const KEYS = {
    "Ångra": UNDO,
    "Ångra även den": UNDO,
    "Gör om": isMac ? ["Meta+Shift+Z", "⇧⌘Z"] : ["Control+Shift+Z", "Ctrl+Skift+Z"],
  };

  let beingWritten = null;
  const isWritten = (field) => field.closest?.(WRITTEN) && !field.matches(CHOSEN) && (field === beingWritten || !field.matches(TAKEN));
  const does = (keys) => [...document.querySelectorAll(`:is(${LINES}) button`)].find((button) => KEYS[button.innerText.trim()] === keys);
  const pressed = (event) => {
    const { key, ctrlKey, metaKey, shiftKey, altKey } = event;
    const letter = key.toLowerCase(), isRedo = shiftKey || letter === "y";
    if (letter !== "z" && (letter !== "y" || isMac || shiftKey)) return;
    if (!(isMac ? metaKey : ctrlKey) || altKey || event.defaultPrevented || event.repeat) return;
    if (isWritten(event.target) || document.querySelector('[role="dialog"], [role="alertdialog"]')) return;
    const button = does(isRedo ? KEYS["Gör om"] : UNDO);
    if (!button) return;
    event.preventDefault();
    button.click();
  };
  const tell = () => {
    for (const button of document.querySelectorAll(`:is(${LINES}) button`)) {
      const [keys, shown] = KEYS[button.innerText.trim()] ?? ["", ""];
      if ((button.getAttribute("aria-keyshortcuts") ?? "") === keys) continue;
      if (keys) button.setAttribute("aria-keyshortcuts", keys); else button.removeAttribute("aria-keyshortcuts");
      button.dataset.key = shown;
    }
  };
  let asked = false;
  const soon = () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => { asked = false; tell(); });
  };
  const watch = () => new MutationObserver(soon).observe(document.body, { subtree: true, childList: true, characterData: true });
  addEventListener("input", ({ target }) => { beingWritten = target; }, true);
  // A field that is drawn by a program does not always tell of the change that Enter makes.
  addEventListener("keydown", ({ key }) => { if (key === "Enter") beingWritten = null; }, true);
  addEventListener("change", () => { beingWritten = null; }, true);
  addEventListener("keydown", pressed);
  if (document.body) watch(); else addEventListener("DOMContentLoaded", watch);
})();
