"""Each place shows the sentence of its own on how the unknown costs are counted there."""

from pathlib import Path

import pytest

from prioritering.commands.plans import Plans
from prioritering.commands.run import run
from prioritering.store.connection import Store
from prioritering.usecases.picture import picture_of
from prioritering.view.unknown_words import Where, how_unknown_counts
from prioritering.view.view import View, from_address
from tests.pages.test_overtaken import take_in
from tests.pages.visit import Visit, prov, words

ADDRESS = {Where.LINE: "ram=1000", Where.PER_KRONA: "ram=1000&ordning=per-krona"}


def sentence(store: Store, where: Where, address: str = "ram=1000") -> str:
    view = from_address(dict(part.split("=") for part in address.split("&")))[0].model_copy(update={"plan": "prov"})
    return how_unknown_counts(where, picture_of(store, view)).replace("\u00a0", " ")


@pytest.mark.parametrize("page", ["prioritera", "oversikt", "projektor"])
@pytest.mark.parametrize("where", list(ADDRESS))
def test_the_line_says_how_it_counts_them_on_every_page_that_has_it(shared: Store, page: str, where: Where) -> None:
    text = Visit(page, f"plan=prov&bild=ram&{ADDRESS[where]}").text
    other = next(item for item in ADDRESS if item is not where)
    assert sentence(shared, where) in text
    assert sentence(shared, other) not in text


def test_the_command_line_says_it_too(shared: Store) -> None:
    text = run(("rangordna", "--plan", "prov", "--ram", "1000"), Plans(shared)).text.replace("\u00a0", " ")
    assert sentence(shared, Where.LINE) in text


def test_the_sums_say_it_beside_the_board(shared: Store) -> None:
    assert sentence(shared, Where.SUMS) in Visit("prioritera", "plan=prov&ram=1000").text


def test_the_plans_known_costs_are_what_they_are_and_not_at_least(shared: Store) -> None:
    assert "Kända kostnader 1 400 tkr 4 av 5 rangordnade har en känd kostnad" in Visit("oversikt", "plan=prov").text
    assert picture_of(shared, View(plan="prov")).board.unknown_count == 1


def test_a_cost_that_can_be_read_in_two_ways_is_asked_about_beside_the_figure(database: Store, tmp_path: Path) -> None:
    rows = "B1,Första,strategiskt,1.500,Tidsbesparande,Hög,Kort\nB2,Andra,strategiskt,?,Tidsbesparande,Hög,Kort\n"
    take_in(database, tmp_path / "plan", rows)
    first, second = (words(row["html"]) for row in prov().board if row["key"] in ("B1", "B2"))
    assert "planen skriver ”1.500”, som kan vara tusental" in first
    assert "planen skriver" not in second
    overview = Visit("oversikt", "plan=prov").text
    assert "1 projekt med kostnad som kan läsas på två sätt" in overview
    assert "1 projekt med kostnad ”?”" in overview
