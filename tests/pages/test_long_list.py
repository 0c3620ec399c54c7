"""A list longer than the board draws at once: a hundred rows at a time, with places and sums of the whole."""

from collections.abc import Iterator

import pytest

from tests.folders import write_plan
from tests.pages.conftest import opened
from tests.pages.visit import Visit

COUNT = 230
ROWS = "".join(f"Q{number:03},Projekt {number},önskvärt,10,{COUNT - number}\n" for number in range(COUNT))
MODEL = f'[[kriterium]]\nid = "nytta"\nnamn = "Nytta"\nlagsta = 0\nhogsta = {COUNT}\n'


@pytest.fixture(scope="module", autouse=True)
def long(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    folder = tmp_path_factory.mktemp("lang")
    plan = write_plan(folder / "prov", ROWS, "id,namn,klass,kostnad_tkr,nytta\n", modell__toml=MODEL)
    with opened(folder / "egen.duckdb", str(plan)):
        yield


def window(visit: Visit) -> tuple[str, str, int]:
    """The first and the last project on the board, and how many there are."""
    return visit.order[0], visit.order[-1], len(visit.order)


def told(visit: Visit) -> str:
    caption = str(visit.components["tavla"]["caption"])
    return caption[caption.index(" Rad") :].strip()


def test_the_board_is_turned_a_hundred_rows_at_a_time_and_not_past_its_ends() -> None:
    visit = Visit("prioritera", "plan=prov&ram=2000")
    assert (window(visit), told(visit)) == (("Q000", "Q099", 100), "Rad 1–100 av 230; summorna gäller alla.")
    assert "Föregående" not in visit.labels()
    visit.press("Nästa")
    assert (window(visit), visit.address["rad"]) == (("Q100", "Q199", 100), "100")
    visit.press("Nästa")
    assert (window(visit), told(visit)) == (("Q200", "Q229", 30), "Rad 201–230 av 230; summorna gäller alla.")
    assert "Nästa" not in visit.labels()
    visit.press("Föregående").press("Föregående")
    assert (window(visit), "rad" in visit.address) == (("Q000", "Q099", 100), False)


def test_from_a_row_in_between_the_first_hundred_are_reached_from_the_first() -> None:
    visit = Visit("prioritera", "plan=prov&rad=30")
    assert window(visit) == ("Q030", "Q129", 100)
    visit.press("Föregående")
    assert window(visit) == ("Q000", "Q099", 100)


@pytest.mark.parametrize(("start", "first"), [(229, 200), (5000, 200), (199, 199), (200, 200)])
def test_an_address_past_the_last_window_shows_the_last(start: int, first: int) -> None:
    assert Visit("prioritera", f"plan=prov&rad={start}").order[0] == f"Q{first:03}"


def test_the_line_stands_in_the_window_that_it_belongs_to() -> None:
    for frame, start, drawn in (
        (1000, 0, False),
        (1000, 100, True),
        (990, 0, True),
        (2300, 100, False),
        (2300, 200, True),
    ):
        kinds = [row["kind"] for row in Visit("prioritera", f"plan=prov&ram={frame}&rad={start}").board]
        assert ("line" in kinds) is drawn, (frame, start)


def test_a_list_of_a_hundred_is_not_turned() -> None:
    assert "Nästa" not in Visit("prioritera", "plan=vso-2021").labels()
