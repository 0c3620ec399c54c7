"""What the group thinks, from revealed answers: median, spread, agreement and disputes.

Answers are measured by the levels' values as shares (0–1) of a criterion's points. Someone with a conflict of
interest is not counted on that project; "vet ej" is not counted but is shown. All functions are pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType

import numpy as np

from prioritering.analysis.agreement import consensus, mean_ranks
from prioritering.arrays import EQUAL_DECIMALS, Array, Ints
from prioritering.criteria.model import Criterion, Model, NumberScale
from prioritering.meeting.meeting import Answer, AnswerSheet, CriteriaOrder, Kind
from prioritering.scoring.weights import Weights, roc

DISPUTED_FROM = 2
"""A cell is disputed when at least this many steps lie between its lowest and its highest answer.

Neighbouring levels are how people read a scale; two steps apart they have understood the project differently.
"""
FIFTHS = 5
"""A number has no levels: a fifth of its scale is a step."""


class Centre(StrEnum):
    """Which figure stands for the group."""

    MEDIAN = "median"
    MEAN = "medel"


@dataclass(frozen=True, slots=True)
class Cell:
    """The group's answers on one project and criterion; `values` are sorted shares (0–1) of those counted.

    `steps` are how many levels (for a number: whole fifths of the scale) lie between the lowest and the highest.
    `agreed` is the share of the level that the group agreed on in the meeting, if it did; it goes before the answers.
    """

    project_id: str
    criterion_id: str
    values: tuple[float, ...]
    dont_know: int = 0
    conflicts: int = 0
    steps: int = 0
    agreed: float | None = None

    @property
    def count(self) -> int:
        """How many answers are counted."""
        return len(self.values)

    @property
    def median(self) -> float | None:
        """The middle answer (mean of the two middle ones when even), or None without answers."""
        # They are sorted, and of a large group there are tens of thousands of cells to ask.
        below, above = (self.count - 1) // 2, self.count // 2
        return (self.values[below] + self.values[above]) / 2 if self.values else None

    @property
    def mean(self) -> float | None:
        """The mean answer, or None without answers."""
        return float(np.mean(self.values)) if self.values else None

    @property
    def spread(self) -> float | None:
        """Highest minus lowest answer (0–1)."""
        return self.values[-1] - self.values[0] if self.values else None

    @property
    def agreement(self) -> float | None:
        """1 when all answer alike, 0 when half stand at either end; None with fewer than two answers."""
        return consensus(self.values) if self.count > 1 else None

    @property
    def is_disputed(self) -> bool:
        """True when it is worth talking about; what the group has agreed on no longer is."""
        return self.steps >= DISPUTED_FROM and self.agreed is None

    def centre(self, how: Centre) -> float | None:
        """Return the figure that stands for the group: what it agreed on, else that of its answers."""
        return self.of_answers(how) if self.agreed is None else self.agreed

    def of_answers(self, how: Centre) -> float | None:
        """Return the figure of the members' answers, whatever was agreed on."""
        return self.median if how is Centre.MEDIAN else self.mean


Cells = dict[tuple[str, str], Cell]
AgreedLevels = Mapping[tuple[str, str], str | float]
"""The levels that a meeting agreed on, by project and criterion."""
NOTHING_AGREED: AgreedLevels = MappingProxyType({})


def cells(
    sheets: Iterable[AnswerSheet], model: Model, project_ids: Sequence[str], agreed: AgreedLevels = NOTHING_AGREED
) -> Cells:
    """Return one cell per project and criterion, in that order, for sheets of one moment (see `latest`).

    An answer, or an agreed level, that the model no longer knows counts as none.
    """
    answers: dict[tuple[str, str], list[Answer]] = {}
    conflicts: dict[str, int] = {}
    for sheet in sheets:
        # Who has a conflict of interest takes no part in the matter, as in förvaltningslagen (2017:900), 18 §.
        if sheet.conflict:
            conflicts[sheet.project_id] = conflicts.get(sheet.project_id, 0) + 1
            continue
        for criterion_id in model.ids:
            if (answer := sheet.answer(criterion_id)) is not None:
                answers.setdefault((sheet.project_id, criterion_id), []).append(answer)
    found = {
        (project_id, criterion.id): _cell(
            project_id, criterion, answers.get((project_id, criterion.id), []), conflicts.get(project_id, 0)
        )
        for project_id in project_ids
        for criterion in model.criteria
    }
    for key in agreed.keys() & found.keys():
        found[key] = replace(found[key], agreed=_share_of_level(model.criterion(key[1]), agreed[key]))
    return found


def _cell(project_id: str, criterion: Criterion, answers: Sequence[Answer], conflicts: int) -> Cell:
    counted = {answer: share for answer in answers if (share := _share(criterion, answer)) is not None}
    positions = [_position(criterion, answer) for answer in counted]
    return Cell(
        project_id,
        criterion.id,
        values=tuple(sorted(counted[answer] for answer in answers if answer in counted)),
        dont_know=sum(answer.kind is Kind.DONT_KNOW for answer in answers),
        conflicts=conflicts,
        # A hair of slack, since a fifth of a scale is seldom exact in floating point.
        steps=int(max(positions) - min(positions) + 1e-9) if positions else 0,
    )


def _position(criterion: Criterion, answer: Answer) -> float:
    """Return where on its scale an answer stands, in steps from the lowest; by order and not by the levels' values."""
    scale = criterion.scale
    if isinstance(scale, NumberScale):
        return FIFTHS * scale.unit(answer.value or 0.0)
    return next(place for place, level in enumerate(scale.levels) if level.name == answer.value)


def share_of(sheet: AnswerSheet, model: Model, criterion_id: str) -> float | None:
    """Return what a sheet gives a criterion (0–1), or None when it is not counted there."""
    answer = sheet.answer(criterion_id)
    return None if sheet.conflict or answer is None else _share(model.criterion(criterion_id), answer)


def _share(criterion: Criterion, answer: Answer) -> float | None:
    return None if answer.kind is not Kind.LEVEL or answer.value is None else _share_of_level(criterion, answer.value)


def _share_of_level(criterion: Criterion, level: str | float) -> float | None:
    try:
        # The levels may have been renamed since; an answer to what is no longer asked is none.
        return criterion.scale.unit(level)
    except (KeyError, ValueError):
        return None


def by_disagreement(all_cells: Iterable[Cell]) -> tuple[Cell, ...]:
    """Return the cells with at least two answers, most steps apart first; then least agreed; then the plan's order."""
    known = [cell for cell in all_cells if cell.agreement is not None]
    return tuple(sorted(known, key=lambda cell: (-cell.steps, round(cell.agreement or 0.0, EQUAL_DECIMALS))))


def places(points: Array) -> Ints:
    """Return places with ties (1, 2, 2, 4), most points first."""
    return np.array([1 + int((points > value).sum()) for value in points], dtype=np.int64)


def weights_from_orders(orders: Sequence[CriteriaOrder], model: Model) -> Weights | None:
    """Return weights from the members' orders of the criteria: ROC of the order of mean ranks; None without any.

    Each member's ties share the mean of the places they cover before the means are taken. Source of ROC: see
    `prioritering.scoring.weights.roc`; ranking by mean rank (Borda) in Hwang & Lin 1987, Group Decision Making.
    """
    if not orders:
        return None
    ranks = np.array([mean_ranks(-np.array([order.places[key] for key in model.ids], float)) for order in orders])
    means = np.round(ranks.mean(axis=0), EQUAL_DECIMALS)
    # The lowest mean rank means most, while `places` puts the highest first.
    return roc([int(place) for place in places(-means)])
