// What the live components share: the page hears of a version that it was not drawn with, drawings that come with the
// stream are handed to `show`, and a line says when the connection is lost, or what is shown is old.
const SOON_MS = 250;
const MOST_WAITS = 2;
const followers = new WeakMap();

// A server that has been started anew knows nothing of this page: what is pressed on it would do nothing, unsaid. What is
// chosen stands in the address, so the page is opened again.
function followerOf(root, show) {
  let follower = followers.get(root);
  if (follower) return follower;
  follower = { root, address: null, drawn: null, start: null, told: null, version: null, tell: null, timer: null, freshAt: new Date() };
  follower.stream = streamFor(root, {
    heard: {
      start: (start) => start !== follower.start && location.reload(),
      stand: (version) => stand(follower, version),
      ruta: (drawing, version) => isNews(follower, version) && show(follower, drawing),
      puls: (isFresh) => {
        if (isFresh) follower.freshAt = new Date();
        say(follower, isFresh ? "" : oldWords(follower));
      },
    },
    opened: () => say(follower, ""),
    lost: () => say(follower, `Ingen kontakt med servern. ${oldWords(follower)}`),
  });
  followers.set(root, follower);
  return follower;
}

// The page and the stream are drawn side by side, so the older of two pictures may come last; it is then not shown.
function isNews(follower, version) {
  if (isOlder(version, follower.version)) return false;
  follower.version = version;
  return true;
}

// Takes what the page was drawn with this time; returns what the component does when it leaves the page.
function follow(follower, data, setTriggerValue, delay = 0) {
  follower.tell = (version) => setTriggerValue("changed", version);
  follower.drawn = data.drawn;
  follower.start = data.start;
  follower.freshAt = new Date();
  if (follower.address !== data.address) {
    follower.address = data.address;
    follower.told = null;
    follower.version = null;
    follower.stream.follow(data.address, delay);
  }
  return whenGone(follower.root, () => {
    follower.stream.stop();
    followers.delete(follower.root);
  });
}

// What happened between the drawing of the page and the first event is news as well, so the first is not skipped.
function stand(follower, version) {
  if (version === follower.drawn || version === follower.told || isOlder(version, follower.drawn)) return;
  follower.told = version;
  askForRedraw(follower, version);
}

// A short wait gathers what comes together: one act in a meeting may raise the version several times. What was done on
// this very page is drawn by the run that did it: that run is let through first, unless it takes long, and when it has
// drawn the version there is nothing left to ask for. Without a version the page is redrawn whatever it was drawn with.
function askForRedraw(follower, version = null, waits = MOST_WAITS) {
  clearTimeout(follower.timer);
  follower.timer = setTimeout(() => {
    const isDrawn = version !== null && (version === follower.drawn || isOlder(version, follower.drawn));
    if (!follower.root.isConnected || isDrawn) return;
    if (isInGrid()) askForRedraw(follower, version, waits);
    else if (waits > 0 && isRunning()) askForRedraw(follower, version, waits - 1);
    else follower.tell(version ?? Date.now());
  }, SOON_MS);
}

// A hand in a grid keeps it: a page that is drawn anew may exchange the grid, and the cell that is half written with it.
function isInGrid() {
  return Boolean(document.activeElement?.closest('[data-testid="stDataFrame"], [id^="gdg-overlay"]'));
}

function isRunning() {
  return document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState === "running";
}

// Since when: the last time that the server said that what is shown is how things stand.
function oldWords(follower) {
  const time = follower.freshAt.toLocaleTimeString("sv-SE", { hour: "2-digit", minute: "2-digit" }).replace(":", ".");
  return `Senast uppdaterad ${time} – försöker igen.`;
}

function say(follower, text) {
  const line = follower.root.querySelector(".d-lost");
  if (line.textContent === text) return;
  line.textContent = text;
  line.hidden = !text;
}
