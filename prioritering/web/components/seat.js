// Takes over a seat by its code. As when joining, the answer is a cookie that scripts cannot read.
export default function ({ data, parentElement }) {
  const form = parentElement.querySelector(".t-form");
  const fault = form.querySelector(".t-fault");
  const say = (text) => {
    fault.textContent = text;
    fault.hidden = !text;
  };
  form.onsubmit = async (event) => {
    event.preventDefault();
    say("");
    try {
      const answer = await fetch(`${data.api}/plats`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ kod: data.code }),
      });
      const content = await answer.json();
      // To the meeting itself: the code in the address is used up.
      if (answer.ok) location.replace(`${location.pathname}?mote=${content.mote}`);
      else say(content.fel);
    } catch {
      say("Ingen kontakt med servern. Försök igen.");
    }
  };
}
