/* Puts the focus back where one was when what had it is drawn anew, taken away or closed: else it falls to the page,
   and whoever uses the keyboard or hears the page begins from its top again. */
"use strict";
(() => {
  const FOCUSABLE = "a[href], button, input, select, textarea, summary, [tabindex]:not([tabindex='-1'])";
  // So many frames of stillness after the last run: what is drawn anew comes back within them.
  const FRAMES = 12;
  // What gives way to the whole of what it led to, which is read from its heading.
  const LEADS_ON = new Set(["st-key-rakna_med_svaren", "st-key-rakna_med_antaganden"]);
  let last = null, opener = null, left = 0, asked = false;

  const dialogOf = (element) => element.closest('[role="dialog"], [role="alertdialog"]');
  const named = (element) =>
    [element.tagName, element.getAttribute("role"), element.type,
      element.getAttribute("aria-label") ?? element.labels?.[0]?.textContent.trim() ?? element.textContent.trim()].join("|");
  const keys = (element) => {
    const found = [];
    for (let at = element; at; at = at.parentElement) {
      for (const name of at.classList) if (name.startsWith("st-key-")) found.push(name);
    }
    return found;
  };
  const usable = (element) => element.isConnected && !element.disabled && element.getClientRects().length > 0;
  const all = (within) => [...within.querySelectorAll(FOCUSABLE)].filter(usable);

  // What had the focus, as it can be found again: by itself, by its id, by what it is called, or by what stood around it.
  const noted = (element) => {
    const name = named(element);
    const alike = [...document.querySelectorAll(element.tagName)].filter((other) => named(other) === name);
    return { element, name, keys: keys(element), turn: alike.indexOf(element), dialog: dialogOf(element), around: null };
  };
  const neighbours = (element) => {
    const near = all(dialogOf(element) ?? document.querySelector('[data-testid="stMain"]') ?? document.body);
    const place = near.indexOf(element);
    // Not a field: on a phone the keyboard would come up with it.
    const rest = [...near.slice(place + 1, place + 6), ...near.slice(Math.max(0, place - 5), place).reverse()];
    return place < 0 ? [] : rest.filter((other) => !other.matches("textarea, input:not([type=radio], [type=checkbox])"));
  };
  const again = (note) => {
    const { id, tagName } = note.element;
    const same = id && document.querySelector(`${tagName}#${CSS.escape(id)}`);
    if (same && usable(same)) return same;
    const alike = [...document.querySelectorAll(note.element.tagName)].filter((other) => named(other) === note.name);
    const there = alike.filter(usable);
    for (const key of note.keys) {
      const within = there.filter((other) => other.closest(`.${CSS.escape(key)}`));
      if (within.length === 1) return within[0];
    }
    return usable(alike[note.turn] ?? document.body) ? alike[note.turn] : there[0];
  };
  const nearest = (note) => {
    if (note.keys.some((key) => LEADS_ON.has(key))) return heading();
    // In the box that it stood in before what stood beside the box: "Ångra" is followed by what came of it.
    for (const key of note.keys) {
      const within = [...document.querySelectorAll(`.${CSS.escape(key)}`)].flatMap(all);
      if (within.length) return note.around?.find((other) => within.includes(other)) ?? within[0];
    }
    return note.around?.find(usable) ?? heading();
  };
  // A phone's ballot clips the page's own heading away: nobody sees where one is then.
  const seen = (element) => !element || (getComputedStyle(element).clipPath === "none" && seen(element.parentElement));
  const heading = () => {
    const main = document.querySelector('[data-testid="stMain"]');
    return [...(main?.querySelectorAll("h1, h2") ?? [])].find((one) => usable(one) && seen(one)) ?? main;
  };

  // A dialog gives its cross the focus when what was pressed in it is gone, which would close what came of it unread.
  const onToWhatCame = (cross, frames = FRAMES) => {
    if (document.activeElement !== cross) return;
    if (frames === 0) put(all(dialogOf(cross)).find((one) => one !== cross));
    else requestAnimationFrame(() => onToWhatCame(cross, running() ? FRAMES : frames - 1));
  };

  const lost = () => {
    const active = document.activeElement;
    if (active && active !== document.body) return false;
    // Where it still stands, one has left it oneself, by a press on the page.
    return last !== null && !usable(last.element);
  };
  const running = () => document.querySelector('[data-test-script-state]:not([data-test-script-state="notRunning"])');
  const put = (element) => {
    left = 0;
    // A heading that is drawn anew.
    if (element?.tabIndex === -1) element.setAttribute("tabindex", "-1");
    element?.focus({ preventScroll: true });
  };
  // What stands for what is gone may be elsewhere: it is brought into sight for whoever just pressed what is gone, and
  // nobody else is moved: not who has gone on since, nor by what others do.
  let pressed = false;
  const show = (element) => {
    const own = pressed;
    put(element);
    const { top, bottom } = element?.getBoundingClientRect() ?? { top: 0, bottom: 0 };
    if (own && (top < 0 || bottom > innerHeight)) element.scrollIntoView({ block: "center" });
  };
  const look = () => {
    asked = false;
    if (!lost()) { left = 0; return; }
    const open = document.querySelector('[role="dialog"], [role="alertdialog"]');
    const from = last.dialog && last.dialog !== open ? opener ?? last : last;
    const found = usable(from.element) ? from.element : again(from);
    if (found && (!open || open.contains(found))) {
      // What was pressed is drawn anew while its press is answered: it is still the press that what comes is for.
      const own = pressed;
      put(found);
      pressed = own;
      return;
    }
    if (running()) left = FRAMES;
    if (left === 0) left = FRAMES;
    left -= 1;
    if (left === 0) show(open ? all(open)[0] : nearest(from)); else soon();
  };
  const soon = () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(look);
  };

  document.addEventListener("focusin", ({ target }) => {
    if (!(target instanceof HTMLElement) || target === document.body) return;
    const within = dialogOf(target);
    if (pressed && within && last?.dialog === within && !usable(last.element) && all(within)[0] === target) onToWhatCame(target);
    pressed = false;
    if (last !== null && !last.dialog && dialogOf(target)) opener = last;
    last = noted(target);
  });
  // What stands beside it is noted when it is used, since only then may it go away.
  const used = () => {
    pressed = true;
    if (last?.element === document.activeElement) last.around = neighbours(last.element);
  };
  // By the wheel, a finger or the bar at the side; a press that is let go of where it began counts from then.
  for (const event of ["wheel", "touchmove", "pointerdown"]) addEventListener(event, () => { pressed = false; }, { passive: true });
  addEventListener("click", used, true);
  addEventListener("keydown", ({ key }) => { if (key === "Enter" || key === "Escape") used(); else pressed = false; }, true);
  // What a button unfolds beside it is drawn last on the page: the keys go through it as if it followed its button, and
  // it closes behind whoever goes on.
  const through = (event) => {
    const button = document.querySelector('[data-testid="stPopoverButton"][aria-expanded="true"]');
    const unfolded = document.querySelector('[data-testid="stPopoverBody"]');
    if (event.key !== "Tab" || event.defaultPrevented || !button || !unfolded) return;
    // Its parts are out of the tab order, each with what it had before, once the focus has been elsewhere.
    const isStop = (one) => one.tabIndex >= 0 || one.hasAttribute("data-tabindex");
    const [within, page] = [unfolded, document.querySelector('[data-testid="stMain"]')].map((part) => all(part).filter(isStop));
    const order = [button, ...within, page[page.indexOf(button) + 1]];
    const at = order.indexOf(document.activeElement);
    const next = event.shiftKey ? order[at - 1] : order[at + 1];
    if (at < 0 || at > within.length || !next) return;
    event.preventDefault();
    if (next === order.at(-1)) button.click();
    next.focus();
  };
  addEventListener("keydown", through);
  // After a page that was left for this one: what is to have the focus here, once it is drawn.
  const arrive = () => {
    const there = sessionStorage.getItem("fokus");
    const element = there && document.activeElement === document.body && document.querySelector(there);
    if (!element) return;
    sessionStorage.removeItem("fokus");
    put(element);
  };
  const watch = () => new MutationObserver(() => { if (lost()) soon(); else if (last === null) arrive(); })
    .observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ["disabled"] });
  if (document.body) watch(); else addEventListener("DOMContentLoaded", watch);
})();
