/* Tells Streamlit where its server is, so that it does not try every part of the address first. */
"use strict";
(() => {
  const base = new URL("..", document.currentScript.src).href.replace(/\/$/, "");
  window.__streamlit = { ...window.__streamlit, BACKEND_BASE_URL: base, MAIN_PAGE_BASE_URL: base };
})();
