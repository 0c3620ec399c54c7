// The ballot on the page: one project at a time, and the order of the criteria.
const LONG_TEXT = 280;

function draw(ballot) {
  drawSaved(ballot);
  drawUnreadable(ballot);
  if (!ballot.mine) return;
  drawLost(ballot);
  const mine = ballot.mine;
  const open = isOpen(ballot);
  say(ballot.root.querySelector(".v-state"), stateText(ballot, open));
  drawShown(ballot);
  const body = ballot.root.querySelector(".v-body");
  if (!open) {
    if (body.dataset.shape !== "") body.replaceChildren();
    body.dataset.shape = "";
    body.classList.remove("v-at-end", "v-one");
    drawUnsaved(ballot, open);
    return;
  }
  place(ballot);
  drawUnsaved(ballot, open);
  // The fields are made anew only when they are others, so that focus and half-written words stay.
  const shape = shapeOf(ballot);
  const before = body.querySelector("details.v-order")?.open;
  if (body.dataset.shape !== shape) {
    body.dataset.shape = shape;
    const parts = ballot.current === END ? lastScreen(ballot) : sheet(ballot);
    body.replaceChildren(...parts, order(ballot, before));
    body.classList.toggle("v-at-end", ballot.current === END);
    body.classList.toggle("v-one", ballot.current !== END);
  }
  if (ballot.current !== END) fill(ballot, body);
  fillOrder(ballot, body);
}

function shapeOf(ballot) {
  const { mine, current } = ballot;
  if (current === END) return JSON.stringify([mine, endWords(ballot), PHONE.matches]);
  const shape = [ballot.data.planversion, mine.runda, mine.projekt, current, mine.fragar[current], mine.tidigare[current] ?? null, PHONE.matches];
  // What stands from before is filled in: it goes when an answer is taken away, and the focus is in the fields then.
  return JSON.stringify(shape, (key, value) => (key === "mitt" ? undefined : value));
}

function sheet(ballot) {
  const { projekt } = ballot.mine;
  const index = projekt.indexOf(ballot.current);
  const project = ballot.data.projects[ballot.current];
  const heading = element("h2", { tabIndex: -1, id: "v-projekt" }, project.name);
  return [
    element("div", { className: "v-head" }, heading, element("p", {}, `Projekt ${index + 1} av ${projekt.length}`, element("span", { className: "v-where" }))),
    planSays(project),
    ...asked(ballot, ballot.current).map((criterion) => row(ballot, criterion)),
    standFast(ballot),
    besides(ballot),
    steps(ballot),
  ];
}

// What the plan says of the project besides its levels; a long text is folded, so that the questions stay in sight.
function planSays(project) {
  const facts = element("dl", {});
  facts.append(...[...project.facts, ...project.other].flatMap(([name, text]) => [element("dt", {}, name), element("dd", {}, text)]));
  const texts = [project.note, ...project.texts].filter(Boolean).map((text) => element("p", {}, text));
  const long = texts.reduce((sum, text) => sum + text.textContent.length, 0) > LONG_TEXT;
  const told = long ? [element("details", {}, element("summary", {}, "Planens text om projektet"), ...texts)] : texts;
  if (!PHONE.matches) return element("section", { className: "v-plan", "aria-label": "Vad planen säger" }, facts, ...told);
  return element("details", { className: "v-plan" }, element("summary", {}, "Vad planen säger om projektet"), facts, ...texts);
}

// The reason and the conflict of interest: on a phone folded under the question, unless something stands there.
function besides(ballot) {
  if (!PHONE.matches) return element("div", {}, conflict(ballot), reason(ballot));
  const { jav, skal } = sheetOf(ballot, ballot.current);
  const unsaved = draftOf(ballot, ballot.mine.runda, ballot.current) !== null || troubled(ballot, { slag: "skäl", projekt: ballot.current });
  return element("details", { className: "v-besides", open: Boolean(jav || unsaved) }, element("summary", {}, skal ? "Skäl (skrivet) och jäv" : "Skäl och jäv"), conflict(ballot), reason(ballot));
}

// One press answers again, as before, everything that is not answered anew.
function standFast(ballot) {
  const button = element("button", { type: "button", className: "v-stand", hidden: true }, "Jag står fast");
  button.onclick = () => {
    for (const criterion of firmOn(ballot)) {
      save(ballot, { projekt: ballot.current, kriterium: criterion.id, ...stands(ballot, ballot.current, criterion) });
    }
    if (PHONE.matches) answered(ballot, ballot.now, false);
    else ballot.root.querySelector("#v-skal")?.focus();
  };
  return button;
}

// On a phone only what is in sight is answered by the press.
function firmOn(ballot) {
  return standing(ballot, ballot.current).filter((criterion) => !PHONE.matches || criterion.id === ballot.now);
}

function order(ballot, open = false) {
  const ids = ballot.data.criteria;
  if (ids.length < 2) return "";
  const lines = ids.map((criterion) => {
    const select = element("select", { "data-place": criterion.id, "aria-label": `Plats för ${criterion.name}` });
    select.append(element("option", { value: "" }, "Välj plats"), ...ids.map((_, place) => element("option", { value: String(place + 1) }, `${place + 1}`)));
    select.onchange = () => sendOrder(ballot);
    return element("div", { className: "v-line" }, element("span", {}, criterion.step), select);
  });
  const details = element("details", { className: "v-order", open }, element("summary", {}, "Vad betyder mest? Rangordna kriterierna (frivilligt)"));
  details.append(element("p", { className: "v-help" }, "Tänk på steget från lägsta till högsta nivå. 1 är det steg som betyder mest. Lika platser är tillåtna."), ...lines);
  return details;
}

function sendOrder(ballot) {
  const selects = [...ballot.root.querySelectorAll("select[data-place]")];
  if (selects.some((select) => !select.value)) return;
  save(ballot, { slag: "ordning", platser: Object.fromEntries(selects.map((select) => [select.dataset.place, Number(select.value)])) });
}

// Puts the held answers into the fields without touching what is being typed.
function fill(ballot, body) {
  const sheet = sheetOf(ballot, ballot.current);
  const firm = firmOn(ballot);
  const stand = body.querySelector(".v-stand");
  stand.hidden = firm.length === 0;
  say(stand, PHONE.matches && firm[0] ? `Jag står fast: ${answerWords(stands(ballot, ballot.current, firm[0]), firm[0])}` : "Jag står fast");
  const ids = asked(ballot, ballot.current).map((criterion) => criterion.id);
  say(body.querySelector(".v-where"), [PHONE.matches && ids.length > 1 ? `, fråga ${ids.indexOf(ballot.now) + 1} av ${ids.length}` : "", PHONE.matches ? ` · ${ballot.mine.roll}` : ""].join(""));
  for (const criterion of asked(ballot, ballot.current)) fillRow(ballot, body, criterion, sheet);
  body.querySelector("#v-jav").checked = sheet.jav;
  noteOf(ballot, body.querySelector("#v-jav-not"), { slag: "jäv" }, sheet.sena.includes("jäv"));
  drawReason(ballot);
  fillSteps(ballot, body);
}

function fillOrder(ballot, body) {
  for (const select of body.querySelectorAll("select[data-place]")) {
    const place = ballot.mine.ordning?.[select.dataset.place];
    if (place && document.activeElement !== select) select.value = String(place);
  }
}

function fillRow(ballot, body, criterion, sheet) {
  const fields = body.querySelector(`fieldset[data-criterion="${CSS.escape(criterion.id)}"]`);
  const given = sheet.svar[criterion.id];
  // Filled in with what stands from before, which counts as answered in this round only when it is said again.
  const answer = given ?? (sheet.jav ? null : stands(ballot, ballot.current, criterion));
  fields.classList.toggle("v-now", criterion.id === ballot.now);
  fields.classList.toggle("v-before", !given && Boolean(answer));
  fields.disabled = sheet.jav;
  for (const input of fields.querySelectorAll('input[type="radio"]')) {
    const checked = Boolean(answer) && input.value === (answer.slag === "nivå" ? `nivå/${answer.varde}` : "vet ej/Vet ej");
    if (input.checked !== checked) input.checked = checked;
  }
  const wrong = ballot.wrong.get(wrongKey({ runda: ballot.mine.runda, projekt: ballot.current, kriterium: criterion.id }))?.text;
  const typed = fields.querySelector(".v-number");
  if (typed) {
    // What was refused stays as it was typed.
    const refusedHere = troubled(ballot, { slag: "nivå", projekt: ballot.current, kriterium: criterion.id });
    const typedLast = refusedHere?.slag === "nivå" ? refusedHere : answer;
    const held = typedLast?.slag === "nivå" ? numberWords(typedLast.varde) : "";
    if (document.activeElement !== typed) typed.value = wrong ?? held;
    fields.querySelector('input[type="checkbox"]').checked = answer?.slag === "vet ej";
  }
  fields.querySelector(".v-plain").hidden = !given || sheet.jav;
  say(fields.querySelector(".v-says"), seesPlan(ballot, given) ? planAnswer(ballot, ballot.current, criterion) : "");
  const line = fields.querySelector(".v-note");
  if (wrong !== undefined) note(line, `Inte sparat. ”${wrong}” ${whyNoNumber(wrong, criterion)} ${criterion.label}.`, true);
  else noteOf(ballot, line, { slag: "nivå", kriterium: criterion.id }, Boolean(given) && sheet.sena.includes(criterion.id));
}
