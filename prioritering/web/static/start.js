/* Tells Streamlit where its server is, so that it does not try every part of the address first, and which theme was
   chosen, whatever page it was chosen on. */
"use strict";
(() => {
  const base = new URL("..", document.currentScript.src).href.replace(/\/$/, "");
  window.__streamlit = { ...window.__streamlit, BACKEND_BASE_URL: base, MAIN_PAGE_BASE_URL: base };

  // Streamlit remembers a theme for the address that it was loaded at; a choice is carried to all of them at once, for
  // the tab that is opened next, and what a tab only writes again is no choice: another may have been made in another.
  const here = `stActiveTheme-${location.pathname}-v2`;
  try {
    const write = Storage.prototype.setItem;
    let mine = localStorage.getItem("tema");
    if (mine === null) localStorage.removeItem(here);
    else localStorage.setItem(here, mine);
    Storage.prototype.setItem = function (name, value) {
      write.call(this, name, value);
      if (name !== here || value === mine) return;
      mine = value;
      write.call(this, "tema", value);
    };
  } catch {
    // A browser that keeps nothing follows the system's theme.
  }
})();
