// A ballot and the server: every choice is sent at once, one at a time and in order, and again until it is confirmed.

function streamOf(ballot) {
  const stream = streamFor(ballot.root, {
    heard: { stand: () => refresh(ballot) },
    opened: () => flush(ballot),
    lost: () => {
      ballot.offline = true;
      draw(ballot);
    },
  });
  stream.follow(`${ballot.data.api}/strom?mote=${encodeURIComponent(ballot.data.meeting)}&for=medlem`);
  return stream;
}

async function refresh(ballot) {
  try {
    const answer = await fetch(`${ballot.data.api}/mina?mote=${encodeURIComponent(ballot.data.meeting)}`);
    const content = await answer.json();
    ballot.offline = false;
    if (answer.ok) {
      ballot.mine = content;
      for (const item of ballot.unsent) apply(ballot, item);
    } else {
      fault(ballot, content.fel);
    }
  } catch {
    ballot.offline = true;
  }
  draw(ballot);
}

function save(ballot, item) {
  const whole = { mote: ballot.data.meeting, runda: ballot.mine.runda, ...item };
  const same = (other) => ["slag", "projekt", "kriterium"].every((name) => other[name] === whole[name]);
  // A longer reason takes the place of a shorter one that still waits, but not of the one that is on its way.
  if (whole.slag === "skäl") ballot.unsent = ballot.unsent.filter((other, index) => (index === 0 && ballot.sending) || !same(other));
  ballot.unsent.push(whole);
  keep(ballot);
  apply(ballot, whole);
  fault(ballot, "");
  draw(ballot);
  flush(ballot);
}

async function flush(ballot) {
  if (ballot.sending) return;
  ballot.sending = true;
  clearTimeout(ballot.timer);
  let refused = false;
  try {
    while (ballot.unsent.length) {
      const answer = await fetch(`${ballot.data.api}/svar`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(ballot.unsent[0]),
      });
      const content = await answer.json();
      // The server is ill and may get well; any other refusal is about this answer and would be the same next time.
      if (answer.status >= 500) throw new Error("later");
      ballot.unsent.shift();
      keep(ballot);
      ballot.offline = false;
      if (answer.ok) ballot.saved = new Date().toLocaleTimeString("sv-SE");
      else {
        fault(ballot, content.fel);
        refused = true;
      }
    }
  } catch {
    ballot.offline = true;
    ballot.timer = setTimeout(() => flush(ballot), AGAIN_MS);
  }
  ballot.sending = false;
  if (refused) await refresh(ballot);
  else draw(ballot);
}
