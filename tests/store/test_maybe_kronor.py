"""Costs that may stand in kronor are told by comparison with the others, in SQL and in Python alike."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from prioritering.plan.further_costs import asked_amounts
from prioritering.plan.maybe_kronor import may_stand_in_kronor, projects_maybe_in_kronor
from prioritering.plan.project_facts import fact_heading
from prioritering.plan.reader import read_plan
from prioritering.plan.remarks import QUESTIONS
from prioritering.scoring.changes import AmountAssumption, CostAssumption
from prioritering.store import entry_log
from prioritering.store.facts import plan_remarks
from prioritering.store.plans import import_plan, object_plan
from tests.folders import PROV, UKFA, VSO


@pytest.fixture(autouse=True)
def only_what_is_asked(monkeypatch):
    """Of a plan's checks only those that ask are run: the others take most of the time and nothing is read of them."""
    monkeypatch.setattr("prioritering.store.facts.check_names", lambda: QUESTIONS)


def found_in(store, write_plan, *costs):
    import_plan(store, read_plan(write_plan("".join(f"A{n},X,,{cost},,Hög,\n" for n, cost in enumerate(costs)))))
    return {remark.id: remark.rows for remark in plan_remarks(store, PROV)}


def test_kronor_in_a_column_of_tkr_are_asked_about_and_count_as_written(store, write_plan):
    found = found_in(store, write_plan, "500", "700", "1500000", "900")
    assert found["belopp_i_kronor"] == ("A2: räknas som 1\u00a0500\u00a0000\u00a0tkr; menas 1\u00a0500\u00a0tkr?",)
    assert object_plan(store, PROV).projects[2].cost.exact == 1_500_000_000


@pytest.mark.parametrize(
    ("costs", "asked"),
    [
        (("1500000", "900000", "700", "800"), ["A0", "A1"]),
        (("1500000", "900"), ["A0"]),
        (("1500000", "?", "0", "700", "0"), ["A0"]),
        (("250000", "900", "700", "800"), ["A0"]),
        (("900", "150000", "700", "800"), ["A1"]),
        # All of it in kronor: there is nothing small to compare with.
        (("250000", "1200000", "120000", "4000"), ["A0", "A1", "A2"]),
        (("1500000",), ["A0"]),
        # Beside the smallest quarter: of five or eight the second, of four the first, and of nine the third.
        (("1", "700", "850", "900", "80000"), ["A4"]),
        (("1", "700", "850", "860", "870", "880", "890", "80000"), ["A7"]),
        (("1", "90", "4999", "49000"), []),
        (("1", "2", "700", "850", "860", "870", "880", "890", "80000"), ["A8"]),
        # A hundred times as much and no less, and twenty thousand times as much and no more.
        (("500", "2000", "3000", "50000"), ["A3"]),
        (("501", "2000", "3000", "50000"), []),
        (("5", "100000"), ["A1"]),
        (("5", "100001"), []),
        (("100", "2000", "3000", "49999"), []),
        # Wholly so from a cost in the middle of a hundred million; what is small is not asked about even then.
        (("4999", "5000", "100000", "100000", "100000"), ["A1", "A2", "A3", "A4"]),
        (("5000", "99999", "99999"), []),
        # A plan of small sums: five hundred times as much and no less, and from five million.
        (("50", "2600", "2700", "25000"), ["A3"]),
        (("51", "2600", "2700", "25000"), []),
        (("10", "5000"), ["A1"]),
        (("9", "4999"), []),
        (("20", "45000", "60", "30000"), ["A1", "A3"]),
        (("20", "40", "60", "12000"), ["A3"]),
        # One that stands alone: 32 times the one in the middle, ten times the dearest of the others, from five million.
        (("500", "700", "900", "45000"), ["A3"]),
        (("500", "45000"), ["A1"]),
        (("700", "800", "25600"), ["A2"]),
        (("700", "800", "25599"), []),
        (("500", "700", "4500", "45000"), ["A3"]),
        (("500", "700", "4501", "45000"), []),
        (("40", "60", "80", "5000"), ["A3"]),
        (("40", "60", "80", "4999"), []),
        (("500", "700", "900", "45000", "60000"), ["A3", "A4"]),
        # Where all are dear there is nothing that a slip would stand out from.
        (("6000", "6000", "200000"), []),
    ],
)
def test_kronor_are_asked_about_also_when_many_or_few_projects_have_a_cost(store, write_plan, costs, asked):
    rows = found_in(store, write_plan, *costs).get("belopp_i_kronor", ())
    assert [row.partition(":")[0] for row in rows] == asked
    kronor = {f"A{n}": int(cost) * 1000 for n, cost in enumerate(costs) if cost.isdecimal()}
    assert sorted(may_stand_in_kronor(kronor)) == asked


def test_no_cost_of_the_two_real_plans_is_asked_about(both_plans):
    for plan in (VSO, UKFA):
        assert "belopp_i_kronor" not in {remark.id for remark in plan_remarks(both_plans, plan)}
        assert not projects_maybe_in_kronor(object_plan(both_plans, plan))


@pytest.mark.parametrize(
    ("budget", "middle", "asked"),
    [
        ("3547", 60_000, True),
        ("9000", 60_000, False),
        ("6000", 60_000, True),
        ("6001", 60_000, False),
        ("100", 5_000, True),
        ("100", 4_999, False),
        ("100", 60_000, True),
    ],
)
def test_a_column_wholly_in_kronor_is_told_by_the_plans_own_budget(store, write_plan, budget, middle, asked):
    cells = f"etikett,belopp,enhet,ram\nVU,{budget},tkr,ja\n"
    import_plan(store, read_plan(write_plan(f"A1,X,,{middle},,Hög,\nA2,Y,,70000,,Hög,\n", budget__csv=cells)))
    assert ("belopp_i_kronor" in {finding.id for finding in plan_remarks(store, PROV)}) == asked
    kronor = {"A1": middle * 1000, "A2": 70_000_000}
    assert bool(may_stand_in_kronor(kronor, Decimal(budget) * 1000)) == asked


@pytest.mark.parametrize(
    "costs",
    [
        ("20", "40", "4900"),
        ("90000",),
        ("500", "700", "20000"),
        ("5", "300", "1500"),
        ("500", "700", "1500000 tkr"),
        ("0", "0", "500"),
    ],
)
def test_without_enough_to_compare_with_nothing_is_asked(store, write_plan, costs):
    assert "belopp_i_kronor" not in found_in(store, write_plan, *costs)


@pytest.mark.parametrize(
    ("header", "rows", "asked"),
    [
        # Half of a column, beside the small ones of it; all years are one series.
        ("kostnad_2027,kostnad_2028", ["400,500000", "300,", "900,200"], ["A0, Kostnad 2028 (tkr)"]),
        ("Drift (tkr/år)", ["40", "60000", "30"], ["A1, Drift (tkr/år)"]),
        # The whole column, beside the small ones of the projects' costs.
        (
            "drift_tkr_ar",
            ["500000", "700 000", "1.500.000"],
            ["A0, Drift (tkr/år)", "A1, Drift (tkr/år)", "A2, Drift (tkr/år)"],
        ),
        ("kostnad_2027", ["250000-300000", "300000", '"400,5"'], ["A0, Kostnad 2027 (tkr)", "A1, Kostnad 2027 (tkr)"]),
        # Five hundred times as much and no less, and from five million.
        ("kostnad_2027", ["100", "2000", "3000", "49999"], []),
        # One that stands alone among its own.
        ("kostnad_2027", ["500", "45000", "700"], ["A1, Kostnad 2027 (tkr)"]),
        ("kostnad_2027", ["10", "5000", "10"], ["A1, Kostnad 2027 (tkr)"]),
        ("kostnad_2027", ["9", "4999", "9"], []),
        ("drift_tkr_ar", ["500000 tkr", "500000 kr", "?"], []),
        ("drift_tkr_ar", ["40", "0", "1.500"], []),
        ("version", ["500000", "700000", "3"], []),
    ],
)
def test_costs_of_years_and_of_running_that_may_stand_in_kronor_are_asked_about(store, write_plan, header, rows, asked):
    lines = "".join(f"A{number},X,,900,{cells}\n" for number, cells in enumerate(rows))
    import_plan(store, read_plan(write_plan(lines, f"id,namn,klass,kostnad_tkr,{header}\n")))
    found = {remark.id: remark.rows for remark in plan_remarks(store, PROV)}.get("belopp_i_kronor", ())
    assert [row.partition(":")[0] for row in found] == asked
    shown = asked_amounts(object_plan(store, PROV))
    in_kronor = [(key, name) for key in shown for name, cost in shown[key].items() if cost.low is not None]
    assert [f"{key}, {fact_heading(name)}" for key, name in in_kronor] == asked


def test_a_cost_that_may_stand_in_kronor_is_answered_beside_that_figure_and_no_other(store, write_plan):
    def asked_of(cost, running):
        row = f"A1,X,,{cost},{running}\nA2,Y,,900,50\nA3,Z,,900,50\n"
        import_plan(store, read_plan(write_plan(row, "id,namn,klass,kostnad_tkr,drift_tkr_ar\n")))
        found = next((item.rows for item in plan_remarks(store, PROV) if item.id == "belopp_i_kronor"), ())
        return [text.partition(":")[0] for text in found]

    assert asked_of("900000", "50000") == ["A1", "A1, Drift (tkr/år)"]
    about = {"project_id": "A1", "low": 900_000, "high": 900_000}
    signed = {"role": "Objektledare", "reason": "Så menas det", "plan_version": 1, "at": datetime.now(UTC)}
    entry_log.keep_entry(store, PROV, CostAssumption(**about, **signed))
    assert asked_of("900000", "50000") == ["A1, Drift (tkr/år)"]
    entry_log.keep_entry(store, PROV, AmountAssumption(column="drift_tkr_ar", **about, **signed))
    assert asked_of("900 000", "50 000") == []
    assert asked_of("800000", "60000") == ["A1", "A1, Drift (tkr/år)"]
