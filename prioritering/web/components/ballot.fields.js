// The fields of one project. Text is only ever put in as text, never as HTML.
function element(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key in node) node[key] = value;
    else node.setAttribute(key, value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
}

function row(ballot, criterion) {
  const earlier = ballot.mine.tidigare[ballot.current]?.[criterion.id];
  const fields = element("fieldset", { className: "v-row", "data-criterion": criterion.id });
  fields.append(element("legend", { tabIndex: -1 }, criterion.name));
  for (const text of [criterion.undefined, earlier ? earlierWords(earlier, criterion) : ""]) if (text) fields.append(element("p", { className: "v-help" }, text));
  if (criterion.levels.length) fields.append(levels(ballot, criterion));
  else fields.append(number(ballot, criterion));
  const clear = element("button", { type: "button", className: "v-plain", hidden: true, "aria-label": `Ta bort svaret på ${criterion.name}` }, "Ta bort svaret");
  clear.onclick = () => {
    save(ballot, { slag: "tomt", projekt: ballot.current, kriterium: criterion.id });
    fields.querySelector("input")?.focus();
  };
  fields.append(element("p", { className: "v-help v-says" }), clear, element("p", { className: "v-note", role: "status", hidden: true }));
  return fields;
}

// What was said in the rounds before, by the member and by the group.
function earlierWords({ forut, median, spridning, enades }, criterion) {
  const range = spridning && spridning !== median ? `, svaren gick från ${spridning}` : "";
  return [forut && `Förut svarade du ${answerWords(forut, criterion)}.`, median && `Gruppens median var ${median}${range}.`, enades && `Ni har enats om ${enades}.`].filter(Boolean).join(" ");
}

function planAnswer(ballot, project, criterion) {
  return `Planen: ${ballot.data.projects[project].says[criterion.id]}.`;
}

function levels(ballot, criterion) {
  const box = element("div", { className: "v-levels" });
  const choices = [...criterion.levels.map((level) => ({ kind: "nivå", ...level })), { kind: "vet ej", name: "Vet ej", shown: "Vet ej", description: "" }];
  for (const choice of choices) {
    const input = element("input", { type: "radio", name: `v-${criterion.id}`, value: `${choice.kind}/${choice.name}` });
    // A click and not a change: to press what is filled in from an earlier round is to answer it again.
    input.onclick = (event) => {
      const value = choice.kind === "nivå" ? choice.name : null;
      const given = sheetOf(ballot, ballot.current).svar[criterion.id];
      if (given?.slag !== choice.kind || given.varde !== value) save(ballot, { slag: choice.kind, projekt: ballot.current, kriterium: criterion.id, varde: value });
      // By the mouse or a finger. The arrows choose too, and whoever uses them stays.
      if (event.detail > 0) answered(ballot, criterion.id, false);
    };
    const text = element("span", {}, choice.shown, choice.description ? element("small", {}, choice.description) : null);
    box.append(element("label", { className: "v-level" }, input, text));
  }
  return box;
}

function number(ballot, criterion) {
  const id = `v-tal-${criterion.id}`;
  const input = element("input", { type: "text", inputMode: "decimal", id, className: "v-number" });
  input.onchange = () => {
    const value = typedNumber(input.value);
    const thing = { runda: ballot.mine.runda, projekt: ballot.current, kriterium: criterion.id };
    ballot.wrong.delete(wrongKey(thing));
    if (!input.value.trim()) save(ballot, { slag: "tomt", projekt: ballot.current, kriterium: criterion.id });
    else if (isOneNumber(input.value, criterion)) save(ballot, { slag: "nivå", projekt: ballot.current, kriterium: criterion.id, varde: value });
    else ballot.wrong.set(wrongKey(thing), { ...thing, text: input.value });
    if (isOneNumber(input.value, criterion)) answered(ballot, criterion.id, false);
    draw(ballot);
  };
  const unknown = element("input", { type: "checkbox" });
  unknown.onchange = () => save(ballot, { slag: unknown.checked ? "vet ej" : "tomt", projekt: ballot.current, kriterium: criterion.id });
  return element(
    "div", {},
    element("label", { htmlFor: id }, `${criterion.label} `), input,
    element("label", { className: "v-check" }, unknown, "Vet ej"),
  );
}

function isOneNumber(text, { highest }) {
  return Number.isFinite(typedNumber(text)) && !twoReadings(text, highest);
}

// Why what is typed is not saved, after what it is.
function whyNoNumber(text, criterion) {
  const two = twoReadings(text, criterion?.highest);
  return two ? `kan läsas på två sätt. Skriv ${two}.` : "är inte ett tal.";
}

function wrongKey({ runda, projekt, kriterium }) {
  return JSON.stringify([runda, projekt, kriterium]);
}

function conflict(ballot) {
  const input = element("input", { type: "checkbox", id: "v-jav" });
  input.onchange = () => save(ballot, { slag: input.checked ? "jäv" : "inte jäv", projekt: ballot.current });
  const label = element("label", { className: "v-check" }, input, "Jäv: jag bedömer inte det här projektet. Mina svar räknas då inte, och det visas som jäv.");
  return element("div", {}, label, element("p", { className: "v-note", id: "v-jav-not", role: "status", hidden: true }));
}
