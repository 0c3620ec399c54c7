// Puts a drawn board and the figures around it on the page: the same drawing whether it comes with the stream or in
// answer to a weight that is moved.
function showPicture(picture) {
  const table = document.querySelector("table.b-board");
  if (table) table.dispatchEvent(new CustomEvent("nya-rader", { detail: picture }));
  exchange(".p-lead", picture.lead);
  exchange(".b-cards", picture.cards);
  exchange(".b-short", picture.used);
  exchange(".b-effect", picture.effect);
  // What is copied is what is shown: the new rows.
  const link = document.querySelector(".c-link");
  if (link) link.dataset.query = picture.link;
}

// A script run may have drawn something else since, so that what was put there last says nothing by itself.
function exchange(selector, html) {
  const box = document.querySelector(`[data-testid="stMain"] ${selector}`)?.parentElement;
  if (!box || (box.source === html && box.innerHTML === box.made)) return;
  box.innerHTML = html;
  box.source = html;
  box.made = box.innerHTML;
}
