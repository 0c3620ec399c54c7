// What a ballot holds: `mine` is the member's sheets as the server last told them with what is unsent laid on top, and
// `unsent` is what the server has not confirmed, in order. The latter is kept in this browser over a reload.

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key)) ?? [];
  } catch {
    return [];
  }
}

function keep(ballot) {
  try {
    if (ballot.unsent.length) localStorage.setItem(ballot.key, JSON.stringify(ballot.unsent));
    else localStorage.removeItem(ballot.key);
  } catch {
    // A browser without storage still sends; only a reload would lose what is unsent.
  }
}

function sheetOf(ballot, project) {
  return (ballot.mine.svar[project] ??= { svar: {}, jav: false, skal: "" });
}

function apply(ballot, item) {
  if (!ballot.mine || item.runda !== ballot.mine.runda) return;
  if (item.slag === "ordning") {
    ballot.mine.ordning = item.platser;
    return;
  }
  const sheet = sheetOf(ballot, item.projekt);
  if (item.slag === "jäv" || item.slag === "inte jäv") sheet.jav = item.slag === "jäv";
  else if (item.slag === "skäl") sheet.skal = item.text;
  else if (item.slag === "tomt") delete sheet.svar[item.kriterium];
  else sheet.svar[item.kriterium] = { slag: item.slag, varde: item.varde ?? null };
}

function isDone(ballot, project) {
  const sheet = sheetOf(ballot, project);
  return sheet.jav || ballot.data.criteria.every((criterion) => sheet.svar[criterion.id]);
}
