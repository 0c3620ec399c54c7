"""Ranking 30 to 1,000,000 projects, against pandas and scikit-criteria in the same run.

Run: python -m tests.bench.bench_rangordning. All three get the same arrays of shares and weights; ours also keeps
ranges, ties as equal places, contributions and the line of the frame. Prints ratios: above 1 means that the peer
takes longer than we do.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

import numpy as np
import pandas as pd
import skcriteria as skc
from skcriteria.agg.simple import WeightedSumModel

from prioritering.criteria.model_file import standard_model
from prioritering.money.line_rule import NO_LIMIT, Costs
from prioritering.scoring.board import Choices, ScoredProjects, rank
from prioritering.scoring.effective import Candidate
from prioritering.scoring.points import Shares
from tests.scoring.builders import project

SIZES = (30, 200, 1_000, 10_000, 100_000, 1_000_000)
WEIGHTS = (0.30, 0.45, 0.25)


def made(size: int) -> tuple[ScoredProjects, pd.DataFrame]:
    """Return the same plan as our basis and as a frame of middles with costs."""
    random = np.random.default_rng(size)
    low = random.integers(0, 5, (size, 3)) / 4
    high = np.minimum(1.0, low + 0.25 * (random.random((size, 3)) < 0.1))
    cost = random.integers(1, 2_000, size) * 1000
    unknown = random.random(size) < 0.1
    costs = Costs(np.where(unknown, 0, cost), np.where(unknown, NO_LIMIT, cost))
    filler = (Candidate(project("x", 1, 1.0), project("x", 1, 1.0).cost, {}),) * size
    frame = pd.DataFrame((low + high) / 2, columns=list(standard_model().ids))
    frame["kostnad"] = np.where(unknown, 0, cost)
    return ScoredProjects(standard_model(), filler, (), Shares(low, high), costs), frame


def with_pandas(frame: pd.DataFrame, limit: int) -> pd.DataFrame:
    """Rank and fill as an analyst would in pandas: score, shared places, running sum, inside or not."""
    table = frame.copy()
    table["poang"] = table[list(standard_model().ids)].dot(np.array(WEIGHTS)).round(9)
    table["plats"] = table["poang"].rank(method="min", ascending=False)
    table = table.sort_values("poang", ascending=False, kind="stable")
    table["summa"] = table["kostnad"].cumsum()
    table["inom"] = table["summa"] <= limit
    return table


def with_scikit_criteria(frame: pd.DataFrame) -> object:
    """Rank with scikit-criteria's weighted sum; it draws no line."""
    matrix = skc.mkdm(frame[list(standard_model().ids)].to_numpy() + 1e-9, [max, max, max], weights=list(WEIGHTS))
    return WeightedSumModel().evaluate(matrix).rank_


def seconds(work: Callable[[], object], size: int) -> float:
    """Return the median time of a piece of work, after one run to warm up."""
    work()
    taken = []
    for _ in range(5 if size >= 100_000 else 21):
        started = time.perf_counter()
        work()
        taken.append(time.perf_counter() - started)
    return statistics.median(taken)


def compared(size: int) -> str:
    """Return one line: our time in milliseconds, and the peers' times as multiples of it."""
    given, frame = made(size)
    limit = int(given.costs.low.sum()) // 3
    ours = seconds(lambda: rank(given, Choices(WEIGHTS, frame=limit)), size)
    pandas = seconds(lambda: with_pandas(frame, limit), size)
    peer = seconds(lambda: with_scikit_criteria(frame), size)
    return f"{size:8d}  {ours * 1000:6.1f}  {pandas / ours:10.1f}  {peer / ours:19.1f}"


def main() -> None:
    """Print one line a size."""
    print(" projekt  vår ms  pandas/vår  scikit-criteria/vår")
    for size in SIZES:
        print(compared(size), flush=True)


if __name__ == "__main__":
    main()
