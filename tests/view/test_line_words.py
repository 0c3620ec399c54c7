"""Headline, line and reasons where costs are unknown, assumed, locked or tied: each says what holds, and they agree."""

from __future__ import annotations

from typing import Any

import pytest

from prioritering.analysis.needed import needed
from prioritering.plan.object_plan import Cost, ObjectPlan, Project, Status
from prioritering.plan.reader import read_plan
from prioritering.scoring.changes import Changes, CostAssumption, UnknownCosts
from prioritering.scoring.ranking import Order
from prioritering.view import line_words, sentences
from prioritering.view.picture import Picture
from prioritering.view.ranking_json import ranking_json
from prioritering.view.row import BoardRow, rows_of
from prioritering.view.summary import summary_of
from prioritering.view.unknown_words import of_the_board
from prioritering.view.view import View
from tests.folders import DATA, printed_model
from tests.scoring.builders import number_model, plan, project
from tests.view.builders import picture
from tests.view.test_unknown_costs import SIGNED

COMMON = UnknownCosts.model_validate({**SIGNED, "low": 100_000, "high": 900_000})
ALL = ("P0", "P1", "P2")


def p(key: str, tkr: int | None, points: float = 50) -> Project:
    return project(key, None if tkr is None else tkr * 1000, points)


def ranging(key: str, low: int, high: int, points: float) -> Project:
    cost = Cost(status=Status.STATED, low=low * 1000, high=high * 1000)
    return p(key, 0, points).model_copy(update={"cost": cost})


def shown(*projects: Project, changes: Changes | None = None, **view: Any) -> Picture:
    return picture(plan(*projects), View(plan="prov", **view), number_model(), changes or Changes())


def said(given: Picture) -> tuple[str, str]:
    """The headline and the line."""
    return plain(sentences.headline(given)), plain(line_words.line_text(given))


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def row(given: Picture, key: str) -> BoardRow:
    return next(row for row in rows_of(given, given.board.listed()) if row.id == key)


def money(given: Picture, key: str) -> str:
    found = row(given, key).reasons
    assert found is not None
    return plain(found.money)


@pytest.fixture(scope="module")
def vso() -> ObjectPlan:
    return read_plan(DATA / "vso-2021", printed_model()).plan


UNKNOWN = tuple(p(f"P{n}", None, 90 - 10 * n) for n in range(3))
FOUR = tuple(p(f"P{n}", 1000) for n in range(4))


def test_a_frame_that_surely_reaches_none_is_not_said_to_reach_none_for_sure(vso: ObjectPlan) -> None:
    for given, words in (
        (shown(p("A", 1000, 90), p("B", None, 80), frame="500"), "Ramen 500 tkr räcker inte till något av 2 projekt."),
        (shown(p("A", None, 90), frame="0"), "Ramen 0 tkr räcker inte till det enda projektet."),
        (
            shown(p("A", 1000, 90), p("B", None, 80), frame="500", order=Order.PER_KRONA),
            "Ramen 500 tkr räcker inte till det enda projektet med kostnad. Den utan kostnad räknas inte.",
        ),
        (picture(vso, View(frame="500")), "Ramen 500 tkr räcker inte till något av 10 projekt."),
    ):
        assert said(given)[0] == words
    might = shown(p("A", None, 90), p("B", 400, 80), frame="500")
    assert said(might)[0].startswith("Ramen 500 tkr räcker inte säkert till något av 2 projekt.")


def test_where_what_the_group_has_assumed_keeps_all_out_the_headline_says_so() -> None:
    tried = shown(p("A", None, 90), p("B", 400, 80), frame="500", unknown_low=600, unknown_high=700)
    assert said(tried)[0] == "Ramen 500 tkr räcker inte, om det spann som provas stämmer, till något av 2 projekt."


def test_the_line_says_all_only_where_all_are_surely_reached() -> None:
    assert said(shown(*UNKNOWN, frame="1000", order=Order.PER_KRONA)) == (
        "Inget kan rangordnas per krona: de tre projekten saknar kostnad.",
        "Inget projekt har plats per krona · 1 000 tkr kvar",
    )
    assert said(shown(*FOUR, frame="2000", not_now=("P0", "P1", "P2", "P3"))) == (
        "Inget projekt är fritt att rangordna: alla är låsta.",
        "Alla projekt är låsta · 2 000 tkr kvar",
    )
    fits = shown(*FOUR[:2], frame="3000", must=("P0", "P1"))
    assert said(fits)[1] == "Alla projekt är låsta · 1 000 tkr kvar"
    assert said(shown(*FOUR, frame="5000"))[1] == "Ramen 5 000 tkr räcker till alla · 1 000 tkr kvar"
    assert said(shown(*FOUR, frame="5000", must=("P0",)))[1].startswith("Ramen 5 000 tkr räcker till alla fria · ")
    with_lane = shown(p("A", 10), p("B", None), p("C", 20), frame="50", order=Order.PER_KRONA)
    assert said(with_lane)[1] == "Ramen 50 tkr räcker till alla med kostnad · 20 tkr kvar"


def test_a_board_without_projects_has_no_line() -> None:
    assert said(shown(frame="1000"))[1] == ""


def test_one_project_is_spoken_of_as_one() -> None:
    assert said(shown(p("A", 500), frame="1000")) == (
        "Ramen 1 000 tkr räcker till det enda projektet.",
        "Ramen 1 000 tkr räcker till det enda projektet · 500 tkr kvar",
    )
    assert said(shown(p("A", None), frame="1000"))[0] == (
        "Ramen 1 000 tkr räcker inte säkert till det enda projektet. "
        "Det ryms om den okända kostnaden är högst 1 000 tkr."
    )
    assert said(shown(p("A", 10), p("B", None), frame="50", order=Order.PER_KRONA))[0].startswith(
        "Ramen 50 tkr räcker säkert till det enda projektet med kostnad. Den utan kostnad räknas inte."
    )


def test_more_is_said_only_beside_something_that_is_sure() -> None:
    assert said(shown(*UNKNOWN, frame="1000"))[0].endswith(
        "Alla tre ryms om de tre okända kostnaderna är högst 1 000 tkr tillsammans."
    )
    assert said(shown(p("A", None), p("B", None), frame="1000"))[0].endswith(
        "Båda ryms om de två okända kostnaderna är högst 1 000 tkr tillsammans."
    )
    assert " Tre ryms om " in said(shown(*UNKNOWN, p("D", 2000, 10), frame="1000"))[0]


def test_without_a_frame_those_without_a_place_share_none() -> None:
    text = said(shown(*UNKNOWN, frame="ingen", order=Order.PER_KRONA))[0]
    assert text.startswith("Inget projekt har plats per krona, eftersom alla saknar kostnad.")


def test_what_is_sure_without_the_groups_range_is_sure_and_the_rest_hangs_on_it(vso: ObjectPlan) -> None:
    for changes, tried, whose in (
        (Changes(unknown_costs=(COMMON,)), {}, "gruppens antaganden"),
        (Changes(), {"unknown_low": 100, "unknown_high": 900}, "det spann som provas"),
    ):
        given = picture(vso, View(**tried), printed_model(), changes)
        head, line = said(given)
        assert head.startswith("Ramen 3 547 tkr räcker säkert till 2 av 10 projekt. ")
        assert f"om {whose} stämmer och de" in head
        assert line.startswith("Hit räcker ramen 3 547 tkr säkert")
        second = plain(line_words.second_line_text(given))
        # Where not all of them fit at once, what it takes is said once, in the headline.
        assert f"om {whose} stämmer och de" in second or second.endswith("men allt ryms inte samtidigt")


def test_the_line_does_not_call_sure_what_the_groups_range_decides(vso: ObjectPlan) -> None:
    low = UnknownCosts.model_validate({**SIGNED, "low": 5_000, "high": 10_000})
    head, line = said(picture(vso, View(), printed_model(), Changes(unknown_costs=(low,))))
    assert head.endswith("säkert till 2 av 10 projekt. Fyra till ryms om gruppens antaganden stämmer.")
    assert "om gruppens antaganden stämmer" in line and "säkert" not in line
    per_krona = picture(vso, View(order=Order.PER_KRONA), printed_model(), Changes(unknown_costs=(COMMON,)))
    assert "säkert" not in said(per_krona)[1]
    assert "om gruppens antaganden stämmer" in said(per_krona)[1]


def test_without_a_range_nothing_hangs_on_assumptions(vso: ObjectPlan) -> None:
    for order in Order:
        given = picture(vso, View(order=order), printed_model())
        assert "antaganden" not in " ".join((*said(given), line_words.second_line_text(given)))


FREE = (p("A0", 2000, 90), p("A1", 5000), p("A2", 0), p("A3", None))


def test_under_hoppa_there_is_nothing_to_choose_about_what_never_fits() -> None:
    given = shown(*FREE, frame="6000", rule="hoppa")
    assert sentences.tie_note(given.board) == ""
    assert given.board.cut_tie() == ()
    assert said(given)[0] == (
        "Ramen 6 000 tkr räcker säkert till 2 av 4 projekt. Ett till ryms om den okända kostnaden är högst 4 000 tkr."
    )
    assert money(given, "A3") == "Kostnaden är okänd. Ryms om den är högst 4 000 tkr."
    assert [row(given, key).state[2] for key in ("A1", "A2", "A3")] == ["Ryms inte", "Ryms", "Oklart"]


def test_under_hoppa_the_choice_is_between_those_that_a_choice_decides() -> None:
    given = shown(p("A", 0), p("B", 3), p("C", 4), p("D", 9), frame="5", rule="hoppa")
    assert sentences.tie_note(given.board) == (
        "Projekt B och Projekt C är lika, men ramen räcker inte till båda. Ni måste välja."
    )


FIVE = tuple(p(f"A{n}", cost, 80) for n, cost in enumerate((300, 500, 700, None, 0)))


def test_what_is_needed_is_more_than_the_known_costs_where_an_unknown_one_stands_before(vso: ObjectPlan) -> None:
    reason = "Ryms inte: med allt som står före behövs mer än 453 tkr mer i ramen."
    assert money(picture(vso, View(frame="3547")), "S03") == reason
    # With just the known costs it does not fit; with a krona more for each unknown one it may.
    assert row(picture(vso, View(frame="4000")), "S03").state[2] == "Ryms inte"
    assert row(picture(vso, View(frame="4001")), "S03").state[2] == "Oklart"
    given = picture(vso, View(frame="3547"))
    index = [item.id for item in given.board.candidates].index("S08")
    assert money(given, "S08").endswith("behövs mer än 1 153 tkr mer i ramen.")
    assert "när ramen är över 4 700 tkr" in plain(needed(given.board, [index])[0].sentence)
    # Known costs alone need just their sum.
    known = shown(p("A", 400, 90), p("B", 300, 80), frame="500")
    assert money(known, "B") == "Ryms inte: med allt som står före behövs minst 200 tkr mer i ramen."


def test_a_reason_that_hangs_on_an_assumed_range_says_so_and_one_that_does_not_is_left_as_it_is(
    vso: ObjectPlan,
) -> None:
    tried = picture(vso, View(frame="3547", unknown_low=0, unknown_high=20))
    assert money(tried, "S09").startswith("Ryms i varje tänkbart fall, om det spann som provas stämmer. Till och")
    assert money(tried, "S01").startswith("Ryms i varje tänkbart fall. Till och")
    # Out whatever the unknown ones cost, but how much more it takes hangs on the range.
    assert money(tried, "S03") == (
        "Ryms inte: med allt som står före behövs minst 453 tkr mer i ramen, om det spann som provas stämmer."
    )
    groups = Changes(unknown_costs=(COMMON.model_copy(update={"low": 600_000}),))
    assert money(picture(vso, View(frame="3547"), None, groups), "S09") == (
        "Ryms inte, om gruppens antaganden stämmer: med allt som står före behövs minst 53 tkr mer i ramen."
    )


@pytest.mark.parametrize(
    ("cost", "frame", "words"),
    [
        (100, "150", "Projekt A, Projekt B och Projekt C är lika; ett av dem ryms"),
        (70, "150", "Projekt A, Projekt B och Projekt C är lika, men ramen räcker inte till alla tre"),
    ],
)
def test_what_there_is_to_choose_under_a_tried_cost_is_said_to_hang_on_it(cost: int, frame: str, words: str) -> None:
    given = shown(p("A", None), p("B", 100), p("C", 100), frame=frame, unknown_low=cost, unknown_high=cost)
    assert plain(sentences.tie_note(given.board)).startswith(f"{words}, om det spann som provas stämmer.")
    known = shown(p("A", cost), p("B", 100), p("C", 100), frame=frame)
    assert plain(sentences.tie_note(known.board)).startswith(f"{words}.")


def test_a_reason_never_gives_a_dash_for_an_amount() -> None:
    given = shown(*FIVE, p("B", 0, 50), p("C", 50, 50), frame="900", rule="hoppa")
    assert money(given, "A4") == money(given, "B") == "Ryms i varje tänkbart fall."


def test_a_choice_inside_a_tie_does_not_hide_that_the_cost_is_unknown() -> None:
    given = shown(*FIVE, frame="900")
    assert money(given, "A3").endswith(
        "Vilka som ryms måste ni välja. Också den som väljs först får kosta högst 900 tkr."
    )
    assert money(given, "A0").endswith("Vilka som ryms måste ni välja.")


def test_the_known_costs_are_exact_and_a_sum_with_ranges_is_another_figure(vso: ObjectPlan) -> None:
    alone = summary_of(picture(vso, View(), printed_model()))
    ranged = summary_of(picture(vso, View(), printed_model(), Changes(unknown_costs=(COMMON,))))
    assert plain(alone.known) == plain(ranged.known) == "6 700 tkr"
    assert (alone.known_kr, ranged.known_kr) == (6_700_000, 6_700_000)
    assert (alone.least, plain(ranged.least)) == ("", "≥ 7 000 tkr med spann och antaganden")
    assert summary_of(shown(*UNKNOWN, frame="1000")).known == "inga"
    printed = ranking_json(picture(vso, View(), printed_model(), Changes(unknown_costs=(COMMON,))))
    assert (printed["kand_summa_kr"], printed["minsta_summa_kr"]) == (6_700_000, 7_000_000)


def test_json_says_what_hangs_on_a_level_of_ones_own(vso: ObjectPlan) -> None:
    for frame, marked in (("2000", ["S01"]), ("3547", []), ("5000", ["S02"])):
        listed: Any = ranking_json(picture(vso, View(frame=frame), printed_model()))["projekt"]
        assert [item["id"] for item in listed if item["beror_pa_niva"]] == marked


@pytest.mark.parametrize(
    ("must", "frame", "expected"),
    [(("A",), "600", True), (("A",), "400", False), (("A", "B"), "600", None), (("A", "B"), "500", False)],
)
def test_what_is_locked_in_is_within_the_frame_only_when_all_that_is_locked_in_fits(
    must: tuple[str, ...], frame: str, expected: bool | None
) -> None:
    listed: Any = ranking_json(shown(p("A", 500), p("B", None), frame=frame, must=must))["projekt"]
    assert {item["inom_ram"] for item in listed if item["id"] in must} == {expected}


def test_an_unknown_cost_that_is_locked_in_has_a_sentence_of_its_own_per_krona() -> None:
    given = shown(p("A0", None), p("A1", 1000), frame="2000", order=Order.PER_KRONA, must=("A0",))
    assert of_the_board(given) == "Det låsta utan kostnad tar mer än noll av ramen, hur mycket vet ingen."
    both = shown(p("A0", None), p("A1", 1000), p("A2", None), frame="2000", order=Order.PER_KRONA, must=("A0",))
    assert of_the_board(both).startswith("Projektet utan kostnad har ingen plats per krona: det står för sig")


def test_how_far_the_frame_reaches_is_said_to_be_sure_only_where_something_is_unsure_or_assumed() -> None:
    assert said(shown(p("A", 300, 90), p("B", 900, 50), frame="1000"))[0].startswith("Ramen 1 000 tkr räcker till 1 av")
    one = Changes(
        costs=(CostAssumption.model_validate({**SIGNED, "project_id": "B", "low": 900_000, "high": 900_000}),)
    )
    assumed = shown(p("A", 300, 90), p("B", None, 50), frame="1000", changes=one)
    assert not assumed.board.uncertain().any()
    assert said(assumed)[0].startswith("Ramen 1 000 tkr räcker säkert till 1 av")
