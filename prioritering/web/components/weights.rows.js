// The rows of the weight control: a name, a lock, a field and a native slider for each criterion.
function rowOf(item, place, hear) {
  const row = element("div", "v-row");
  // The colour of its part of every bar on the board.
  row.style.setProperty("--part", `var(--c${(place % 6) + 1})`);
  const range = Object.assign(element("input", "v-range"), { type: "range", min: 0, max: 100, step: 1, id: `v-vikt-${place}` });
  const about = Object.assign(element("p", "v-about", item.about), { id: `v-om-${place}` });
  const wrong = Object.assign(element("p", "v-wrong"), { id: `v-fel-${place}`, hidden: true });
  wrong.setAttribute("role", "alert");
  const number = Object.assign(element("input", "v-number"), { type: "text", inputMode: "numeric", maxLength: 8, autocomplete: "off" });
  number.setAttribute("aria-label", `${item.name}, procent`);
  number.setAttribute("aria-describedby", wrong.id);
  range.setAttribute("aria-describedby", about.id);
  const lock = Object.assign(element("button", "v-lock"), { type: "button" });
  const share = element("span", "v-share");
  share.append(number, "%");
  row.append(Object.assign(element("label", "v-name", item.name), { htmlFor: range.id }), lock, share, range, about, wrong);
  heed(range, (value) => hear.moved(place, value), hear.still);
  number.onblur = hear.still;
  number.oninput = () => isWhole(number.value) && hear.moved(place, percentOf(number.value));
  number.onkeydown = (event) => stepped(event, place, number, hear);
  number.onchange = () => hear.typed(place, number.value);
  lock.onclick = () => hear.locked(place);
  return { row, range, number, lock, wrong, name: item.name };
}

// A finger that scrolls the page may begin on a slider, and the browser sets it there before it knows which it is. What it
// sets so is taken when the finger slides on or lets go, and given up when the page takes over.
function heed(range, moved, still) {
  let touch = null;
  range.onpointerdown = ({ pointerType }) => { touch = pointerType === "touch" ? { before: range.value, set: null } : null; };
  range.oninput = () => {
    if (touch && touch.set === null) { touch.set = range.value; return; }
    touch = null;
    moved(Number(range.value));
  };
  range.onpointercancel = () => {
    if (touch && touch.set !== null) range.value = touch.before;
    touch = null;
  };
  // The hand has let go: nothing more is to be waited for.
  range.onpointerup = () => {
    const set = touch?.set ?? null;
    touch = null;
    if (set !== null) moved(Number(set));
    still();
  };
  range.onblur = still;
}

function stepped(event, place, number, hear) {
  const step = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 }[event.key];
  if (event.key === "Enter") hear.typed(place, number.value);
  if (!step || !isWhole(number.value)) return;
  event.preventDefault();
  hear.moved(place, Math.min(100, Math.max(0, percentOf(number.value) + step)), true);
}

function isWhole(text) {
  return percentOf(text) <= 100;
}

// "50", also with the sign that stands after the field; NaN for anything else.
function percentOf(text) {
  const [, figures] = /^\s*(\d{1,3})\s*%?\s*$/.exec(text) ?? [];
  return Number(figures);
}

// Shows what the weights are; what is being typed is left alone until it is taken.
function showRows(rows, values, locked, typing = null) {
  const free = values.filter((_, place) => !locked[place]).length;
  rows.forEach((item, place) => {
    const value = String(values[place]);
    if (item.range.value !== value) item.range.value = value;
    item.range.setAttribute("aria-valuetext", `${value} procent`);
    if (place !== typing && item.number.value !== value) item.number.value = value;
    const stands = locked[place] || free < 2;
    item.range.disabled = item.number.disabled = stands;
    item.lock.hidden = rows.length < 3;
    item.lock.textContent = locked[place] ? "Låst" : "Lås";
    item.lock.setAttribute("aria-pressed", String(locked[place]));
    item.lock.setAttribute("aria-label", `${locked[place] ? "Lås upp" : "Lås"} vikten på ${item.name}`);
  });
}

function sayWrong(item, text) {
  item.wrong.textContent = text;
  item.wrong.hidden = !text;
  item.number.setAttribute("aria-invalid", String(Boolean(text)));
}

function element(kind, className, text = "") {
  return Object.assign(document.createElement(kind), { className, textContent: text });
}
