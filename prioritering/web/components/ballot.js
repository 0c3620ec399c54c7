// One member's ballot. Every choice is sent at once; what the server has not confirmed is kept in this browser and sent
// again, so that a lost connection loses nothing.
const ballots = new WeakMap();

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".v-ballot");
  let ballot = ballots.get(root);
  const before = ballot?.data.planversion;
  if (!ballot || ballot.data.meeting !== data.meeting) {
    ballot?.stop();
    ballot = start(root, data);
    ballots.set(root, ballot);
  }
  ballot.data = data;
  ballot.tell = (version) => setTriggerValue("plan", version);
  // What came too late for the projects as they were goes on now, and is drawn with those that there are.
  if (ballot.mine && ballot.data.planversion !== before) refresh(ballot);
  return whenGone(root, () => {
    ballot.stop();
    ballots.delete(root);
  });
}

function start(root, data) {
  const ballot = {
    root, data, screen: Math.random().toString(36).slice(2), mine: null, out: "", requests: 0, shown: 0,
    current: null, now: null, told: 0, tell: () => {}, place: "", advance: null, wentOn: -Infinity,
    unsent: [], stored: new Set(), confirmed: [], sending: false, onItsWay: null, offline: false, pause: 0, timer: null, saved: "",
    drafts: new Map(), wrong: new Map(), typing: null, full: "", unreadable: false,
  };
  // Another tab of the same member has saved something, or kept something to be saved.
  queueOf(ballot, () => {
    lookAgain(ballot);
    refresh(ballot);
  });
  // What it has kept may come later than its word of it, and the word not at all if that tab is closed.
  const keptElsewhere = (event) => isOurs(ballot, event.key) && lookAgain(ballot);
  const online = () => flush(ballot);
  const leaving = (event) => (waiting(ballot).length || ballot.drafts.size || ballot.wrong.size) && event.preventDefault();
  const keys = (event) => pressed(ballot, event);
  const turned = () => draw(ballot);
  const stream = streamOf(ballot);
  PHONE.addEventListener("change", turned);
  window.addEventListener("keydown", keys);
  window.addEventListener("storage", keptElsewhere);
  window.addEventListener("online", online);
  window.addEventListener("beforeunload", leaving);
  ballot.stop = () => {
    stream.stop();
    ballot.channel.close();
    clearTimeout(ballot.timer);
    clearTimeout(ballot.typing);
    clearTimeout(ballot.advance);
    PHONE.removeEventListener("change", turned);
    window.removeEventListener("keydown", keys);
    window.removeEventListener("storage", keptElsewhere);
    window.removeEventListener("online", online);
    window.removeEventListener("beforeunload", leaving);
  };
  flush(ballot);
  return ballot;
}
