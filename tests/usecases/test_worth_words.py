"""What is most worth finding out: the advice and its table follow one and the same turn."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from prioritering.criteria.model_file import standard_model
from prioritering.plan.reader import read_plan
from prioritering.scoring.changes import NO_CHANGES, Changes, UnknownCosts
from prioritering.usecases.robust_words import fact_words
from prioritering.usecases.study import robust, what_to_find_out
from prioritering.usecases.worth_words import table_note, worth_in_turn, worth_words
from prioritering.view.view import View
from tests.folders import DATA
from tests.view.builders import picture

SIGNED = {"role": "Objektledare", "reason": "prov", "at": datetime(2026, 1, 1, tzinfo=UTC)}
COMMON = UnknownCosts.model_validate({**SIGNED, "low": 50_000, "high": 100_000})


@pytest.mark.parametrize(("frame", "priced"), [("3547", False), ("5000", False), ("3547", True), ("2000", False)])
def test_the_advice_begins_with_the_first_row_of_its_table(frame: str, priced: bool) -> None:
    plan = read_plan(DATA / "vso-2021").plan
    changes = Changes(unknown_costs=(COMMON,)) if priced else NO_CHANGES
    view = View(frame=frame, draws=200)
    given = robust(picture(plan, view, standard_model(), changes=changes))
    found = what_to_find_out(given)
    said, turn = worth_words(given, found), [fact_words(given, item.fact) for item in worth_in_turn(given, found)]
    assert len(turn) == len(found.found) and set(worth_in_turn(given, found)) == set(found.found)
    names = [f" {name[:1].lower()}{name[1:]}" for name, _ in turn]
    at = [said.index(name) for name in names if name in said]
    assert at and at == sorted(at)
    # What is not named first moves nothing, and that is said.
    assert (names[0] in said) != ("Ensam flyttar ingen okänd kostnad" in said)
    kinds = [kind for _, kind in turn]
    # Where unknown costs decide, they stand first in both.
    first = "Sätt först ett spann" in said
    assert first == (frame != "2000" and not priced) == bool(table_note(given, found))
    assert not first or kinds[:3] == ["kostnad"] * 3
    if not first:
        assert [item.settled for item in found.found] == [item.settled for item in worth_in_turn(given, found)]


def test_where_no_project_is_in_the_grey_zone_no_table_of_what_moves_nothing_stands_below() -> None:
    plan = read_plan(DATA / "vso-2021").plan
    # No frame that is smaller than every cost leaves anything in doubt.
    given = robust(picture(plan, View(frame="0", draws=200), standard_model()))
    found = what_to_find_out(given)
    assert found.grey_now == 0 and found.found
    assert worth_words(given, found).startswith("Inget projekt ligger i gråzonen")
    assert worth_in_turn(given, found) == ()
