// Follows a stream of events from the server. A panel's HTML arrives drawn and escaped and is exchanged only when it
// differs; a follower without a panel tells the page to redraw. The stream rests while the tab is hidden.
const streams = new WeakMap();
const SOON_MS = 250;

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".d-live");
  let live = streams.get(root);
  if (!live) {
    live = { root, source: null, address: null, told: null, timer: null, hidden: null };
    streams.set(root, live);
    live.hidden = () => (document.hidden ? close(live) : open(live));
    document.addEventListener("visibilitychange", live.hidden);
  }
  live.tell = (state) => setTriggerValue("changed", state);
  live.drawn = data.drawn;
  if (data.html !== null) show(live, data.html);
  if (live.address !== data.address) {
    live.address = data.address;
    live.told = null;
    close(live);
    open(live);
  }
  return () => {
    close(live);
    document.removeEventListener("visibilitychange", live.hidden);
    streams.delete(root);
  };
}

function open(live) {
  if (live.source || document.hidden) return;
  live.source = new EventSource(live.address);
  live.source.addEventListener("stand", (event) => stand(live, JSON.parse(event.data)));
  live.source.addEventListener("ruta", (event) => show(live, JSON.parse(event.data)));
  live.source.onopen = () => lost(live, "");
  live.source.onerror = () => {
    const time = new Date().toLocaleTimeString("sv-SE", { hour: "2-digit", minute: "2-digit" });
    lost(live, `Ingen kontakt med servern sedan ${time}. Bilden kan vara gammal; den uppdateras när kontakten är tillbaka.`);
    if (live.source && live.source.readyState === EventSource.CLOSED) {
      close(live);
      setTimeout(() => live.root.isConnected && open(live), 2000);
    }
  };
}

function close(live) {
  live.source?.close();
  live.source = null;
}

function lost(live, text) {
  const line = live.root.querySelector(".d-lost");
  if (text && !line.hidden) return;
  line.textContent = text;
  line.hidden = !text;
}

// What happened between the drawing of the page and the first event is news as well, so the first is not skipped.
function stand(live, version) {
  if (version === live.drawn || version === live.told) return;
  live.told = version;
  clearTimeout(live.timer);
  live.timer = setTimeout(() => live.root.isConnected && live.tell(version), SOON_MS);
}

function show(live, html) {
  const content = live.root.querySelector(".d-content");
  if (content.source === html) return;
  const opened = new Set([...content.querySelectorAll("details[open][id]")].map((item) => item.id));
  const focused = content.contains(document.activeElement) ? document.activeElement.id : "";
  content.innerHTML = html;
  content.source = html;
  for (const id of opened) document.getElementById(id)?.setAttribute("open", "");
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
}
