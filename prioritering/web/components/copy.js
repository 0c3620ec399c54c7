// Copies a link to what is shown, which the page or the live board writes in full. The clipboard API needs https or this
// machine, so the old way is the fallback.
export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".c-link");
  root.dataset.query = data.query;
  root.classList.toggle("c-large", Boolean(data.large));
  root.querySelector(".c-about").textContent = data.about;
  const button = parentElement.querySelector(".c-copy");
  const done = parentElement.querySelector(".c-done");
  button.onclick = async () => {
    const link = `${location.origin}${location.pathname}?${root.dataset.query}`;
    const copied = (await modern(link)) || old(link);
    done.textContent = copied ? "Länken är kopierad" : `Kopiera själv: ${link}`;
    setTimeout(() => { done.textContent = ""; }, 6000);
    button.focus();
  };
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
