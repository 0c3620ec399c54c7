// A stream of events from the server, for whoever shows `root`. It rests while the tab is hidden, so that a meeting with
// many open tabs does not use up the connections that a browser allows to one server.
const AGAIN_MS = 2000;
const SLOWEST_AGAIN_MS = 30_000;
// The server sends a pulse every fifth second; a line that has been silent for so long is dead, whatever it seems.
const SILENT_MS = 20_000;

function streamFor(root, { heard, opened, lost }) {
  let source = null;
  let address = null;
  let waiting = null;
  let silent = null;
  let pause = AGAIN_MS;
  const open = () => {
    if (source || !address || document.hidden || !root.isConnected) return;
    source = new EventSource(address);
    listen();
    for (const [name, hear] of Object.entries({ puls: () => {}, ...heard })) {
      source.addEventListener(name, (event) => {
        listen();
        hear(JSON.parse(event.data), event.lastEventId);
      });
    }
    // The login has ended: the page is asked for anew, and shows the way in. Where nobody is let in any more, or nothing
    // answers, since the room has been closed, it stays and says so (rum.js).
    source.addEventListener("ute", async () => {
      close();
      const asked = fetch(location.href, { method: "HEAD", cache: "no-store" });
      const there = await asked.then(({ ok }) => ok, () => false);
      if (there) location.reload();
    });
    source.onopen = () => {
      pause = AGAIN_MS;
      opened();
    };
    source.onerror = () => {
      lost();
      // After a broken connection the browser tries again by itself; after a refusal it has given up.
      if (source?.readyState === EventSource.CLOSED) {
        close();
        waiting = setTimeout(open, pause);
        pause = Math.min(2 * pause, SLOWEST_AGAIN_MS);
      }
    };
  };
  const listen = () => {
    clearTimeout(silent);
    silent = setTimeout(() => {
      lost();
      close();
      open();
    }, SILENT_MS);
  };
  const close = () => {
    clearTimeout(waiting);
    clearTimeout(silent);
    source?.close();
    source = null;
  };
  const shown = () => (document.hidden ? close() : open());
  // Back on a network: what was open may be dead with the one that is gone, and nobody should wait for the next try.
  const online = () => {
    close();
    pause = AGAIN_MS;
    open();
  };
  document.addEventListener("visibilitychange", shown);
  window.addEventListener("online", online);
  return {
    // Follow this address from now on, or when it has stood for `delay` milliseconds.
    follow(next, delay = 0) {
      close();
      address = next;
      if (delay) waiting = setTimeout(open, delay);
      else open();
    },
    stop() {
      close();
      address = null;
      document.removeEventListener("visibilitychange", shown);
      window.removeEventListener("online", online);
    },
  };
}

// Whether a version, as the server writes it, is older than another: its numbers only grow.
function isOlder(version, than) {
  if (!version || !than) return false;
  const [one, other] = [version, than].map((text) => text.split("-").map(Number));
  return one.length === other.length && one.every((part, index) => part <= other[index]) && one.some((part, index) => part < other[index]);
}
