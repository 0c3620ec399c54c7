"""The words on the line say of what stands above it what holds, also where nothing does."""

from __future__ import annotations

import pytest
from hypothesis import given as given_
from hypothesis import settings
from hypothesis import strategies as st

from prioritering.money.line_rule import Inside, Rule
from prioritering.view import line_words
from prioritering.view.locked_words import breaks_frame, may_break
from tests.view.test_line_words import p, plain, shown
from tests.view.test_rule_words import one_cost, with_cost


@pytest.mark.parametrize(
    ("projects", "frame", "words"),
    [
        ((p("A", None, 90), p("B", 400, 80)), "500", "Härifrån är det oklart vad ramen 500 tkr räcker till"),
        ((p("A", 300, 90), p("B", 300, 90)), "500", "Härifrån är det oklart vad ramen 500 tkr räcker till"),
        ((p("A", 100, 90), p("B", None, 80)), "500", "Hit räcker ramen 500 tkr säkert"),
        ((p("A", 600, 90), p("B", 400, 80)), "500", "Ramen 500 tkr räcker inte till det första projektet"),
        ((p("A", 600, 90),), "500", "Ramen 500 tkr räcker inte till det enda projektet"),
        ((p("A", 400, 90), p("B", 400, 80)), "500", "Här tar ramen slut: 500 tkr"),
    ],
)
def test_nothing_is_said_to_be_reached_for_sure_where_nothing_is(
    projects: tuple[object, ...], frame: str, words: str
) -> None:
    assert plain(line_words.line_text(shown(*projects, frame=frame))).startswith(f"{words} · ")  # type: ignore[arg-type]


def test_under_hoppa_the_frame_does_not_end_where_more_fits_further_down() -> None:
    three = p("A", 300, 90), p("B", 300, 80), p("C", 100, 70)
    said = {rule: plain(line_words.line_text(shown(*three, frame="500", rule=rule))) for rule in ("stopp", "hoppa")}
    assert said["stopp"].startswith("Här tar ramen slut: 500 tkr · 200 tkr kvar")
    assert said["hoppa"].startswith("Ramen 500 tkr räcker inte till nästa projekt · 100 tkr kvar")
    locked = shown(*three[1:], p("A", 300, 10), frame="500", must=("A",), rule="hoppa")
    assert plain(line_words.line_text(locked)).startswith("Ramen 500 tkr räcker inte till nästa projekt · 100 tkr kvar")


def test_where_what_the_group_has_assumed_keeps_the_first_out_the_line_says_so() -> None:
    tried = shown(p("A", None, 90), p("B", 400, 80), frame="500", unknown_low=600, unknown_high=700)
    assert plain(line_words.line_text(tried)).startswith(
        "Ramen 500 tkr räcker inte, om det spann som provas stämmer, till det första projektet · "
    )


@settings(max_examples=250, deadline=None)
@given_(
    st.integers(0, 6),
    st.lists(st.tuples(one_cost, st.integers(0, 2)), min_size=1, max_size=5),
    st.sampled_from(list(Rule)),
    st.sampled_from(["poang", "per-krona"]),
    st.booleans(),
)
def test_what_the_line_says_holds_of_what_stands_above_and_below_it(
    frame: int, rows: list[tuple[int | tuple[int, int] | None, int]], rule: Rule, order: str, locked: bool
) -> None:
    projects = (with_cost(f"P{n}", *costs) for n, costs in enumerate(rows))
    view = {"frame": f"{frame / 1000}", "rule": rule, "order": order, "must": ("P0",) if locked else ()}
    given = shown(*projects, **view)
    board, text = given.board, plain(line_words.line_text(given))
    if not board.free.any() or breaks_frame(given) or may_break(given):
        return
    below = board.below_line()
    sure = board.state(Inside.YES)
    above = bool((~below & (sure | board.locked_in)).any())
    assert (text.startswith("Hit räcker") or text.startswith("Här tar ramen slut")) <= above
    assert text.startswith("Här tar ramen slut") <= (not (sure & below).any() and not board.state(Inside.OPEN).any())
    assert ("räcker inte" in text) <= (not board.state(Inside.OPEN).any() and not sure.all())
    assert text.startswith("Härifrån") <= (not above and bool(board.state(Inside.OPEN).any()))
