/* Tells Streamlit where its server is, so that it does not try every part of the address first, and which theme was
   chosen, whatever page it was chosen on. */
"use strict";
(() => {
  const base = new URL("..", document.currentScript.src).href.replace(/\/$/, "");
  window.__streamlit = { ...window.__streamlit, BACKEND_BASE_URL: base, MAIN_PAGE_BASE_URL: base };

  // Streamlit remembers a theme for the address that it was loaded at; the last choice is carried to all of them.
  const here = `stActiveTheme-${location.pathname}-v2`;
  const copy = (from, to) => {
    const theme = localStorage.getItem(from);
    if (theme === null) localStorage.removeItem(to);
    else localStorage.setItem(to, theme);
  };
  try {
    copy("tema", here);
    const atFirst = localStorage.getItem(here);
    addEventListener("pagehide", () => localStorage.getItem(here) !== atFirst && copy(here, "tema"));
  } catch {
    // A browser that keeps nothing follows the system's theme.
  }
})();
