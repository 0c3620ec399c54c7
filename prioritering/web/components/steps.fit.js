// As much of a step as the screen holds. What may give way carries `data-away` (the highest goes first) and the name of
// its list in `data-of`; the line that counts what a list leaves out carries `data-left` with how many it already lacks.
// On a phone nothing gives way: there one scrolls.
const PHONE = "(max-width: 900px)";

function keepFitting(main) {
  const changes = new MutationObserver(refit);
  function refit() {
    changes.disconnect();
    const page = main.querySelector(".s-page");
    if (page) fit(main, page);
    changes.observe(main, { childList: true, subtree: true });
  }
  addEventListener("resize", refit);
  document.fonts.ready.then(refit);
  refit();
  return () => {
    removeEventListener("resize", refit);
    changes.disconnect();
  };
}

function fit(main, page) {
  const parts = [...page.querySelectorAll("[data-away]")].sort((one, other) => other.dataset.away - one.dataset.away);
  for (const part of parts) part.hidden = false;
  countLeft(page);
  if (matchMedia(PHONE).matches) return;
  for (const part of parts) {
    if (main.scrollHeight <= main.clientHeight) return;
    part.hidden = true;
    countLeft(page);
  }
}

function countLeft(page) {
  for (const line of page.querySelectorAll("[data-left]")) {
    const away = page.querySelectorAll(`[data-of="${line.dataset.of}"][data-away][hidden]`).length;
    const left = Number(line.dataset.left) + away;
    line.hidden = left === 0;
    line.textContent = left ? `${line.dataset.before} ${numberWords(left)} ${line.dataset.after}` : "";
  }
}
