"""Old and new side by side: what the rules of the unknown and of ties changed of what a board shows, on both plans.

The old board counted an unknown cost as nothing, parted a tie by the order of the rows, gave what has no cost the last
place per krona, and told what place a project may get by its points in either order. It is drawn here again with those
four and nothing else, and each change is named by its rule.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import NamedTuple

import numpy as np

from prioritering import swedish
from prioritering.money.fill import fill, queue
from prioritering.money.line_rule import NO_LIMIT, Costs, Inside, Rule
from prioritering.plan.reader import read_plan
from prioritering.scoring.board import Board
from prioritering.scoring.ranking import Order, possible_places
from prioritering.view.lines import lines_of
from prioritering.view.picture import Picture
from prioritering.view.row import rows_of
from prioritering.view.summary import summary_of
from prioritering.view.view import View
from tests.folders import DATA
from tests.scoring.builders import number_model, plan, project
from tests.view.builders import picture

FRAMES = (0, 2000, 3547, 5000)
ZERO = "en okänd kostnad räknas inte som noll"
PARTED = "linjen faller inom lika projekt"
NO_PLACE = "utan kostnad finns ingen plats per krona"
WHOLE = "summan gäller hela platsen"
NO_SUM = "summan står inte där ramen delar lika projekt"
NOTHING_KNOWN = "där inget är rangordnat är ingen kostnad känd"
BY_ORDER = "en möjlig plats är i den ordning som visas"
RULES = (ZERO, PARTED, NO_PLACE, WHOLE, NO_SUM, NOTHING_KNOWN, BY_ORDER)
KEPT = Path(__file__).parent / "kept" / "tavlan-forut-och-nu.txt"


class Shown(NamedTuple):
    """What a board shows of a project: place and state, the sum to it in tkr, the places it may get ('' for none)."""

    place: str
    state: str
    sum: str
    possible: str


def old(board: Board) -> dict[str, Shown]:
    """What the board showed before."""
    costs, choices = board.scored.costs, board.choices
    # Of ranges nothing was known but their ends: an unknown cost was from nothing, so its high must not say "unknown".
    as_nothing = Costs(costs.low, np.minimum(costs.high, NO_LIMIT - 1))
    line = fill(choices.frame or 0, as_nothing, queue(board.ranking.order), choices.rule)
    place = np.where(board.ranking.place > 0, board.ranking.place, int((board.ranking.place > 0).sum()) + 1)
    counted = np.where(line.within | (choices.rule is Rule.STOP), costs.low, 0)
    sums = dict(zip(board.ranking.order.tolist(), np.cumsum(counted[board.ranking.order]).tolist(), strict=True))
    words = {Inside.YES: "Ryms", Inside.NO: "Ryms inte"}
    best, worst = possible_places(board.points.low, board.points.high, np.arange(len(board.candidates)))
    return {
        item.id: Shown(
            str(place[i]),
            words.get(Inside(int(line.inside[i])), "Ryms om" if line.within[i] else "Ryms bara om"),
            str(sums[i] // 1000) if choices.rule is Rule.STOP or line.within[i] else "",
            may_be((int(best[i]), int(worst[i])), board.points.low[i] != board.points.high[i]),
        )
        for i, item in enumerate(board.candidates)
    }


def new(given: Picture) -> dict[str, Shown]:
    """What the board shows now; that a sum is at least so much is no change of the sum."""
    found = {}
    for row in rows_of(given, given.board.listed(), explained=()):
        amount = "" if row.running_kr is None else str(row.running_kr // 1000)
        found[row.id] = Shown(str(row.place or "–"), row.state[2], amount, may_be(row.possible, "–" in row.points))
    return found


def may_be(places: tuple[int, int], spanned: bool) -> str:
    """Return the places that a project may get, as a board shows them beside points that are a range."""
    return f"{places[0]}–{places[1]}" if spanned and places[0] != places[1] else ""


def changes(given: Picture) -> Iterator[str]:
    """Name each change of a board by its rule, with the projects that it is of."""
    board, before, now = given.board, old(given.board), new(given)
    found: dict[str, list[str]] = {}
    for index in board.listed():
        item = board.candidates[index]
        a, b = before[item.id], now[item.id]
        if a[:2] != b[:2]:
            place = "" if a.place == b.place else f"plats {a.place} → {b.place}, "
            found.setdefault(f"{place}{a.state} → {b.state}: {why_state(board, index, a, b)}", []).append(item.id)
        if a.sum != b.sum:
            moved = f"{item.id} {a.sum or '–'} → {b.sum or '–'}"
            found.setdefault(f"summa: {why_sum(board, index, b)}", []).append(moved)
        if a.possible != b.possible:
            per_krona = board.choices.order is Order.PER_KRONA
            could = f"kan bli plats {a.possible or '–'} → {b.possible or '–'}"
            found.setdefault(f"{could}: {BY_ORDER if per_krona else ''}", []).append(item.id)
    for what, whom in found.items():
        yield f"{what} ({', '.join(whom)})"
    listed_ids = [board.candidates[i].id for i in board.listed()]
    above = next((key for key in listed_ids if before[key].state not in ("Ryms", "Ryms om")), "")
    drawn = lines_of(board)
    if drawn is not None and above != drawn.below:
        yield f"linjen före {above or 'inget'} → före {drawn.below or 'inget'}: {why_count(board)}"
    reached, summary = sum(item.state in ("Ryms", "Ryms om") for item in before.values()), summary_of(given)
    if reached != summary.sure:
        yield f"rubriken räknar {reached} → {summary.sure}: {why_count(board)}"
    known = swedish.tkr(summary.known_kr)
    if known != summary.known:
        yield f"kända kostnader {known} → {summary.known}: {'' if board.candidates else NOTHING_KNOWN}"


def why_state(board: Board, index: int, a: Shown, b: Shown) -> str:
    """The rule that changed a state, "" when none did."""
    if board.unplaced[index]:
        return NO_PLACE
    if _meets_unknown(board, index):
        return ZERO
    return PARTED if board.tied_with(index) > 1 and b.state == "Oklart" else ""


def why_sum(board: Board, index: int, b: Shown) -> str:
    """The rule that changed a sum, "" when none did."""
    if board.unplaced[index]:
        return NO_PLACE
    if board.tied_with(index) > 1 and b.sum:
        return WHOLE
    if board.line is not None and board.line.cut[index]:
        return NO_SUM
    return ZERO if _meets_unknown(board, index) else ""


def why_count(board: Board) -> str:
    """The rule that changed how many the headline counts, "" when none did."""
    if board.unplaced.any():
        return NO_PLACE
    if board.scored.costs.unknown.any():
        return ZERO
    return PARTED if board.cut_tie() else ""


def _meets_unknown(board: Board, index: int) -> bool:
    met = board.before(index) | (board.free & (board.tie == board.tie[index]))
    return bool((board.scored.costs.unknown & met).any())


def listed() -> Iterator[str]:
    for name in ("vso-2021", "ukfa-2022"):
        folder = read_plan(DATA / name)
        for frame, rule, order in product(FRAMES, Rule, Order):
            given = picture(folder.plan, View(plan=name, frame=str(frame), rule=rule, order=order), folder.model)
            yield f"{name} {frame} {rule} {order}: {' | '.join(changes(given)) or 'inget'}".replace("\u00a0", " ")


def test_every_change_of_what_the_boards_of_both_plans_show_is_listed() -> None:
    assert "\n".join(listed()) + "\n" == KEPT.read_text(encoding="utf-8")


def test_every_change_is_by_one_of_the_rules_and_each_plan_has_some() -> None:
    said = [(line.split()[0], change) for line in listed() for change in line.partition(": ")[2].split(" | ")]
    for _, change in said:
        assert change == "inget" or any(f": {rule}" in change for rule in RULES), change
    assert {plan for plan, change in said if change != "inget"} == {"vso-2021", "ukfa-2022"}


def test_a_tie_of_known_costs_that_the_rows_parted_is_named_as_such() -> None:
    four = plan(*(project(f"P{n}", 1_000_000, 50) for n in range(4)))
    given = picture(four, View(plan="prov", frame="2000"), number_model())
    assert list(changes(given)) == [
        f"Ryms → Oklart: {PARTED} (P0, P1)",
        f"summa: {NO_SUM} (P0 1000 → –, P1 2000 → –, P2 3000 → –, P3 4000 → –)",
        f"Ryms inte → Oklart: {PARTED} (P2, P3)",
        f"linjen före P2 → före P0: {PARTED}",
        f"rubriken räknar 2 → 0: {PARTED}",
    ]
