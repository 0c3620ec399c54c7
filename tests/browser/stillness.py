"""Waits for a page to have done what was asked of it, by what happens in it and never by the clock."""

from __future__ import annotations

import time
from itertools import count

from playwright.sync_api import FloatRect, Locator, Page, expect

PATIENCE = 60
"""Seconds before a wait is given up. A busy machine is no fault, so this only ends a test that hangs."""
expect.set_options(timeout=PATIENCE * 1000)

DONE = '[data-testid="stApp"][data-test-connection-state="CONNECTED"][data-test-script-state="notRunning"]'
PENDING = '[data-testid="stSkeleton"], [data-testid="stAppSkeleton"]'
STILL_FRAMES = 3

# Runs before the page's own scripts. Streamlit says "running" only when the server has answered, so what has been
# asked for and not done is noted here: a rerun is asked for (field 11 of what is sent), its run begins (field 4 of what
# is received) and ends (field 6). What ends without having begun since is an earlier run, and answers nothing; what
# ends early (2) goes on at once in another. Until a first run has ended nothing of the page is there to be still.
NOTE_WORK = """(() => {
  const [RERUN, BEGINS, ENDS, EARLY] = [11, 4, 6, 2];
  const work = { drawn: false, asked: false, begun: false, fetches: 0, still: 0, wait: null };
  work.observer = new MutationObserver(() => { work.still = 0; });
  window.workUnderWay = work;
  function* fieldsOf(data) {
    const bytes = data instanceof ArrayBuffer ? new Uint8Array(data) : data;
    let at = 0;
    const number = () => {
      let value = 0;
      for (let step = 1; ; step *= 128) {
        const byte = bytes[at++];
        value += (byte & 127) * step;
        if (!(byte & 128)) return value;
      }
    };
    while (at < bytes.length) {
      const tag = number();
      const value = tag % 8 === 0 || tag % 8 === 2 ? number() : null;
      yield [Math.floor(tag / 8), value];
      if (tag % 8 === 2) at += value;
      else if (tag % 8 !== 0) at += tag % 8 === 1 ? 8 : 4;
    }
  }
  const Socket = window.WebSocket;
  window.WebSocket = class extends Socket {
    constructor(...given) {
      super(...given);
      this.addEventListener('message', ({ data }) => {
        const told = new Map(fieldsOf(data));
        if (told.has(BEGINS)) work.begun = true;
        if (told.get(ENDS) === EARLY) Object.assign(work, { asked: true, begun: false });
        else if (told.has(ENDS) && work.begun) Object.assign(work, { drawn: true, asked: false });
      });
      this.addEventListener('close', () => { work.asked = false; });
    }
    send(data) {
      const asks = typeof data !== 'string' && new Map(fieldsOf(data)).has(RERUN);
      if (asks) Object.assign(work, { asked: true, begun: false });
      super.send(data);
    }
  };
  const ask = window.fetch;
  window.fetch = (...given) => {
    work.fetches += 1;
    return ask.apply(window, given).finally(() => { work.fetches -= 1; });
  };
})();"""
# Asked once in every frame that the browser draws.
_STILL = """([wait, done, pending, frames]) => {
  const work = window.workUnderWay;
  if (work.wait !== wait) {
    Object.assign(work, { wait, still: 0 });
    work.observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  }
  // What glides or fades to an end is under way as well; what turns for ever is not waited for.
  const moves = document.getAnimations().some((item) =>
    item.playState === 'running' && item.effect?.getComputedTiming().endTime !== Infinity);
  // A weight that has just been moved is told when the hand has been still for a while.
  const waits = !work.drawn || work.asked || work.fetches || document.querySelector('[data-moving]');
  const busy = moves || waits || !document.querySelector(done) || document.querySelector(pending);
  work.still = busy ? 0 : work.still + 1;
  if (work.still < frames) return false;
  work.observer.disconnect();
  return true;
}"""
_waits = count()


def wait_until_still(page: Page) -> None:
    """Wait until the server has answered, the script is done and nothing has changed for some frames."""
    arguments = [next(_waits), DONE, PENDING, STILL_FRAMES]
    page.wait_for_function(_STILL, arg=arguments, timeout=PATIENCE * 1000)


def box_of(shown: Locator) -> FloatRect:
    """Return where something stands in the window, px; waits while what it stood in is drawn anew."""
    end = time.monotonic() + PATIENCE
    while True:
        expect(shown).to_be_visible()
        # Between that and this it may have been taken out, and then has no place.
        if box := shown.bounding_box():
            return box
        assert time.monotonic() < end, f"{shown} stod aldrig stilla"
