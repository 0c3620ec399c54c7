"""Small plans as arrays, for tests of the analysis."""

from collections.abc import Sequence

import numpy as np

from prioritering.analysis.draws import Uncertain
from prioritering.criteria.model import Criterion, Model, NumberScale
from prioritering.money.line_rule import NO_LIMIT, Costs
from prioritering.plan.object_plan import Cost, Mark, Project, Status, Tier
from prioritering.scoring.board import ScoredProjects
from prioritering.scoring.effective import Candidate
from prioritering.scoring.points import Shares

ANY = (0.0, 1.0)


def number_model(count: int) -> Model:
    return Model(
        criteria=tuple(
            Criterion(id=f"k{index}", name=f"Kriterium {index}", scale=NumberScale(lowest=0, highest=1))
            for index in range(count)
        )
    )


def project(index: int, cost: int | tuple[int, int] | None, marks: Sequence[object] = ()) -> Project:
    low, high = (None, None) if cost is None else cost if isinstance(cost, tuple) else (cost, cost)
    status = Status.UNKNOWN if cost is None else Status.STATED
    return Project(
        id=f"P{index}",
        name=f"Projekt {index}",
        tier=Tier.STRATEGIC,
        cost=Cost(status=status, low=low, high=high),
        marks={f"k{k}": _mark(value) for k, value in enumerate(marks)},
    )


def _mark(value: object) -> Mark:
    if value is ANY:
        return Mark(status=Status.BLANK)
    low, high = value if isinstance(value, tuple) else (value, value)
    return Mark(status=Status.STATED, low=float(low), high=float(high))


def make_basis(rows: Sequence[Sequence[object]], costs: Sequence[int | tuple[int, int] | None]) -> ScoredProjects:
    """Rows of shares (a number, a (low, high) or ANY), costs in kronor (a number, a (low, high) or None)."""
    spans = [[value if isinstance(value, tuple) else (value, value) for value in row] for row in rows]
    array = np.array(spans, dtype=float).reshape(len(rows), len(rows[0]) if rows else 1, 2)
    low = [0 if cost is None else cost[0] if isinstance(cost, tuple) else cost for cost in costs]
    high = [NO_LIMIT if cost is None else cost[1] if isinstance(cost, tuple) else cost for cost in costs]
    items = [project(i, cost, row) for i, (row, cost) in enumerate(zip(rows, costs, strict=True))]
    return ScoredProjects(
        number_model(array.shape[1]),
        tuple(Candidate(item, item.cost, item.marks) for item in items),
        (),
        Shares(array[:, :, 0].copy(), array[:, :, 1].copy()),
        Costs(np.array(low, dtype=np.int64), np.array(high, dtype=np.int64)),
    )


def make_uncertain(rows: Sequence[Sequence[object]], costs: Sequence[int | tuple[int, int]]) -> Uncertain:
    given = make_basis(rows, costs)
    ids = tuple(item.id for item in given.candidates)
    return Uncertain(ids, given.shares, given.costs.low, given.costs.high, np.zeros(len(ids), dtype=bool))


def free(count: int) -> np.ndarray:
    return np.zeros(count, dtype=np.int64)
