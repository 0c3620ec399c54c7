"""A headline says once that it holds if what is assumed or tried does; what follows hangs on it in a word."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from prioritering.scoring.changes import Changes, CostAssumption
from prioritering.view import sentences
from tests.view.test_line_words import p, plain, shown
from tests.view.test_unknown_costs import SIGNED

GROUPS, TRIED = "gruppens antaganden", "det spann som provas"


def assumed(key: str, low: int, high: int) -> CostAssumption:
    return CostAssumption.model_validate({**SIGNED, "project_id": key, "low": low * 1000, "high": high * 1000})


def test_what_also_has_to_hold_is_said_beside_the_assumptions_that_are_named_already() -> None:
    changes = Changes(costs=(assumed("A", 100, 100), assumed("B", 100, 300)))
    board = shown(p("A", None, 90), p("B", None, 80), p("C", 400), p("D", 400), changes=changes, frame="600")
    assert plain(sentences.headline(board)) == (
        "Ramen 600 tkr räcker, om gruppens antaganden stämmer, till 2 av 4 projekt. Projekt C och Projekt D är lika, "
        "men ramen räcker då inte till båda. Ni måste välja."
    )
    three = shown(
        p("A", None, 90), p("B", None, 80), p("C", 400), p("D", None), p("E", 100, 40), p("F", 100, 40),
        changes=Changes(costs=(assumed("A", 100, 100), assumed("B", 100, 300))), frame="750",
    )  # fmt: skip
    assert plain(sentences.headline(three)) == (
        "Ramen 750 tkr räcker, om gruppens antaganden stämmer, till 2 av 6 projekt. Två till ryms om dessutom de två "
        "osäkra kostnaderna är högst 250 tkr tillsammans. Därefter är Projekt E och Projekt F lika, men ramen räcker "
        "då inte till båda. Ni måste välja."
    )


def test_of_equal_and_known_cost_it_says_how_many_then_fit() -> None:
    changes = Changes(costs=(assumed("A", 100, 100),))
    board = shown(p("A", None, 90), p("C", 400), p("D", 400), changes=changes, frame="600")
    assert plain(sentences.headline(board)).endswith("Projekt C och Projekt D är lika; ett av dem ryms då.")


def test_another_one_that_has_to_hold_is_said_to_do_so_too() -> None:
    changes = Changes(costs=(assumed("B", 100, 300),))
    tried = {"unknown_low": 100, "unknown_high": 100}
    board = shown(p("A", None, 90), p("C", 400, 80), p("B", None), changes=changes, frame="650", **tried)
    assert plain(sentences.headline(board)) == (
        "Ramen 650 tkr räcker, om det spann som provas stämmer, till 2 av 3 projekt. Ett till ryms om också gruppens "
        "antaganden stämmer och den osäkra kostnaden är högst 150 tkr."
    )


def test_what_may_break_the_frame_names_the_assumptions_for_all_that_follows() -> None:
    changes = Changes(costs=(assumed("A", 100, 300), assumed("B", 50, 250)))
    lead = (
        "Om gruppens antaganden stämmer lämnar det låsta projektet högst 100 tkr av ramen 200 tkr, som överskrids om "
        "kostnaden är över 200 tkr. "
    )
    rows = p("A", None, 90), p("B", None, 80), p("C", 40, 70)
    assert plain(sentences.headline(shown(*rows[:2], changes=changes, frame="200", must=("A",)))) == (
        f"{lead}Ramen 200 tkr räcker inte säkert till det enda fria projektet. Det ryms om dessutom de två osäkra "
        "kostnaderna är högst 200 tkr tillsammans."
    )
    dear = p("C", 150, 70), p("D", 120, 60)
    assert plain(sentences.headline(shown(rows[0], *dear, changes=changes, frame="200", must=("A",)))) == (
        f"{lead}Ramen 200 tkr räcker då inte till något av 2 fria projekt."
    )
    sure = Changes(costs=(assumed("A", 100, 100), assumed("B", 50, 50)))
    over = shown(p("X", None), *rows, changes=sure, frame="200", must=("X", "A"))
    assert plain(sentences.headline(over)).count(GROUPS) == 1


COSTS = st.one_of(st.none(), st.sampled_from([100, 200, 300, 400]))
PROJECTS = st.lists(st.tuples(COSTS, st.sampled_from([50, 60, 80])), min_size=2, max_size=6)


@settings(max_examples=150, deadline=None)
@given(
    PROJECTS, st.sets(st.integers(0, 5)), st.sampled_from(["200", "500", "900"]), st.booleans(), st.booleans(),
    st.sets(st.integers(0, 5), max_size=3), st.sampled_from(["poang", "per-krona"]),
)  # fmt: skip
def test_no_headline_says_twice_whose_figures_it_hangs_on(
    projects: list[tuple[int | None, int]], whose: set[int], frame: str, tried: bool, skip: bool, locked: set[int],
    order: str,
) -> None:  # fmt: skip
    own = [assumed(f"P{i}", 100, 100 + 100 * (i % 3)) for i in sorted(whose) if i < len(projects)]
    board = shown(
        *(p(f"P{i}", cost, points) for i, (cost, points) in enumerate(projects)),
        changes=Changes(costs=tuple(own)), frame=frame, rule="hoppa" if skip else "stopp",
        must=tuple(f"P{i}" for i in sorted(locked) if i < len(projects)), order=order,
        **({"unknown_low": 0, "unknown_high": 200} if tried else {}),
    )  # fmt: skip
    said = sentences.headline(board)
    assert said.count(GROUPS) <= 1 and said.count(TRIED) <= 1
