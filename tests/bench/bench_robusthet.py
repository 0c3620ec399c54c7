"""Shares inside over 10,000 cases, against a plain numpy loop, pandas and scipy's milp in the same run.

Run: python -m tests.bench.bench_robusthet. All get the same drawn points, costs and frame. The peers that are slow
are timed on fewer cases and scaled up to 10,000, which is said. Prints ratios: above 1 means that the peer takes
longer than we do. The answers are compared before anything is timed.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np
import pandas as pd
from scipy.optimize import Bounds, LinearConstraint, milp

from prioritering.analysis.case_ranking import Setting
from prioritering.analysis.draws import Cases, Draws, Uncertain, uncertain
from prioritering.analysis.inclusion import Method, Study, run_study
from prioritering.analysis.needed import needed
from prioritering.analysis.twins import mean_of_twins
from prioritering.criteria.model_file import standard_model
from prioritering.money.line_rule import NO_LIMIT, Costs, Rule
from prioritering.scoring.board import Choices, ScoredProjects, rank
from prioritering.scoring.effective import Candidate
from prioritering.scoring.points import Shares
from tests.scoring.builders import project

CASES = 10_000
SIZES = (30, 200, 1_000)
BY_LOOP, BY_PANDAS, BY_MILP = 500, 100, 20


def made(size: int) -> tuple[Uncertain, Setting, ScoredProjects]:
    """Return a plan with levels, a tenth of ranges, a tenth of unknown costs, and a frame of 30 % of everything."""
    random = np.random.default_rng(size)
    low = random.integers(0, 5, (size, 3)) / 4
    high = np.minimum(1.0, low + 0.25 * (random.random((size, 3)) < 0.1))
    cost = random.integers(100, 3_000, size) * 1000
    unknown = random.random(size) < 0.1
    filler = (Candidate(project("x", 1, 1.0), project("x", 1, 1.0).cost, {}),) * size
    costs = Costs(np.where(unknown, 0, cost), np.where(unknown, NO_LIMIT, cost))
    basis = ScoredProjects(standard_model(), filler, (), Shares(low, high), costs)
    setting = Setting(int(cost.sum() * 0.3), np.zeros(size, dtype=np.int64), rule=Rule.SKIP)
    return uncertain(basis, 0, 3_000_000), setting, basis


def by_loop(points: np.ndarray, costs: np.ndarray, turn: np.ndarray, frame: int) -> np.ndarray:
    """One case at a time in numpy: sort, equal points by their drawn turn, then take what fits."""
    inside = np.zeros(points.shape, dtype=bool)
    for row in range(len(points)):
        left = frame
        for index in np.lexsort((turn[row], -np.round(points[row], 9))):
            if costs[row, index] <= left:
                inside[row, index] = True
                left -= costs[row, index]
    return inside.mean(axis=0)


def by_pandas(points: np.ndarray, costs: np.ndarray, frame: int) -> pd.Series:
    """One case at a time in pandas, with the simpler rule stop (a running sum)."""
    inside = pd.Series(0.0, index=range(points.shape[1]))
    for row in range(len(points)):
        table = pd.DataFrame({"poang": points[row].round(9), "kostnad": costs[row]})
        table = table.sort_values("poang", ascending=False, kind="stable")
        inside = inside.add((table["kostnad"].cumsum() <= frame).astype(float))
    return inside / len(points)


def by_milp(points: np.ndarray, costs: np.ndarray, frame: int) -> np.ndarray:
    """The best portfolio of one case at a time with scipy's milp (HiGHS), gap 0."""
    inside = np.zeros(points.shape)
    every = np.ones(points.shape[1])
    for row in range(len(points)):
        limit = LinearConstraint(costs[row] / 1e6, ub=frame / 1e6)
        found = milp(
            -points[row], constraints=limit, integrality=every, bounds=Bounds(0, 1), options={"mip_rel_gap": 0}
        )
        inside[row] = found.x
    return inside


def seconds(work: Callable[[], object], times: int = 3) -> float:
    """Return the best of some runs."""
    found = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        found.append(time.perf_counter() - start)
    return min(found)


def all_cases(given: Uncertain, count: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return drawn points, costs and turns inside ties of `count` cases at once, for the peers."""
    cases: Cases = next(Draws(count).cases(given, cells_per_part=10**9))
    return cases.points, np.broadcast_to(cases.costs, cases.points.shape), cases.turn


def compare(size: int) -> None:
    """Check that the answers agree, then print the ratios for one size."""
    given, setting, basis = made(size)
    frame = setting.frame or 0
    points, costs, turn = all_cases(given, BY_LOOP)
    study = Study(given, Draws(BY_LOOP), setting)
    theirs = mean_of_twins(by_loop(points, costs, turn, frame), study.twins())
    assert np.allclose(run_study(study, places=False).inside, theirs)
    best = run_study(Study(given, Draws(BY_MILP), setting, Method.BEST), places=False, keep=True).flags
    theirs = by_milp(points[:BY_MILP], costs[:BY_MILP], frame)
    assert np.allclose((points[:BY_MILP] * theirs).sum(axis=1), (points[:BY_MILP] * best).sum(axis=1))

    rule = seconds(lambda: run_study(Study(given, Draws(CASES), setting), places=False))
    full = seconds(lambda: run_study(Study(given, Draws(CASES), setting)))
    portfolio = seconds(lambda: run_study(Study(given, Draws(CASES), setting, Method.BEST), places=False), 1)
    loop = seconds(lambda: by_loop(points, costs, turn, frame), 1) * CASES / BY_LOOP
    pandas = seconds(lambda: by_pandas(points[:BY_PANDAS], costs[:BY_PANDAS], frame), 1) * CASES / BY_PANDAS
    scipy = seconds(lambda: by_milp(points[:BY_MILP], costs[:BY_MILP], frame), 1) * CASES / BY_MILP
    board = rank(basis, Choices((0.3, 0.45, 0.25), frame, rule=Rule.SKIP))
    takes = seconds(lambda: needed(board, range(min(size, 30))), 1)
    print(
        f"{size:>6} projekt × {CASES} fall | regeln {rule:6.2f} s (med platser {full:5.2f} s): numpy-loop "
        f"{loop / rule:7.1f}×, pandas {pandas / rule:7.1f}× | bästa portföljen {portfolio:6.2f} s: "
        f"milp {scipy / portfolio:7.1f}× | vad krävs för {min(size, 30)} projekt {takes:5.2f} s"
    )


def main() -> None:
    """Print a line for each size."""
    print(
        f"Kvoter mot oss; loop på {BY_LOOP}, pandas på {BY_PANDAS} och milp på {BY_MILP} fall, uppräknade till {CASES}."
    )
    for size in SIZES:
        compare(size)


if __name__ == "__main__":
    main()
