/* A finger that scrolls the page may begin on the line of one of Streamlit's sliders, which is set where the finger lands.
   The line does not hear of the finger: of a tap it hears by the press of a mouse that the browser makes of it, and of a
   finger that the page has taken over to scroll there is none. The knob itself follows the finger as before. */
"use strict";
(() => {
  const LINE = '[data-testid="stSlider"] [role="group"] > div';
  const KNOB = 'div:has(> div > input[type="range"])';

  function unheard(event) {
    const isFinger = event.type === "touchstart" || event.pointerType === "touch";
    if (isFinger && event.target.closest?.(LINE) && !event.target.closest(KNOB)) event.stopImmediatePropagation();
  }

  addEventListener("pointerdown", unheard, true);
  addEventListener("touchstart", unheard, { capture: true, passive: true });
})();
