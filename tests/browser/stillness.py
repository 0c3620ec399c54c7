"""Waits for a page to have done what was asked of it, by what happens in it and never by the clock."""

from __future__ import annotations

from itertools import count

from playwright.sync_api import Page, expect

PATIENCE = 60
"""Seconds before a wait is given up. A busy machine is no fault, so this only ends a test that hangs."""
expect.set_options(timeout=PATIENCE * 1000)

DONE = '[data-testid="stApp"][data-test-connection-state="CONNECTED"][data-test-script-state="notRunning"]'
PENDING = '[data-testid="stSkeleton"], [data-testid="stAppSkeleton"]'
STILL_FRAMES = 3

# Runs before the page's own scripts. Streamlit says "running" only when the server has answered, so what has been
# sent and not answered is noted here.
NOTE_WORK = """(() => {
  const work = { unanswered: false, fetches: 0, still: 0, wait: null };
  work.observer = new MutationObserver(() => { work.still = 0; });
  window.workUnderWay = work;
  const Socket = window.WebSocket;
  window.WebSocket = class extends Socket {
    constructor(...given) {
      super(...given);
      for (const event of ['message', 'close']) this.addEventListener(event, () => { work.unanswered = false; });
    }
    send(data) {
      work.unanswered = true;
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
  const busy = work.unanswered || work.fetches || !document.querySelector(done) || document.querySelector(pending);
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
