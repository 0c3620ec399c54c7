// As much of a step as the screen holds. What may give way carries `data-away` (the highest goes first) and the name of
// its list in `data-of`; the line that counts what a list leaves out carries `data-left` with how many it already lacks.
// Before anything gives way its rows stand closer (`s-tight`). On a phone nothing does either: there one scrolls.
const PHONE = "(max-width: 900px)";

// `drawn` is told of each picture as it then stands.
function keepFitting(main, drawn) {
  const changes = new MutationObserver(refit);
  function refit() {
    const page = main.querySelector(".s-page");
    if (!page) return;
    fit(main, page);
    drawn(page);
  }
  changes.observe(main, { childList: true, subtree: true });
  addEventListener("resize", refit);
  // What is unfolded beside the picture takes room from it; the event does not bubble.
  main.addEventListener("toggle", refit, true);
  document.fonts.ready.then(refit);
  refit();
  return () => {
    removeEventListener("resize", refit);
    main.removeEventListener("toggle", refit, true);
    changes.disconnect();
  };
}

// A picture that already fits as it stands is left untouched, so that watching it never sets itself off.
function fit(main, page) {
  // Of those that may go as soon, the one that is read first goes last.
  const parts = [...page.querySelectorAll("[data-away]")].reverse();
  parts.sort((one, other) => other.dataset.away - one.dataset.away);
  const lines = [...page.querySelectorAll("[data-left]")];
  const ends = [...page.querySelectorAll(".s-second")];
  function holds(part, shown) {
    part.hidden = !shown;
    // A line that says how far the frame may reach is untrue below another row than the last that may fit.
    for (const end of ends) end.hidden = Boolean(end.previousElementSibling?.hidden);
    // A line that is shown takes room as well.
    for (const line of lines) line.hidden = !leftBy(line, parts);
    return main.scrollHeight <= main.clientHeight;
  }
  for (const element of [...parts, ...ends]) element.hidden = false;
  for (const line of lines) line.hidden = !leftBy(line, parts);
  page.classList.remove("s-tight");
  const away = [];
  if (!matchMedia(PHONE).matches) {
    let fits = main.scrollHeight <= main.clientHeight;
    if (!fits) {
      page.classList.add("s-tight");
      fits = main.scrollHeight <= main.clientHeight;
    }
    for (const part of parts) {
      if (fits) break;
      fits = holds(part, false);
      away.unshift(part);
    }
    if (fits) giveBack(away, holds);
  }
  for (const line of lines) countLeft(line, parts, page);
}

// What gave way in the tallest column has left room beside it: a list gets back its first ones, for as long as they fit.
function giveBack(away, holds) {
  const full = new Set();
  for (const part of away) {
    if (full.has(part.dataset.of) || holds(part, true)) continue;
    holds(part, false);
    full.add(part.dataset.of);
  }
}

function leftBy(line, parts) {
  const { left, of } = line.dataset;
  return Number(left) + parts.filter((part) => part.hidden && part.dataset.of === of).length;
}

// Where none of the list is shown there is nothing that the others are more than.
function countLeft(line, parts, page) {
  const { before, after, of, one, many } = line.dataset;
  const count = leftBy(line, parts);
  const counted = `${numberWords(count)}${count === 1 ? one : many}`;
  const more = page.querySelector(`[data-of="${of}"]:not([data-left], [hidden])`);
  const said = more ? `${before} ${counted} till ${after}` : `${counted} ${after}`;
  const text = count ? said : "";
  if (line.textContent !== text) line.textContent = text;
}
