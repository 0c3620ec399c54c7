// The ballot on the page: one project at a time, and the order of the criteria.
const LONG_TEXT = 280;

function draw(ballot) {
  drawSaved(ballot);
  if (!ballot.mine) return;
  const mine = ballot.mine;
  const open = isOpen(ballot);
  say(ballot.root.querySelector(".v-state"), stateText(ballot, open));
  const body = ballot.root.querySelector(".v-body");
  if (!open) {
    if (body.dataset.shape !== "") body.replaceChildren();
    body.dataset.shape = "";
    drawUnsaved(ballot, open);
    return;
  }
  place(ballot);
  drawUnsaved(ballot, open);
  // The fields are made anew only when they are others, so that focus and half-written words stay.
  const shape = JSON.stringify([mine.runda, mine.projekt, ballot.current, mine.fragar[ballot.current], mine.tidigare[ballot.current] ?? null]);
  if (body.dataset.shape !== shape) {
    body.dataset.shape = shape;
    body.replaceChildren(...sheet(ballot), order(ballot));
  }
  fill(ballot, body);
}

function place(ballot) {
  const { mine } = ballot;
  // By round too, so that a new one opens on its first project.
  const key = `prioritering.plats.${ballot.data.meeting}.${mine.runda}`;
  if (ballot.place !== key) ballot.current = null;
  ballot.place = key;
  if (!mine.projekt.includes(ballot.current)) {
    const stored = sessionStorage.getItem(key);
    const first = mine.projekt.find((id) => !isDone(ballot, id)) ?? mine.projekt[0];
    ballot.current = mine.projekt.includes(stored) ? stored : first;
  }
  sessionStorage.setItem(key, ballot.current);
}

function sheet(ballot) {
  const { projekt } = ballot.mine;
  const index = projekt.indexOf(ballot.current);
  const project = ballot.data.projects[ballot.current];
  const heading = element("h2", { tabIndex: -1, id: "v-projekt" }, project.name);
  return [
    element("div", { className: "v-head" }, heading, element("p", {}, `Projekt ${index + 1} av ${projekt.length}`)),
    planSays(project),
    ...asked(ballot, ballot.current).map((criterion) => row(ballot, criterion)),
    standFast(ballot),
    conflict(ballot),
    reason(ballot),
    steps(ballot, index),
  ];
}

// What the plan says of the project besides its levels; a long text is folded, so that the questions stay in sight.
function planSays(project) {
  const facts = element("dl", {});
  facts.append(...[...project.facts, ...project.other].flatMap(([name, text]) => [element("dt", {}, name), element("dd", {}, text)]));
  const texts = [project.note, ...project.texts].filter(Boolean).map((text) => element("p", {}, text));
  const long = texts.reduce((sum, text) => sum + text.textContent.length, 0) > LONG_TEXT;
  const told = long ? [element("details", {}, element("summary", {}, "Planens text om projektet"), ...texts)] : texts;
  return element("section", { className: "v-plan", "aria-label": "Vad planen säger" }, facts, ...told);
}

// One press answers again, as before, everything that is not answered anew.
function standFast(ballot) {
  const button = element("button", { type: "button", className: "v-stand", hidden: true }, "Jag står fast");
  button.onclick = () => {
    for (const criterion of standing(ballot, ballot.current)) {
      save(ballot, { projekt: ballot.current, kriterium: criterion.id, ...stands(ballot, ballot.current, criterion) });
    }
    ballot.root.querySelector("#v-skal")?.focus();
  };
  return button;
}

function steps(ballot, index) {
  const ids = ballot.mine.projekt;
  const back = element("button", { type: "button", disabled: index === 0 }, "Föregående");
  const next = element("button", { type: "button", className: "v-next", disabled: index === ids.length - 1 }, "Nästa projekt");
  const jump = element("select", { className: "v-jump" });
  jump.setAttribute("aria-label", "Gå till projekt");
  jump.append(...ids.map((id, place) => element("option", { value: id, selected: id === ballot.current }, `${place + 1}. ${ballot.data.projects[id].name}`)));
  back.onclick = () => go(ballot, ids[index - 1]);
  next.onclick = () => go(ballot, ids[index + 1]);
  jump.onchange = () => go(ballot, jump.value);
  return element("div", { className: "v-steps" }, back, next, jump);
}

function go(ballot, id) {
  ballot.current = id;
  draw(ballot);
  const heading = ballot.root.querySelector("#v-projekt");
  heading?.focus({ preventScroll: true });
  ballot.root.scrollIntoView({ block: "start" });
}

function order(ballot) {
  const ids = ballot.data.criteria;
  if (ids.length < 2) return "";
  const lines = ids.map((criterion) => {
    const select = element("select", { "data-place": criterion.id });
    select.setAttribute("aria-label", `Plats för ${criterion.name}`);
    select.append(element("option", { value: "" }, "Välj plats"), ...ids.map((_, place) => element("option", { value: String(place + 1) }, `${place + 1}`)));
    select.onchange = () => sendOrder(ballot);
    return element("div", { className: "v-line" }, element("span", {}, criterion.step), select);
  });
  const details = element("details", { className: "v-order" }, element("summary", {}, "Vad betyder mest? Rangordna kriterierna (frivilligt)"));
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
  body.querySelector(".v-stand").hidden = standing(ballot, ballot.current).length === 0;
  for (const criterion of asked(ballot, ballot.current)) fillRow(ballot, body, criterion, sheet);
  body.querySelector("#v-jav").checked = sheet.jav;
  noteOf(ballot, body.querySelector("#v-jav-not"), { slag: "jäv" }, sheet.sena.includes("jäv"));
  drawReason(ballot);
  for (const option of body.querySelectorAll(".v-jump option")) {
    const text = option.textContent.replace(/^✓ /, "");
    option.textContent = isDone(ballot, option.value) ? `✓ ${text}` : text;
  }
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
  fields.classList.toggle("v-before", !given && Boolean(answer));
  fields.disabled = sheet.jav;
  for (const input of fields.querySelectorAll('input[type="radio"]')) {
    const checked = Boolean(answer) && input.value === (answer.slag === "nivå" ? `nivå/${answer.varde}` : "vet ej/Vet ej");
    if (input.checked !== checked) input.checked = checked;
  }
  const wrong = ballot.wrong.get(`${ballot.current}.${criterion.id}`);
  const typed = fields.querySelector(".v-number");
  if (typed) {
    const held = answer?.slag === "nivå" ? numberWords(answer.varde) : "";
    if (document.activeElement !== typed) typed.value = wrong ?? held;
    fields.querySelector('input[type="checkbox"]').checked = answer?.slag === "vet ej";
  }
  fields.querySelector(".v-plain").hidden = !given || sheet.jav;
  const said = ballot.data.plan_answers;
  say(fields.querySelector(".v-says"), said === "från början" || (said === "efter eget svar" && given) ? planAnswer(ballot, ballot.current, criterion) : "");
  const line = fields.querySelector(".v-note");
  if (wrong !== undefined) note(line, `Inte sparat. ”${wrong}” är inte ett tal. ${criterion.label}.`, true);
  else noteOf(ballot, line, { slag: "nivå", kriterium: criterion.id }, Boolean(given) && sheet.sena.includes(criterion.id));
}
