"""The one place that talks to HiGHS: a mixed 0–1 programme in, values and what is proved of them out."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import highspy
import numpy as np

from prioritering.analysis.draws import ReportProgress, no_progress
from prioritering.errors import PrioriteringError

LISTEN_EVERY_SECONDS = 0.05
# HiGHS' own default (1e-6) would let a row of millions of kronor be broken by a krona.
TOLERANCE = 1e-9


class SolverError(PrioriteringError):
    """The solver gave no answer that can be used."""


@dataclass(frozen=True, slots=True)
class Constraint:
    """low ≤ Σ coefficient·variable ≤ high, made by the demand called `demand`."""

    demand: str
    terms: Mapping[int, float]
    low: float = -np.inf
    high: float = np.inf


@dataclass(frozen=True, slots=True)
class Solution:
    """`chosen` is None when nothing keeps all rows; `gap` is how much better (share) another could at most be.

    A gap of 0 with `optimal` is a proof. Without `optimal` the time ran out and `chosen` is the best found.
    """

    chosen: tuple[bool, ...] | None
    optimal: bool
    gap: float
    seconds: float


def maximise(
    objective: Sequence[float], rows: Sequence[Constraint], time_limit: float, progress: ReportProgress = no_progress
) -> Solution:
    """Choose 0 or 1 for each variable so that the sum of `objective` is largest and every row is kept.

    `progress` is told the share of the time limit that is used; when it raises, the solver is stopped first.
    Raises SolverError when the time runs out before anything is found.
    """
    solver = _solver(objective, rows, time_limit)
    started = time.monotonic()
    # Without this HiGHS takes no notice of being cancelled.
    solver.HandleUserInterrupt = True
    solver.startSolve()
    try:
        while not solver.wait(LISTEN_EVERY_SECONDS)[0]:
            progress(min(1.0, (time.monotonic() - started) / time_limit))
    except BaseException:
        solver.cancelSolve()  # type: ignore[no-untyped-call]
        while not solver.wait(LISTEN_EVERY_SECONDS)[0]:
            pass
        raise
    return _solution(solver, len(objective), time.monotonic() - started)


def _solver(objective: Sequence[float], rows: Sequence[Constraint], time_limit: float) -> highspy.Highs:
    count = len(objective)
    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    solver.silent()
    options = {
        "mip_rel_gap": 0.0,
        "mip_abs_gap": TOLERANCE,
        "mip_feasibility_tolerance": TOLERANCE,
        "primal_feasibility_tolerance": TOLERANCE,
        "time_limit": time_limit,
        # One thread and one seed, so that the same question gets the same answer.
        "threads": 1,
        "random_seed": 1,
    }
    for name, value in options.items():
        solver.setOptionValue(name, value)
    every = np.arange(count, dtype=np.int32)
    solver.addVars(count, np.zeros(count), np.ones(count))
    solver.changeColsIntegrality(count, every, np.array([highspy.HighsVarType.kInteger] * count))
    solver.changeColsCost(count, every, -np.asarray(objective, dtype=np.float64))
    for row in rows:
        # Tolerances are absolute: rows of kronor and of people are brought to the same size first.
        scale = max((abs(value) for value in row.terms.values()), default=1.0) or 1.0
        # In the variables' order, whatever order the demand names them in: the solver's answer may hang on it.
        terms = sorted(row.terms.items())
        index = np.array([variable for variable, _ in terms], dtype=np.int32)
        coefficients = np.array([value for _, value in terms], dtype=np.float64) / scale
        solver.addRow(row.low / scale, row.high / scale, len(index), index, coefficients)
    return solver


def _solution(solver: highspy.Highs, count: int, seconds: float) -> Solution:
    status = solver.getModelStatus()
    known = highspy.HighsModelStatus
    if status in (known.kInfeasible, known.kUnboundedOrInfeasible):
        return Solution(None, True, 0.0, seconds)
    if status in (known.kOptimal, known.kModelEmpty):
        return Solution(_values(solver, count), True, 0.0, seconds)
    info = solver.getInfo()
    if status in (known.kTimeLimit, known.kInterrupt) and np.isfinite(info.mip_gap):
        return Solution(_values(solver, count), False, float(info.mip_gap), seconds)
    if status in (known.kTimeLimit, known.kInterrupt):
        raise SolverError("tiden räckte inte till att hitta någon portfölj som håller kraven; höj tidsgränsen")
    raise SolverError(f"portföljen gick inte att räkna ut ({solver.modelStatusToString(status)})")


def _values(solver: highspy.Highs, count: int) -> tuple[bool, ...]:
    # Values are whole up to the tolerance.
    return tuple(value > 0.5 for value in list(solver.getSolution().col_value)[:count])
