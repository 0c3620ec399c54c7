// To one who hears the page: which projects have changed place, and what that makes of the finding. It is told once the
// hand is still, of all that has happened since it was told last, and not at every step on the way.
const SAID_AFTER_MS = 700;
const NAMED = 3;

function sayMoves(table, status, finding) {
  const now = { places: placesOf(table), finding };
  table.heard ??= now;
  clearTimeout(table.saying);
  table.saying = setTimeout(() => {
    if (!table.isConnected) return;
    if (document.querySelector(".v-weights[data-moving]")) return sayMoves(table, status, finding);
    const text = [movedWords(table.heard.places, now.places), finding === table.heard.finding ? "" : finding];
    table.heard = now;
    if (text.some(Boolean)) status.textContent = text.filter(Boolean).join(" ");
  }, SAID_AFTER_MS);
}

// Rows that are not ranked have no place; those that share one have the same.
function placesOf(table) {
  const found = [...table.tBodies[0].rows].map((row) => [row.dataset.key, wordsIn(row, ".b-rank"), wordsIn(row, ".b-name")]);
  return new Map(found.filter(([, place]) => numberIn(place)).map(([key, place, name]) => [key, { place, name }]));
}

function wordsIn(row, part) {
  return row.querySelector(part)?.textContent ?? "";
}

function numberIn(place) {
  return Number(place.replace(/\s/g, ""));
}

function movedWords(before, now) {
  const moved = [...now].filter(([key, { place }]) => before.has(key) && before.get(key).place !== place);
  if (!moved.length) return "";
  const far = ([key, { place }]) => Math.abs(numberIn(place) - numberIn(before.get(key).place));
  // The longest ways are named, in the order of the list.
  const farthest = [...moved].sort((one, other) => far(other) - far(one)).slice(0, NAMED);
  const named = moved.filter((item) => farthest.includes(item)).map(([key, { place, name }]) => `${name} från ${before.get(key).place} till ${place}`);
  const last = named.pop();
  const list = named.length ? `${named.join(", ")} och ${last}` : last;
  return `${moved.length} projekt har bytt plats${moved.length > farthest.length ? ", bland dem" : ":"} ${list}.`;
}
