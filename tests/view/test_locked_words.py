"""What is locked in and breaks the frame, or may do, has a sentence of its own wherever the finding stands."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from prioritering.scoring.changes import Changes, UnknownCosts
from prioritering.scoring.ranking import Order
from prioritering.view import sentences
from prioritering.view.locked_words import breaks_frame, may_break
from prioritering.view.row import rows_of
from tests.view.test_line_words import p, plain, ranging, said, shown
from tests.view.test_unknown_costs import SIGNED

COMMON = UnknownCosts.model_validate({**SIGNED, "low": 100_000, "high": 900_000})


def used(*projects: object, **view: object) -> str:
    return plain(sentences.used_text(shown(*projects, **view)))  # type: ignore[arg-type]


def test_a_locked_cost_that_nobody_knows_leaves_at_most_so_much_and_may_break_the_frame() -> None:
    assert said(shown(p("A", None), p("B", 300), frame="1000", must=("A",))) == (
        "Det låsta projektet lämnar högst 1 000 tkr av ramen 1 000 tkr, som överskrids om kostnaden är över 1 000 tkr. "
        "Ramen 1 000 tkr räcker inte säkert till det enda fria projektet. Det ryms om den okända kostnaden är högst "
        "700 tkr.",
        "Ramen 1 000 tkr kan överskridas av det låsta projektet · högst 1 000 tkr kvar",
    )


def test_of_several_locked_it_is_said_which_sum_may_break_the_frame() -> None:
    head = said(shown(p("A", None), p("B", 300), p("C", 10), frame="1000", must=("A", "B")))[0]
    assert head.startswith(
        "De låsta projekten lämnar högst 700 tkr av ramen 1 000 tkr, som överskrids om den okända kostnaden bland dem "
        "är över 700 tkr. "
    )
    head = said(shown(p("A", None), ranging("B", 100, 300, 50), p("C", 10), frame="1000", must=("A", "B")))[0]
    assert head.startswith(
        "De låsta projekten lämnar högst 900 tkr av ramen 1 000 tkr, som överskrids om de två osäkra kostnaderna bland "
        "dem är över 1 000 tkr tillsammans. "
    )


def test_a_condition_on_a_locked_cost_is_not_taken_for_one_on_another_unknown_cost() -> None:
    rows = (p("A", None, 90), p("B", 300, 80), p("C", None, 70))
    given_ = shown(*rows, frame="1000", must=("A",), order=Order.PER_KRONA)
    assert said(given_)[0].endswith(" Det ryms om den låsta okända kostnaden är högst 700 tkr.")
    assert said(shown(*rows[:2], frame="1000", must=("A",)))[0].endswith("om den okända kostnaden är högst 700 tkr.")


def test_a_limit_in_part_of_a_tkr_is_rounded_to_where_the_frame_surely_breaks() -> None:
    odd = p("B", 0).model_copy(update={"cost": p("B", 0).cost.model_copy(update={"low": 300_400, "high": 300_400})})
    head = said(shown(p("A", None), odd, p("C", 10), frame="1000", must=("A", "B")))[0]
    assert "lämnar högst 699,6 tkr" in head
    assert "är över 700 tkr." in head


def test_what_the_group_has_assumed_of_the_locked_is_said_as_assumed() -> None:
    changes = Changes(unknown_costs=(COMMON,))
    head = said(shown(p("A", None), p("B", 300), frame="500", must=("A",), changes=changes))[0]
    assert head.startswith(
        "Om gruppens antaganden stämmer lämnar det låsta projektet högst 400 tkr av ramen 500 tkr, som överskrids om "
        "kostnaden är över 500 tkr. "
    )
    assert said(shown(p("A", None), frame="50", must=("A",), changes=changes))[0] == (
        "Det låsta projektet kostar minst 50 tkr mer än ramen 50 tkr, om gruppens antaganden stämmer."
    )
    enough = said(shown(p("A", None), p("B", 300), frame="900", must=("A",), changes=changes))[0]
    assert "överskrids" not in enough and "utöver det låsta" in enough


def test_an_unknown_cost_is_more_than_zero_so_what_fills_the_frame_beside_it_breaks_it() -> None:
    given_ = shown(p("A", None), p("B", 1000), frame="1000", must=("A", "B"))
    assert said(given_) == (
        "De låsta projekten kostar mer än ramen 1 000 tkr.",
        "Ramen 1 000 tkr är överskriden av låsta projekt",
    )
    assert plain(sentences.used_text(given_)) == "De låsta projekten använder minst 1 000 tkr, mer än ramen."


def test_above_what_cost_the_frame_breaks_is_never_more_than_the_frame() -> None:
    head = said(shown(p("A", None), p("B", 300), frame="500.4", must=("A",)))[0]
    assert head.startswith(
        "Det låsta projektet lämnar högst 500,4 tkr av ramen 500,4 tkr, som överskrids om kostnaden är över 500,4 tkr."
    )


def test_one_locked_project_is_spoken_of_as_one() -> None:
    assert used(p("A", 1500), frame="1000", must=("A",)) == (
        "Det låsta projektet använder 1 500 tkr, 500 tkr mer än ramen."
    )
    assert used(p("A", 800), p("B", 700), frame="1000", must=("A", "B")) == (
        "De låsta projekten använder 1 500 tkr, 500 tkr mer än ramen."
    )


def test_many_unknown_costs_together_are_not_taken_for_none() -> None:
    many = tuple(p(f"P{n}", None) for n in range(9))
    assert may_break(shown(*many, frame="1000", must=tuple(item.id for item in many)))


COSTS = st.sampled_from([None, 0, 100, 200, 300, (100, 300)])


@settings(deadline=None, max_examples=80)
@given(st.lists(COSTS, min_size=1, max_size=6), st.integers(0, 700), st.data())
def test_the_sentences_and_the_answer_of_the_rows_say_the_same(
    costs: list[int | tuple[int, int] | None], frame: int, data: st.DataObject
) -> None:
    rows = [
        ranging(f"P{n}", *cost, points=50) if isinstance(cost, tuple) else p(f"P{n}", cost)
        for n, cost in enumerate(costs)
    ]
    must = tuple(data.draw(st.lists(st.sampled_from([item.id for item in rows]), min_size=1, unique=True)))
    given_ = shown(*rows, frame=str(frame), must=must)
    answers = {row.inside for row in rows_of(given_, given_.board.listed()) if row.id in must}
    assert answers == {False if breaks_frame(given_) else None if may_break(given_) else True}
    head, line = said(given_)
    assert ("mer än ramen" in head, "överskrids" in head) == (breaks_frame(given_), may_break(given_))
    assert ("är överskriden" in line, "kan överskridas" in line) == (breaks_frame(given_), may_break(given_))
