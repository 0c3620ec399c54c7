"""What others have changed in an open Fyll i, in words, and what of one's own can still be written."""

from __future__ import annotations

from datetime import UTC, datetime

from prioritering.criteria.model import Criterion, Model, NumberScale
from prioritering.scoring.changes import Changes, CostAssumption
from prioritering.view.assumption_sheet import AssumptionSheet, sheet_of
from prioritering.view.sheet_news import dropped, news_of
from tests.scoring.builders import number_model, plan, project

MOMENT = datetime(2026, 3, 4, tzinfo=UTC)
COST, USE = "costs:", "levels:nytta"


def sheet(*kronor: int | None, assumed: int | None = None, model: Model | None = None) -> AssumptionSheet:
    """A sheet of the projects A, B … with these costs in the plan, and one assumed for A."""
    given = plan(*(project(key, cost) for key, cost in zip("ABC", kronor, strict=False)))
    fields = {"project_id": "A", "at": MOMENT, "role": "Ekonom", "reason": "Kalkyl", "low": assumed, "high": assumed}
    costs = (CostAssumption.model_validate(fields),) if assumed is not None else ()
    return sheet_of(given.projects, model or number_model(), Changes(costs=costs), given)


def test_a_cell_that_another_has_changed_is_told_with_what_is_being_written_over_it() -> None:
    news = news_of(sheet(None, None), sheet(None, None, assumed=500_000))
    assert news.words({}) == ("Projekt A, Kostnad, tkr: inget antagande → 500",)
    told = news.words({"A": {COST: "600"}, "B": {COST: "700"}})
    assert told == ("Projekt A, Kostnad, tkr: inget antagande → 500. Här har ni skrivit 600",)


def test_projects_columns_and_what_the_plan_says_are_told_too() -> None:
    more = Criterion(id="risk", name="Risk", scale=NumberScale(lowest=0, highest=1))
    wider = number_model().model_copy(update={"criteria": (*number_model().criteria, more)})
    one, other = sheet(None, 1_000), sheet(650_000, None, 3_000, model=wider)
    forth = [said.replace("\u00a0", " ") for said in news_of(one, other).words({})]
    assert forth[0] == "Projekt C har kommit till"
    # The plan's question mark is gone.
    assert forth[1] == "Projekt A: planen anger nu strategiskt"
    assert forth[-1] == "Kolumnen ”Risk” har kommit till"
    back = news_of(other, one).words({})
    assert "Projekt C finns inte längre med" in back
    assert "Kolumnen ”Risk” finns inte längre med" in back
    assert news_of(one, one).how_many == 0


def test_what_was_written_where_something_has_changed_is_told_and_the_rest_is_kept() -> None:
    before, now = sheet(None, None, None), sheet(None, None, assumed=500_000)
    typed = {"A": {COST: "600", USE: "40"}, "B": {COST: ""}, "C": {COST: "900"}}
    kept, lost = dropped(before, now, typed)
    assert kept == {"A": {USE: "40"}, "B": {COST: ""}}
    assert lost == ("Projekt A, Kostnad, tkr: 600", "Projekt C, Kostnad, tkr: 900")
