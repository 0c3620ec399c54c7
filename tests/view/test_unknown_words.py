"""One function says how the unknown costs are counted; here all its sentences are read together."""

from __future__ import annotations

import pytest

from prioritering.criteria.model_file import standard_model
from prioritering.plan.object_plan import ObjectPlan
from prioritering.plan.reader import read_plan
from prioritering.scoring.changes import NO_CHANGES, Changes, CostAssumption, UnknownCosts
from prioritering.scoring.ranking import Order
from prioritering.usecases import study
from prioritering.view.picture import Picture
from prioritering.view.unknown_words import Chosen, Where, how_unknown_counts, of_the_board, unknown_span
from prioritering.view.view import View
from tests.folders import DATA
from tests.view.builders import picture
from tests.view.test_unknown_costs import SIGNED

COMMON = UnknownCosts.model_validate({**SIGNED, "low": 100_000, "high": 901_000})
OWN = tuple(
    CostAssumption.model_validate({**SIGNED, "project_id": key, "low": 9_000, "high": 9_000})
    for key in ("S04", "S09", "S10")
)


@pytest.fixture(scope="module")
def vso() -> ObjectPlan:
    return read_plan(DATA / "vso-2021").plan


def shown(plan: ObjectPlan, changes: Changes = NO_CHANGES, **view: object) -> Picture:
    return picture(plan, View(**view), standard_model(), changes)  # type: ignore[arg-type]


def all_said(given: Picture) -> dict[str, str]:
    return {where.value: how_unknown_counts(where, given).replace("\u00a0", " ") for where in Where}


def test_without_a_range_each_place_says_its_own_and_no_two_say_the_same(vso: ObjectPlan) -> None:
    assert all_said(shown(vso)) == {
        "linje": "De tre okända kostnaderna är mer än noll, hur mycket vet ingen: Ryms är det som ryms vad de än blir, "
        "Oklart det som beror på dem.",
        "per krona": "De tre projekten utan kostnad har ingen plats per krona: de står för sig, är oklara och tar "
        "inget av ramen.",
        "dragningar": "De tre okända kostnaderna dras jämnt från 0 till hela ramen, 3 547 tkr, eftersom inget spann är "
        "satt.",
        "portfölj": "De tre okända kostnaderna är utelämnade ur den bästa portföljen.",
        "summor": "En summa där okända kostnader ingår är minst den som visas (≥).",
    }


def test_the_groups_range_counts_at_every_place_and_one_that_is_tried_says_so(vso: ObjectPlan) -> None:
    assert all_said(shown(vso, Changes(unknown_costs=(COMMON,)))) == {
        "linje": "De tre okända kostnaderna ligger i gruppens spann, 100–901 tkr: Ryms är det som ryms i hela spannet.",
        "per krona": "De tre okända kostnaderna får plats efter mitten av gruppens spann, 100–901 tkr: Ryms är det som "
        "ryms i hela spannet.",
        "dragningar": "De tre okända kostnaderna dras jämnt ur gruppens spann, 100–901 tkr.",
        "portfölj": "De tre okända kostnaderna räknas som mitten av gruppens spann, 500,5 tkr.",
        "summor": "En summa där okända kostnader ingår är minst den som visas (≥); gruppens spann räknas med sitt "
        "lägsta.",
    }
    tried = all_said(shown(vso, Changes(unknown_costs=(COMMON,)), unknown_low=5, unknown_high=5))
    assert all("det spann som provas" in text and "gruppens" not in text for text in tried.values())
    assert tried["linje"].startswith("De tre okända kostnaderna räknas som 5 tkr, efter det spann som provas:")
    assert (
        tried["dragningar"]
        == "De tre okända kostnaderna räknas som 5 tkr i de slumpade fallen, efter det spann som provas."
    )
    without = all_said(shown(vso, Changes(unknown_costs=(COMMON,)), assumptions=False))
    assert without == all_said(shown(vso))


def test_the_range_in_the_sentence_of_the_draws_is_the_one_that_is_drawn_from(vso: ObjectPlan) -> None:
    for changes, view in (
        (Changes(), {}),
        (Changes(), {"unknown_low": 7}),
        (Changes(unknown_costs=(COMMON,)), {}),
        (Changes(unknown_costs=(COMMON,)), {"unknown_high": 5}),
    ):
        given = shown(vso, changes, **view)
        drawn, span = study.robust(given), unknown_span(given)
        assert drawn.span_set == bool(span.words)
        assert (drawn.low, drawn.high) == ((span.low, span.high) if span.words else (0, given.frame.kronor))
    asked = how_unknown_counts(Where.DRAWS, shown(vso, unknown_high=900)).replace("\u00a0", " ")
    assert asked == "De tre okända kostnaderna dras jämnt ur det spann som provas, 0–900 tkr."
    no_frame = how_unknown_counts(Where.DRAWS, shown(vso, frame="ingen"))
    assert no_frame == "De tre okända kostnaderna har ingen del i platserna: utan ram räknas bara poängen."
    per_krona = how_unknown_counts(Where.DRAWS, shown(vso, frame="ingen", order=Order.PER_KRONA))
    assert per_krona == (
        "De tre projekten utan kostnad är utelämnade ur platserna, eftersom varken spann eller ram är vald."
    )


def test_per_krona_it_is_said_that_a_draw_gives_a_place_that_the_board_does_not(vso: ObjectPlan) -> None:
    apart = "I de slumpade fallen får de därmed ett belopp och projekten en plats; i listan står de för sig."
    given = shown(vso, order=Order.PER_KRONA)
    assert how_unknown_counts(Where.DRAWS, given).endswith(f"inget spann är satt. {apart}")
    # The middle of a range gives the same project a place on the board too.
    ranged = shown(vso, Changes(unknown_costs=(COMMON,)), order=Order.PER_KRONA)
    assert apart not in how_unknown_counts(Where.DRAWS, ranged)
    assert apart not in how_unknown_counts(Where.DRAWS, shown(vso))


def test_an_unknown_cost_that_is_locked_in_is_in_the_portfolio_at_least_and_the_others_are_left_out(
    vso: ObjectPlan,
) -> None:
    said = how_unknown_counts(Where.PORTFOLIO, shown(vso, must=("S09",)))
    assert said == (
        "Upphandling verksamhetssystem Äldre och Införande digitala matinköp har okänd kostnad och är utelämnade ur "
        "den bästa portföljen. Upphandling verksamhetssystem Barn och Unga, Vuxna är låst och med; kostnaden är okänd, "
        "så summan är minst den som visas."
    )
    two = how_unknown_counts(Where.PORTFOLIO, shown(vso, must=("S04", "S09")))
    assert two.startswith(
        "Upphandling verksamhetssystem Äldre har okänd kostnad och är utelämnat ur den bästa portföljen. "
    )
    many = how_unknown_counts(Where.PORTFOLIO, shown(vso), chosen=Chosen(tuple(f"P{n}" for n in range(13)), ("Karta",)))
    assert many.startswith("P0, P1, P2, P3, P4, P5, P6, P7, P8, P9, P10 och 2 till har okänd kostnad")
    all_in = how_unknown_counts(Where.PORTFOLIO, shown(vso, must=("S04", "S09", "S10")))
    assert "utelämnad" not in all_in
    assert "är låsta och med; deras kostnader är okända" in all_in


def test_an_unknown_cost_that_is_locked_out_is_not_said_to_be_left_out(vso: ObjectPlan) -> None:
    one = how_unknown_counts(Where.PORTFOLIO, shown(vso, must=("S09",), not_now=("S10",)))
    assert one.startswith("Införande digitala matinköp har okänd kostnad och är utelämnat ur den bästa portföljen. ")
    assert how_unknown_counts(Where.PORTFOLIO, shown(vso, not_now=("S04", "S09", "S10"))) == ""


@pytest.mark.parametrize("order", list(Order))
@pytest.mark.parametrize("changes", [NO_CHANGES, Changes(unknown_costs=(COMMON,))])
def test_where_every_project_is_locked_nothing_is_said_of_what_fits(
    vso: ObjectPlan, order: Order, changes: Changes
) -> None:
    every = tuple(f"S{number:02}" for number in range(1, 11))
    span = "De tre okända kostnaderna ligger i gruppens spann, 100–901 tkr."
    locked = "De tre låsta utan kostnad tar mer än noll av ramen, hur mycket vet ingen."
    said = of_the_board(shown(vso, changes, must=every, order=order)).replace("\u00a0", " ")
    assert said == (span if changes.unknown_costs else locked)
    one = of_the_board(shown(vso, must=every, order=order, unknown_low=5, unknown_high=5)).replace("\u00a0", " ")
    assert one == "De tre okända kostnaderna räknas som 5 tkr, efter det spann som provas."
    # What is locked out takes nothing of the frame, whatever it costs.
    priced = tuple(key for key in every if key not in {"S04", "S09", "S10"})
    out = ("S04", "S09", "S10")
    assert of_the_board(shown(vso, changes, must=priced, not_now=out, order=order)) == ""
    assert "Ryms är det som ryms" in of_the_board(shown(vso, changes, must=every[1:]))


@pytest.mark.parametrize(
    ("middle", "words"),
    [
        ("mitten", "mitten av gruppens spann, 500,5 tkr"),
        ("lägsta", "det lägsta i gruppens spann, 100 tkr"),
        ("högsta", "det högsta i gruppens spann, 901 tkr"),
    ],
)
def test_the_portfolio_says_which_end_of_the_range_it_counts(vso: ObjectPlan, middle: str, words: str) -> None:
    given = shown(vso, Changes(unknown_costs=(COMMON,)))
    said = how_unknown_counts(Where.PORTFOLIO, given, chosen=Chosen((), (), middle))
    assert said.replace("\u00a0", " ") == f"De tre okända kostnaderna räknas som {words}."


def test_the_middle_that_the_portfolio_counts_with_is_the_one_that_is_said(vso: ObjectPlan) -> None:
    given = shown(vso, Changes(unknown_costs=(COMMON,)))
    pool = study.portfolio_pool(given)
    assert dict(zip(pool.ids, pool.costs, strict=True))["S09"] == 500_500


def test_one_unknown_cost_is_spoken_of_as_one(vso: ObjectPlan) -> None:
    said = all_said(shown(vso, Changes(costs=OWN[:2])))
    assert said["linje"].startswith("Den okända kostnaden är mer än noll")
    assert said["linje"].endswith("vad den än blir, Oklart det som beror på den.")
    assert said["per krona"].startswith("Projektet utan kostnad har ingen plats")
    assert said["portfölj"] == "Den okända kostnaden är utelämnad ur den bästa portföljen."
    assert said["summor"].startswith("En summa där en okänd kostnad ingår")


def test_where_every_cost_is_known_there_is_nothing_to_say(vso: ObjectPlan) -> None:
    assert set(all_said(shown(vso, Changes(costs=OWN))).values()) == {""}


def test_the_board_says_how_the_line_counts_in_the_order_that_it_is_listed_in(vso: ObjectPlan) -> None:
    by_points, per_krona = shown(vso), shown(vso, order=Order.PER_KRONA)
    assert of_the_board(by_points) == how_unknown_counts(Where.LINE, by_points)
    assert of_the_board(per_krona) == how_unknown_counts(Where.PER_KRONA, per_krona)


def test_of_a_frame_of_nothing_it_is_said_that_they_have_no_place_only_where_places_are_per_krona(
    vso: ObjectPlan,
) -> None:
    said = "De tre okända kostnaderna är mer än noll och ryms därför inte i något slumpat fall"
    for order, more in ((Order.POINTS, ""), (Order.PER_KRONA, " Utan spann har projekten ingen plats per krona.")):
        asked = how_unknown_counts(Where.DRAWS, shown(vso, frame="0", order=order))
        assert asked == f"{said}, eftersom ramen är 0\u00a0tkr.{more}"
