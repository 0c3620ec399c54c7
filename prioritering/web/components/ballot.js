// One member's ballot. Every choice is sent at once; what the server has not confirmed is kept in this browser and sent
// again, so that a lost connection loses nothing. Text is only ever put in as text, never as HTML.
const AGAIN_MS = 2000;
const REASON_MS = 900;
const ballots = new WeakMap();

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".v-ballot");
  let ballot = ballots.get(root);
  if (!ballot || ballot.data.meeting !== data.meeting) {
    ballot?.stop();
    ballot = start(root, data);
    ballots.set(root, ballot);
  }
  ballot.data = data;
  return () => {
    ballot.stop();
    ballots.delete(root);
  };
}

function start(root, data) {
  const key = `prioritering.osparat.${data.meeting}`;
  const ballot = { root, data, mine: null, unsent: read(key), sending: false, timer: null, saved: "", key, source: null };
  const online = () => flush(ballot);
  const shown = () => (document.hidden ? unfollow(ballot) : follow(ballot));
  const leaving = (event) => ballot.unsent.length && event.preventDefault();
  window.addEventListener("online", online);
  window.addEventListener("beforeunload", leaving);
  document.addEventListener("visibilitychange", shown);
  ballot.stop = () => {
    unfollow(ballot);
    clearTimeout(ballot.timer);
    window.removeEventListener("online", online);
    window.removeEventListener("beforeunload", leaving);
    document.removeEventListener("visibilitychange", shown);
  };
  follow(ballot);
  flush(ballot);
  return ballot;
}

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

// --- the server ---------------------------------------------------------------------------------------------------

function follow(ballot) {
  if (ballot.source || document.hidden) return;
  ballot.source = new EventSource(`${ballot.data.api}/strom?mote=${encodeURIComponent(ballot.data.meeting)}&for=medlem`);
  ballot.source.addEventListener("stand", () => refresh(ballot));
  ballot.source.onopen = () => flush(ballot);
  ballot.source.onerror = () => {
    ballot.offline = true;
    draw(ballot);
    if (ballot.source?.readyState === EventSource.CLOSED) {
      unfollow(ballot);
      setTimeout(() => ballot.root.isConnected && follow(ballot), AGAIN_MS);
    }
  };
}

function unfollow(ballot) {
  ballot.source?.close();
  ballot.source = null;
}

async function refresh(ballot) {
  try {
    const answer = await fetch(`${ballot.data.api}/mina?mote=${encodeURIComponent(ballot.data.meeting)}`);
    const content = await answer.json();
    ballot.offline = false;
    if (answer.ok) {
      ballot.mine = content;
      for (const item of ballot.unsent) apply(ballot, item);
    } else {
      fault(ballot, content.fel);
    }
  } catch {
    ballot.offline = true;
  }
  draw(ballot);
}

function save(ballot, item) {
  const whole = { mote: ballot.data.meeting, runda: ballot.mine.runda, ...item };
  const same = (other) => ["slag", "projekt", "kriterium"].every((name) => other[name] === whole[name]);
  if (whole.slag === "skäl") ballot.unsent = ballot.unsent.filter((other, index) => (index === 0 && ballot.sending) || !same(other));
  ballot.unsent.push(whole);
  keep(ballot);
  apply(ballot, whole);
  fault(ballot, "");
  draw(ballot);
  flush(ballot);
}

async function flush(ballot) {
  if (ballot.sending) return;
  ballot.sending = true;
  clearTimeout(ballot.timer);
  let refused = false;
  try {
    while (ballot.unsent.length) {
      const answer = await fetch(`${ballot.data.api}/svar`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(ballot.unsent[0]),
      });
      const content = await answer.json();
      if (answer.status >= 500) throw new Error("later");
      ballot.unsent.shift();
      keep(ballot);
      ballot.offline = false;
      if (answer.ok) ballot.saved = new Date().toLocaleTimeString("sv-SE");
      else {
        fault(ballot, content.fel);
        refused = true;
      }
    }
  } catch {
    ballot.offline = true;
    ballot.timer = setTimeout(() => flush(ballot), AGAIN_MS);
  }
  ballot.sending = false;
  if (refused) await refresh(ballot);
  else draw(ballot);
}

// --- what is held -------------------------------------------------------------------------------------------------

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

// --- drawing ------------------------------------------------------------------------------------------------------

function element(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key in node && key !== "list") node[key] = value;
    else if (value !== undefined && value !== null) node.setAttribute(key, value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
}

function fault(ballot, text) {
  const line = ballot.root.querySelector(".v-fault");
  if (line.textContent !== text) line.textContent = text;
  line.hidden = !text;
}

function draw(ballot) {
  drawSaved(ballot);
  if (!ballot.mine) return;
  const mine = ballot.mine;
  const open = !mine.mote_stangt && (mine.lage === "dold" || mine.lage === "visad") && mine.projekt.length > 0;
  say(ballot.root.querySelector(".v-state"), stateText(ballot, open));
  const body = ballot.root.querySelector(".v-body");
  if (!open) {
    if (body.dataset.shape !== "") body.replaceChildren();
    body.dataset.shape = "";
    return;
  }
  const place = `prioritering.plats.${ballot.data.meeting}`;
  if (!mine.projekt.includes(ballot.current)) {
    const stored = sessionStorage.getItem(place);
    const first = mine.projekt.find((id) => !isDone(ballot, id)) ?? mine.projekt[0];
    ballot.current = mine.projekt.includes(stored) ? stored : first;
  }
  sessionStorage.setItem(place, ballot.current);
  const shape = JSON.stringify([mine.runda, mine.lage, mine.projekt, ballot.current, mine.tidigare[ballot.current] ?? null]);
  if (body.dataset.shape !== shape) {
    body.dataset.shape = shape;
    body.replaceChildren(...sheet(ballot), order(ballot));
  }
  fill(ballot, body);
}

function say(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

function drawSaved(ballot) {
  const line = ballot.root.querySelector(".v-saved");
  const waits = ballot.unsent.length;
  const lost = ballot.offline === true;
  line.classList.toggle("v-waits", lost || waits > 0);
  say(line.querySelector(".v-mark"), lost ? "!" : waits ? "…" : ballot.saved ? "✓" : "");
  const answers = waits === 1 ? "1 svar" : `${waits} svar`;
  say(
    line.querySelector(".v-saved-text"),
    lost && waits ? `Ingen kontakt med servern. ${answers} ligger kvar i den här webbläsaren och skickas när kontakten är tillbaka.`
      : lost ? "Ingen kontakt med servern. Allt du har svarat är sparat. Du kan fortsätta; svaren skickas när kontakten är tillbaka."
        : waits ? "Sparar …"
          : ballot.saved ? `Sparat ${ballot.saved}` : "Varje svar sparas direkt.",
  );
}

function stateText(ballot, open) {
  const mine = ballot.mine;
  const role = `Du är med som ${mine.roll}.`;
  if (mine.mote_stangt) return `${role} Mötet är avslutat.`;
  if (mine.lage === "väntar") return `${role} Vänta på att mötesledaren börjar första rundan; sidan följer med av sig själv.`;
  if (mine.lage === "stängd") return `${role} Runda ${mine.runda} är stängd. Sidan följer med när en ny runda börjar.`;
  if (!open) return `${role} Rundans projekt har tagits bort ur planen.`;
  const done = mine.projekt.filter((id) => isDone(ballot, id)).length;
  const gone = mine.borttagna ? ` ${mine.borttagna} projekt har tagits bort ur planen och bedöms inte längre.` : "";
  const seen = mine.lage === "dold" ? "Ingen annan ser dina svar förrän de visas för alla." : "Svaren är visade. Ändringar syns för alla direkt.";
  return `${role} Runda ${mine.runda}: ${done} av ${mine.projekt.length} projekt klara. ${seen}${gone}`;
}

function sheet(ballot) {
  const { projekt } = ballot.mine;
  const index = projekt.indexOf(ballot.current);
  const project = ballot.data.projects[ballot.current];
  const heading = element("h2", { tabIndex: -1, id: "v-projekt" }, project.name);
  const facts = element("dl", {});
  facts.append(...project.facts.flatMap(([name, text]) => [element("dt", {}, name), element("dd", {}, text)]));
  return [
    element("div", { className: "v-head" }, heading, element("p", {}, `Projekt ${index + 1} av ${projekt.length}`)),
    element("section", { className: "v-plan", "aria-label": "Vad planen säger" }, facts, project.note ? element("p", {}, project.note) : null),
    ...ballot.data.criteria.map((criterion) => row(ballot, criterion)),
    conflict(ballot),
    reason(ballot),
    steps(ballot, index),
  ];
}

function row(ballot, criterion) {
  const earlier = ballot.mine.tidigare[ballot.current]?.[criterion.id];
  const fields = element("fieldset", { className: "v-row", "data-criterion": criterion.id });
  const before = earlier ? [earlier.mitt && `Du svarade ${earlier.mitt}.`, earlier.median && `Gruppens median: ${earlier.median} (${earlier.spridning}).`] : [];
  const help = [project(ballot, criterion), ...before].filter(Boolean).join(" ");
  fields.append(element("legend", {}, criterion.name), element("p", { className: "v-help" }, help));
  if (criterion.levels.length) fields.append(levels(ballot, criterion));
  else fields.append(number(ballot, criterion));
  const clear = element("button", { type: "button", className: "v-plain", hidden: true }, "Ta bort svaret");
  clear.setAttribute("aria-label", `Ta bort svaret på ${criterion.name}`);
  clear.onclick = () => {
    save(ballot, { slag: "tomt", projekt: ballot.current, kriterium: criterion.id });
    fields.querySelector("input")?.focus();
  };
  fields.append(clear);
  fields.onkeydown = (event) => pickByDigit(event, fields);
  return fields;
}

function project(ballot, criterion) {
  return `Planen: ${ballot.data.projects[ballot.current].says[criterion.id]}.`;
}

function levels(ballot, criterion) {
  const box = element("div", { className: "v-levels" });
  const choices = [...criterion.levels.map((level) => ({ kind: "nivå", ...level })), { kind: "vet ej", name: "Vet ej", description: "" }];
  for (const choice of choices) {
    const input = element("input", { type: "radio", name: `v-${criterion.id}`, value: `${choice.kind}/${choice.name}` });
    input.onchange = () => save(ballot, { slag: choice.kind, projekt: ballot.current, kriterium: criterion.id, varde: choice.kind === "nivå" ? choice.name : null });
    const text = element("span", {}, choice.name, choice.description ? element("small", {}, choice.description) : null);
    box.append(element("label", { className: "v-level" }, input, text));
  }
  return box;
}

function number(ballot, criterion) {
  const id = `v-tal-${criterion.id}`;
  const input = element("input", { type: "text", inputMode: "decimal", id, className: "v-number" });
  input.onchange = () => {
    const value = Number(input.value.trim().replace(",", "."));
    if (!input.value.trim()) save(ballot, { slag: "tomt", projekt: ballot.current, kriterium: criterion.id });
    else if (Number.isFinite(value)) save(ballot, { slag: "nivå", projekt: ballot.current, kriterium: criterion.id, varde: value });
    else fault(ballot, `${criterion.name}: skriv ett tal från ${criterion.lowest} till ${criterion.highest}.`);
  };
  const unknown = element("input", { type: "checkbox" });
  unknown.onchange = () => save(ballot, { slag: unknown.checked ? "vet ej" : "tomt", projekt: ballot.current, kriterium: criterion.id });
  return element(
    "div", {},
    element("label", { htmlFor: id }, `Tal från ${criterion.lowest} till ${criterion.highest} `), input,
    element("label", { className: "v-check" }, unknown, "Vet ej"),
  );
}

function pickByDigit(event, fields) {
  const inputs = [...fields.querySelectorAll('input[type="radio"]')];
  const index = Number(event.key) - 1;
  if (event.ctrlKey || event.altKey || event.metaKey || !inputs[index] || event.target.type !== "radio") return;
  event.preventDefault();
  inputs[index].focus();
  inputs[index].click();
}

function conflict(ballot) {
  const input = element("input", { type: "checkbox", id: "v-jav" });
  input.onchange = () => save(ballot, { slag: input.checked ? "jäv" : "inte jäv", projekt: ballot.current });
  return element("label", { className: "v-check" }, input, "Jäv: jag bedömer inte det här projektet. Mina svar räknas då inte, och det visas som jäv.");
}

function reason(ballot) {
  const field = element("textarea", { id: "v-skal", rows: 2 });
  field.setAttribute("aria-describedby", "v-skal-antal");
  let timer = null;
  const send = () => {
    clearTimeout(timer);
    const length = [...field.value.trim()].length;
    if (length > ballot.data.longest) {
      fault(ballot, `Skälet får vara högst ${ballot.data.longest} tecken, men det här är ${length.toLocaleString("sv-SE")}. Det är inte sparat; korta det.`);
    } else if (field.value.trim() !== sheetOf(ballot, ballot.current).skal) {
      save(ballot, { slag: "skäl", projekt: ballot.current, text: field.value.trim() });
    }
  };
  field.oninput = () => {
    clearTimeout(timer);
    timer = setTimeout(send, REASON_MS);
    count(ballot, field);
  };
  field.onchange = send;
  return element(
    "div", { className: "v-reason" },
    element("label", { htmlFor: "v-skal" }, "Kort skäl (frivilligt)"), field,
    element("p", { className: "v-count", id: "v-skal-antal" }),
  );
}

function count(ballot, field) {
  const left = ballot.data.longest - [...field.value.trim()].length;
  const line = ballot.root.querySelector("#v-skal-antal");
  if (line) line.textContent = left >= 0 ? `${left} tecken kvar. Skriv inget om enskilda personer.` : `${-left} tecken för mycket`;
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
  for (const criterion of ballot.data.criteria) {
    const fields = body.querySelector(`fieldset[data-criterion="${CSS.escape(criterion.id)}"]`);
    const answer = sheet.svar[criterion.id];
    fields.disabled = sheet.jav;
    for (const input of fields.querySelectorAll('input[type="radio"]')) {
      const checked = Boolean(answer) && input.value === (answer.slag === "nivå" ? `nivå/${answer.varde}` : "vet ej/Vet ej");
      if (input.checked !== checked) input.checked = checked;
    }
    const typed = fields.querySelector(".v-number");
    if (typed) {
      if (document.activeElement !== typed) typed.value = answer?.slag === "nivå" ? String(answer.varde).replace(".", ",") : "";
      fields.querySelector('input[type="checkbox"]').checked = answer?.slag === "vet ej";
    }
    fields.querySelector(".v-plain").hidden = !answer || sheet.jav;
  }
  body.querySelector("#v-jav").checked = sheet.jav;
  const field = body.querySelector("#v-skal");
  if (document.activeElement !== field && field.value.trim() !== sheet.skal && !ballot.root.querySelector(".v-fault").textContent.includes("Skälet")) field.value = sheet.skal;
  count(ballot, field);
  for (const option of body.querySelectorAll(".v-jump option")) {
    const text = option.textContent.replace(/^✓ /, "");
    option.textContent = isDone(ballot, option.value) ? `✓ ${text}` : text;
  }
  for (const select of body.querySelectorAll("select[data-place]")) {
    const place = ballot.mine.ordning?.[select.dataset.place];
    if (place && document.activeElement !== select) select.value = String(place);
  }
}
