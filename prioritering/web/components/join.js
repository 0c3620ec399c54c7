// Takes a role in the meeting. The server answers with a cookie that scripts cannot read; it never stands in an address.
export default function ({ data, parentElement }) {
  const form = parentElement.querySelector(".j-form");
  const list = form.querySelector(".j-list");
  const fault = form.querySelector(".j-fault");
  const chosen = form.elements.roll?.value;
  list.replaceChildren(...data.roles.map((role) => choice(role, chosen)));
  form.onsubmit = async (event) => {
    event.preventDefault();
    const role = form.elements.roll?.value;
    if (!role) return say(fault, "Välj din roll.");
    say(fault, "");
    try {
      const answer = await fetch(`${data.api}/anslut`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ kod: data.code, roll: role }),
      });
      const content = await answer.json();
      if (answer.ok) {
        // What takes its place has the focus when it is drawn (statisk/fokus.js).
        sessionStorage.setItem("fokus", "#v-projekt");
        location.reload();
      } else say(fault, content.fel);
    } catch {
      say(fault, "Ingen kontakt med servern. Försök igen.");
    }
  };
}

function choice(role, chosen) {
  const label = document.createElement("label");
  const input = document.createElement("input");
  Object.assign(input, { type: "radio", name: "roll", value: role.name, disabled: role.taken, checked: role.name === chosen });
  const text = document.createElement("span");
  text.textContent = role.taken ? `${role.name} (redan med)` : role.name;
  if (role.taken) text.className = "j-taken";
  label.append(input, text);
  return label;
}

function say(fault, text) {
  fault.textContent = text;
  fault.hidden = !text;
}
