/* Says when a page at the room's address has lost its server, and leads whoever leads the meeting back to the machine. */
"use strict";
(() => {
  const TRIES = 3;
  const HOME = /^http:\/\/127\.0\.0\.1:\d+$/;
  const version = new URL("../version", document.currentScript.src).href;
  let room = null, lost = 0, said = null;

  const connected = () => {
    const app = document.querySelector("[data-test-connection-state]");
    return app === null || app.dataset.testConnectionState === "CONNECTED";
  };
  const closed = async () => {
    try {
      // Whoever is let in no more is answered that by a server that goes on elsewhere.
      return (await fetch(version, { cache: "no-store" })).status === 403;
    } catch {
      return true;
    }
  };
  const say = () => {
    said = document.createElement("section");
    said.className = "p-box p-error p-room-closed";
    said.setAttribute("role", "alert");
    // Else Streamlit's own box about the lost connection makes all that is outside it dead to clicks and keys.
    said.dataset.reactAriaTopLayer = "true";
    const text = document.createElement("p");
    said.append(text);
    if (HOME.test(room)) {
      text.textContent = "Rummet är stängt, och den här adressen svarar inte längre. Mötet leds vidare på den här datorn.";
      const link = document.createElement("a");
      link.href = `${room}${location.pathname}${location.search}`;
      link.textContent = `Fortsätt på ${room}`;
      said.append(link);
    } else {
      text.textContent = "Rummet är stängt, eller så svarar inte servern. Det som är sparat finns kvar.";
    }
    document.body.append(said);
  };

  setInterval(async () => {
    // Remembered: the page may take it away.
    room = document.querySelector("[data-rum]")?.dataset.rum ?? room;
    if (room === null) return;
    lost = connected() ? 0 : lost + 1;
    said?.removeAttribute("inert");
    if (lost === 0) {
      said?.remove();
      said = null;
    } else if (said === null && lost % TRIES === 0 && await closed() && said === null && !connected()) {
      say();
    }
  }, 1000);
})();
