// What is said of the ballot: where the round stands, what is saved, and what is not and why.
const LATE = "Kom in efter visningen.";

// A status that is written again is read aloud again, so the same words are left alone.
function say(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

// What the server says of a fault has no full stop of its own.
function sentence(text) {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

function fault(ballot, text) {
  const line = ballot.root.querySelector(".v-fault");
  say(line, text && sentence(text));
  line.hidden = !text;
}

// On a phone one line: who one is stands by the question, and here on the last screen.
function shortState(ballot) {
  const { mine } = ballot;
  const who = ballot.current === END ? `${mine.roll}. ` : "";
  const gone = mine.borttagna ? ` ${mine.borttagna} projekt har tagits bort ur planen.` : "";
  return `${who}Runda ${mine.runda}: ${doneCount(ballot)} av ${mine.projekt.length} projekt klara. ${mine.lage === "dold" ? "Ingen annan ser svaren än." : "Svaren är visade."}${gone}`;
}

function drawSaved(ballot) {
  const line = ballot.root.querySelector(".v-saved");
  const lost = ballot.offline;
  const words = unsavedWords(ballot);
  line.classList.toggle("v-waits", lost || words !== "");
  say(line.querySelector(".v-mark"), lost || stuck(ballot).length ? "!" : words ? "…" : ballot.saved && !ballot.out ? "✓" : "");
  const idle = lost ? "Ingen kontakt med servern. Allt du har svarat är sparat. Du kan fortsätta; svaren skickas när kontakten är tillbaka."
    : ballot.out ? "Den här enheten sparar inget mer."
    : ballot.mine && isRoundLost(ballot) ? "Inget sparas i den här rundan."
    : ballot.saved ? `Sparat ${ballot.saved}`
    : ballot.mine && !isOpen(ballot) ? "Allt du har svarat är sparat." : "Varje svar sparas direkt.";
  say(line.querySelector(".v-saved-text"), words || idle);
}

// What is not saved, in words; empty only when everything is.
function unsavedWords(ballot) {
  const lost = ballot.offline;
  const [waits, left, typed] = [waiting(ballot).map(slot), stuck(ballot), typing(ballot).map(() => "skäl")];
  const also = left.length ? ` ${counted(left)} är inte ${saved(left)}.` : "";
  // Without contact all that lies here is counted, also the words that are being typed.
  const here = [...waits, ...typed];
  if (lost && here.length) return `Ingen kontakt med servern. ${counted(here)} ligger kvar i den här webbläsaren och skickas när kontakten är tillbaka.${also}`;
  if (lost && left.length) return `Ingen kontakt med servern.${also}`;
  if (waiting(ballot).some((item) => item.fel)) return `${counted(waits)} är inte ${saved(waits)} än. Servern kan inte ta emot allt just nu; det skickas igen av sig självt.${also}`;
  if (waits.length) return `Sparar ${counted(waits)} …${also}`;
  if (left.length) return also.trim();
  return typed.length ? "Skälet är inte sparat än." : "";
}

// Each kind by its name, since a reason is no answer.
const NAMED = [["svar", "svar", "svar"], ["skäl", "skäl", "skäl"], ["jäv", "besked om jäv", "besked om jäv"], ["ordning", "rangordning", "rangordningar"]];

function counted(kinds) {
  const parts = NAMED.map(([kind, one, many]) => [kinds.filter((other) => other === kind).length, one, many]).filter(([count]) => count);
  const words = parts.map(([count, one, many]) => `${numberWords(count)} ${count === 1 ? one : many}`);
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} och ${words.at(-1)}`;
}

function saved(kinds) {
  return kinds.length > 1 ? "sparade" : kinds[0] === "ordning" ? "sparad" : "sparat";
}

// Words that are being typed and are not handed over yet; what then waits is replaced by them.
function typing(ballot) {
  const stranded = new Set(ballot.mine ? strandedDrafts(ballot).map(({ round, project }) => `${round}.${project}`) : []);
  const queued = new Set(waiting(ballot).filter((item) => slot(item) === "skäl").map((item) => `${item.runda}.${item.projekt}`));
  return [...ballot.drafts.keys()].filter((key) => !stranded.has(key) && !queued.has(key));
}

// What could not be read of what this browser had kept from before.
function drawUnreadable(ballot) {
  const line = ballot.root.querySelector(".v-unreadable");
  say(line, ballot.unreadable ? "Något som låg osparat i den här webbläsaren gick inte att läsa och är borttaget. Kontrollera att dina svar är som du vill ha dem." : "");
  line.hidden = !ballot.unreadable;
}

// What the server had and has no more.
function drawLost(ballot) {
  const line = ballot.root.querySelector(".v-lost");
  const { runda, forlorat } = ballot.mine;
  say(line, {
    allt: `Det som du hade sparat i runda ${runda} finns inte kvar på servern. Svara igen: från och med nu sparas det som vanligt. Det som andra har svarat är kvar.`,
    om: `Det som du hade sparat tidigare i runda ${runda} gick förlorat på servern. Kontrollera att allt som du vill ha sagt är besvarat igen.`,
  }[forlorat] ?? "");
  line.hidden = !line.textContent;
}

// What will not be saved unless the member does something, as the kinds of it.
function stuck(ballot) {
  const wrong = [...ballot.wrong].map(() => "svar");
  const drafts = ballot.mine ? strandedDrafts(ballot).map(() => "skäl") : [];
  return [...refused(ballot).map(slot), ...wrong, ...drafts];
}

// Everything that needs the member, by project and question. What lies in the fields that are shown is told there too.
function drawUnsaved(ballot, open) {
  const box = ballot.root.querySelector(".v-unsaved");
  const items = refused(ballot).filter((item) => !(open && PHONE.matches && isInSight(ballot, item)));
  const shown = open ? [ballot.mine.runda, ballot.current].join(".") : "";
  const drafts = strandedDrafts(ballot).filter((draft) => [draft.round, draft.project].join(".") !== shown);
  // No number at all: its own field says so, for as long as that is shown.
  const wrong = [...ballot.wrong.values()].filter((item) => !(open && isShown(ballot, item)));
  const shape = JSON.stringify([items, drafts, wrong, open, ballot.mine.runda, ballot.mine.lage, ballot.mine.mote_stangt, ballot.out]);
  if (box.dataset.shape === shape) return;
  box.dataset.shape = shape;
  box.hidden = items.length + drafts.length + wrong.length === 0;
  const lines = [...items.map((item) => unsavedItem(ballot, item, open)), ...drafts.map((draft) => unsavedDraft(ballot, draft)), ...wrong.map((item) => unsavedWrong(ballot, item))];
  const list = element("ul", {}, ...lines);
  box.replaceChildren(element("h2", {}, "Det här är inte sparat"), list);
}

// A phone has room for it once: beside the question.
function isInSight(ballot, item) {
  return isSameThing(item, { runda: ballot.mine.runda, slag: "nivå", projekt: ballot.current, kriterium: ballot.now });
}

function unsavedItem(ballot, item, open) {
  const again = element("button", { type: "button", "aria-label": `Försök igen: ${item.vad}` }, "Försök igen");
  const away = element("button", { type: "button", "aria-label": `Ta bort: ${item.vad}` }, "Ta bort");
  again.onclick = () => sendAgain(ballot, item);
  away.onclick = () => throwAway(ballot, item);
  const may = open && !item.annat && item.runda === ballot.mine.runda;
  const when = item.runda === ballot.mine.runda ? "" : `Runda ${item.runda}: `;
  return element("li", {}, element("b", {}, `${when}${item.vad}. `), sentence(item.nekat), element("div", {}, may ? again : null, away));
}

function unsavedDraft(ballot, draft) {
  const { round, project, vad } = draft;
  const name = ballot.data.projects[project]?.name ?? project;
  const away = element("button", { type: "button", "aria-label": `Ta bort: ${name}, skäl` }, "Ta bort");
  away.onclick = () => {
    keepDraft(ballot, round, project, null);
    draw(ballot);
  };
  const when = round === ballot.mine.runda ? "" : `Runda ${round}: `;
  return element("li", {}, element("b", {}, `${when}${vad}. `), whyStranded(ballot, draft), element("div", {}, away));
}

function isShown(ballot, { runda, projekt, kriterium }) {
  return runda === ballot.mine.runda && projekt === ballot.current && (!PHONE.matches || kriterium === ballot.now);
}

function unsavedWrong(ballot, item) {
  const name = ballot.data.projects[item.projekt]?.name ?? item.projekt;
  const criterion = ballot.data.criteria.find((other) => other.id === item.kriterium);
  const what = `${name}, ${criterion?.name ?? item.kriterium}: ”${item.text}”`;
  const away = element("button", { type: "button", "aria-label": `Ta bort: ${what}` }, "Ta bort");
  away.onclick = () => {
    ballot.wrong.delete(wrongKey(item));
    draw(ballot);
  };
  const when = item.runda === ballot.mine.runda ? "" : `Runda ${item.runda}: `;
  return element("li", {}, element("b", {}, `${when}${what}. `), `Det ${whyNoNumber(item.text, criterion)}`, element("div", {}, away));
}

// Beside a field: why what was answered there is not saved, or that it came late.
function noteOf(ballot, line, thing, late) {
  const item = troubled(ballot, { projekt: ballot.current, ...thing });
  note(line, item ? `Inte sparat: ${item.vad}. ${sentence(item.nekat ?? item.fel)}` : late ? LATE : "", Boolean(item));
}

function note(line, text, bad) {
  say(line, text);
  line.hidden = !text;
  line.classList.toggle("v-bad", bad);
}

// Where the group's answers are, once they are there: on a phone the menu is closed.
function drawShown(ballot) {
  const line = ballot.root.querySelector(".v-shown");
  line.querySelector("a").href = ballot.data.result;
  line.hidden = ballot.out || !["visad", "stängd"].includes(ballot.mine.lage);
}

function stateText(ballot, open) {
  const mine = ballot.mine;
  // Why stands below, as an alert.
  if (ballot.out) return "";
  const role = `Du är med som ${mine.roll}.`;
  if (mine.mote_stangt) return `${role} Mötet är avslutat.`;
  if (isOfOldPlan(ballot)) return `${role} Planen har fått en ny version. Läs in sidan igen, om den inte visas strax.`;
  if (mine.lage === "väntar") return `${role} Vänta på att mötesledaren börjar första rundan; sidan följer med av sig själv.`;
  if (mine.lage === "stängd") return `${role} Runda ${mine.runda} är stängd. Sidan följer med när en ny runda börjar.`;
  if (isRoundLost(ballot)) return `${role} Runda ${mine.runda} kan varken besvaras eller visas: dess nyckel eller dolda svar går inte att läsa. Mötesledaren kan stänga rundan och öppna en ny.`;
  if (!open) return `${role} Rundans projekt har tagits bort ur planen.`;
  if (PHONE.matches) return shortState(ballot);
  const gone = mine.borttagna ? ` ${mine.borttagna} projekt har tagits bort ur planen och bedöms inte längre.` : "";
  const seen = mine.lage === "dold" ? "Ingen annan ser dina svar förrän de visas för alla." : "Svaren är visade. Ändringar syns för alla direkt.";
  return `${role} Runda ${mine.runda}: ${doneCount(ballot)} av ${mine.projekt.length} projekt klara. ${seen}${gone}`;
}
