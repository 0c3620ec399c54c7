// The last screen: whether everything is answered and saved, and what was answered, each a way back to it.

function lastScreen(ballot) {
  const { projekt } = ballot.mine;
  const heading = element("h2", { tabIndex: -1, id: "v-projekt" }, endWords(ballot));
  const list = element("ol", { className: "v-given" }, ...projekt.map((id) => given(ballot, id)));
  const back = element("button", { type: "button" }, backWords());
  back.onclick = () => step(ballot, -1);
  return [element("div", { className: "v-head" }, heading), list, element("div", { className: "v-steps" }, back)];
}

function endWords(ballot) {
  const { projekt } = ballot.mine;
  const done = doneCount(ballot);
  const unsaved = ballot.unsent.length + ballot.drafts.size + ballot.wrong.size;
  if (done < projekt.length) return `${done} av ${projekt.length} projekt är besvarade`;
  return unsaved ? `Alla ${projekt.length} är besvarade, men allt är inte sparat` : `Allt är sparat, ${done} av ${projekt.length}`;
}

function given(ballot, id) {
  const sheet = sheetOf(ballot, id);
  const { name } = ballot.data.projects[id];
  const button = element("button", { type: "button", className: "v-plain" }, name);
  button.onclick = () => go(ballot, id, firstOpen(ballot, id));
  const lines = sheet.jav ? [element("li", {}, "Jäv")] : asked(ballot, id).map((criterion) => givenLine(ballot, id, criterion));
  if (sheet.skal) lines.push(element("li", {}, `Skäl: ”${sheet.skal}”`));
  return element("li", { className: isDone(ballot, id) ? "" : "v-missing" }, button, element("ul", {}, ...lines));
}

function givenLine(ballot, id, criterion) {
  const answer = sheetOf(ballot, id).svar[criterion.id];
  const before = stands(ballot, id, criterion);
  const words = answer ? answerWords(answer, criterion) : before ? `inte besvarat i den här rundan; ${answerWords(before, criterion)} står kvar` : "inte besvarat";
  const seen = seesPlan(ballot, answer) ? ` (planen: ${ballot.data.projects[id].says[criterion.id]})` : "";
  return element("li", {}, `${criterion.name}: `, element("b", {}, words), seen);
}

function answerWords(answer, criterion) {
  if (answer.slag !== "nivå") return answer.slag;
  const level = criterion.levels.find((other) => other.name === answer.varde);
  if (level) return level.shown;
  return criterion.unit ? `${numberWords(answer.varde)}\u00a0${criterion.unit}` : numberWords(answer.varde);
}

// Whether the member is to see what the plan says on a question, as the leader has chosen.
function seesPlan(ballot, answer) {
  const said = ballot.data.plan_answers;
  return said === "från början" || (said === "efter eget svar" && Boolean(answer));
}
