// The steps of the meeting: buttons at the foot, and the arrow keys (also page up and down, as remotes for slides send).
const FORWARD = new Set(["ArrowRight", "ArrowDown", "PageDown"]);
const BACK = new Set(["ArrowLeft", "ArrowUp", "PageUp"]);

export default function ({ data, parentElement, setTriggerValue }) {
  const nav = parentElement.querySelector(".s-steps");
  // The steps asked for whose pictures have not come: the next press counts from the last of them. A picture answers
  // what was asked before it too, as several presses may give one; one that nobody asked for here answers all.
  nav.asked ??= [];
  if (nav.drawn !== data.now) nav.asked = nav.asked.slice(nav.asked.indexOf(data.now) + 1 || nav.asked.length);
  nav.drawn = data.now;
  const go = (id) => {
    if (id === nav.drawn && !nav.asked.length) return;
    nav.asked.push(id);
    setTriggerValue("step", id);
  };
  const names = data.steps.map((step) => step.id).join();
  if (nav.dataset.steps !== names) {
    nav.dataset.steps = names;
    const leave = Object.assign(document.createElement("a"), { textContent: "Lämna", href: `${data.leave}${location.search}` });
    nav.replaceChildren(...data.steps.map((step) => button(step)), leave);
  }
  for (const item of nav.querySelectorAll("button")) {
    item.onclick = () => go(item.dataset.step);
    if (item.dataset.step === data.now) item.setAttribute("aria-current", "step");
    else item.removeAttribute("aria-current");
  }
  const pressed = (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest?.("input, textarea, select")) return;
    const index = data.steps.findIndex((step) => step.id === (nav.asked.at(-1) ?? nav.drawn));
    const target = FORWARD.has(event.key) ? index + 1 : BACK.has(event.key) ? index - 1 : -1;
    if (!data.steps[target]) return;
    event.preventDefault();
    go(data.steps[target].id);
  };
  if (nav.pressed) document.removeEventListener("keydown", nav.pressed);
  nav.pressed = pressed;
  document.addEventListener("keydown", pressed);
  const said = parentElement.querySelector(".s-said");
  nav.unfit ??= keepFitting(document.querySelector('[data-testid="stMain"]'), (page) => say(said, page));
  return whenGone(nav, () => {
    document.removeEventListener("keydown", nav.pressed);
    nav.unfit();
  });
}

// To one who hears the page: which step came, and what it finds. The first picture is read as any page is.
function say(said, page) {
  const text = [...page.querySelectorAll("h1, .s-finding")].map((part) => part.textContent).join(": ");
  if (said.last !== undefined && said.last !== text) said.textContent = text;
  said.last = text;
}

function button(step) {
  const item = document.createElement("button");
  item.type = "button";
  item.dataset.step = step.id;
  item.textContent = step.name;
  return item;
}
