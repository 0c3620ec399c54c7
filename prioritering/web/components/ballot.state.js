// What a ballot holds: `mine` is the member's sheets as the server last told them with what is unsent laid on top.

function sheetOf(ballot, project) {
  return (ballot.mine.svar[project] ??= { svar: {}, jav: false, skal: "", sena: [] });
}

function apply(ballot, item) {
  if (!ballot.mine || item.runda !== ballot.mine.runda) return;
  if (item.slag === "ordning") {
    ballot.mine.ordning = item.platser;
    return;
  }
  const sheet = sheetOf(ballot, item.projekt);
  if (item.slag === "jäv" || item.slag === "inte jäv") {
    sheet.jav = item.slag === "jäv";
    // It takes the place of every answer on the project, also of those from earlier rounds, and they do not come back.
    if (sheet.jav) sheet.svar = {};
    if (sheet.jav) for (const earlier of Object.values(ballot.mine.tidigare[item.projekt] ?? {})) earlier.mitt = earlier.forut = null;
  }
  else if (item.slag === "skäl") sheet.skal = item.text;
  else if (item.slag === "tomt") {
    delete sheet.svar[item.kriterium];
    // It takes the place of the answer from earlier rounds too, which is still what was answered then.
    const earlier = ballot.mine.tidigare[item.projekt]?.[item.kriterium];
    if (earlier) earlier.mitt = null;
  }
  else sheet.svar[item.kriterium] = { slag: item.slag, varde: item.varde ?? null };
}

function isDone(ballot, project) {
  const sheet = sheetOf(ballot, project);
  return sheet.jav || asked(ballot, project).every((criterion) => sheet.svar[criterion.id]);
}

function doneCount(ballot) {
  return ballot.mine.projekt.filter((id) => isDone(ballot, id)).length;
}

// The criteria that the round asks about on a project.
function asked(ballot, project) {
  const ids = ballot.mine.fragar[project] ?? [];
  return ballot.data.criteria.filter((criterion) => ids.includes(criterion.id));
}

// What stands of the member's own answer on a criterion from earlier rounds, or null.
function stands(ballot, project, criterion) {
  return ballot.mine.tidigare[project]?.[criterion.id]?.mitt ?? null;
}

// The criteria on which the member has an earlier answer and has not said anything in this round.
function standing(ballot, project) {
  const sheet = sheetOf(ballot, project);
  if (sheet.jav) return [];
  return asked(ballot, project).filter((criterion) => !sheet.svar[criterion.id] && stands(ballot, project, criterion));
}

// What an item is about, for whoever reads that it was not saved.
function thingWords(ballot, item) {
  if (item.slag === "ordning") return "Rangordningen av kriterierna";
  const name = ballot.data.projects[item.projekt]?.name ?? item.projekt;
  const criterion = ballot.data.criteria.find((other) => other.id === item.kriterium);
  if (criterion) return `${name}, ${criterion.name}: ${item.slag === "tomt" ? "svaret borttaget" : answerWords(item, criterion)}`;
  return item.slag === "skäl" ? `${name}, skäl: ”${item.text}”` : `${name}: ${item.slag}`;
}

function isOpen(ballot) {
  const { mine } = ballot;
  return !ballot.out && !isOfOldPlan(ballot) && !mine.mote_stangt && !isRoundLost(ballot) && (mine.lage === "dold" || mine.lage === "visad") && mine.projekt.length > 0;
}

// The projects that the page was drawn with are those of an older version: under one's name another may be answered.
function isOfOldPlan(ballot) {
  return ballot.mine.planversion !== ballot.data.planversion;
}

// The server has not what the round is sealed with: nothing can be saved in it as things stand.
function isRoundLost(ballot) {
  return ballot.mine.forlorat === "rundan" && ballot.mine.lage === "dold";
}
