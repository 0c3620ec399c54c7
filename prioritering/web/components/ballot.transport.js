// A ballot and the server: every choice is sent at once, one at a time, and again until it is confirmed. What the server
// does not take stands aside with its reason, and the rest goes on.
const PATIENCE_MS = 20_000;
const SLOWEST_MS = 30_000;
const ILL = "Servern kan inte ta emot det just nu. Det skickas igen av sig självt.";
const ANOTHER = 412;
const LOGIN = "Du är inte inloggad längre. Läs in sidan igen och logga in; svaret ligger kvar här och skickas då.";

function streamOf(ballot) {
  const stream = streamFor(ballot.root, {
    heard: { stand: () => refresh(ballot) },
    opened: () => flush(ballot),
    lost: () => {
      ballot.offline = true;
      draw(ballot);
    },
  });
  stream.follow(`${ballot.data.api}/strom?mote=${encodeURIComponent(ballot.data.meeting)}&for=medlem&skarm=${ballot.screen}`);
  return stream;
}

// Answers may come in another order than they were asked for: an older one never takes the place of a newer.
async function refresh(ballot) {
  const request = (ballot.requests += 1);
  try {
    const answer = await fetch(`${ballot.data.api}/mina?mote=${encodeURIComponent(ballot.data.meeting)}`, { signal: AbortSignal.timeout(PATIENCE_MS) });
    const content = await answer.json();
    ballot.offline = false;
    if (request < ballot.shown) return;
    ballot.shown = request;
    // The seat has been moved to another device, or let go: what stood here is no longer to be answered.
    ballot.out = answer.status === 403 ? content.fel : "";
    if (answer.ok) take(ballot, content, request);
    else fault(ballot, content.fel);
  } catch {
    ballot.offline = true;
  }
  draw(ballot);
}

function take(ballot, content, request) {
  const before = ballot.mine;
  ballot.mine = content;
  // A meeting that was ended and is opened again may be on a new version of the plan, which only the page itself knows.
  if (isOfOldPlan(ballot) && ballot.told !== content.planversion) ballot.tell((ballot.told = content.planversion));
  fault(ballot, "");
  // Confirmed after the question was put, so perhaps not in what it was answered with.
  ballot.confirmed = ballot.confirmed.filter((done) => done.request >= request);
  for (const { item } of ballot.confirmed) apply(ballot, item);
  const again = goOn(ballot);
  for (const item of waiting(ballot)) apply(ballot, item);
  if (again) flush(ballot);
  // Nobody is in the middle of them: the page has just been loaded, or the fields were gone while the meeting was ended.
  handOverLeft(ballot, !before || before.mote_stangt);
}

// What came too late for a meeting that had ended waits anew once it has been opened again; returns whether any does.
function goOn(ballot) {
  const { runda, mote_stangt } = ballot.mine;
  const late = refused(ballot).filter((item) => item.sent && item.runda === runda);
  if (mote_stangt) for (const item of late) keepItem(ballot, Object.assign(item, { stangt: true }));
  if (!isOpen(ballot)) return false;
  const again = late.filter((item) => item.stangt);
  for (const item of again) keepItem(ballot, asNew(item));
  return again.length > 0;
}

function asNew(item) {
  for (const why of ["nekat", "sent", "stangt"]) delete item[why];
  return item;
}

function save(ballot, item) {
  const whole = { nr: nextNumber(), mote: ballot.data.meeting, runda: ballot.mine.runda, planversion: ballot.data.planversion, ...item };
  whole.vad ??= thingWords(ballot, whole);
  for (const other of ballot.unsent) if (other.nr !== ballot.onItsWay?.nr && replaces(whole, other)) dropItem(ballot, other);
  keepItem(ballot, whole);
  apply(ballot, whole);
  draw(ballot);
  ballot.channel.postMessage("");
  flush(ballot);
}

function sendAgain(ballot, item) {
  keepItem(ballot, asNew(item));
  apply(ballot, item);
  draw(ballot);
  flush(ballot);
}

function throwAway(ballot, item) {
  dropItem(ballot, item);
  draw(ballot);
}

async function flush(ballot) {
  if (ballot.sending) return;
  ballot.sending = true;
  clearTimeout(ballot.timer);
  ballot.timer = null;
  const tried = new Set();
  let isNews = false;
  try {
    for (let item = nextToSend(ballot, tried); item; item = nextToSend(ballot, tried)) {
      tried.add(item.nr);
      ballot.onItsWay = item;
      isNews = (await send(ballot, item)) || isNews;
      ballot.offline = false;
      draw(ballot);
    }
  } catch {
    ballot.offline = true;
  }
  ballot.onItsWay = null;
  ballot.sending = false;
  if (waiting(ballot).length) tryLater(ballot);
  if (tried.size) ballot.channel.postMessage("");
  if (isNews) await refresh(ballot);
  else draw(ballot);
}

function tryLater(ballot) {
  ballot.pause = ballot.offline ? AGAIN_MS : Math.min((ballot.pause || AGAIN_MS / 2) * 2, SLOWEST_MS);
  ballot.timer = setTimeout(() => flush(ballot), ballot.pause);
}

// The oldest that may go now: not what is tied to an older one that did not go through.
function nextToSend(ballot, tried) {
  const left = waiting(ballot);
  for (const item of left) if (!tried.has(item.nr) && !isKept(ballot, item)) dropItem(ballot, item);
  return left.find((item, index) => !tried.has(item.nr) && isKept(ballot, item) && !left.slice(0, index).some((older) => tried.has(older.nr) && isTied(older, item)));
}

// Sends one item and settles it; returns whether the ballot should be asked for anew. Throws when there is no contact.
async function send(ballot, item) {
  const { nr, nekat, sent, stangt, fel, vad, ...body } = item;
  const answer = await fetch(`${ballot.data.api}/svar`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ ...body, skarm: ballot.screen }),
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  const content = await answer.json().catch(() => ({}));
  if (answer.ok) {
    // Another's page in between, as of a network that asks for a login, is no word that it is saved.
    if (!content.sparat) throw new Error("no contact");
    dropItem(ballot, item);
    ballot.pause = 0;
    ballot.saved = new Date().toLocaleTimeString("sv-SE");
    ballot.confirmed.push({ item, request: ballot.requests });
    // What this page still shows from before is lost at the server: the member must see that.
    return Boolean(content.efter_visningen || (content.borjat_om && ballot.mine?.forlorat !== "om"));
  }
  if (answer.status >= 500 || [401, 408, 425, 429].includes(answer.status)) {
    // About the server and not the answer, or so it may be: the others go first, and it is tried again.
    item.fel = answer.status === 401 ? LOGIN : ILL;
    keepItem(ballot, item);
    return false;
  }
  refuse(ballot, item, content.fel ?? "Svaret togs inte emot.", answer.status);
  return true;
}

function refuse(ballot, item, why, status) {
  const tooLate = status === 409;
  if (item.bara_dold && tooLate) {
    // Half-written when the answers were shown: it is the member's own to finish, not to be saved as a change.
    if (draftOf(ballot, item.runda, item.projekt) === null) keepDraft(ballot, item.runda, item.projekt, item.text, item);
    dropItem(ballot, item);
    return;
  }
  // What is newer takes its place, unless that was said of another project than this was.
  const isAnother = status === ANOTHER;
  const newer = (other) => other.nr > item.nr && replaces(other, item) && !(isAnother && other.planversion !== item.planversion);
  if (waiting(ballot).some(newer)) return dropItem(ballot, item);
  // A phone that was about to go on stays at what it is about.
  if (ballot.mine && isInSight(ballot, item)) clearTimeout(ballot.advance);
  delete item.fel;
  Object.assign(item, { nekat: why, sent: tooLate, ...(isAnother ? { annat: true } : {}) });
  keepItem(ballot, item);
}
