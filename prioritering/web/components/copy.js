// Copies a link to what is shown, which the page or the live board writes in full, or a whole address. The clipboard API needs https or this
// machine, so the old way is the fallback.
export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".c-link");
  root.dataset.query = data.query;
  root.dataset.address = data.address || "";
  root.dataset.base = data.base || location.origin;
  root.classList.toggle("c-large", Boolean(data.large));
  root.querySelector(".c-about").textContent = data.about;
  root.drawn = data;
  root.onPaper ??= () => onPaper(root);
  root.onPaper();
  window.addEventListener("beforeprint", root.onPaper);
  const button = parentElement.querySelector(".c-copy");
  button.textContent = data.label;
  const done = parentElement.querySelector(".c-done");
  button.onclick = async () => {
    const link = root.dataset.address || `${root.dataset.base}${location.pathname}?${root.dataset.query}`;
    const copied = (await modern(link)) || old(link);
    done.textContent = copied ? "Länken är kopierad" : `Kopiera själv: ${link}`;
    setTimeout(() => { done.textContent = ""; }, 6000);
    button.focus();
  };
  return whenGone(root, () => window.removeEventListener("beforeprint", root.onPaper));
}

// The live board may have written another link since: the code was made for the one that came with the page.
function onPaper(root) {
  const { query, paper } = root.drawn;
  const [code, text] = [root.querySelector(".c-code"), root.querySelector(".c-paper p")];
  code.hidden = !paper?.code || root.dataset.query !== query;
  if (!code.hidden) code.src = paper.code;
  text.textContent = paper ? `${paper.said}: ${paper.address}?${root.dataset.query}` : "";
}

async function modern(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

function old(text) {
  const field = document.createElement("textarea");
  field.value = text;
  field.setAttribute("aria-hidden", "true");
  field.style.position = "fixed";
  field.style.opacity = "0";
  document.body.append(field);
  field.select();
  const copied = document.execCommand("copy");
  field.remove();
  return copied;
}
