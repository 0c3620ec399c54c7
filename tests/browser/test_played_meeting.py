"""A meeting with all that happens in one, and its figures worked out anew from what the test itself has answered."""

from __future__ import annotations

import csv
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.group_figures import HEAT, comes_to_be, downloaded, heat_rows, in_the_file, on_mote, on_prioritera
from tests.browser.meeting import (
    LEVELS,
    SAVED,
    Watched,
    answer_all,
    choose,
    join_at_once,
    mine,
    open_meeting,
    open_part,
    post,
    press,
    seat_link,
    take,
    take_seat,
    write_role,
)
from tests.browser.own_arithmetic import DONT_KNOW, Group
from tests.browser.windows import Opener
from tests.folders import DATA

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}
VALUES = {"effekttyp": (0, 50, 100), "omfattning": (0, 25, 50, 75, 100), "tidsperspektiv": (0, 33, 67, 100)}
SCALES = {key: dict(zip(LEVELS[key], values, strict=True)) for key, values in VALUES.items()}
with (DATA / "vso-2021" / "projekt.csv").open(encoding="utf-8") as file:
    NAMES = {row["id"]: row["namn"] for row in csv.DictReader(file) if row["id"].startswith("S")}
TYPED = ("Ekonom", "Verksamhetschef")
ROLES = ("Objektägare", "Objektägare IT", "Objektledare", "Objektledare IT", "Linjechef", *TYPED, "IT-strateg")
JAV, LATE, MOVED, UNSURE, LEFT, FIRM, SILENT, NEW = ROLES
BY_HAND = (JAV, LATE, MOVED, FIRM)
APART = (("S01", "omfattning"), ("S02", "omfattning"), ("S02", "tidsperspektiv"))


@pytest.fixture
def watched(new_window: Opener) -> Callable[..., Watched]:
    return lambda **options: Watched(new_window(**options))


class Play:
    """The windows of a meeting, and what each member has answered in it."""

    def __init__(self, watched: Callable[..., Watched], plan: str) -> None:
        self.leader = watched()
        self.plan = plan
        self.meeting_id, self.code = open_meeting(self.leader, plan, more_roles=TYPED)
        self.group = Group(SCALES, list(NAMES))
        self.windows: dict[str, Watched] = {}

    def page(self, role: str) -> Page:
        """Return the page of the member who has a role now."""
        return self.windows[role].page

    def join(self, role: str, window: Watched) -> None:
        """Let a member join with a role; with the ballot open where it is used, and not only its address."""
        self.windows[role] = window
        if role in BY_HAND:
            join_at_once(window, self.plan, self.code, role)
        else:
            take_seat(window, self.code, role)

    def choose(self, role: str, project: str, criterion: str, level: str) -> None:
        """Let a member choose a level on the project that is shown."""
        choose(self.page(role), criterion, level)
        self.group.answer(1, role, project, criterion, level)

    def post(self, role: str, round_number: int, levels: Callable[[str, str, str], str]) -> None:
        """Answer all that a member has left in the round by the ballot's own address."""
        for project, criterion, level in answer_all(
            self.page(role), self.meeting_id, round_number, lambda *cell: levels(role, *cell)
        ):
            self.group.answer(round_number, role, project, criterion, level)

    def check_the_figures(self, board: Watched) -> None:
        """Compare what Möte, Prioritera and the file say with what the test's own arithmetic gives."""
        on_mote(self.leader, self.group, NAMES)
        on_prioritera(board.page, self.group, NAMES)
        document = downloaded(self.leader)
        in_the_file(document, self.group)
        late = [row for row in document["svar"] if row["kom_in_efter_visningen"]]
        assert [(row["medlem"], row["projekt"], row["kriterium"]) for row in late] == [(LATE, "S02", "omfattning")]


def first_level(role: str, project: str, criterion: str) -> str:
    """Neighbours on all scales but where the answers go from end to end."""
    seat, row, column = ROLES.index(role), int(project[1:]), list(SCALES).index(criterion)
    scale = LEVELS[criterion]
    if (project, criterion) in APART:
        return scale[-1 if seat % 2 else 0]
    return scale[(row * 7 + column * 3) % (len(scale) - 1) + ((seat * 5 + row * 3 + column) % 3 == 0)]


def second_level(role: str, project: str, criterion: str) -> str:
    return LEVELS[criterion][3 if ROLES.index(role) % 3 else 2]


@pytest.mark.long
def test_a_meeting_where_much_happens_ends_in_the_figures_that_its_answers_give(
    watched: Callable[..., Watched], own_plan: str
) -> None:
    play = Play(watched, own_plan)
    first_round(play, watched)
    reveal_while_one_is_away(play)
    board = watched()
    board.visit.open(f"prioritera?plan={own_plan}&poang=median&mote={play.meeting_id}")
    play.check_the_figures(board)
    before = heat_rows(play.group, NAMES)
    second_round(play)
    assert heat_rows(play.group, NAMES) != before
    play.check_the_figures(board)


def first_round(play: Play, watched: Callable[..., Watched]) -> None:
    leader, group = play.leader, play.group
    roles = leader.page.locator("details", has_text="Roller: lägg till").last
    for role in ROLES[:-1]:
        window = watched(**({"viewport": PHONE} if role in (JAV, LATE, MOVED) else {}))
        play.join(role, window)
        if role == ROLES[0]:
            open_part(leader, roles)
    # The page is drawn anew for each who comes, and what the leader has opened stays so.
    leader.page.get_by_text(f"Byt enhet för {SILENT}").wait_for()
    expect(roles).to_have_attribute("open", "")
    write_role(leader.page, "Ny roll", NEW)
    press(leader, "Lägg till rollen", leader.page.get_by_role("button", name=f"Låt flera vara {NEW}"))
    play.join(NEW, watched())

    # A phone goes on to the next project by itself.
    for criterion in SCALES:
        play.choose(JAV, "S01", criterion, first_level(JAV, "S01", criterion))
    phone = play.page(JAV)
    phone.get_by_text("Projekt 2 av 10").wait_for()
    play.choose(JAV, "S02", "effekttyp", "En effekt")
    phone.get_by_text("fråga 2 av 3").wait_for()
    phone.get_by_text("Skäl och jäv").click()
    phone.locator("#v-jav").check()
    phone.wait_for_function(SAVED)
    group.conflict(1, JAV, "S02")

    answered(play, UNSURE, 1, "S07", "omfattning", slag=DONT_KNOW)
    move_a_seat(play, watched())
    let_one_go(play, watched())
    for role in ROLES:
        if role not in (LATE, LEFT):
            play.post(role, 1, first_level)


def answered(
    play: Play, role: str, round_number: int, project: str, criterion: str, slag: str, varde: str | None = None
) -> None:
    """Answer by the ballot's own address."""
    body = {"projekt": project, "kriterium": criterion, "slag": slag, "varde": varde}
    status, content = post(play.page(role), mote=play.meeting_id, runda=round_number, **body)
    assert status == 200, content
    play.group.answer(round_number, role, project, criterion, varde or slag)


def move_a_seat(play: Play, new: Watched) -> None:
    """The phone of one is out of power; the rest is answered on another device."""
    play.choose(MOVED, "S01", "effekttyp", first_level(MOVED, "S01", "effekttyp"))
    old, play.windows[MOVED] = play.windows[MOVED], new
    link = seat_link(play.leader, MOVED)
    page = new.visit.open("poangsatt?" + link.split("?", 1)[1])
    page.get_by_role("button", name="Fortsätt på den här enheten").click()
    page.wait_for_selector("#v-projekt")
    page.wait_for_selector('fieldset[data-criterion="effekttyp"] input:checked')
    is_out(play, old)


def let_one_go(play: Play, successor: Watched) -> None:
    """One must leave, and another takes the seat: what they answer takes the place of what was said there."""
    leader, before = play.leader, play.windows[LEFT]
    play.post(LEFT, 1, first_level)
    leader.visit.settle()
    take(leader, f"Släpp {LEFT}", "Släpp rollen")
    is_out(play, before)
    play.join(LEFT, successor)
    assert mine(successor.page, play.meeting_id)["svar"] == {}
    for project in ("S01", "S03"):
        play.group.start_over(1, LEFT, project)
        for criterion in SCALES:
            level = LEVELS[criterion][1]
            answered(play, LEFT, 1, project, criterion, slag="nivå", varde=level)


def is_out(play: Play, window: Watched) -> None:
    """Whoever has left, or has moved on to another device, can answer no more here."""
    status, _ = post(window.page, mote=play.meeting_id, runda=1, projekt="S01", slag="jäv")
    assert status == 403
    window.page.close()
    window.visit.console_errors.clear()


def reveal_while_one_is_away(play: Play) -> None:
    """The answer that could not be sent in time is counted all the same, and said to have come late."""
    leader, phone = play.leader, play.page(LATE)
    for project in NAMES:
        for criterion in SCALES:
            if (project, criterion) != ("S02", "omfattning"):
                level = first_level(LATE, project, criterion)
                answered(play, LATE, 1, project, criterion, slag="nivå", varde=level)
    phone.reload()
    phone.get_by_role("button", name="Mina svar", exact=True).click()
    phone.get_by_role("button", name=NAMES["S02"]).click()
    phone.get_by_text("Projekt 2 av 10, fråga 2 av 3").wait_for()
    phone.context.set_offline(True)
    phone.locator('fieldset[data-criterion="omfattning"] input[value="nivå/Mycket hög"]').check()
    phone.get_by_text("1 svar ligger kvar").wait_for()
    leader.visit.settle()
    take(leader, "Visa svaren i runda 1", "Visa svaren för alla")
    comes_to_be(leader.page, HEAT, heat_rows(play.group, NAMES))
    phone.context.set_offline(False)
    phone.wait_for_function(SAVED)
    errors = play.windows[LATE].visit.console_errors
    errors[:] = [error for error in errors if "ERR_INTERNET_DISCONNECTED" not in error]
    play.group.answer(1, LATE, "S02", "omfattning", "Mycket hög")
    leader.page.get_by_text(f"{LATE}: {NAMES['S02']} (omfattning), runda 1").wait_for()


def second_round(play: Play) -> None:
    """Only what was discussed is answered; one stands fast, one says nothing, and all else stands."""
    leader, disputed = play.leader, play.group.disputed()
    leader.page.get_by_text("Leda mötet").click()
    leader.visit.settle()
    leader.page.get_by_text("Också där svaren kan flytta projektet över ramen").click()
    leader.page.get_by_text(f"Runda 2 får {sum(map(len, disputed.values()))} frågor om två projekt.").wait_for()
    take(leader, "Öppna runda 2", "Stäng och öppna nästa")
    firm = play.page(FIRM)
    firm.get_by_text("Runda 2: 0 av 2 projekt klara").wait_for()
    assert mine(firm, play.meeting_id)["fragar"] == disputed
    firm.get_by_label("Gå till projekt").select_option("S01")
    firm.get_by_role("button", name="Jag står fast", exact=True).click()
    firm.wait_for_function(SAVED)
    play.group.answer(2, FIRM, "S01", "omfattning", first_level(FIRM, "S01", "omfattning"))
    for role in ROLES:
        if role != SILENT:
            play.post(role, 2, second_level)
    leader.visit.settle()
    take(leader, "Visa svaren i runda 2", "Visa svaren för alla")
    leader.page.get_by_role("heading", name="Rundorna jämförda").wait_for()
