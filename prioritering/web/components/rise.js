// Brings the window to the top of the page after a step that puts something else there; not when the page is opened.
// What was there may be put up anew by the step itself, so what was taken before is kept beside it.
let taken;

export default function ({ data }) {
  const before = taken;
  taken = data.taken;
  if (before === undefined || before === taken) return;
  document.querySelector('[data-testid="stMain"]').scrollTo(0, 0);
}
