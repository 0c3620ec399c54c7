"""The control sums of the two published plans, computed by SQL over the loaded database.

VSO 2021: rows 225–285 (projects), 395–416 (budget), 422–441 (staff), 182–185 (technical operation).
UKFA 2022: rows 343–347 and 368–407.
"""

from decimal import Decimal

import pytest

from prioritering.store.facts import check_rows, facts
from tests.folders import UKFA, VSO

# Listed effects in any order and case are one answer.
ANSWERS = """
    select tier, criterion_id, cost_low_kr, (
        select string_agg(effect, ', ' order by effect)
        from unnest(regexp_split_to_array(lower(printed), '\\s*[,;]\\s*')) as listed(effect)
    ) as named
    from project_mark inner join project using (plan_key, version, project_id)
    where plan_key = $plan_key
"""
PERSPECTIVES = """
    select tier, '' as criterion_id, cost_low_kr, perspective_printed as named from project where plan_key = $plan_key
"""


def costs_by(store, named):
    return store.rows(
        f"""
        select
            tier, criterion_id, named, count(*) as projects, count(*) - count(cost_low_kr) as unknown,
            coalesce(sum(cost_low_kr), 0) as known_kr
        from ({named}) group by all
        """,
        {"plan_key": str(VSO)},
    )


def one(rows, **wanted):
    (row,) = [row for row in rows if all(row[name] == value for name, value in wanted.items())]
    return row


def test_seven_of_ten_strategic_costs_are_known_and_sum_to_at_least_6700(both_plans):
    row = one(facts(both_plans, "known_cost", VSO), tier="strategiskt")
    assert (row["projects"], row["known"], row["unknown"], row["low_sum_kr"]) == (10, 7, 3, 6_700_000)


def test_the_prioritised_projects_have_no_cost_and_none_is_desirable(both_plans):
    rows = facts(both_plans, "known_cost", VSO)
    assert one(rows, tier="prioriterat")["not_stated"] == 17
    assert {row["tier"] for row in rows} == {"strategiskt", "prioriterat"}


@pytest.mark.parametrize(
    ("criterion", "groups"),
    [
        (
            "effekttyp",
            {
                "kvalitetshöjande, tidsbesparande": (3500, 2, 5),
                "tidsbesparande": (500, 1, 2),
                "kvalitetshöjande": (1700, 0, 2),
                "": (1000, 0, 1),
            },
        ),
        ("tidsperspektiv", {"kort": (4200, 1, 5), "medel": (2000, 2, 4), "lång": (500, 0, 1)}),
        (
            "omfattning",
            {"medel": (700, 0, 1), "hög": (4000, 1, 6), "hög – mycket hög": (2000, 0, 1), "mycket hög": (0, 2, 2)},
        ),
    ],
)
def test_costs_by_answer_agree_with_the_inventory(both_plans, criterion, groups):
    rows = [
        row
        for row in costs_by(both_plans, ANSWERS)
        if row["tier"] == "strategiskt" and row["criterion_id"] == criterion
    ]
    found = {row["named"]: (row["known_kr"] // 1000, row["unknown"], row["projects"]) for row in rows}
    assert found == groups


def test_costs_by_perspective_agree_with_the_inventory(both_plans):
    rows = [row for row in costs_by(both_plans, PERSPECTIVES) if row["tier"] == "strategiskt"]
    found = {row["named"]: (row["known_kr"] // 1000, row["unknown"], row["projects"]) for row in rows}
    assert found == {
        "Myndighet": (3000, 2, 4),
        "Brukare": (2200, 0, 3),
        "Brukare/Klienter": (1000, 0, 1),
        "Utförare": (0, 1, 1),
        "Myndighet/Utförare": (500, 0, 1),
    }


@pytest.mark.parametrize(
    ("part", "budget_class", "tkr"),
    [
        ("verksamhetsnära", "VM", 21131),
        ("verksamhetsnära", "VU", 3432),
        ("IT-nära", "VM", 22462),
        ("IT-nära", "VU", 115),
        (None, "VM", 43593),
        (None, "VU", 3547),
        ("verksamhetsnära", None, 24563),
        ("IT-nära", None, 22577),
        (None, None, 47140),
    ],
)
def test_the_vso_budget_sums(both_plans, part, budget_class, tkr):
    row = one(facts(both_plans, "budget_sum", VSO), part=part, budget_class=budget_class)
    assert row["amount_kr"] == tkr * 1000


def test_the_shares_of_vso_are_92_5_and_7_5_percent(both_plans):
    rows = facts(both_plans, "budget_sum", VSO)
    whole = one(rows, part=None, budget_class=None)["amount_kr"]
    shares = [round(one(rows, part=None, budget_class=name)["amount_kr"] / whole * 100, 1) for name in ("VM", "VU")]
    assert shares == [Decimal("92.5"), Decimal("7.5")]


@pytest.mark.parametrize("check", ["budget_summerar_inte", "arsarbeten_summerar_inte", "koppling_till_okant"])
@pytest.mark.parametrize("plan", [VSO, UKFA])
def test_every_stated_sum_is_the_sum_of_its_cells(both_plans, check, plan):
    assert check_rows(both_plans, check, plan) == ()


@pytest.mark.parametrize(
    ("part", "budget_class", "fte"),
    [
        ("verksamhetsnära", "VM", "11.2"),
        ("verksamhetsnära", "VU", "8.6"),
        ("IT-nära", "VM", "1.0"),
        ("IT-nära", "VU", "0.5"),
        (None, "VM", "12.2"),
        (None, "VU", "9.1"),
        (None, None, "21.3"),
    ],
)
def test_the_staff_sums(both_plans, part, budget_class, fte):
    assert one(facts(both_plans, "fte_sum", VSO), part=part, budget_class=budget_class)["fte"] == Decimal(fte)


def test_blank_staff_cells_are_blank_and_printed_zeros_are_zeros(both_plans):
    staff = [row for row in facts(both_plans, "fte_cell", VSO) if row["cell_kind"] == "cell"]
    assert sum(row["status"] == "tomt" and row["fte"] is None for row in staff) == 6
    budget = [row for row in facts(both_plans, "budget_cell", VSO) if row["cell_kind"] == "cell"]
    assert sum(row["status"] == "angivet" and row["amount_kr"] == 0 for row in budget) == 6


def test_the_parts_of_technical_operation_are_22_9_and_19_4_against_22_7(both_plans):
    (row,) = facts(both_plans, "part_total", VSO)
    assert (row["stated"], row["parts_sum"], row["exact_parts_sum"]) == (22_700_000, 22_900_000, 19_400_000)


@pytest.mark.parametrize(
    ("budget_class", "kronor"), [("VM", "23481701.00"), ("VU", "5269500.00"), (None, "28751201.00")]
)
def test_the_ukfa_budget_sums(both_plans, budget_class, kronor):
    rows = [row for row in facts(both_plans, "budget_sum", UKFA) if row["part"] is None]
    assert one(rows, budget_class=budget_class)["amount_kr"] == Decimal(kronor)


def test_the_ukfa_total_stands_three_times_and_agrees(both_plans):
    totals = {"total-2022", "total-tabell-2", "finansiering-total"}
    rows = [row for row in facts(both_plans, "budget_cell", UKFA) if row["cell_id"] in totals]
    assert [row["amount_kr"] for row in rows] == [Decimal("28751201.00")] * 3


@pytest.mark.parametrize(
    ("bearer", "share", "enhancement"),
    [("AMI", 10.27, 62.5), ("BIN", 30.46, 17.2), ("BOU", 53.88, 10.6), ("KOF", 5.40, 17.6)],
)
def test_the_cost_bearers_shares(both_plans, bearer, share, enhancement):
    row = one(facts(both_plans, "budget_share", UKFA), cost_bearer=bearer)
    assert (round(row["share"] * 100, 2), round(row["enhancement_share"] * 100, 1)) == (share, enhancement)


def test_the_forecast_differs_by_5719201_and_only_its_total_is_given(both_plans):
    cells = {row["cell_id"]: row for row in facts(both_plans, "budget_cell", UKFA)}
    difference = cells["total-2022"]["amount_kr"] - cells["total-prognos-2021"]["amount_kr"]
    assert difference == Decimal("5719201.00")
    assert cells["vm-prognos-2021"]["status"] == cells["vu-prognos-2021"]["status"] == "tomt"


def test_the_allocation_keys_sum_to_100(both_plans):
    keys = [row for row in facts(both_plans, "allocation_key", UKFA) if row["share_percent"] is not None]
    for name in {row["key_name"] for row in keys}:
        assert sum(row["share_percent"] for row in keys if row["key_name"] == name) == 100


@pytest.mark.parametrize(
    ("plan", "relation", "count"),
    [
        (VSO, "goal", 7),
        (VSO, "goal_activity", 21),
        (VSO, "goal_link", 8),
        (VSO, "forum", 7),
        (VSO, "role", 9),
        (VSO, "plan_text", 11),
        (VSO, "project_text", 24),
        (UKFA, "plan_text", 4),
        (UKFA, "activity", 17),
        (UKFA, "governing_document", 12),
        (UKFA, "deviation", 5),
    ],
)
def test_every_row_of_the_plans_is_there(both_plans, plan, relation, count):
    assert len(facts(both_plans, relation, plan)) == count


def test_four_systems_are_late_three_above_calculation_and_two_both(both_plans):
    rows = facts(both_plans, "deviation", UKFA)
    assert sum(bool(row["late"]) for row in rows) == 4
    assert sum(bool(row["above_calculation"]) for row in rows) == 3
    assert sum(bool(row["late"] and row["above_calculation"]) for row in rows) == 2


def test_nine_sub_goals_in_three_focus_areas(both_plans):
    levels = [row["goal_level"] for row in facts(both_plans, "long_term_goal", UKFA)]
    assert (levels.count("fokusområde"), levels.count("delmål")) == (3, 9)


def test_an_unknown_relation_is_refused(both_plans):
    from prioritering.errors import BadArgument

    with pytest.raises(BadArgument):
        facts(both_plans, "plan; drop table plan", VSO)


SUBSETS = """
with known as (
    select row_number() over (order by position) - 1 as bit, cost_low_kr
    from project
    where plan_key = $plan_key and cost_low_kr is not null
),

subsets as (
    select range as members, sum(case when (range >> bit) & 1 = 1 then cost_low_kr else 0 end) as kronor
    from range(128)
    cross join known
    group by range
)

select
    count(*),
    count(*) filter (where kronor <= 3547000),
    max(kronor) filter (where kronor <= 3547000),
    count(*) filter (where kronor = 3500000)
from subsets
"""


def test_72_of_128_subsets_fit_the_enhancement_budget_and_8_reach_3500(both_plans):
    assert both_plans.tuples(SUBSETS, {"plan_key": str(VSO)}) == [(128, 72, 3_500_000, 8)]


def test_the_known_costs_are_189_percent_of_the_enhancement_budget(both_plans):
    known = one(facts(both_plans, "known_cost", VSO), tier="strategiskt")["low_sum_kr"]
    budget = one(facts(both_plans, "budget_sum", VSO), part=None, budget_class="VU")["amount_kr"]
    assert known - budget == 3_153_000
    assert round(known / budget * 100) == 189


def test_the_forecast_with_the_stated_addition_is_still_4519201_lower(both_plans):
    cells = {row["cell_id"]: row["amount_kr"] for row in facts(both_plans, "budget_cell", UKFA)}
    budget, forecast = cells["total-2022"], cells["total-prognos-2021"]
    added = sum(row["amount_kr"] or 0 for row in facts(both_plans, "difference_reason", UKFA))
    assert round((budget - forecast) / forecast * 100, 1) == Decimal("24.8")
    assert budget - forecast - added == 4_519_201
    assert round((budget - forecast - added) / (forecast + added) * 100, 1) == Decimal("18.6")


@pytest.mark.parametrize(("kind", "bound"), [("vm-kof", 6_400_635), ("vu-kof", 1_365_000), ("total-kof", 7_765_635)])
def test_the_shared_pot_is_bounded_by_the_smallest_cost_bearer(both_plans, kind, bound):
    cells = {row["cell_id"]: row["amount_kr"] for row in facts(both_plans, "budget_cell", UKFA)}
    keys = facts(both_plans, "allocation_key", UKFA)
    (share,) = [row["share_percent"] for row in keys if row["key_id"] == "alla-kof"]
    assert cells[kind] / (share / 100) == bound
