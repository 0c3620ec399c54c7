"""One row of the board as plain values and words: everything a row shows, so that it can be drawn without computing."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from prioritering import swedish
from prioritering.arrays import Ints
from prioritering.criteria.model import Criterion
from prioritering.money.line_rule import Inside, Lock
from prioritering.scoring.changes import UnknownCosts
from prioritering.scoring.effective import Candidate
from prioritering.scoring.ranking import Order
from prioritering.view import cost_sums
from prioritering.view.asked_costs import asked_of_cost
from prioritering.view.assumed_words import overtaken
from prioritering.view.depends_words import missing_prerequisites
from prioritering.view.gate_words import untried_words
from prioritering.view.open_words import because
from prioritering.view.picture import Picture
from prioritering.view.reasons import Reasons, answer_counts, points_rest_on, reasons
from prioritering.view.value_words import AGREED_ON, cost_shape, cost_words, few_answers, plan_words

# Kind (which also names the style), shape and word: never by colour alone.
_STATE = {Inside.YES: ("in", "●", "Ryms"), Inside.OPEN: ("open", "◐", "Oklart"), Inside.NO: ("out", "○", "Ryms inte")}
_INSIDE: dict[int, bool | None] = {Inside.YES: True, Inside.NO: False, Inside.OPEN: None}
LOCKED_OUT = ("later", "□", "Inte nu (låst)")
LANES = {Lock.MUST: "med", Lock.FREE: "fri", Lock.NOT_NOW: "inte"}
UNSCORED = "underlag saknas"
AGREED = "gruppens ordning"
"""The mark of a project that shares its place and that the group has put in order there."""
WITHOUT_COST = "utan kostnad"
"""The lane of projects that have no place per krona, since nobody knows what they cost."""


@dataclass(frozen=True, slots=True)
class Part:
    """A criterion's contribution to a row's points (0–100), as lowest and what may come beside it.

    `answers` is how many of the group's answers it rests on, None where the plan's levels count.
    """

    criterion: str
    name: str
    low: float
    more: float
    answers: int | None = None


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One project as the board shows it.

    `place` is 0 for a project without one, and `points` and `parts` are empty for one without points. `tied` is how
    many share the place, `moved` places gained against equal weights, `possible` the best and worst place. `running` is
    the sum in words through all that share the place, `running_kr` in kronor at lowest cost (None where none is
    shown), `sure` False where an uncertain cost is part of
    it. `inside` is None where an unknown cost or a tie decides or no frame is chosen; for what is locked in it says
    whether all that is locked in fits. `on_level` says that a level that is open decides the state. `cost_mark` says
    whose the cost is when it is not the plan's, `tier_assumed` that the class is the group's assumption. `few` says
    that the points rest on few answers of the group's, or on what it agreed on. `gates` says which gates have not been
    tried, `depends` that it is inside but not what it depends on. `lock_mark` says that the project's lock is only
    tried, or that it is tried without the group's. `because` says what decides about one that is Oklart. `reasons` is
    there where it was asked for. `agreed` says that the group has put those that share the place in order. `chosen` is
    of documents in format 1 only.
    """

    id: str
    name: str
    tier: str
    added: bool
    lane: str
    place: int
    tied: int
    moved: int
    possible: tuple[int, int]
    points_low: float
    points_high: float
    points: str
    per_million: str
    parts: tuple[Part, ...]
    answers: str
    assumed: bool
    cost: str
    cost_low_kr: int | None
    cost_high_kr: int | None
    cost_shape: str
    cost_assumed: bool
    running: str
    running_kr: int | None
    sure: bool
    inside: bool | None
    state: tuple[str, str, str]
    on_level: bool = False
    cost_mark: str = ""
    few: str = ""
    lock_mark: str = ""
    tier_assumed: bool = False
    gates: str = ""
    depends: str = ""
    tier_name: str = ""
    because: str = ""
    reasons: Reasons | None = None
    chosen: bool | None = None
    agreed: bool = False


def rows_of(picture: Picture, indexes: Sequence[int], explained: Collection[str] | None = None) -> tuple[BoardRow, ...]:
    """Return the rows of some projects, in the order given; `explained` are those with reasons, None for all."""
    wanted = np.asarray(indexes, dtype=np.int64)
    maker = _Maker(picture, wanted)
    return tuple(
        maker.row(n, i, explained is None or picture.board.candidates[i].id in explained)
        for n, i in enumerate(wanted.tolist())
    )


class _Maker:
    """Makes rows; what takes the whole board to know is asked for once."""

    def __init__(self, picture: Picture, indexes: Ints) -> None:
        self.picture, self.board, self.facts = picture, picture.board, picture.row_facts(indexes)

    def row(self, number: int, index: int, explained: bool) -> BoardRow:
        """Return one row; `number` is its place among those that are made."""
        picture, board, facts = self.picture, self.board, self.facts
        item, place, points = board.candidates[index], int(board.ranking.place[index]), board.points
        sum_words = running(picture, index)
        return BoardRow(
            id=item.id,
            name=item.name,
            tier=item.tier.value if item.tier else "",
            tier_assumed=item.assumed_tier is not None,
            tier_name=picture.plan.tier_title(item.tier),
            added=item.project.added,
            lane=WITHOUT_COST if board.unplaced[index] else LANES[Lock(int(board.lock[index]))],
            place=place,
            tied=int(facts.tied[number]),
            moved=int(facts.moved[number]),
            possible=(int(facts.best[number]), int(facts.worst[number])),
            points_low=float(points.low[index]),
            points_high=float(points.high[index]),
            points=points_in_words(picture, index),
            per_million=_per_million(picture, index),
            parts=() if picture.pointless(index) else _parts(picture, index),
            answers=UNSCORED if picture.pointless(index) else _answers(picture, index),
            assumed=item.is_assumed,
            cost=cost_words(item.cost),
            cost_low_kr=item.cost.low,
            cost_high_kr=item.cost.high,
            cost_shape=cost_shape(item.cost),
            cost_assumed=item.assumed_cost is not None,
            cost_mark=cost_mark(picture, item),
            few=points_rest_on(picture, index),
            gates=untried_words(item, picture.scored),
            depends=missing_prerequisites(picture, index),
            lock_mark=lock_mark(picture, item.id),
            running=sum_words,
            on_level=bool(facts.on_level[number]),
            because=because(board, index),
            reasons=reasons(picture, index, sum_words, bool(facts.on_level[number])) if explained else None,
            **_money(picture, index),
        )


def _money(picture: Picture, index: int) -> dict[str, Any]:
    line = picture.board.line
    return {
        "running_kr": None if line is None or line.running[index] < 0 else int(line.running[index]),
        "sure": line is None or bool(line.sure[index]),
        "inside": _inside(picture, index),
        "state": state_of(picture, index),
        "agreed": bool(picture.board.ordered[index]),
    }


def _inside(picture: Picture, index: int) -> bool | None:
    board = picture.board
    if board.line is None:
        return None
    if not board.locked_in[index]:
        return _INSIDE[int(board.line.inside[index])]
    return True if board.room.least >= 0 else False if board.room.most < 0 else None


def points_in_words(picture: Picture, index: int) -> str:
    """Return a project's points in words; nothing for one that has none."""
    if picture.pointless(index):
        return ""
    return swedish.point_range(picture.board.points.low[index], picture.board.points.high[index])


def _parts(picture: Picture, index: int) -> tuple[Part, ...]:
    points = picture.board.points
    ends = zip(points.part_low[index].tolist(), points.part_high[index].tolist(), strict=True)
    counts = answer_counts(picture, index)
    return tuple(
        Part(criterion.id, criterion.name, low, high - low, count)
        for criterion, (low, high), count in zip(picture.model.criteria, ends, counts, strict=True)
    )


def _answers(picture: Picture, index: int) -> str:
    item, counts = picture.board.candidates[index], answer_counts(picture, index)
    # Where every level rests on as few, the mark of the points says it once for all of them.
    said_once = len(set(counts)) == 1 and not item.agreed
    return " · ".join(
        _answer(
            item,
            criterion,
            AGREED_ON if criterion.id in item.agreed else "" if said_once else few_answers(count),
            picture.is_standard(criterion.id),
        )
        for criterion, count in zip(picture.model.criteria, counts, strict=True)
    )


def _answer(item: Candidate, criterion: Criterion, few: str, standard: bool) -> str:
    mark = item.mark(criterion.id)
    words = plan_words(mark, criterion.measure)
    # "Ej angivet" alone would not say of what, and neither would a number, nor "Nej" of a criterion that is not the
    # standard's: its levels are not known by heart.
    known = isinstance(mark.low, str) and standard
    said = words if known else f"{criterion.name} {words}"
    return f"{said} ({few})" if few else said


def cost_mark(picture: Picture, item: Candidate) -> str:
    """Return whose a project's cost is when it is not the plan's, and what is asked of one that may be another."""
    if item.tried:
        return "provas"
    asked = asked_of_cost(picture, item)
    if isinstance(item.assumed_cost, UnknownCosts):
        return f"gemensamt spann; {asked}" if asked else "gemensamt spann"
    if item.assumed_cost is None:
        return asked
    said = overtaken(picture.basis, item.id)
    return f"antagande; planen anger nu {said}" if said else "antagande"


def lock_mark(picture: Picture, project_id: str) -> str:
    """Return that a project's lock is only tried, or that it is tried without the group's; else nothing."""
    if project_id not in picture.locks.tried:
        return ""
    return "provas fri" if picture.locks.kind(project_id) is None else "provas"


def _per_million(picture: Picture, index: int) -> str:
    if picture.view.order is not Order.PER_KRONA:
        return ""
    key = float(picture.board.ranking.key[index])
    if np.isnan(key):
        return ""
    return "kostar inget" if np.isinf(key) else f"{swedish.number(key)} poäng per mnkr"


def running(picture: Picture, index: int) -> str:
    """Return the sum in tkr through a project and those it is tied with, with ≥ when an uncertain cost is part of it.

    There is none where the frame cuts a tie, and none for what is passed over under "hoppa".
    """
    line = picture.board.line
    if line is None or line.running[index] < 0:
        return "–"
    sign = "" if line.sure[index] else cost_sums.AT_LEAST
    return f"{sign}{swedish.tkr(int(line.running[index]), unit=False)}"


def state_of(picture: Picture, index: int) -> tuple[str, str, str]:
    """Return how a project stands to the frame, as (style, shape, word)."""
    line, lock = picture.board.line, int(picture.board.lock[index])
    if lock == Lock.MUST:
        return ("must", "■", "Med (låst)")
    if lock == Lock.NOT_NOW:
        return LOCKED_OUT
    return ("none", "", "Ingen ram") if line is None else _STATE[Inside(int(line.inside[index]))]
