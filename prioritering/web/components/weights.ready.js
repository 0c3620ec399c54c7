// The ready-made weightings: native radio buttons, so that a press is a move of the hand like any other.
function readyOf({ name }, place, hear) {
  const label = element("label", "v-choice");
  const radio = Object.assign(element("input", "v-radio"), { type: "radio", name: "v-fardig", id: `v-fardig-${place}` });
  radio.onchange = () => hear.chosen(place);
  label.append(radio, element("span", "v-pill", name));
  return { label, radio, name };
}

function showReady(choices, name) {
  for (const item of choices) item.radio.checked = item.name === name;
}
