"""Sentences and sums when they are about one, two or many, and what is shown where there is no frame or no place."""

from __future__ import annotations

import pytest

from prioritering.money.line_rule import Rule
from prioritering.plan.object_plan import Project, Tier
from prioritering.scoring.ranking import Order
from prioritering.view import sentences
from prioritering.view.lines import Lines, line_places
from prioritering.view.money_reason import money_reason
from prioritering.view.picture import Picture
from prioritering.view.row import rows_of
from prioritering.view.summary import summary_of
from prioritering.view.view import View
from tests.scoring.builders import number_model, plan, project
from tests.view.builders import picture


def of(*projects: Project, frame: str = "1", **view: object) -> Picture:
    return picture(plan(*projects), View(plan="prov", frame=frame, **view), number_model("nytta"))  # type: ignore[arg-type]


def why(shown: Picture, index: int) -> str:
    return money_reason(shown, index, "0").replace("\u00a0", " ")


def equal(count: int, kronor: int | None) -> tuple[Project, ...]:
    return tuple(project(letter, kronor, 50) for letter in "ABCDEFGH"[:count])


@pytest.mark.parametrize(
    ("count", "named"),
    [
        (2, "Projekt B"),
        (3, "Projekt B och Projekt C"),
        (4, "Projekt B, Projekt C och Projekt D"),
        (5, "Projekt B, Projekt C och 2 projekt till"),
        (6, "Projekt B, Projekt C och 3 projekt till"),
    ],
)
def test_one_in_a_tie_that_is_cut_names_up_to_three_others_and_then_how_many_more(count: int, named: str) -> None:
    shown = of(*equal(count, 600))
    assert why(shown, 0) == f"Lika med {named}, och ramen räcker inte till alla. Vilka som ryms måste ni välja."


@pytest.mark.parametrize(
    ("count", "named"),
    [
        (3, "Projekt A, Projekt B och Projekt C"),
        (4, "Projekt A, Projekt B, Projekt C och Projekt D"),
        (5, "Projekt A, Projekt B, Projekt C och 2 projekt till"),
        (8, "Projekt A, Projekt B, Projekt C och 5 projekt till"),
    ],
)
def test_a_tie_that_the_line_falls_in_names_four_or_three_and_how_many_more(count: int, named: str) -> None:
    assert sentences.tie_note(of(*equal(count, 600)).board) == f"{named} är lika; ett av dem ryms."


@pytest.mark.parametrize(
    ("frame", "must", "bars"),
    [
        ("1", (), [("Projekt A", 40), ("Projekt B", 30)]),
        ("ingen", (), []),
        # What must be in costs more than the frame: the bar is of what is used.
        ("0.5", ("D",), [("Projekt D", 100)]),
    ],
)
def test_the_bar_of_the_frame_has_a_part_for_each_that_is_in_and_costs_something(
    frame: str, must: tuple[str, ...], bars: list[tuple[str, float]]
) -> None:
    rows = (project("A", 400, 90), project("B", 300, 80), project("C", 0, 70), project("D", 2000, 60))
    found = summary_of(of(*rows, frame=frame, must=must)).bars
    assert [(part.name, part.width) for part in found] == bars


def test_what_a_project_hangs_on_is_its_own_cost_when_that_alone_is_uncertain() -> None:
    shown = of(project("A", 400, 90), project("B", None, 80), project("C", None, 70))
    assert why(shown, 1) == "Kostnaden är okänd. Ryms om den är högst 0,6 tkr."
    assert why(shown, 2) == (
        "Kostnaden är okänd. Ryms om de okända kostnaderna till och med den här platsen blir högst 0,6 tkr tillsammans."
    )


def test_a_known_cost_after_one_unknown_hangs_on_that_one() -> None:
    shown = of(project("A", None, 90), project("B", 400, 80))
    together = "Ryms om den okända kostnaden till och med den här platsen blir högst 0,6 tkr."
    assert why(shown, 1) == together


@pytest.mark.parametrize(
    ("rule", "costs", "said"),
    [
        (Rule.STOP, (700, 400), "Ryms inte: med allt som står före behövs minst 1 tkr (exakt 0,1 tkr) mer i ramen."),
        (Rule.STOP, (1000, None), "Ryms inte: ramen är slut, och en okänd kostnad är mer än noll."),
        # A single unknown cost takes a krona at least.
        (Rule.STOP, (None, 2000), "Ryms inte: med allt som står före behövs mer än 1 tkr mer i ramen."),
        (Rule.SKIP, (700, 400), "Ryms inte: kostar 0,4 tkr, mer än vad som är kvar när turen kommer hit."),
        (
            Rule.SKIP,
            (1000, None),
            "Ryms inte: ramen är slut när turen kommer hit, och en okänd kostnad är mer än noll.",
        ),
    ],
)
def test_one_that_does_not_fit_is_told_what_it_lacks(rule: Rule, costs: tuple[int, int | None], said: str) -> None:
    shown = of(project("A", costs[0], 90), project("B", costs[1], 80), rule=rule)
    assert why(shown, 1) == said


def test_a_project_without_a_place_is_alone_there_and_has_not_moved() -> None:
    shown = of(project("A", 100, 90), project("B", None, 80), project("C", None, 80), order=Order.PER_KRONA)
    rows = {row.id: row for row in rows_of(shown, [0, 1, 2])}
    assert [(rows[key].place, rows[key].tied, rows[key].moved) for key in "ABC"] == [(1, 1, 0), (0, 1, 0), (0, 1, 0)]


def test_rows_that_share_a_place_say_how_many_they_are() -> None:
    shown = of(project("A", 100, 90), project("B", 100, 90), project("C", 100, 50))
    assert [(row.place, row.tied) for row in rows_of(shown, [0, 1, 2])] == [(1, 2), (1, 2), (3, 1)]


def test_without_a_frame_there_are_no_sums_by_class_and_nothing_is_inside_or_open() -> None:
    found = summary_of(of(*equal(3, 600), frame="ingen"))
    assert (found.tiers, found.bars, found.sure, found.open, found.used_kr, found.left_kr) == ((), (), 0, 0, None, None)


def test_a_class_that_no_project_has_gets_no_sum() -> None:
    other = project("B", 500, 80).model_copy(update={"tier": Tier.DESIRABLE})
    found = summary_of(of(project("A", 400, 90), other))
    said = [(tier.name, tier.count, tier.sum, tier.unknown, tier.open) for tier in found.tiers]
    assert said == [("Strategiskt", "1 av 1", "0,4", 0, 0), ("Önskvärt", "1 av 1", "0,5", 0, 0)]


def test_how_the_unknown_costs_count_is_told_in_the_summary_only_where_there_is_a_frame() -> None:
    rows = (project("A", None, 90), project("B", 400, 80))
    assert summary_of(of(*rows)).unknown_counts.startswith("Den okända kostnaden är mer än noll")
    unframed = summary_of(of(*rows, frame="ingen"))
    assert (unframed.unknown_counts, unframed.used, unframed.break_even, unframed.second_line) == ("", "", "", "")


def test_a_project_that_is_free_of_charge_fits_with_nothing_used_so_far() -> None:
    shown = of(project("A", 0, 90), project("B", 400, 80))
    assert money_reason(shown, 0, "0") == (
        "Ryms i varje tänkbart fall. Till och med den här platsen används 0\u00a0tkr av 1\u00a0tkr."
    )


def test_a_locked_project_without_points_has_no_reasons_of_points_and_others_have_one_for_each_criterion() -> None:
    bare = project("B", 400).model_copy(update={"marks": {}})
    shown = of(project("A", 100, 90), bare, must=("A", "B"))
    parts = {row.id: len(row.reasons.parts) for row in rows_of(shown, [0, 1]) if row.reasons}
    assert parts == {"A": 1, "B": 0}


def test_what_is_locked_in_breaks_a_frame_of_nothing_by_all_that_it_costs() -> None:
    shown = of(project("A", 500, 90), project("B", 400, 80), frame="0", must=("A",))
    assert (
        sentences.headline(shown)
        .replace("\u00a0", " ")
        .startswith("Det låsta projektet kostar 0,5 tkr mer än ramen 0 tkr.")
    )


@pytest.mark.parametrize(
    ("below", "after", "places"),
    [("", "", (4, None)), ("C", "", (2, None)), ("C", "D", (2, 4)), ("A", "A", (0, 1)), ("B", "C", (1, 3))],
)
def test_the_lines_stand_before_the_first_below_and_after_the_last_that_may_fit(
    below: str, after: str, places: tuple[int, int | None]
) -> None:
    assert line_places(Lines(below, after), "ABCD", set("ABCD")) == places
    hidden = line_places(Lines("C", "D"), "ABCD", {"A", "D"})
    assert hidden == (1, 2)


def test_many_projects_are_counted_with_a_space_between_the_thousands() -> None:
    many = [project(f"P{number}", 2_000, number % 90 + number / 10_000) for number in range(1200)]

    def headline(kronor: str) -> str:
        return sentences.headline(of(*many, frame=kronor)).replace("\u00a0", " ")

    assert "till något av 1 200 projekt" in headline("1")
    assert "till 1 100 av 1 200 projekt" in headline("2200")
    assert "till alla 1 200 projekt" in headline("2400")
