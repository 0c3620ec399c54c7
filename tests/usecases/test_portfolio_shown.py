"""Which projects the best portfolio is shown beside when there are too many to show them all."""

from __future__ import annotations

import pytest

from prioritering.plan.reader import read_plan
from prioritering.store.connection import Store
from prioritering.store.plans import import_plan
from prioritering.usecases import portfolio_shown
from prioritering.usecases.frontier_shown import BEST_LINE, VALUE_LINE
from prioritering.usecases.picture import picture_of
from prioritering.usecases.study_now import study_now
from prioritering.view.study_document import PORTFOLIO_PAGE, PortfolioDocument
from prioritering.view.view import View
from tests.folders import DATA


def test_of_very_many_projects_those_of_the_list_what_may_be_and_the_best_portfolio_are_shown(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    import_plan(store, read_plan(DATA / "vso-2021"))

    def shown(most: int) -> list[tuple[str, str, str]]:
        monkeypatch.setattr(portfolio_shown, "PORTFOLIO_ROWS", most)
        found = study_now(picture_of(store, View(plan="vso-2021", frame="3547")), PORTFOLIO_PAGE)
        assert isinstance(found, PortfolioDocument)
        return [(row.name, row.state[2], row.best) for row in found.rows]

    every = shown(10)
    assert len(every) == 10
    assert shown(11) == every
    assert shown(9) == [row for row in every if row[1] != "Ryms inte" or row[2] != "–"]
    assert {("Ryms", "–"), ("Oklart", "utelämnat"), ("Ryms inte", "med"), ("Ryms inte", "–")} <= {
        row[1:] for row in every
    }


def test_what_is_locked_out_does_not_stand_among_those_left_out_for_their_unknown_cost(store: Store) -> None:
    import_plan(store, read_plan(DATA / "vso-2021"))
    name = "Upphandling verksamhetssystem Barn och Unga, Vuxna"
    found = study_now(picture_of(store, View(plan="vso-2021", frame="3547", not_now=("S09",))), PORTFOLIO_PAGE)
    assert isinstance(found, PortfolioDocument)
    assert (len(found.out), name in {row.name for row in found.out}) == (2, False)
    assert next(row.best for row in found.rows if row.name == name) == "–"


def test_where_no_cost_above_zero_fits_the_page_says_so_in_words(store: Store) -> None:
    import_plan(store, read_plan(DATA / "vso-2021"))
    found = study_now(picture_of(store, View(plan="vso-2021", frame="2000", must=("S02", "S05"))), PORTFOLIO_PAGE)
    assert isinstance(found, PortfolioDocument)
    assert {(row.limit, row.exact) for row in found.out} == {("ingen kostnad över noll", "–")}


def test_the_frontiers_second_line_alone_has_a_table_of_its_own_beside_the_best(store: Store) -> None:
    import_plan(store, read_plan(DATA / "vso-2021"))
    found = study_now(picture_of(store, View(plan="vso-2021", frame="3547")), PORTFOLIO_PAGE)
    assert isinstance(found, PortfolioDocument)
    assert found.frontier is not None
    assert found.frontier.chart is not None
    assert [(line.name, line.told) for line in found.frontier.chart.lines] == [(BEST_LINE, True), (VALUE_LINE, False)]
