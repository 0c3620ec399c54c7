// The board: a real table whose rows glide when the order changes. The server sends escaped HTML per row and a key;
// rows that stay keep their element, so focus, scroll and open reasons are not lost.
const still = window.matchMedia("(prefers-reduced-motion: reduce)");
const MOVE_MS = 450;

export default function ({ data, parentElement, setStateValue, setTriggerValue }) {
  const table = parentElement.querySelector("table.b-board");
  table.onclick = (event) => clicked(event, table, setStateValue, setTriggerValue);
  if (table.news) table.removeEventListener("nya-rader", table.news);
  table.news = (event) => draw(table, parentElement, event.detail);
  table.addEventListener("nya-rader", table.news);
  table.onActed ??= () => showActed(table);
  table.addEventListener("focusin", table.onActed);
  if (!isOld(data)) draw(table, parentElement, data);
}

// A hand has moved the weights on since the script drew this; what they are now has been drawn already.
function isOld(data) {
  const moving = document.querySelector(".v-weights[data-moving]")?.dataset.moving;
  return moving !== undefined && moving !== data.weights;
}

function draw(table, parentElement, data) {
  const body = table.tBodies[0];
  const status = parentElement.querySelector("[role=status]");
  table.caption.textContent = data.caption;
  const known = new Map([...body.rows].map((row) => [row.dataset.key, row]));
  const glides = !still.matches && known.size > 0;
  const before = new Map(glides ? [...known].map(([key, row]) => [key, row.getBoundingClientRect().top]) : []);
  const focused = document.activeElement && body.contains(document.activeElement) ? document.activeElement : null;
  const wanted = [];
  for (const row of data.rows) {
    wanted.push(place(known, row.key, `b-row b-${row.kind}`, row.html));
    if (row.why) wanted.push(place(known, `${row.key} varför`, "b-detail", row.why));
  }
  const keep = new Set(wanted);
  for (const row of known.values()) if (!keep.has(row)) row.remove();
  wanted.forEach((row, index) => {
    if (body.rows[index] !== row) body.insertBefore(row, body.rows[index] ?? null);
  });
  for (const button of body.querySelectorAll(".b-why")) {
    button.setAttribute("aria-expanded", String(document.getElementById(button.getAttribute("aria-controls")) !== null));
  }
  if (focused && document.activeElement !== focused && body.contains(focused)) focused.focus({ preventScroll: true });
  if (glides) wanted.forEach((row) => glide(row, before.get(row.dataset.key)));
  showActed(table);
  sayMoves(table, status, data.finding);
}

// What one does to a row may move it out of sight, and the focus with it: it is shown where it has come, once the dialog
// is gone and the row stands still.
function showActed(table) {
  if (!table.acted) return;
  clearTimeout(table.showing);
  table.showing = setTimeout(() => {
    const focused = document.activeElement;
    if (!table.tBodies[0].contains(focused)) return;
    const { top, bottom } = focused.getBoundingClientRect();
    const covered = document.querySelector('[data-testid="stHeader"]')?.getBoundingClientRect().bottom ?? 0;
    if (top >= covered && bottom <= window.innerHeight) return;
    table.acted = false;
    focused.scrollIntoView({ block: "center" });
  }, still.matches ? 0 : MOVE_MS);
}

function place(known, key, className, html) {
  const row = known.get(key) ?? document.createElement("tr");
  row.dataset.key = key;
  if (row.className !== className) row.className = className;
  if (row.source !== html) {
    const id = row.contains(document.activeElement) ? document.activeElement.className : null;
    row.innerHTML = html;
    row.source = html;
    if (id) row.querySelector(`.${CSS.escape(id)}`)?.focus({ preventScroll: true });
  }
  return row;
}

function glide(row, top) {
  const now = row.getBoundingClientRect();
  if (now.top > window.innerHeight && (top ?? 0) > window.innerHeight) return;
  if (top === undefined) {
    row.animate([{ opacity: 0 }, { opacity: 1 }], { duration: MOVE_MS, easing: "ease-out" });
  } else if (Math.abs(top - now.top) > 1) {
    const frames = [{ transform: `translateY(${top - now.top}px)` }, { transform: "none" }];
    row.animate(frames, { duration: MOVE_MS, easing: "cubic-bezier(.2,.7,.2,1)" });
  }
}

function clicked(event, table, setStateValue, setTriggerValue) {
  const button = event.target.closest("button");
  if (!button) return;
  table.acted = Boolean(button.dataset.action);
  if (table.acted) {
    setTriggerValue("action", { what: button.dataset.action, id: button.dataset.id });
    return;
  }
  if (!button.classList.contains("b-why")) return;
  const key = button.closest("tr").dataset.key;
  const opened = [...table.querySelectorAll(".b-why[aria-expanded=true]")].map((item) => item.closest("tr").dataset.key);
  setStateValue("open", opened.includes(key) ? opened.filter((item) => item !== key) : [...opened, key]);
}
