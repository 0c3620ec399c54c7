"""A cost in words, 'ca 500' or 'se bilaga', is unknown, shown as it stands and asked about; a slip stops the plan."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prioritering.errors import BadPlan
from prioritering.plan.cells import CellError, is_said_in_words, read_cost
from prioritering.plan.object_plan import Cost, Status
from prioritering.plan.reader import read_plan
from prioritering.store.connection import Store
from prioritering.store.facts import plan_remarks
from prioritering.store.plans import import_plan
from prioritering.usecases.change_plan import Beside, Signature, assume_cost
from prioritering.usecases.gather import gather
from prioritering.view.view import View
from tests.folders import PROV
from tests.store.test_thousandfold import CHECKS

Write = Callable[..., Path]
BY = Signature("Ekonom", "Kalkyl")


@pytest.mark.parametrize(
    "text", ["ca 500", "se bilaga", "500 SEK", "5 mkr", "tas av driften", "500 eller 1.500", "inf", "fem"]
)
def test_words_are_unknown_and_kept_as_they_stand(text: str) -> None:
    cost = read_cost(text)
    assert (cost.status, cost.low, cost.raw) == (Status.UNKNOWN, None, text)
    assert is_said_in_words(cost)


@pytest.mark.parametrize("text", ["5oo", "12O0", "-5", "-5 tkr", "500/900", "1;500", "2000000000", "x", "5 till"])
def test_a_slip_in_a_figure_is_no_word(text: str) -> None:
    with pytest.raises(CellError):
        read_cost(text)


@pytest.mark.parametrize("text", ["?", "1.500", "1.500 tkr", "900 – 1.250 kr"])
def test_what_is_unknown_in_other_ways_is_not_in_words(text: str) -> None:
    assert read_cost(text).status is Status.UNKNOWN
    assert not is_said_in_words(read_cost(text))


def asked(store: Store) -> tuple[str, ...]:
    return next((item.rows for item in plan_remarks(store, PROV) if item.id == "belopp_i_ord"), ())


def costs_in(store: Store, write_plan: Write, *costs: str) -> None:
    rows = "".join(f"A{number},X,,{cost},,Hög,\n" for number, cost in enumerate(costs))
    import_plan(store, read_plan(write_plan(rows)))


def test_it_is_a_finding_by_itself_until_the_group_or_the_plan_says_an_amount(store: Store, write_plan: Write) -> None:
    costs_in(store, write_plan, "ca 500", "?", "1.500", "se bilaga", "700")
    said = "{}: ”{}” är inget belopp; kostnaden räknas som okänd"
    assert asked(store) == (said.format("A0", "ca 500"), said.format("A3", "se bilaga"))
    found = {item.id: item.rows for item in plan_remarks(store, PROV)}
    assert found["kostnad_okand"] == ("A1: X",)
    assert len(found["belopp_flertydigt"]) == 1
    assume_cost(Beside(store, PROV, 1), "A0", (500_000, 500_000), BY)
    assert asked(store) == (said.format("A3", "se bilaga"),)
    # The answer was of those words and of no others.
    costs_in(store, write_plan, "ca 900", "?", "1.500", "650", "700")
    assert asked(store) == (said.format("A0", "ca 900"),)
    assert [one.why.name for one in gather(store, View(plan="prov", frame="1000")).asked] == ["VALUE"]


def test_a_slip_stops_the_plan_with_file_row_cell_and_what_is_expected(write_plan: Write) -> None:
    with pytest.raises(BadPlan) as caught:
        read_plan(write_plan("A1,X,,ca 500,,Hög,\nA2,Y,,5oo,,Hög,\n"))
    [problem] = caught.value.problems
    assert (problem.file, problem.row, problem.column, problem.found) == ("projekt.csv", 3, "kostnad_tkr", "5oo")
    assert problem.expected.startswith("ett belopp i tkr")


def test_each_unknown_cost_is_asked_about_by_one_check_alone(store: Store, write_plan: Write) -> None:
    told = {
        "kostnad_okand": ("?", " ? "),
        "belopp_flertydigt": ("1.500", "1.500 tkr till 2.500 tkr", "1.500 tkr till 2000", "900–1.500 kr"),
        "belopp_i_ord": ("ca 500", "ca 1.500", "se bilaga", "500 eller mer"),
    }
    costs_in(store, write_plan, *(cost for costs in told.values() for cost in costs))
    rows = {item.id: item.rows for item in plan_remarks(store, PROV) if item.id in told}
    assert {name: len(found) for name, found in rows.items()} == {name: len(costs) for name, costs in told.items()}
    of = [re.match(r"A[0-9]+", row)[0] for found in rows.values() for row in found]
    assert sorted(of) == sorted({f"A{number}" for number in range(10)})


@pytest.fixture(scope="module")
def database() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        yield connection


def condition() -> str:
    text = (CHECKS / "belopp_i_ord.sql").read_text(encoding="utf-8")
    (found,) = re.findall(r"len\(list_filter\(.*?> 0", text, re.S)
    return " ".join(str(found).split())


@given(texts=st.lists(st.text("ca5o0 åkrtill.,-?–_", max_size=12), min_size=1, max_size=30))
def test_the_checks_ask_just_of_what_the_reader_takes_for_words(
    database: duckdb.DuckDBPyConnection, texts: list[str]
) -> None:
    query = f"select {condition()} from (select unnest($texts::varchar[]) as cost_raw)"
    found = [match for (match,) in database.execute(query, {"texts": texts}).fetchall()]
    assert found == [is_said_in_words(Cost(status=Status.UNKNOWN, raw=text)) for text in texts]
