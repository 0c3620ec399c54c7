// Lets this browser remember which plan it had open, for the next time it comes without an address that says so.
export default function ({ data }) {
  const year = 365 * 24 * 3600;
  const path = new URL(window.__streamlit.MAIN_PAGE_BASE_URL).pathname;
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `${data.name}=${data.value}; path=${path}; max-age=${year}; samesite=strict${secure}`;
}
