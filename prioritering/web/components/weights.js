// The weights. What the control shows is what it sends: all of them, always 100 in all. While the hand moves, the newest
// is asked for as soon as the last has been answered, and the answer is the board; at rest the values go to the script,
// which writes the address. `turn` is new each time the weights are set in another way than here: then the server's
// values hold, and what waits here is dropped.
const STILL_MS = 180;
const ASK_AGAIN_MS = 1000;
const LEAVE_MS = 3000;
const PAGE_LINK = 'a[data-testid="stPageLink-NavLink"]';

export default function ({ data, parentElement, setStateValue }) {
  const root = parentElement.querySelector(".v-weights");
  root.control ??= { root, rows: [], choices: [], ids: "", turn: null, values: [], locked: [], base: [], moved: null, told: 0, era: 0, hand: 0 };
  const control = root.control;
  control.tell = (move) => setStateValue("move", move);
  control.hold ??= (event) => hold(control, event);
  document.addEventListener("click", control.hold, true);
  control.holdBack ??= (event) => holdBack(control, event);
  window.navigation?.addEventListener("navigate", control.holdBack);
  if (control.ids !== idsOf(data)) build(control, data);
  take(control, data);
  return whenGone(root, () => leave(control));
}

function idsOf({ plan, criteria }) {
  return [plan, ...criteria.map((item) => item.id)].join();
}

function build(control, data) {
  const { plan, criteria, ready } = data;
  const hear = {
    moved: (place, value, stepped = false) => move(control, place, value, stepped),
    still: () => rest(control),
    typed: (place, text) => typed(control, place, text),
    locked: (place) => lock(control, place),
    chosen: (place) => choose(control, ready[place]),
  };
  control.ids = idsOf(data);
  control.names = criteria.map((item) => item.id);
  control.locks = locksOf(plan);
  control.turn = null;
  control.rows = criteria.map((item, place) => rowOf(item, place, hear));
  control.root.querySelector(".v-rows").replaceChildren(...control.rows.map((item) => item.row));
  const choices = control.root.querySelector(".v-ready");
  control.choices = ready.map((item, place) => readyOf(item, place, hear));
  choices.replaceChildren(choices.querySelector("legend"), ...control.choices.map((item) => item.label));
}

function take(control, data) {
  Object.assign(control, { address: data.address, inUse: data.inUse });
  if (data.turn !== control.turn) {
    const wasMoving = isMoving(control) || control.asks;
    control.turn = data.turn;
    control.values = data.values;
    control.locked = stillLocked(control.locks, control.names, control.values);
    control.moved = null;
    control.told = control.heard = data.told;
    settle(control);
    control.rows.forEach((item) => sayWrong(item, ""));
    showRows(control.rows, control.values, control.locked);
    // The board may show what was dropped.
    if (wasMoving) ask(control, true);
  } else {
    control.heard = data.told;
    if (data.told === control.told && !control.timer) settle(control);
  }
}

function move(control, place, value, stepped) {
  const { rows, locked } = control;
  // Steps after one another with the same slider that the server has not yet answered are one change to take back.
  if (control.taken || control.moved !== place || !isMoving(control)) control.hand += 1;
  control.taken = false;
  // Up and down again with the same slider gives the others back what they had.
  if (control.moved !== place) Object.assign(control, { moved: place, base: [...control.values] });
  control.values = shared(control.base, place, value, locked);
  sayWrong(rows[place], "");
  const isTyped = document.activeElement === rows[place].number && !stepped;
  showRows(rows, control.values, locked, isTyped ? place : null);
  showReady(control.choices, null);
  control.ready = null;
  begin(control);
  ask(control);
  clearTimeout(control.timer);
  control.timer = setTimeout(() => rest(control), STILL_MS);
}

function typed(control, place, text) {
  const item = control.rows[place];
  if (isWhole(text) && percentOf(text) !== control.values[place]) move(control, place, percentOf(text));
  const said = control.values[place];
  if (!isWhole(text)) sayWrong(item, `${text.trim() ? `”${text}” går inte. ` : ""}Skriv ett heltal från 0 till 100.`);
  else if (percentOf(text) > said) sayWrong(item, `Högst ${said}\u00a0%: resten är låst.`);
  if (isWhole(text)) item.number.value = String(said);
  // Who has said that it is done begins another change.
  control.taken = true;
  rest(control);
}

// A ready-made weighting is told at once, by its name: whole percents are not all that it is. What was asked of the
// board before it is not to be shown any more.
function choose(control, { name, values }) {
  Object.assign(control, { ready: name, values: [...values], moved: null, waits: null });
  control.locked = stillLocked(control.locks, control.names, control.values);
  control.era += 1;
  clearTimeout(control.again);
  control.rows.forEach((item) => sayWrong(item, ""));
  showRows(control.rows, control.values, control.locked);
  begin(control);
  rest(control);
}

function lock(control, place) {
  const { locks, names, values } = control;
  if (control.locked[place]) delete locks[names[place]]; else locks[names[place]] = values[place];
  control.locked = stillLocked(locks, names, values);
  control.moved = null;
  showRows(control.rows, control.values, control.locked);
}

function begin(control) {
  control.root.dataset.moving = control.values.join("-");
  control.goes = false;
}

// The hand is still: the script is told, once for where it stopped.
function rest(control) {
  clearTimeout(control.timer);
  control.timer = null;
  // The timer and the hand that lets go may both come: it is told once.
  const said = `${control.ready ?? ""} ${control.root.dataset.moving}`;
  if (!isMoving(control)) return;
  if (control.said === said) {
    // Moved on the spot while the answer came: it is the answer to this too, and no other will come.
    if (control.heard === control.told) settle(control);
    return;
  }
  control.said = said;
  control.told += 1;
  const how = control.ready ? { ready: control.ready } : { values: valuesOf(control), hand: control.hand };
  control.tell({ turn: control.turn, told: control.told, ...how });
}

function settle(control) {
  clearTimeout(control.timer);
  control.timer = null;
  control.said = null;
  delete control.root.dataset.moving;
  showReady(control.choices, control.inUse);
  go(control);
}

// What has just been told is lost where the page is left in the same blink: the way out waits until the script has heard.
function hold(control, event) {
  const link = event.target.closest?.(PAGE_LINK);
  const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey;
  if (!link || elsewhere || control.goes || !isMoving(control)) return;
  event.preventDefault();
  event.stopPropagation();
  control.steps = 0;
  wait(control, () => {
    // The answer may have drawn the menu anew.
    const same = link.isConnected ? link : [...document.querySelectorAll(PAGE_LINK)].find((item) => item.pathname === link.pathname);
    same?.click();
  });
}

// So does the browser's way back. It then takes its steps from the move, which has become one itself: what it does is
// the same however soon it is pressed. A browser that cannot be asked to wait goes at once.
function holdBack(control, event) {
  if (event.navigationType !== "traverse" || !event.cancelable || control.goes || !isMoving(control)) return;
  const steps = event.destination.index - window.navigation.currentEntry.index;
  event.preventDefault();
  // Pressed again while it waits is another step, and never further than there is anything to go to. A browser that has
  // not yet given up the first counts the next from where that one would have led.
  const before = control.leaving ? control.steps : 0;
  control.steps = before && Math.abs(steps) > Math.abs(before) ? steps : steps + before;
  wait(control, () => control.steps && history.go(Math.max(control.steps, -window.navigation.currentEntry.index)));
}

function wait(control, way) {
  control.leaving = way;
  clearTimeout(control.patience);
  control.patience = setTimeout(() => go(control), LEAVE_MS);
  rest(control);
}

// Who has waited is not made to wait again for the same move: what takes the way out is heard here too.
function go(control) {
  const { leaving } = control;
  if (!leaving) return;
  clearTimeout(control.patience);
  Object.assign(control, { leaving: null, goes: true });
  leaving();
}

function valuesOf(control) {
  return Object.fromEntries(control.names.map((id, place) => [id, control.values[place]]));
}

function isMoving(control) {
  return control.root.dataset.moving !== undefined;
}

// One question at a time. With `asIs` the board is asked for as the server has the weights.
async function ask(control, asIs = false) {
  if (!control.address) return;
  control.waits = { asIs };
  if (control.asks) return;
  control.asks = true;
  clearTimeout(control.again);
  try {
    while (control.waits && control.root.isConnected) {
      const { asIs: plain } = control.waits;
      control.waits = null;
      const { turn, era } = control;
      const picture = await answer(control, plain);
      if (picture && turn === control.turn && era === control.era) showPicture(picture);
    }
    lost(control, "");
  } catch (error) {
    control.waits = null;
    lost(control, error.words ?? "Ingen kontakt med servern. Listan följer när den svarar igen.");
    control.again = setTimeout(() => ask(control, !isMoving(control)), ASK_AGAIN_MS);
  } finally {
    control.asks = false;
  }
}

async function answer(control, asIs) {
  const opened = [...document.querySelectorAll(".b-board .b-why[aria-expanded=true]")].map((item) => item.closest("tr").dataset.key);
  const body = JSON.stringify({ vikter: asIs ? null : valuesOf(control), oppna: opened });
  const found = await fetch(control.address, { method: "POST", headers: { "content-type": "application/json" }, body });
  if (found.ok) return found.json();
  if (found.status === 401) location.reload();
  const told = await found.json().catch(() => ({}));
  throw Object.assign(new Error("refused"), { words: told.fel });
}

function lost(control, text) {
  const line = control.root.querySelector(".v-lost");
  if (line.textContent === text) return;
  line.textContent = text;
  line.hidden = !text;
}

function leave(control) {
  document.removeEventListener("click", control.hold, true);
  window.navigation?.removeEventListener("navigate", control.holdBack);
  rest(control);
  clearTimeout(control.again);
}
