// A part of a page that is drawn on the server. Its HTML arrives drawn and escaped and is exchanged only when it differs;
// without any HTML the component only tells the page to redraw.
export default function ({ data, parentElement, setTriggerValue }) {
  const follower = followerOf(parentElement.querySelector(".d-live"), show);
  const leave = follow(follower, data, setTriggerValue);
  if (data.html !== null && isNews(follower, data.version)) show(follower, data.html);
  // Once it stands there: what a page begins with is read with the page, and what comes after is told.
  if (data.said) follower.root.querySelector(".d-content").setAttribute("role", "status");
  return leave;
}

function show({ root }, html) {
  const content = root.querySelector(".d-content");
  if (content.source === html) return;
  const opened = new Set([...content.querySelectorAll("details[open][id]")].map((item) => item.id));
  const focused = content.contains(document.activeElement) ? document.activeElement.id : "";
  content.innerHTML = html;
  content.source = html;
  for (const id of opened) document.getElementById(id)?.setAttribute("open", "");
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
}
