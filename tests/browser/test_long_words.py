"""A word without end is broken where it stands: no page, in whatever part, is wider than its window."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from prioritering.meeting.meeting import Answer, Kind, Naming, setup_from
from prioritering.scoring.changes import CostAssumption
from prioritering.store import ballots, entry_log, meetings
from prioritering.store.ballots import Voter
from prioritering.store.bootstrap import bootstrap
from prioritering.store.connection import Store
from prioritering.usecases import meeting_room
from tests.browser.harness import DATABASE, Server, Visit, page_addresses, running_server
from tests.browser.meeting import PRESSES
from tests.browser.windows import Opener, Windows
from tests.folders import PROV, write_plan
from tests.store import meeting_steps
from tests.usecases.builders import signed

pytestmark = [pytest.mark.browser, pytest.mark.long, pytest.mark.xdist_group("långa ord")]
SIZES = ((1440, 900), (390, 844))
PARTS = {
    "prioritera": ("", "&med=A1&inte=A3&ordning=per-krona"),
    "robusthet": ("&del=laget", "&del=portfolj", "&del=kanslighet"),
}
# All at once: to find, scroll to and press one at a time takes longer than the pages themselves.
OPEN = "found => found.filter(one => !one.closest('details').open).forEach(shut => shut.click())"
# How far anything is wider than what holds it, and what that is: only boxes of their own that roll may be.
WIDER = """() => [...document.querySelectorAll('html, [data-testid="stMain"], [data-testid="stSidebarUserContent"]')]
    .filter(box => box.scrollWidth > box.clientWidth + 1 && box.getBoundingClientRect().right > 0)
    .map(box => [box.dataset.testid || 'html', box.scrollWidth - box.clientWidth, ...[...box.querySelectorAll('*')]
        .filter(part => part.getBoundingClientRect().right > box.getBoundingClientRect().right + 1
            && !part.closest('.p-scroll'))
        .slice(-8).map(part => `${part.tagName}.${part.className} ${part.textContent.slice(0, 40)}`)].join(' | '))"""


def _word(letters: int, first: str = "Ord") -> str:
    return first + "o" * (letters - len(first))


def _write(folder: Path) -> Path:
    long = _word(200)
    header = f"id,namn,klass,kostnad_tkr,nytta,drift,perspektiv,aktor,ansvarig,notering,alias,{_word(60, 'Egen')}\n"
    rows = "".join(
        f"A{n},{_word(280, f'Projekt{n}')},{_word(60, 'Klass')},{cost},{_word(60, 'Hög')},{n},{_word(90, 'Del')},"
        f"{_word(90, 'Nämnd')},{long},{long},{long},{long}\n"
        for n, cost in ((1, "500"), (2, "?"), (3, "250"), (4, "100"), (5, "1.500"))
    )
    head = (
        f'id = "prov"\nnamn = "{_word(190, "Plan")}"\nperiod = "{_word(90, "2026")}"\nkommun = "{_word(90, "Nås")}"\n'
        f'kommun_id = "egen"\nforvaltningsobjekt = "{long}"\ndokument = "{long}"\n'
        f'[klasser]\n"{_word(60, "Klass")}" = "strategiskt"\n'
        f'[[faktum]]\nid = "a"\nnamn = "{long}"\nvarde = "{long}"\n'
    )
    model = (
        f'[[kriterium]]\nid = "nytta"\nnamn = "{_word(80, "Nytta")}"\nbeskrivning = "{long}"\n'
        f'[[kriterium.niva]]\nnamn = "{_word(60, "Låg")}"\nvarde = 0\nbeskrivning = "{long}"\n'
        f'[[kriterium.niva]]\nnamn = "{_word(60, "Hög")}"\nvarde = 100\nbeskrivning = "{long}"\n'
        f'[[kriterium]]\nid = "drift"\nnamn = "{_word(80, "Drift")}"\nlagsta = 0\nhogsta = 10\nenhet = "{_word(30)}"\n'
        f'[[krav]]\nid = "lagligt"\nnamn = "{_word(80, "Krav")}"\nbeskrivning = "{long}"\n'
    )
    budget = f"id,etikett,belopp,status,enhet,klass,ram\nvu,{long},700,angivet,tkr,VU,ja\n"
    return write_plan(folder, rows, header, plan__toml=head, modell__toml=model, budget__csv=budget)


def _hold_meeting(store: Store) -> None:
    roles = (_word(40, "Roll"), _word(40, "Annan"))
    opened = meeting_room.open_meeting(store, PROV, setup_from(roles, Naming.BY_ROLE), ("A1", "A3"), "Objektledare")
    for role, level in zip(roles, ("Låg", "Hög"), strict=True):
        member, _ = meetings.join(store, opened.code, role)
        voter = Voter(opened.id, member, 1)
        for key in ("A1", "A3"):
            ballots.save_answer(store, voter, key, "nytta", Answer(kind=Kind.LEVEL, value=_word(60, level)))
            ballots.save_reason(store, voter, key, _word(400))
    meeting_steps.reveal(store, opened.id, "Objektledare")


@pytest.fixture(scope="module")
def long_words(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with a plan, assumptions and a meeting of nothing but long words."""
    folder = tmp_path_factory.mktemp("ord")
    plan = _write(folder / "prov")
    with closing(Store.open(folder / DATABASE)) as store:
        assert not bootstrap(store, [plan]).problems
        cost = signed(
            project_id="A2", low=100_000, high=200_000, role="Objektledare", reason=_word(400), plan_version=1
        )
        entry_log.keep_entry(store, PROV, CostAssumption.model_validate(cost))
        _hold_meeting(store)
    with running_server(folder, PRIORITERING_PLANER=str(plan)) as running:
        yield running


@pytest.fixture(scope="module")
def open_window(windows: Windows, long_words: Server) -> Iterator[Opener]:
    """Open windows on that server."""
    with windows.borrowed(long_words.url) as opener:
        yield opener


def unfold(visit: Visit) -> None:
    """Open every folded part of the page: one that is pressed while the page redraws is folded again."""
    shut = visit.page.locator('[data-testid="stMain"] details:not([open])')
    for _ in range(PRESSES):
        visit.page.locator('[data-testid="stMain"] summary').evaluate_all(OPEN)
        visit.settle()
        if shut.count() == 0:
            return
    raise AssertionError("alla delar öppnas inte")


def test_no_page_is_wider_than_its_window(open_window: Opener) -> None:
    visit = open_window(viewport={"width": SIZES[0][0], "height": SIZES[0][1]})
    wider = {}
    for address in page_addresses():
        for part in PARTS.get(address, ("",)):
            page = visit.open(f"{address}?plan=prov{part}")
            visit.settle()
            assert "ooooo" in page.locator('[data-testid="stMain"]').inner_text()
            unfold(visit)
            for width, height in SIZES:
                page.set_viewport_size({"width": width, "height": height})
                visit.settle()
                if found := page.evaluate(WIDER):
                    wider[f"{address}{part} {width}"] = found
    assert wider == {}


MARKS = """() => [...document.querySelectorAll(".b-row .p-num .b-mark")].map(mark => {
    const [inner, outer] = [mark, mark.closest("td")].map(node => node.getBoundingClientRect());
    return [mark.innerText, inner.left >= outer.left - 1 && inner.right <= outer.right + 1];
})"""


def test_what_is_asked_of_a_cost_stays_inside_its_cell(open_window: Opener) -> None:
    for width, height in SIZES:
        visit = open_window(viewport={"width": width, "height": height})
        page = visit.open("prioritera?plan=prov")
        page.locator(".b-row").first.wait_for()
        marks = dict(page.evaluate(MARKS))
        assert marks == {"antagande": True, "planen skriver ”1.500”, som kan vara tusental": True}
