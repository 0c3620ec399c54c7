// Says what of a pasted block fell outside the grid: the grid has a fixed size, and drops the rest without a word. Tells
// how long the pasted rows were where they differ, and says what the plan states of the project that is written in.
const MOST_NAMED = 5;
// The grid tells which cell is chosen only after a while, on a busy machine after a long one.
const TOLD_AFTER = 300;
const MOST_LOOKS = 20;

const CHOOSE = "Välj en ruta, så står här vad planen anger för projektet.";

export default function ({ data, parentElement, setStateValue }) {
  const said = parentElement.querySelector(".k-lost");
  if (said.dataset.sheet !== data.sheet) {
    // A block that was laid by its ids begins a new sheet, and what fell outside is still to be told.
    said.dataset.sheet = data.sheet;
    if (!said.laid && (!said.told || Date.now() - said.told > 10 * TOLD_AFTER)) tell(said, "");
  }
  said.drawn = data;
  said.send = (rows) => setStateValue("rows", rows);
  const says = parentElement.querySelector(".k-says");
  says.hidden = !Object.keys(data.says).length;
  says.textContent ||= CHOOSE;
  said.pasted ??= (event) => {
    const grid = document.activeElement?.closest('[data-testid="stDataFrame"]');
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (!grid || document.activeElement.matches("input, textarea") || !text) return;
    tellLengths(said, cellsIn(text));
    tell(said, "");
    said.laid = { grid, cells: cellsIn(text), start: startOf(grid) };
    lookAgain(said, said.laid, MOST_LOOKS);
  };
  const look = () => {
    tellLost(said);
    say(says, said.drawn.says);
  };
  // The grid tells of its choice when it has the time, and of a cell that has just come into sight not at all.
  said.chosen ??= () => setTimeout(look, TOLD_AFTER);
  said.watch ??= new MutationObserver(look);
  said.watch.observe(document.body, { subtree: true, attributeFilter: ["aria-selected"] });
  // Another cell may be chosen from here on.
  said.pressed ??= () => {
    tellLost(said);
    said.laid = null;
  };
  said.keyed ??= (event) => {
    said.pressed();
    holdEnd(said, event);
  };
  const heard = {
    paste: said.pasted, pointerdown: said.pressed, pointerup: said.chosen, keyup: said.chosen, keydown: said.keyed,
  };
  for (const [event, hear] of Object.entries(heard)) document.addEventListener(event, hear, true);
  return whenGone(said, () => {
    said.watch.disconnect();
    for (const [event, hear] of Object.entries(heard)) document.removeEventListener(event, hear, true);
  });
}

// The grid looks a moment after each key whether it was one that ends the cell (glide-data-grid 6.0): where that one has
// come in the same moment, as on a busy machine, it lets go of what was written. So that one waits until it has looked.
function holdEnd(said, event) {
  const field = event.target;
  if (!field.matches?.(".gdg-input") || event.held) return;
  if (said.keys > 0 && ["Enter", "Tab"].includes(event.key)) {
    event.preventDefault();
    event.stopImmediatePropagation();
    const { key, shiftKey } = event;
    const later = new KeyboardEvent("keydown", { key, shiftKey, bubbles: true, cancelable: true });
    later.held = true;
    setTimeout(() => field.dispatchEvent(later));
    return;
  }
  said.keys = (said.keys ?? 0) + 1;
  // The grid begins its own wait after this one.
  setTimeout(() => setTimeout(() => { said.keys -= 1; }));
}

// What stands in the grid cannot tell a cell that a short row lacks from one that says what stood there before. Told as
// it is pasted, and so before the grid tells what has become of it.
function tellLengths(said, cells) {
  const ragged = cells.some((row) => row.length !== cells[0].length);
  if (!ragged && !said.ragged) return;
  said.ragged = ragged;
  said.send(ragged ? { sheet: said.drawn.sheet, rows: cells.map((row) => [row[0], row.length]) } : null);
}

function say(says, stated) {
  const grid = document.querySelector('[data-testid="stDataFrame"]');
  const start = grid && startOf(grid);
  const id = start && grid.querySelector(`[id="glide-cell-0-${start.row}"]`)?.textContent;
  const text = stated[id];
  says.textContent = text ? `Planen anger för ${text}` : CHOOSE;
}

function lookAgain(said, laid, times) {
  setTimeout(() => {
    if (said.laid !== laid || !times) return;
    tellLost(said);
    lookAgain(said, laid, times - 1);
  }, TOLD_AFTER);
}

// As long as nobody has pressed anything since the block was pasted, the cell that the grid says is chosen is where it
// was laid, the later the surer.
function tellLost(said) {
  if (!said.laid) return;
  const { grid, cells } = said.laid;
  const start = said.laid.start = startOf(grid) ?? said.laid.start;
  const { rows, columns } = said.drawn;
  const words = start ? lostWords(cells, rows - start.row, columns - start.column) : "";
  if (words !== said.textContent) tell(said, words);
}

function tell(said, text) {
  said.told = text ? Date.now() : 0;
  said.textContent = text;
  said.hidden = !text;
}

// The first of the chosen cells, by the table that stands behind the canvas for those who cannot see it.
function startOf(grid) {
  const places = [...grid.querySelectorAll('td[aria-selected="true"]')].map((cell) => cell.id.split("-").slice(-2).map(Number));
  if (!places.length) return null;
  return { column: Math.min(...places.map(([column]) => column)), row: Math.min(...places.map(([, row]) => row)) };
}

// As a spreadsheet copies: a cell with a line break stands in quotes, and a line break ends the last row too.
function cellsIn(text) {
  const rows = [[""]];
  let quoted = false;
  for (const [sign] of text.replace(/\r\n?/g, "\n").replace(/\n$/, "").matchAll(/""|[^]/g)) {
    const row = rows[rows.length - 1];
    const first = row[row.length - 1] === "";
    if (sign === '""' && quoted) row[row.length - 1] += '"';
    else if (sign === '"' && (quoted || first)) quoted = !quoted;
    else if (sign === "\t" && !quoted) row.push("");
    else if (sign === "\n" && !quoted) rows.push([""]);
    else row[row.length - 1] += sign;
  }
  return rows;
}

function lostWords(cells, rowsLeft, columnsLeft) {
  const rows = cells.slice(Math.max(rowsLeft, 0)).map((row) => row.find((cell) => cell.trim()) ?? "");
  const width = Math.max(...cells.map((row) => row.length));
  const columns = [...Array(Math.max(width - columnsLeft, 0)).keys()].map((past) =>
    cells.map((row) => row[columnsLeft + past] ?? "").find((cell) => cell.trim()) ?? "");
  const told = [counted(rows, "rad", "rader"), counted(columns, "kolumn", "kolumner")].filter(Boolean);
  if (!told.length) return "";
  const advice = rows.length ? "Rutnätet har en rad för varje projekt. " : "";
  return `${told.join(" ")} ${advice}Börja i en ruta längre upp eller till vänster, eller klistra in mindre åt gången.`;
}

function counted(texts, one, many) {
  if (!texts.length) return "";
  const named = texts.filter((text) => text.trim()).slice(0, MOST_NAMED).map((text) => `”${text.trim()}”`).join(", ");
  const more = texts.length > MOST_NAMED ? ` och ${texts.length - MOST_NAMED} till` : "";
  return `${texts.length} ${texts.length === 1 ? one : many} fick inte plats och är inte med${named && `: ${named}${more}`}.`;
}
