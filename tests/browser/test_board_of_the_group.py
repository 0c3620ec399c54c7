"""The board and the result by the group's points, each resting on two answers, with a common range of costs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from typing import NamedTuple

import pytest
from playwright.sync_api import Page, expect

from prioritering.criteria.model_file import standard_model
from prioritering.meeting.meeting import Answer, Kind, Naming, setup_from
from prioritering.plan.reader import read_plan
from prioritering.scoring.changes import UnknownCosts
from prioritering.store import ballots, entry_log, meetings
from prioritering.store.connection import Store
from prioritering.store.plans import import_plan
from tests.browser.harness import DATABASE, Server, Visit, running_server
from tests.browser.stillness import box_of
from tests.browser.test_board_in_sight import OUTSIDE, WHOLE
from tests.browser.windows import Windows
from tests.folders import DATA, VSO
from tests.store import meeting_steps
from tests.usecases.builders import signed

pytestmark = pytest.mark.browser
# On how many lines each mark of a cost stands.
LINES = """() => [...document.querySelectorAll('.b-row > .p-num .b-mark')].map(mark => {
    const range = document.createRange();
    range.selectNodeContents(mark);
    return new Set([...range.getClientRects()].map(box => Math.round(box.top))).size;
})"""
# Where the words of each cell begin.
LEFT_EDGES = """() => [...new Set([...document.querySelectorAll('.m-heat tbody :is(th, td)')].map(cell =>
    Math.round(cell.getBoundingClientRect().left + parseFloat(getComputedStyle(cell).paddingLeft))))]"""


class Given(NamedTuple):
    server: Server
    meeting_id: str


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Given]:
    folder = tmp_path_factory.mktemp("gruppens-tavla")
    with closing(Store.open(folder / DATABASE)) as store:
        meeting_id = laid(store)
    with running_server(folder) as server:
        yield Given(server, meeting_id)


@pytest.fixture(scope="module")
def board(given: Given, windows: Windows) -> Iterator[Visit]:
    """A window on the board by the group's median."""
    meeting_id = given.meeting_id
    with windows.borrowed(given.server.url) as open_window:
        visit = open_window()
        visit.open(f"prioritera?plan=vso-2021&ram=3547&poang=median&mote={meeting_id}")
        visit.page.locator(".b-row").first.wait_for()
        visit.settle()
        yield visit


def laid(store: Store) -> str:
    """Show two members' answers on all ten projects, a step apart on one criterion each, and set a common range."""
    import_plan(store, read_plan(DATA / "vso-2021"))
    model = standard_model()
    opened = meetings.open_meeting(
        store, VSO, model, setup_from(["Objektägare", "Linjechef"], Naming.BY_ROLE), "objektledare"
    )
    projects = [f"S{number:02}" for number in range(1, 11)]
    meeting_steps.open_round(store, opened.id, projects, "objektledare")
    for apart, role in enumerate(("Objektägare", "Linjechef")):
        member, _ = meetings.join(store, opened.code, role)
        who = ballots.Voter(opened.id, member, 1)
        for place, project in enumerate(projects):
            for number, criterion in enumerate(model.criteria):
                levels = [level.name for level in criterion.scale.levels]
                value = levels[(place + number) % (len(levels) - 1) + (apart if number == place % 3 else 0)]
                ballots.save_answer(store, who, project, criterion.id, Answer(kind=Kind.LEVEL, value=value))
    meeting_steps.reveal(store, opened.id, "objektledare")
    entry_log.keep_entry(store, VSO, UnknownCosts.model_validate(signed(low=100_000, high=900_000)))
    return opened.id


def at(visit: Visit, width: int, height: int) -> Page:
    visit.page.set_viewport_size({"width": width, "height": height})
    visit.settle()
    return visit.page


@pytest.mark.parametrize(("width", "height", "rows"), [(1440, 900, 10), (1366, 768, 8)])
def test_all_ten_are_wholly_seen_by_the_groups_points_too_and_eight_on_a_smaller_laptop(
    board: Visit, width: int, height: int, rows: int
) -> None:
    page = at(board, width, height)
    assert page.get_by_text("på 2 svar").count() == 10
    assert page.evaluate(WHOLE) >= rows


def test_each_figure_that_follows_the_hand_is_one_on_the_page_and_no_mark_of_a_row_is_taken_for_it(
    board: Visit,
) -> None:
    page = at(board, 1440, 900)
    assert page.locator(".b-row > .p-num .b-mark").count() == 3
    follows = (".p-lead", ".b-cards", ".b-short", ".b-effect")
    assert [page.locator(f'[data-testid="stMain"] {figure}').count() for figure in follows] == [1] * 4


@pytest.mark.parametrize("width", [1440, 1280, 1024, 390])
def test_what_the_table_is_ordered_by_stands_beside_whose_points_or_below_and_the_table_is_still_called_so(
    board: Visit, width: int
) -> None:
    page = at(board, width, 900)
    told = page.locator(".b-told")
    expect(told).to_have_text("Projekten ordnade efter poäng, tvärs över klasserna.")
    expect(page.get_by_role("table", name="Projekten ordnade efter poäng")).to_have_count(1)
    assert page.locator(".b-board > caption").evaluate("one => one.offsetWidth") == 1
    choice, words = box_of(page.get_by_role("radiogroup", name="Poäng från")), box_of(told)
    assert words["x"] >= choice["x"] + choice["width"] or words["y"] >= choice["y"] + choice["height"]
    page.emulate_media(media="print")
    expect(told).to_be_hidden()
    assert page.locator(".b-board > caption").evaluate("one => one.offsetWidth") > 100
    page.emulate_media(media="screen")


@pytest.mark.parametrize(("width", "lines"), [(1440, 1), (1366, 1), (1280, 1), (390, 1), (320, 2)])
def test_whose_a_cost_is_stands_on_one_line_where_there_is_room_and_nothing_lies_outside(
    board: Visit, width: int, lines: int
) -> None:
    page = at(board, width, 900)
    assert page.evaluate(LINES) == [lines] * 3
    assert page.evaluate(OUTSIDE) == []


def test_on_a_phone_the_answers_of_a_project_begin_where_its_place_and_points_do(
    given: Given, windows: Windows
) -> None:
    with windows.borrowed(given.server.url) as open_window:
        page = open_window(viewport={"width": 390, "height": 844}).open(f"mote?mote={given.meeting_id}")
        page.locator(".m-heat").wait_for()
        assert len(page.evaluate(LEFT_EDGES)) == 1
        assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
        assert page.locator(".p-scroll").evaluate("box => box.scrollWidth <= box.clientWidth")
        assert page.get_by_role("radiogroup", name="Gruppens svar").inner_text().split() == ["Median", "Medel"]


def test_on_paper_what_the_group_is_apart_on_has_the_width_and_what_follows_stands_below_it(
    given: Given, windows: Windows
) -> None:
    with windows.borrowed(given.server.url) as open_window:
        page = open_window().open(f"mote?mote={given.meeting_id}")
        page.locator(".m-heat").wait_for()
        page.emulate_media(media="print")
        apart = box_of(page.get_by_role("region", name="Här tycker vi olika"))
        single = box_of(page.get_by_role("region", name="Avgör en enda medlem?"))
        assert apart["width"] == single["width"]
        assert single["y"] >= apart["y"] + apart["height"]
