// One member's ballot. Every choice is sent at once; what the server has not confirmed is kept in this browser and sent
// again, so that a lost connection loses nothing.
const ballots = new WeakMap();

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".v-ballot");
  let ballot = ballots.get(root);
  if (!ballot || ballot.data.meeting !== data.meeting) {
    ballot?.stop();
    ballot = start(root, data);
    ballots.set(root, ballot);
  }
  ballot.data = data;
  return () => {
    ballot.stop();
    ballots.delete(root);
  };
}

function start(root, data) {
  const key = `prioritering.osparat.${data.meeting}`;
  const ballot = { root, data, mine: null, unsent: read(key), sending: false, timer: null, saved: "", key };
  const online = () => flush(ballot);
  const leaving = (event) => ballot.unsent.length && event.preventDefault();
  const stream = streamOf(ballot);
  window.addEventListener("online", online);
  window.addEventListener("beforeunload", leaving);
  ballot.stop = () => {
    stream.stop();
    clearTimeout(ballot.timer);
    window.removeEventListener("online", online);
    window.removeEventListener("beforeunload", leaving);
  };
  flush(ballot);
  return ballot;
}
