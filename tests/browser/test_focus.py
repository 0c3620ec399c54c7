"""After each action the focus stands where one was, or beside what has gone: never on the page as a whole.

The actions are listed with what has the focus afterwards; each is done with the keyboard.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.harness import Visit
from tests.browser.meeting import Watched, begin, begin_unwatched, open_meeting
from tests.browser.plan_copies import LaidMeeting

pytestmark = pytest.mark.browser
# Some frames after the page stands still: what is drawn anew may come back within them, on a busy machine after more.
FRAMES, TRIES = 20, 20
HAS_FOCUS = """async ({ frames, tries, expected }) => {
  const named = (element) => {
    if (!element || element === document.body) return 'sidan';
    return (element.getAttribute('aria-label') ?? element.labels?.[0]?.innerText ?? element.innerText).trim();
  };
  let name = '';
  for (let left = expected ? tries : 1; left && name !== expected; left -= 1) {
    for (let frame = frames; frame; frame -= 1) await new Promise(requestAnimationFrame);
    name = named(document.activeElement).split('\\n').at(-1);
  }
  return name;
}"""
LOCK, PRICE = "Lås eller lås upp", "Anta kostnad eller nivå"
Act = Callable[[Page], None]


def press(name: str, within: str = "body") -> Act:
    def act(page: Page) -> None:
        page.locator(within).get_by_role("button", name=name, exact=True).first.press("Enter")

    return act


def key(name: str) -> Act:
    return lambda page: page.keyboard.press(name)


def choose(name: str) -> Act:
    return lambda page: page.get_by_text(name, exact=True).first.click()


def fill(**typed: str) -> Act:
    def act(page: Page) -> None:
        for label, text in typed.items():
            page.get_by_role("dialog").get_by_label(label.replace("__", ", ").replace("_", " ")).fill(text)

    return act


def unfold(title: str) -> Act:
    return lambda page: page.locator("summary").filter(has_text=title).first.press("Enter")


def astray(visit: Visit, actions: list[tuple[str, Act, str]]) -> list[tuple[str, str, str]]:
    """Do each action and return those after which another thing than expected has the focus, and which.

    An action that expects nothing only leads to the next.
    """
    found = []
    for what, act, expected in actions:
        visit.settle()
        act(visit.page)
        visit.settle()
        has = str(visit.page.evaluate(HAS_FOCUS, {"frames": FRAMES, "tries": TRIES, "expected": expected}))
        if expected and has != expected:
            found.append((what, has, expected))
    return found


WHY = "Varför? Införande digitala matinköp"
PRICED = ("antagandet öppnas", "antagandet skrivs", "ett antagande sparas")
BESIDE = "Antaganden, tillagda projekt, lås och egna kriterier"
ON_THE_BOARD: list[tuple[str, Act, str]] = [
    ("Varför öppnas", press(WHY), WHY),
    ("låsdialogen öppnas", press(LOCK), ""),
    ("låsdialogen avbryts med Escape", key("Escape"), LOCK),
    ("låsdialogen öppnas på nytt", press(LOCK), ""),
    ("låsdialogen stängs", press("Stäng", '[role="dialog"]'), LOCK),
    ("låsdialogen öppnas igen", press(LOCK), ""),
    ("måste med väljs", choose("Måste med"), ""),
    ("ett lås provas, och raden flyttas", press("Bara prova"), LOCK),
    ("provet ångras", press("Ångra"), "Gör om"),
    ("antagandet öppnas", press(PRICE), ""),
    ("antagandet skrivs", fill(Lägst__tkr="800", Skäl="Som i grannkommunen"), ""),
    ("ett antagande sparas", press("Spara"), PRICE),
    ("antagandet ångras", press("Ångra"), "Gör om"),
    ("det görs om", press("Gör om"), "Ångra"),
    ("det ångras igen", press("Ångra"), "Gör om"),
    ("projektet öppnas", press("Lägg till projekt"), ""),
    ("dialogen för projekt avbryts", key("Escape"), "Lägg till projekt"),
    ("Varför stängs", press(WHY), WHY),
    ("listan av antaganden öppnas", unfold(BESIDE), f"{BESIDE} (0)"),
]


def test_the_focus_stays_with_whoever_works_on_the_board(visit: Visit, own_plan: str) -> None:
    visit.open(f"prioritera?plan={own_plan}&ram=3547")
    found = astray(visit, ON_THE_BOARD)
    assert not found, found


def test_what_is_taken_out_of_a_list_leaves_the_focus_in_the_list(visit: Visit, own_plan: str) -> None:
    visit.open(f"prioritera?plan={own_plan}&ram=3547&med=S04&inte=S08")
    price = [(what, act, "") for what, act, _ in ON_THE_BOARD if what in ("Varför öppnas", *PRICED)]
    actions: list[tuple[str, Act, str]] = [
        *price,
        ("listan av antaganden öppnas", unfold(BESIDE), f"{BESIDE} (3)"),
        ("ett prov tas bort", press("Ta bort"), "Ta bort"),
        ("det andra provet tas bort", press("Ta bort"), "Ta bort"),
        ("att ta bort antagandet öppnas", press("Ta bort"), ""),
        ("skälet skrivs", fill(Skäl="Fel siffra"), ""),
        ("antagandet tas bort", press("Ta bort", '[role="dialog"]'), f"{BESIDE} (0)"),
        ("kriteriet öppnas", press("Lägg till kriterium"), ""),
        ("dialogen för kriteriet stängs", press("Stäng", '[role="dialog"]'), "Lägg till kriterium"),
    ]
    found = astray(visit, actions)
    assert not found, found


def test_the_focus_stays_where_parts_and_steps_are_changed(visit: Visit) -> None:
    visit.open("robusthet?ram=3547")
    on_robusthet: list[tuple[str, Act, str]] = [
        ("en annan del", lambda page: page.get_by_role("radio", name="Bästa portföljen").click(), "Bästa portföljen"),
        ("en fördjupning", lambda page: page.get_by_role("radio", name="Fördjupning").click(), "Fördjupning"),
        ("viktningarna", choose("Alla viktningar"), "Alla viktningar"),
        ("de ångras", press("Ångra"), "Gör om"),
    ]
    found = astray(visit, on_robusthet)
    visit.open("projektor?ram=3547")
    steps: list[tuple[str, Act, str]] = [
        ("ett annat steg", press("Nya behov"), "Nya behov"),
        ("med piltangenten", key("ArrowRight"), "Nya behov"),
    ]
    found += astray(visit, steps)
    assert not found, found


def test_the_focus_stays_through_a_meeting(watched: Callable[..., Watched], laid_meeting: LaidMeeting) -> None:
    begun = begin(watched, laid_meeting, "Linjechef")
    first: list[tuple[str, Act, str]] = [
        ("frågan innan svaren visas", press("Visa svaren i runda 1"), ""),
        ("den avbryts", key("Escape"), "Visa svaren i runda 1"),
        ("frågan igen", press("Visa svaren i runda 1"), ""),
        ("svaren visas, under rubriken", press("Visa svaren för alla"), "Möte"),
    ]
    found = astray(begun.leader.visit, first)
    assert not found, found


def test_a_wrong_code_and_a_taken_seat_leave_the_focus_in_the_form(
    watched: Callable[..., Watched], own_plan: str
) -> None:
    _, code = open_meeting(watched(), own_plan)
    member = watched()
    page = member.visit.open(f"poangsatt?plan={own_plan}")
    actions: list[tuple[str, Act, str]] = [
        ("koden skrivs", lambda page: page.get_by_role("textbox", name="Mötets kod").fill("fel kod"), ""),
        ("en kod som inte finns", key("Enter"), "Mötets kod"),
    ]
    found = astray(member.visit, actions)
    page = member.visit.open(f"poangsatt?kod={code}&plan={own_plan}")
    page.get_by_label("Linjechef", exact=True).check()
    page.get_by_role("button", name="Gå med i mötet").press("Enter")
    expect(page.locator("#v-projekt")).to_be_focused()
    assert not found, found


def test_what_gets_the_focus_instead_of_what_is_gone_is_in_sight(
    watched: Callable[..., Watched], own_plan: str
) -> None:
    leader = watched(viewport={"width": 1366, "height": 768})
    open_meeting(leader, own_plan)
    # The button stood at the end of a long form; what follows is read from the top, with the code first.
    expect(leader.page.locator("h1")).to_be_focused()
    expect(leader.page.locator("h1")).to_be_in_viewport(ratio=1)
    expect(leader.page.locator(".m-code")).to_be_in_viewport(ratio=1)


def test_the_focus_goes_to_no_heading_that_is_hidden_on_a_phone(
    watched: Callable[..., Watched], laid_meeting: LaidMeeting
) -> None:
    page = begin_unwatched(watched, laid_meeting, "Linjechef", viewport={"width": 390, "height": 844}).page
    page.locator("fieldset.v-now").wait_for()
    page.evaluate("""() => {
      const gone = document.querySelector('[data-testid="stMain"]').appendChild(document.createElement('button'));
      gone.focus();
      gone.remove();
    }""")
    expect(page.locator("#v-projekt")).to_be_focused()
