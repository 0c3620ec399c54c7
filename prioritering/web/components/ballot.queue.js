// What the server has not confirmed, kept in this browser one by one, so that a reload loses nothing and two tabs of one
// member share it. An item with `nekat` was refused, and why; it waits for the member, and one that came too late, `sent`,
// to a meeting that was ended, `stangt`, only until that is opened again. One with `fel` is sent again. One said of what has
// become `annat` since, another project, is about nothing that is asked here now.
const WHITE = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
const ENDS = new RegExp(`^[${WHITE}]+|[${WHITE}]+$`, "g");
let newest = 0;

function queueOf(ballot, changed) {
  const { meeting } = ballot.data;
  ballot.prefix = `prioritering.osparat.${meeting}.`;
  ballot.draftPrefix = `prioritering.utkast.${meeting}.`;
  ballot.channel = new BroadcastChannel(`prioritering.${meeting}`);
  ballot.channel.onmessage = changed;
  takeOver(ballot, `prioritering.osparat.${meeting}`);
  look(ballot);
}

// Takes over what an earlier version of this page kept: one list for a meeting, in the order it was to be sent.
function takeOver(ballot, key) {
  const text = stored(key);
  if (text === null) return;
  const items = read(text);
  if (!Array.isArray(items)) return throwOut(ballot, key);
  const kept = items.every((item, index) => {
    if (!isItem(item)) return throwOut(ballot, null);
    // Before anything that this version has kept, since it was answered before.
    const whole = { ...item, nr: `${String(index).padStart(15, "0")}-fore` };
    whole.vad = thingWords(ballot, whole);
    return store(ballot.prefix + whole.nr, JSON.stringify(whole));
  });
  if (kept) store(key, null);
}

// Takes up what this and other tabs have kept.
function look(ballot) {
  const items = kept(ballot.prefix);
  // A browser without storage still sends; only a reload would lose what is unsent.
  if (!items) return;
  const own = ballot.unsent.filter((item) => !ballot.stored.has(item.nr));
  ballot.stored = new Set(items.map(([nr]) => nr));
  const whole = items.map(([nr, text]) => [nr, read(text)]);
  for (const [nr, item] of whole) if (!isItem(item)) throwOut(ballot, ballot.prefix + nr);
  ballot.unsent = [...own, ...whole.map(([, item]) => item).filter(isItem)].sort(byNumber);
  ballot.drafts = new Map(kept(ballot.draftPrefix).map(([key, text]) => [key, draftIn(ballot, key, text)]));
}

function lookAgain(ballot) {
  look(ballot);
  for (const item of waiting(ballot)) apply(ballot, item);
  draw(ballot);
  // The tab that kept it may be closed before it has sent it. What it has sent by then is not sent again.
  if (waiting(ballot).length && !ballot.sending) ballot.timer ??= setTimeout(() => flush(ballot), Math.max(ballot.pause, AGAIN_MS));
}

function isOurs(ballot, key) {
  return key === null || key.startsWith(ballot.prefix) || key.startsWith(ballot.draftPrefix);
}

function kept(prefix) {
  try {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(prefix));
    return keys.map((key) => [key.slice(prefix.length), localStorage.getItem(key)]);
  } catch {
    return null;
  }
}

function stored(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function read(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isItem(item) {
  return typeof item?.slag === "string" && Number.isInteger(item.runda);
}

// What was kept here and can no longer be read: it would stop the page again each time, so it goes, and that is told.
function throwOut(ballot, key) {
  ballot.unreadable = true;
  if (key !== null) store(key, null);
  return true;
}

function byNumber(one, other) {
  return one.nr < other.nr ? -1 : 1;
}

// Returns whether the browser took it.
function store(key, text) {
  try {
    if (text === null) localStorage.removeItem(key);
    else localStorage.setItem(key, text);
    return true;
  } catch {
    return false;
  }
}

function keepItem(ballot, item) {
  ballot.unsent = [...ballot.unsent.filter((other) => other.nr !== item.nr), item].sort(byNumber);
  if (store(ballot.prefix + item.nr, JSON.stringify(item))) ballot.stored.add(item.nr);
}

function dropItem(ballot, item) {
  ballot.unsent = ballot.unsent.filter((other) => other.nr !== item.nr);
  ballot.stored.delete(item.nr);
  store(ballot.prefix + item.nr, null);
}

// Another tab may have sent it already. What the browser could not keep no other tab has.
function isKept(ballot, item) {
  return !ballot.stored.has(item.nr) || localStorage.getItem(ballot.prefix + item.nr) !== null;
}

// With the version of the plan that it was written in, and what it was about there, as an item has them.
function keepDraft(ballot, round, project, text, said = {}) {
  const key = `${round}.${project}`;
  if (text === null) ballot.drafts.delete(key);
  else ballot.drafts.set(key, draftWith(ballot, project, { ...said, text }));
  store(ballot.draftPrefix + key, text === null ? null : JSON.stringify(ballot.drafts.get(key)));
}

// What is not said is as it is now.
function draftWith(ballot, project, { text, planversion, vad }) {
  const now = thingWords(ballot, { slag: "skäl", projekt: project, text: trimmed(text) });
  return { text, planversion: planversion ?? ballot.data.planversion, vad: vad ?? now };
}

// An earlier version of this page kept the words alone, and they are taken as written now.
function draftIn(ballot, key, text) {
  const found = read(text);
  return draftWith(ballot, key.split(".").slice(1).join("."), typeof found?.text === "string" ? found : { text });
}

function draftOf(ballot, round, project) {
  return ballot.drafts.get(`${round}.${project}`)?.text ?? null;
}

function nextNumber() {
  newest = Math.max(newest + 1, Date.now());
  return `${String(newest).padStart(15, "0")}-${Math.random().toString(36).slice(2, 8)}`;
}

function slot(item) {
  if (item.slag === "inte jäv") return "jäv";
  return ["jäv", "skäl", "ordning"].includes(item.slag) ? item.slag : "svar";
}

function isSameThing(one, other) {
  return isOnSameProject(one, other) && slot(one) === slot(other) && one.kriterium === other.kriterium;
}

function isOnSameProject(one, other) {
  return one.runda === other.runda && one.projekt === other.projekt && !one.annat && !other.annat;
}

// Whether one must not be sent before the other: a conflict of interest takes the place of the answers before it.
function isTied(one, other) {
  return isSameThing(one, other) || (isOnSameProject(one, other) && [one, other].some((item) => slot(item) === "jäv"));
}

// Whether a new item makes one that still waits superfluous.
function replaces(item, other) {
  if (slot(item) === "jäv" && slot(other) === "jäv") return isOnSameProject(item, other) && Boolean(other.nekat);
  const gone = item.slag === "jäv" && slot(other) === "svar" && isOnSameProject(item, other);
  return gone || isSameThing(item, other);
}

// Exactly as the server trims and counts: its blanks are not quite those of `trim`, and what cannot be seen is no text.
function trimmed(text) {
  if (!/[^\s\p{Cc}\p{Cf}\p{Cs}]/u.test(text)) return "";
  return text.replaceAll("\0", "").replace(ENDS, "");
}

function lengthOf(text) {
  return [...trimmed(text)].length;
}

function waiting(ballot) {
  return ballot.unsent.filter((item) => !item.nekat);
}

function refused(ballot) {
  return ballot.unsent.filter((item) => item.nekat);
}

// The newest item on a thing that is not saved and tells why.
function troubled(ballot, thing) {
  return ballot.unsent.findLast((item) => (item.nekat || item.fel) && isSameThing(item, { runda: ballot.mine.runda, ...thing })) ?? null;
}
