// The reason on a project. What is typed is a draft until it is handed over to be sent; a draft is kept in this browser
// and never cut, so that no word is lost, also one that is too long or came too late.
const REASON_MS = 900;

function reason(ballot) {
  const project = ballot.current;
  const field = element("textarea", { id: "v-skal", rows: 2, "aria-describedby": "v-skal-antal v-skal-not" });
  field.onbeforeinput = (event) => refuseMore(ballot, field, event);
  field.oninput = () => {
    ballot.full = "";
    keepDraft(ballot, ballot.mine.runda, project, field.value);
    clearTimeout(ballot.typing);
    ballot.typing = setTimeout(() => handOver(ballot, project, true), REASON_MS);
    drawSaved(ballot);
    drawReason(ballot);
  };
  field.onchange = () => handOver(ballot, project, false);
  // A key that leads here does not know that the buttons below lie on top.
  field.onfocus = () => requestAnimationFrame(() => field.scrollIntoView({ block: "nearest" }));
  // What another of the member's screens has saved meanwhile is shown once nobody writes here.
  field.onblur = () => drawReason(ballot);
  const button = element("button", { type: "button", id: "v-skal-spara", hidden: true }, "Spara skälet");
  button.onclick = () => saveReason(ballot, project, false);
  return element(
    "div", { className: "v-reason" },
    element("label", { htmlFor: "v-skal" }, "Kort skäl (frivilligt)"), field,
    element("p", { className: "v-count", id: "v-skal-antal" }),
    element("p", { className: "v-note", id: "v-skal-not", role: "status", hidden: true }), button,
  );
}

// More than the limit is not let in, neither typed nor pasted; what comes in other ways (dictated, composed) stays and is
// told of.
function refuseMore(ballot, field, event) {
  const added = event.data ?? event.dataTransfer?.getData("text/plain") ?? (event.inputType === "insertLineBreak" ? "\n" : "");
  if (!added || event.isComposing || !event.cancelable) return;
  const { longest } = ballot.data;
  const next = field.value.slice(0, field.selectionStart) + added + field.value.slice(field.selectionEnd);
  if (lengthOf(next) <= longest || lengthOf(next) <= lengthOf(field.value)) return;
  event.preventDefault();
  const many = [...added].length;
  ballot.full = many > 1
    ? `Det här får inte plats: det är ${numberWords(many)} tecken och skälet får vara högst ${numberWords(longest)}. Inget lades till.`
    : `Skälet får vara högst ${numberWords(longest)} tecken. Korta det om du vill skriva mer.`;
  drawReason(ballot);
}

// While the answers are shown nothing is saved by itself: half a word would stand there as a change.
function handOver(ballot, project, half) {
  clearTimeout(ballot.typing);
  if (ballot.mine?.lage === "dold") saveReason(ballot, project, half);
}

// What was typed and not handed over before the page, or the meeting, came to an end; else only what was typed when the
// plan was another, which the server knows whether it still is about the same project.
function handOverLeft(ballot, all) {
  for (const key of typing(ballot)) {
    if (all || ballot.drafts.get(key).planversion !== ballot.data.planversion) saveReason(ballot, key.split(".").slice(1).join("."), true);
  }
}

function saveReason(ballot, project, half) {
  clearTimeout(ballot.typing);
  const round = ballot.mine.runda;
  const waits = ballot.unsent.find((item) => isSameThing(item, { runda: round, slag: "skäl", projekt: project }));
  const draft = draftOf(ballot, round, project) ?? (waits?.bara_dold || waits?.nekat ? waits.text : null);
  if (draft === null || lengthOf(draft) > ballot.data.longest) return;
  const { planversion, vad } = ballot.drafts.get(`${round}.${project}`) ?? waits;
  keepDraft(ballot, round, project, null);
  if (!waits && trimmed(draft) === sheetOf(ballot, project).skal) return draw(ballot);
  // One that is saved in the middle of the writing is saved only as long as nobody sees it.
  save(ballot, { slag: "skäl", projekt: project, text: trimmed(draft), planversion, vad, ...(half ? { bara_dold: true } : {}) });
}

function drawReason(ballot) {
  const field = ballot.root.querySelector("#v-skal");
  if (!field) return;
  const round = ballot.mine.runda;
  const [draft, item] = [draftOf(ballot, round, ballot.current), troubled(ballot, { slag: "skäl", projekt: ballot.current })];
  const text = draft ?? item?.text ?? sheetOf(ballot, ballot.current).skal;
  const left = document.activeElement !== field || isOfAnother(ballot, field.value);
  if (left && trimmed(field.value) !== trimmed(text)) field.value = text;
  const over = lengthOf(field.value) - ballot.data.longest;
  const count = ballot.root.querySelector("#v-skal-antal");
  say(count, over <= 0 ? `${numberWords(-over)} tecken kvar. Skriv inget om enskilda personer.` : `${numberWords(over)} tecken för mycket`);
  const inOpen = draft !== null && ballot.mine.lage === "visad";
  const late = sheetOf(ballot, ballot.current).sena.includes("skäl");
  const words = over > 0 ? `Skälet får vara högst ${numberWords(ballot.data.longest)} tecken. Det är inte sparat; korta det.`
    : ballot.full ? ballot.full
      : inOpen ? `Svaren är visade. ${roomReads(ballot)}Skälet är inte sparat; tryck Spara skälet när det är färdigt.`
        : item ? `Inte sparat. ${sentence(item.nekat ?? item.fel)}`
          : trimmed(field.value) !== trimmed(text) ? savedElsewhere(text)
            : late ? LATE : "";
  note(ballot.root.querySelector("#v-skal-not"), words, !late || words !== LATE);
  field.classList.toggle("v-wrong", over > 0);
  ballot.root.querySelector("#v-skal-spara").hidden = !((inOpen && over <= 0) || (draft === null && item?.nekat));
}

// Written of what was another project, and not taken: told elsewhere, and no words on this one.
function isOfAnother(ballot, text) {
  return ballot.unsent.some((item) => item.annat && item.slag === "skäl" && item.projekt === ballot.current && item.text === trimmed(text));
}

// The field has the focus and is left alone; what the member's other screen has saved is what counts.
function savedElsewhere(text) {
  return text ? `Skälet är ändrat på en annan av dina skärmar: ”${text}”. Skriv vidare för att spara det som står här.`
    : "Skälet är borttaget på en annan av dina skärmar. Skriv vidare för att spara det som står här.";
}

// What was saved in the middle of the writing may be half of it, and the others read it once the answers are shown.
function roomReads(ballot) {
  const { skal } = sheetOf(ballot, ballot.current);
  const onItsWay = waiting(ballot).some((item) => isSameThing(item, { runda: ballot.mine.runda, slag: "skäl", projekt: ballot.current }));
  return skal && !onItsWay ? `Rummet ser det som är sparat: ”${skal}”. ` : "";
}

// Drafts that no time will save: too long, of a round that takes no more, or written when the answers were shown.
function strandedDrafts(ballot) {
  const { mine } = ballot;
  return [...ballot.drafts]
    .map(([key, { text, vad }]) => {
      const [round, ...rest] = key.split(".");
      return { round: Number(round), project: rest.join("."), text, vad };
    })
    .filter(({ round, project, text }) => !isOpen(ballot) || mine.lage !== "dold" || round !== mine.runda || !mine.projekt.includes(project) || lengthOf(text) > ballot.data.longest);
}

// Why no time will save a draft, and what the member can do about it.
function whyStranded(ballot, { round, project, text }) {
  const { mine } = ballot;
  const over = lengthOf(text) - ballot.data.longest;
  if (isRoundLost(ballot)) return "Inget sparas i den här rundan, så skälet är inte sparat.";
  if (mine.mote_stangt) return "Mötet avslutades innan skälet var sparat, så det sparades inte.";
  if (round !== mine.runda || mine.lage === "stängd") return `Runda ${round} stängdes innan skälet var sparat, så det sparades inte.`;
  if (!mine.projekt.includes(project)) return "Projektet har tagits bort ur planen, så skälet sparades inte.";
  if (over > 0) return `Skälet är ${numberWords(over)} tecken för långt. Gå till projektet och korta det.`;
  return "Svaren visades innan skälet var färdigt. Gå till projektet och tryck Spara skälet.";
}
