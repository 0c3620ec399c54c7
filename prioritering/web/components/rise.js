// Brings the window to the top of the page after a step that puts something else there; not when the page is opened.
export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".r-rise");
  const before = root.dataset.taken;
  root.dataset.taken = String(data.taken);
  if (before === undefined || before === root.dataset.taken) return;
  document.querySelector('[data-testid="stMain"]').scrollTo(0, 0);
}
