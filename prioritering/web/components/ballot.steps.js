// Where one is in the ballot and how one moves: on a phone one criterion at a time, else one project, and at the end a
// last screen. `current` is the project and `now` the criterion that the keys answer.
const END = "";
const ADVANCE_MS = 350;
// So soon after the phone has gone on by itself the button that goes on is touched for the question that was answered.
const MEANT_AFTER_MS = 700;
const PHONE = matchMedia("(max-width: 640px)");

function place(ballot) {
  const { mine } = ballot;
  // By round too, so that a new one opens on its first project.
  const key = `prioritering.plats.${ballot.data.meeting}.${mine.runda}`;
  if (ballot.place !== key) {
    ballot.current = null;
    // What is asked now begins in sight on a phone, where no key leads there; the focus stays where it was.
    if (PHONE.matches) requestAnimationFrame(() => rise(ballot));
  }
  ballot.place = key;
  const known = (id) => id === END || mine.projekt.includes(id);
  if (ballot.current === null || !known(ballot.current)) {
    const [project, criterion] = wasAt(key);
    const first = mine.projekt.find((id) => !isDone(ballot, id)) ?? END;
    ballot.current = project !== null && known(project) ? project : first;
    ballot.now = ballot.current === project ? criterion : null;
  }
  if (ballot.current !== END && !asked(ballot, ballot.current).some((criterion) => criterion.id === ballot.now)) ballot.now = firstOpen(ballot, ballot.current);
  sessionStorage.setItem(key, JSON.stringify([ballot.current, ballot.now]));
}

// The project and the question that this tab was at when it was loaded before, null for what is not known.
function wasAt(key) {
  const found = read(sessionStorage.getItem(key));
  return Array.isArray(found) ? found : [null, null];
}

function firstOpen(ballot, project) {
  const criteria = asked(ballot, project);
  return (criteria.find((criterion) => !sheetOf(ballot, project).svar[criterion.id]) ?? criteria[0])?.id ?? null;
}

function criterionBeside(ballot, by) {
  if (ballot.current === END || sheetOf(ballot, ballot.current).jav) return null;
  const ids = asked(ballot, ballot.current).map((criterion) => criterion.id);
  return ids[ids.indexOf(ballot.now) + by] ?? null;
}

// Takes one step: a criterion on a phone, else a project; after the last comes the last screen.
function step(ballot, by) {
  const beside = PHONE.matches ? criterionBeside(ballot, by) : null;
  if (beside) return go(ballot, ballot.current, beside);
  const { projekt } = ballot.mine;
  const next = (ballot.current === END ? projekt.length : projekt.indexOf(ballot.current)) + by;
  if (next < 0) return null;
  if (next >= projekt.length) return go(ballot, END);
  return go(ballot, projekt[next], PHONE.matches && by < 0 ? asked(ballot, projekt[next]).at(-1)?.id : firstOpen(ballot, projekt[next]));
}

function isFirst(ballot) {
  return ballot.current === ballot.mine.projekt[0] && !(PHONE.matches && criterionBeside(ballot, -1));
}

function go(ballot, project, criterion = null) {
  clearTimeout(ballot.advance);
  ballot.full = "";
  ballot.current = project;
  ballot.now = criterion;
  draw(ballot);
  focusOn(PHONE.matches && ballot.current !== END ? nowFields(ballot)?.querySelector("legend") : ballot.root.querySelector("#v-projekt"));
  rise(ballot);
}

function rise(ballot) {
  ballot.root.scrollIntoView({ block: "start" });
}

function focusOn(node) {
  node?.focus({ preventScroll: true });
}

function nowFields(ballot) {
  return ballot.root.querySelector(`fieldset[data-criterion="${CSS.escape(ballot.now ?? "")}"]`);
}

// After an answer: a phone goes on by itself, once the choice has been seen; else the keys go on to the next question.
function answered(ballot, criterion, byKey) {
  clearTimeout(ballot.advance);
  ballot.wentOn = -Infinity;
  const here = ballot.current;
  ballot.now = criterion;
  if (PHONE.matches) {
    ballot.advance = setTimeout(() => {
      if (ballot.current !== here || ballot.now !== criterion) return;
      step(ballot, 1);
      ballot.wentOn = performance.now();
    }, ADVANCE_MS);
    return;
  }
  const next = criterionBeside(ballot, 1);
  if (next) ballot.now = next;
  draw(ballot);
  if (!byKey) return;
  const there = next ? nowFields(ballot) : ballot.root.querySelector(".v-next");
  focusOn(next ? there.querySelector("legend") : there);
  // The next question may be below a low window: what the next key answers is to be seen, whole where there is room.
  there.scrollIntoView({ block: "nearest" });
}

// Digits answer the question that is marked, wherever the focus is; Enter and n go on, b goes back.
function pressed(ballot, event) {
  // A key presses what has the focus, and that is on the question that is seen.
  ballot.wentOn = -Infinity;
  if (!ballot.mine || !isOpen(ballot) || event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
  const { target, key } = event;
  if (target.matches?.('textarea, select, input:not([type="radio"]):not([type="checkbox"]), [contenteditable]')) return;
  if (target !== document.body && !ballot.root.contains(target)) return;
  const isButton = target.matches?.("button, summary, a");
  if (/^[1-9]$/.test(key) && ballot.current !== END) pick(ballot, event, Number(key) - 1);
  else if (key === "n" || (key === "Enter" && !isButton && ballot.current !== END)) press(event, () => step(ballot, 1));
  else if (key === "b") press(event, () => step(ballot, -1));
}

function press(event, act) {
  event.preventDefault();
  act();
}

function pick(ballot, event, index) {
  const fields = nowFields(ballot);
  if (!fields || fields.disabled) return;
  const inputs = [...fields.querySelectorAll('input[type="radio"]')];
  // The digit is then typed in the field of a number.
  if (inputs.length === 0) fields.querySelector(".v-number").focus();
  if (!inputs[index]) return;
  event.preventDefault();
  const criterion = ballot.now;
  inputs[index].click();
  answered(ballot, criterion, true);
}

function steps(ballot) {
  const ids = ballot.mine.projekt;
  const back = element("button", { type: "button", className: "v-back" });
  const next = element("button", { type: "button", className: "v-next" });
  const all = element("button", { type: "button", className: "v-all" }, "Mina svar");
  const jump = element("select", { className: "v-jump", "aria-label": "Gå till projekt" });
  jump.append(...ids.map((id, index) => element("option", { value: id, selected: id === ballot.current }, `${index + 1}. ${ballot.data.projects[id].name}`)));
  back.onclick = () => step(ballot, -1);
  next.onclick = () => performance.now() - ballot.wentOn < MEANT_AFTER_MS || step(ballot, 1);
  all.onclick = () => go(ballot, END);
  jump.onchange = () => go(ballot, jump.value, firstOpen(ballot, jump.value));
  const most = Math.max(...asked(ballot, ballot.current).map((criterion) => criterion.levels.length));
  const digits = most ? `1–${most + 1} svarar på den markerade frågan, ` : "";
  const keys = element("p", { className: "v-help v-keys" }, `Tangenter: ${digits}Enter eller n går till nästa projekt, b tillbaka.`);
  return element("div", { className: "v-ways" }, element("div", { className: "v-steps" }, back, next, all, jump), keys);
}

function backWords() {
  return PHONE.matches ? "Tillbaka" : "Föregående";
}

function fillSteps(ballot, body) {
  const [back, next] = [".v-back", ".v-next"].map((name) => body.querySelector(name));
  const { projekt } = ballot.mine;
  const isLast = ballot.current === projekt.at(-1) && !(PHONE.matches && criterionBeside(ballot, 1));
  say(back, backWords());
  say(next, isLast ? "Se mina svar" : PHONE.matches && criterionBeside(ballot, 1) ? "Nästa fråga" : "Nästa projekt");
  back.disabled = isFirst(ballot);
  for (const option of body.querySelectorAll(".v-jump option")) {
    const text = option.textContent.replace(/^✓ /, "");
    say(option, isDone(ballot, option.value) ? `✓ ${text}` : text);
  }
}
