// Keeps the board up to date with what others do. New rows come drawn with the stream, once for all who have the same
// view, and are handed to the board itself; no script runs. The page is asked to redraw only when more than the figures
// has changed (a project added, a round revealed) or when a row's reasons stand open here.
const SOON_MS = 250;
const QUIET_MS = 1500;
const streams = new WeakMap();

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".d-live");
  let live = streams.get(root);
  if (!live) {
    live = { root, source: null, address: "", told: null, timer: null, quiet: null };
    live.seen = () => (document.hidden ? close(live) : open(live));
    document.addEventListener("visibilitychange", live.seen);
    streams.set(root, live);
  }
  live.tell = (version) => setTriggerValue("changed", version);
  live.drawn = data.drawn;
  if (live.address !== data.address) {
    const first = !live.address;
    live.address = data.address;
    close(live);
    clearTimeout(live.quiet);
    // While a slider is being moved the address changes all the time; the stream waits until it stands still.
    live.quiet = setTimeout(() => open(live), first ? 0 : QUIET_MS);
  }
  return () => {
    close(live);
    clearTimeout(live.quiet);
    document.removeEventListener("visibilitychange", live.seen);
    streams.delete(root);
  };
}

function open(live) {
  if (live.source || document.hidden || !live.root.isConnected) return;
  live.source = new EventSource(live.address);
  live.source.addEventListener("stand", (event) => stand(live, JSON.parse(event.data)));
  live.source.addEventListener("ruta", (event) => show(live, JSON.parse(JSON.parse(event.data))));
  live.source.onopen = () => lost(live, "");
  live.source.onerror = () => {
    lost(live, "Ingen kontakt med servern. Bilden kan vara gammal; den uppdateras när kontakten är tillbaka.");
    if (live.source?.readyState === EventSource.CLOSED) {
      close(live);
      setTimeout(() => open(live), 2000);
    }
  };
}

function close(live) {
  live.source?.close();
  live.source = null;
}

function lost(live, text) {
  const line = live.root.querySelector(".d-lost");
  line.textContent = text;
  line.hidden = !text;
}

function stand(live, version) {
  if (version === live.drawn || version === live.told) return;
  live.told = version;
  tell(live, version);
}

function tell(live, version) {
  clearTimeout(live.timer);
  live.timer = setTimeout(() => live.root.isConnected && live.tell(version), SOON_MS);
}

function show(live, picture) {
  const table = document.querySelector("table.b-board");
  if (!table || table.querySelector(".b-why[aria-expanded=true]")) {
    if (live.picture !== undefined && live.picture !== picture.finding + JSON.stringify(picture.rows)) tell(live, Date.now());
    live.picture = picture.finding + JSON.stringify(picture.rows);
    return;
  }
  live.picture = picture.finding + JSON.stringify(picture.rows);
  table.dispatchEvent(new CustomEvent("nya-rader", { detail: picture }));
  exchange(".p-lead", picture.lead);
  exchange(".b-cards", picture.cards);
  exchange(".b-effect", picture.effect);
}

function exchange(selector, html) {
  const box = document.querySelector(`[data-testid="stMain"] ${selector}`)?.parentElement;
  if (!box || box.source === html) return;
  box.source = html;
  box.innerHTML = html;
}
