"""One real server and one real browser for each process of tests; windows and, where a test writes, a plan of its own.

Tests that write take `own_plan` or `own_ukfa_plan`, so that they can run in any order and beside each other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.harness import DATABASE, Server, Visit, launch, running_server
from tests.browser.meeting import Watched
from tests.browser.plan_copies import MEETING, NUMBERS, UKFA, VSO, LaidMeeting, PlanCopies, written_in_the_real_plans
from tests.browser.windows import Opener, Windows


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the long tests first, so that no process is left alone with one when the others have ended."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


def pytest_collection_finish(session: pytest.Session) -> None:
    """Stop where groups are not kept together: the server of each would be started once in every process."""
    grouped = [item for item in session.items if item.get_closest_marker("xdist_group")]
    if getattr(session.config.option, "loadgroup", False) and not all("@" in item.nodeid for item in grouped):
        pytest.exit("pytest-xdist groups nothing with this pytest (see tests/requirements.txt)", returncode=3)


@pytest.fixture(scope="session")
def plan_copies(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> PlanCopies:
    def wanted(fixture: str) -> int:
        return sum(fixture in getattr(item, "fixturenames", ()) for item in request.session.items)

    own = {VSO: "own_plan", UKFA: "own_ukfa_plan", NUMBERS: "own_number_plan", MEETING: "laid_meeting"}
    many = {source: wanted(fixture) for source, fixture in own.items()}
    return PlanCopies(tmp_path_factory.mktemp("planer"), many)


@pytest.fixture(scope="session")
def server_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("server")


@pytest.fixture(scope="session")
def laid_meetings(plan_copies: PlanCopies, server_folder: Path) -> list[LaidMeeting]:
    return plan_copies.lay_meetings(server_folder / DATABASE)


@pytest.fixture(scope="session")
def server(plan_copies: PlanCopies, server_folder: Path, laid_meetings: list[LaidMeeting]) -> Iterator[Server]:
    del laid_meetings
    with running_server(server_folder, PRIORITERING_PLANER=str(plan_copies.folder)) as running:
        yield running
    assert not running.database.exists() or written_in_the_real_plans(running.database) == {}, "ta own_plan"


@pytest.fixture
def own_plan(plan_copies: PlanCopies) -> str:
    """The id of a copy of VSO 2021 that no other test sees."""
    return plan_copies.take(VSO)


@pytest.fixture
def own_ukfa_plan(plan_copies: PlanCopies) -> str:
    """The id of a copy of UKFA 2022 that no other test sees."""
    return plan_copies.take(UKFA)


@pytest.fixture
def own_number_plan(plan_copies: PlanCopies) -> str:
    """The id of a copy of VSO 2021 with a number as its only criterion, that no other test sees."""
    return plan_copies.take(NUMBERS)


@pytest.fixture
def laid_meeting(laid_meetings: list[LaidMeeting]) -> LaidMeeting:
    """A meeting whose first round has begun, on a copy of VSO 2021 that no other test sees."""
    return laid_meetings.pop()


@pytest.fixture(scope="session")
def windows() -> Iterator[Windows]:
    with sync_playwright() as playwright:
        browser: Browser = launch(playwright)
        yield Windows(browser)
        browser.close()


@pytest.fixture
def new_window(windows: Windows, server: Server) -> Iterator[Opener]:
    """Open windows; afterwards none of them may have shown a traceback, a console error or a foreign request."""
    with windows.borrowed(server.url) as open_window:
        yield open_window


@pytest.fixture
def visit(new_window: Opener) -> Visit:
    """One window of a laptop's size."""
    return new_window()


@pytest.fixture
def watched(new_window: Opener) -> Callable[..., Watched]:
    """Open windows in which everything that reaches the browser is kept."""
    return lambda **options: Watched(new_window(**options))
