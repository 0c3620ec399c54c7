"""A plan whose criteria are numbers with units, lower better in one of them: what the pages show of them."""

from collections.abc import Iterator

import pytest

from tests.criteria.test_numbers import DEAR_AND_CHEAP, HEADER, MODEL
from tests.folders import write_plan
from tests.pages.conftest import opened
from tests.pages.visit import Visit


@pytest.fixture(scope="module", autouse=True)
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    folder = tmp_path_factory.mktemp("tal")
    plan = write_plan(folder / "prov", DEAR_AND_CHEAP, HEADER, modell__toml=MODEL)
    with opened(folder / "egen.duckdb", str(plan)):
        yield


def test_a_row_of_the_board_says_what_its_number_is_of_with_thousands_and_unit() -> None:
    assert "Driftkostnad 1 250 tkr/år" in Visit("prioritera", "plan=prov&ram=100").row("b")


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("objektplan", "1 000 – 2 000 tkr/år"),
        ("metod", "5 000 tkr/år (noll poäng) och 0 tkr/år (alla poäng), rakt däremellan. Lägre är bättre."),
    ],
)
def test_a_page_shows_a_number_with_thousands_and_unit(page: str, said: str) -> None:
    assert said in Visit(page, "plan=prov&ram=100").text


def test_the_weight_is_of_the_step_from_the_dearest_to_the_cheapest() -> None:
    first = Visit("prioritera", "plan=prov").components["vikter"]["criteria"][0]
    assert first["about"].replace("\u00a0", " ").startswith("Från 5 000 tkr/år till 0 tkr/år.")


def test_what_it_takes_is_said_with_the_unit_and_the_number_that_moves() -> None:
    visit = Visit("robusthet", "plan=prov&ram=100&del=kravs")
    # A costs 5 000 a year to run and stands last: it has to be lowered, and its points rise.
    assert "driftkostnad sänks till" in visit.text
    assert "tkr/år" in visit.text
