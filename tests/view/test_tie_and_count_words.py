"""What is said once of a tie and at which line, and that counts of one page are of the same projects."""

from __future__ import annotations

from functools import cache

from prioritering.money.line_rule import Rule
from prioritering.plan.object_plan import ObjectPlan
from prioritering.plan.reader import read_plan
from prioritering.scoring.ranking import Order
from prioritering.view import line_words, sentences
from prioritering.view.document import document_of
from prioritering.view.summary import summary_of
from prioritering.view.view import View
from prioritering.web.parts.board_rows import board_rows, document_rows
from tests.folders import DATA, printed_model
from tests.view.builders import picture
from tests.view.test_line_words import UNKNOWN, p, plain, ranging, said, shown


@cache
def plan_of(name: str) -> ObjectPlan:
    """One of the real plans."""
    return read_plan(DATA / name, printed_model()).plan


def test_the_tie_is_named_once_and_its_choice_stands_by_the_line_that_it_is_next_to() -> None:
    below, above = "Nedanför är projekt lika: ni måste välja", "Närmast ovanför är projekt lika: ni måste välja"
    for given, named, first, second in (
        # The frame goes through the tie that stands right below the line.
        (shown(p("A", 100, 90), p("C", 500), p("D", 500), frame="700"), "Projekt C och Projekt D är lika; ", below, ""),
        # An unknown cost stands between the line and the tie, which the second line follows.
        (
            shown(p("A", 100, 90), p("B", None, 80), p("C", 500), p("D", 500), frame="700"),
            "Därefter är Projekt C och Projekt D lika, men ramen räcker inte till båda. Ni måste välja.",
            "",
            above,
        ),
        (shown(p("A", 100, 90), p("B", None, 80), frame="700"), "", "", ""),
    ):
        summary = summary_of(given)
        assert plain(summary.headline).count(" lika") == (1 if named else 0) and named in plain(summary.headline)
        assert summary.tie.startswith(first) and bool(summary.tie) == bool(first)
        assert summary.second_tie.startswith(second) and bool(summary.second_tie) == bool(second)
        assert "Projekt" not in summary.tie + summary.second_tie + summary.second_line
        texts = [row["html"] for row in board_rows(given).rows if row["kind"].startswith("line")]
        assert [below in text for text in texts][:1] == [bool(first)]
        assert [above in text for text in texts][1:] in ([], [bool(second)])
        document = [row["html"] for row in document_rows(document_of(given)) if row["kind"].startswith("line")]
        assert document == texts
    # What only a choice inside the tie decides ends the list; where all is sure there is nothing to say.
    known = shown(p("A", 100, 90), p("C", 500), p("D", 500), frame="700")
    assert line_words.second_line_text(known) == "Längre än hit räcker ramen inte, hur lika projekt än ordnas"
    assert line_words.second_line_text(shown(p("A", 100, 90), frame="700")) == ""


def test_after_those_that_fit_on_a_condition_a_choice_is_told_of_only_where_it_leaves_room_for_one_to_choose() -> None:
    tie = p("C", 400), p("D", 400)
    for least, end in (
        (300, "Andra kan rymmas i stället."),
        (100, "Därefter är Projekt C och Projekt D lika, men ramen räcker inte till båda. Ni måste välja."),
    ):
        head = said(shown(ranging("A", least, 900, 90), *tie, frame="600", rule=Rule.SKIP))[0]
        assert head.endswith(f"Ett ryms om den osäkra kostnaden är högst 600 tkr. {end}"), head


def test_no_line_says_that_a_choice_must_be_made_which_the_headline_says_nothing_of() -> None:
    # Where B is at most 300 and fits beside C, neither A nor D does; else one of them may.
    lower, upper = (p("A", 200, 50), p("D", 300, 50)), (ranging("B", 200, 500, 60), p("C", 300, 60))
    told = summary_of(shown(*upper, *lower, frame="600", rule=Rule.SKIP))
    assert plain(told.headline).endswith("är högst 300 tkr. Andra kan rymmas i stället.")
    assert plain(told.second_line).startswith("Hit kan ramen räcka, men allt ryms inte samtidigt")
    assert (told.tie, told.second_tie) == ("", "")


def test_as_many_that_fit_and_that_are_equal_are_not_taken_for_the_same() -> None:
    one = (("effekttyp", 100.0), ("omfattning", 0.0), ("tidsperspektiv", 0.0))
    given = picture(plan_of("vso-2021"), View(frame="3547", weights=one), printed_model())
    head = said(given)[0]
    # Two of the three unknown costs are among the five that fit on a condition.
    assert "Fem ryms om de två okända kostnaderna bland dem är högst 47 tkr tillsammans. Därefter är " in head
    assert head.endswith(" och 2 projekt till lika, men ramen räcker inte till alla de fem. Ni måste välja.")
    assert "de två okända kostnaderna ovanför är högst 47 tkr" in plain(
        line_words.second_line_text(
            shown(*UNKNOWN[:2], p("B", 900, 60), p("C", 100, 55), p("D", None, 50), frame="947")
        )
    )


def test_what_is_left_is_said_to_be_left_for_those_that_are_unclear() -> None:
    given = picture(plan_of("vso-2021"), View(frame="3547"), printed_model())
    assert said(given)[1].endswith("547 tkr kvar till de oklara")
    assert plain(sentences.used_text(given)).endswith("547 tkr är kvar till de oklara.")
    assert summary_of(given).left_words == "till de oklara"
    alone = shown(p("A", 100, 90), p("B", None, 80), frame="500")
    assert said(alone)[1].endswith("400 tkr kvar till det oklara")
    assert said(shown(p("A", 100, 90), frame="500"))[1].endswith("400 tkr kvar")


def test_per_krona_all_counts_are_of_those_that_have_a_place() -> None:
    summary = summary_of(picture(plan_of("vso-2021"), View(frame="3547", order=Order.PER_KRONA), printed_model()))
    assert (summary.sure, summary.free, summary.open_words) == (4, 7, "3 utan kostnad")
    assert [(tier.count, tier.open_words) for tier in summary.tiers] == [("4 av 7", "3 utan kostnad")]
    # What has no place takes nothing, so what is left is not left for it.
    assert summary.left_words == "av ramen"
    both = shown(p("A", 100, 90), ranging("B", 100, 900, 80), p("C", None, 70), frame="500", order=Order.PER_KRONA)
    assert summary_of(both).open_words == "1 oklart · 1 utan kostnad"
    by_points = summary_of(picture(plan_of("vso-2021"), View(frame="3547"), printed_model()))
    assert (by_points.open_words, by_points.tiers[0].count) == ("4 oklara", "2 av 10")


def test_no_range_is_asked_for_where_it_would_change_nothing() -> None:
    for must, asked in (((), True), (("A",), False)):
        given = shown(p("A", 500, 90), p("B", None, 80), frame="500", order=Order.PER_KRONA, must=must)
        assert bool(sentences.which_decide(given)) == asked


def test_of_a_single_one_that_may_fit_its_own_unknown_cost_is_not_said_to_be_one_among_several() -> None:
    given = shown(p("A", 400, 90), p("B", None, 80), p("C", 700, 70), p("D", None, 60), frame="1000")
    assert plain(sentences.headline(given)).endswith("Ett till ryms om den okända kostnaden för det är högst 600 tkr.")


def test_equals_of_long_names_are_told_of_by_their_count_and_place_so_that_the_wall_has_room_for_their_rows() -> None:
    long = [p(key, 600).model_copy(update={"name": f"{key}: {'ett nytt verksamhetssystem ' * 3}"}) for key in "ABC"]
    said = "projekt på delad plats 2"
    dear = shown(p("Först", 100, 90), *long, frame="1400")
    assert plain(sentences.tie_note(dear.board)) == f"Tre {said} är lika; två av dem ryms."
    assert plain(sentences.tie_note(dear.board, after=True)) == f"Därefter är tre {said} lika; två av dem ryms."
    unlike = shown(p("Först", 100, 90), *long[:2], long[2].model_copy(update={"cost": p("C", 700).cost}), frame="1400")
    must = "är lika, men ramen räcker inte till alla tre. Ni måste välja."
    assert plain(sentences.tie_note(unlike.board)) == f"Tre {said} {must}"
    # The dearest never fits under "hoppa", so it is nothing to choose about.
    never = long[2].model_copy(update={"cost": p("C", 1500).cost})
    open_two = [item.model_copy(update={"name": item.name * 2}) for item in long[:2]]
    skip = shown(p("Först", 100, 90), *open_two, never, frame="1000", rule=Rule.SKIP)
    assert plain(sentences.tie_note(skip.board)).startswith("Två oklara projekt på delad plats 2 är lika")
