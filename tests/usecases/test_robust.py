"""Robusthet as pages and command line ask for it: through a picture of a plan."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from prioritering.analysis.demands import Demands, Limit
from prioritering.money.line_rule import Rule
from prioritering.plan.object_plan import ObjectPlan
from prioritering.plan.reader import read_plan
from prioritering.scoring.changes import Changes, TieOrder
from prioritering.scoring.ranking import Order
from prioritering.store.connection import Store
from prioritering.usecases.picture import picture_of
from prioritering.usecases.robust_words import agreement_words, method_words
from prioritering.usecases.sensitivity_shown import sensitivity_shown
from prioritering.usecases.study import beside_list, best, best_shares, portfolio_pool, robust, shares, what_it_takes
from prioritering.usecases.study_now import head_shown
from prioritering.usecases.weight_study import weight_scans
from prioritering.view.picture import Picture
from prioritering.view.standing_words import study_headline
from prioritering.view.unknown_words import Where, how_unknown_counts
from prioritering.view.view import View, from_address, to_address
from tests.folders import DATA, printed_model
from tests.scoring.builders import number_model, plan, project
from tests.usecases.builders import filled
from tests.view.builders import picture

FOUR = plan(*(project(f"p{n}", 1_000_000, 50) for n in range(4)))


def shown(given: ObjectPlan, changes: Changes | None = None, **view: object) -> Picture:
    found = View(draws=500, frame="2000", **view)  # type: ignore[arg-type]
    return picture(given, found, number_model(), changes or Changes())


def agreed(*ids: str) -> Changes:
    order = TieOrder(role="Objektledare", reason="prov", at=datetime(2026, 1, 1, tzinfo=UTC), project_ids=ids)
    return Changes(tie_orders=(order,))


def inside(given: Picture) -> list[float]:
    found = shares(robust(given)).inside
    assert found is not None
    return [float(share) for share in found.tolist()]


def test_four_equal_projects_of_which_two_fit_are_inside_in_half_the_cases_each() -> None:
    assert inside(shown(FOUR)) == [0.5] * 4


def test_the_order_that_the_group_has_put_them_in_holds_also_in_the_draws_but_not_without_assumptions() -> None:
    changes = agreed("p2", "p0", "p3", "p1")
    assert inside(shown(FOUR, changes)) == [1, 0, 1, 0]
    assert inside(shown(FOUR, changes, assumptions=False)) == [0.5] * 4
    # One that names a project which is not there holds nothing.
    assert inside(shown(FOUR, agreed("p2", "gone"))) == [0.5] * 4


def test_the_order_that_the_group_has_put_them_in_goes_before_the_ids_among_equally_good_portfolios() -> None:
    for changes, chosen in ((agreed("p3", "p2", "p0", "p1"), {"p2", "p3"}), (Changes(), {"p0", "p1"})):
        given = shown(FOUR, changes)
        pool = portfolio_pool(given)
        found = best(given, pool, Demands(), 5)
        assert {pool.ids[index] for index in found.indexes} == chosen
        # Where they are put in order the list is the portfolio; before that it is the choice that decides.
        choice = (
            "Listan kan nå lika många poäng som bästa portföljen: det beror på hur ni väljer mellan dem som är lika."
        )
        assert beside_list(given, pool, found).why == ("" if changes.tie_orders else choice)
        # With one more demand the search is another, and the rule the same.
        asked = best(given, pool, Demands(limits=(Limit("Antal", 2, need=dict.fromkeys(pool.ids, 1.0)),)), 5)
        assert {pool.ids[index] for index in asked.indexes} == chosen


def test_two_projects_of_the_real_plan_that_nothing_tells_apart_have_the_same_share_whatever_their_rows() -> None:
    vso = read_plan(DATA / "vso-2021").plan
    swapped = vso.model_copy(update={"projects": tuple(reversed(vso.projects))})
    found = []
    for given in (vso, swapped):
        seen = picture(given, View(draws=500))
        ids = [item.id for item in seen.board.candidates]
        found.append(dict(zip(ids, inside(seen), strict=True)))
    assert found[0] == found[1]
    assert 0 < found[0]["S09"] == found[0]["S10"] < 1


def test_the_weights_tried_are_those_at_most_ten_percentage_points_off_unless_the_address_says_otherwise() -> None:
    near = robust(shown(FOUR)).study.draws.info
    assert (near.kind.value, near.low, near.high) == ("spann", (0.9,), (1.0,))
    three = picture(read_plan(DATA / "vso-2021").plan, View(), printed_model())
    assert robust(three).study.draws.info.low == pytest.approx([1 / 3 - 0.1] * 3)
    assert from_address({})[0].weight_info == "spann"
    assert from_address({"viktinfo": "alla"})[0].weight_info == "alla"
    assert to_address(View(weight_info="alla")) == {"viktinfo": "alla"}
    assert to_address(View(weight_info="spann")) == {}


def test_what_it_takes_is_told_how_far_it_has_come() -> None:
    told: list[float] = []
    answers = what_it_takes(shown(FOUR), [0, 1], told.append)
    assert [item.index for item in answers] == [0, 1]
    assert told == sorted(told)
    assert told[-1] == 1


@pytest.mark.parametrize("rule", list(Rule))
@pytest.mark.parametrize("order", list(Order))
def test_a_frame_of_nothing_holds_no_unknown_cost_in_any_draw_but_what_is_known_to_be_free(
    rule: Rule, order: Order
) -> None:
    three = plan(project("free", 0, 50), project("unknown", None, 90), project("dear", 1_000, 70))
    given = picture(three, View(draws=200, frame="0", rule=rule, order=order), number_model())
    found = robust(given)
    # Under "stopp" what comes after the first that does not fit is out as well.
    free = 1.0 if rule is Rule.SKIP or order is Order.PER_KRONA else 0.0
    assert inside(given) == [free, 0.0, 0.0]
    best_inside = best_shares(found).inside
    assert best_inside is not None
    assert best_inside.tolist() == [1.0, 0.0, 0.0]
    safe = "ett säkert" if free else "inget säkert"
    said = study_headline(given, shares(found), (found.low, found.high), found.study.draws.info).replace("\u00a0", " ")
    assert said.startswith(f"Av 3 projekt är {safe} inom ramen 0 tkr, inget ligger i gråzonen och")
    assert "om den okända kostnaden" not in said
    counted = how_unknown_counts(Where.DRAWS, given).replace("\u00a0", " ")
    assert counted.startswith("Den okända kostnaden är mer än noll och ryms därför inte i något slumpat fall")


def test_a_range_that_the_group_has_set_may_go_down_to_nothing_in_a_frame_of_nothing() -> None:
    given = picture(plan(project("a", None, 50)), View(draws=200, frame="0", unknown_high=0), number_model())
    assert inside(given) == [1.0]


@pytest.mark.parametrize(("frame", "high"), [("300", 300_000), ("ingen", 0), ("0", 0)])
def test_a_span_that_nobody_has_set_goes_from_nothing_to_the_frame(frame: str, high: int) -> None:
    given = picture(plan(project("A", None, 50), project("B", 100, 50)), View(frame=frame), number_model())
    found = robust(given)
    assert (found.low, found.high, found.span_set, found.unknown) == (0, high, False, 1)


def test_a_project_without_a_cost_never_stands_before_one_with_a_low_yield_in_the_draws() -> None:
    # Less than a point per million kronor.
    rows = plan(project("A", None, 90), project("B", 90_000_000, 50))
    given = picture(rows, View(frame="ingen", order=Order.PER_KRONA, draws=50), number_model())
    found = shares(robust(given))
    assert found.places is not None
    assert found.places.acceptability.tolist() == [[0, 0], [1, 0]]


def test_without_a_frame_neither_an_unknown_cost_nor_what_is_locked_in_without_points_has_a_place_per_krona() -> None:
    rows = plan(project("A", None, 90), project("B", 1_000_000, 50), project("C", 500_000, None))
    given = picture(rows, View(frame="ingen", order=Order.PER_KRONA, draws=50, must=("C",)), number_model())
    found = robust(given)
    unplaced = found.study.setting.unplaced
    assert unplaced is not None
    assert dict(zip([item.id for item in given.board.candidates], unplaced.tolist(), strict=True)) == {
        "A": True,
        "B": False,
        "C": True,
    }
    places = shares(found).places
    assert places is not None
    assert places.acceptability[:, 0].tolist() == [0, 1, 0]


def test_the_points_over_a_weight_are_drawn_from_none_of_it_to_all_of_it() -> None:
    given = picture(read_plan(DATA / "vso-2021").plan, View(frame="3547"), printed_model())
    charts = [one.section["chart"] for one in sensitivity_shown(given, weight_scans(given)).weights]
    assert [chart.x_ends for chart in charts] == [(0.0, 100.0)] * len(given.model.ids)


def test_how_the_members_agree_stands_apart_from_how_the_cases_were_drawn(store: Store) -> None:
    filled(store)
    for source, answered in (("median", True), ("planen", False)):
        given = robust(picture_of(store, View(source=source, frame="2000", draws=100)))  # type: ignore[arg-type]
        outcome = shares(given)
        head = head_shown(given, outcome, ())
        assert bool(head["agreement"]) is answered
        assert head["agreement"] == agreement_words(given.picture)
        told = (head["agreement"],) if answered else ()
        assert (*head["method"], *told) == method_words(given, outcome, ())
        assert head["method"][0].startswith("100 fall är slumpade")
