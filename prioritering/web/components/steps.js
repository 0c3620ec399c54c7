// The steps of the meeting: buttons at the foot, and the arrow keys (also page up and down, as remotes for slides send).
const FORWARD = new Set(["ArrowRight", "ArrowDown", "PageDown"]);
const BACK = new Set(["ArrowLeft", "ArrowUp", "PageUp"]);

export default function ({ data, parentElement, setTriggerValue }) {
  const nav = parentElement.querySelector(".s-steps");
  const go = (id) => id && id !== data.now && setTriggerValue("step", id);
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
  const index = data.steps.findIndex((step) => step.id === data.now);
  const pressed = (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest?.("input, textarea, select")) return;
    const target = FORWARD.has(event.key) ? index + 1 : BACK.has(event.key) ? index - 1 : -1;
    if (!data.steps[target]) return;
    event.preventDefault();
    go(data.steps[target].id);
  };
  if (nav.pressed) document.removeEventListener("keydown", nav.pressed);
  nav.pressed = pressed;
  document.addEventListener("keydown", pressed);
  nav.unfit ??= keepFitting(document.querySelector('[data-testid="stMain"]'));
  return () => {
    document.removeEventListener("keydown", nav.pressed);
    nav.unfit?.();
    nav.unfit = null;
  };
}

function button(step) {
  const item = document.createElement("button");
  item.type = "button";
  item.dataset.step = step.id;
  item.textContent = step.name;
  return item;
}
