"""What to find out next: which single missing fact or weight, once known, moves most projects out of the grey zone.

Each fact is taken as found out in turn, at every outcome it may have, and all cases are counted again with the same
draws of everything else. A worded level may turn out as any level of its range, all equally likely; a number or a
cost as the middle of each of nine equal parts of its span. A weight is held within each tenth of its draws. What is
reported is the mean over the outcomes (the expected effect of learning the fact, not of its most hoped-for outcome).
All is done with the projects in the order of their ids, so that the order of the plan's rows changes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from statistics import fmean

import numpy as np

from prioritering.analysis.draws import LevelCell, Pins, ReportProgress, Uncertain, no_progress
from prioritering.analysis.inclusion import CORE, EXTERIOR, Study, in_id_order, run_study
from prioritering.analysis.twins import mean_of_twins
from prioritering.analysis.weight_draws import WeightKind
from prioritering.arrays import Array, Flags
from prioritering.criteria.model import Model, WordedScale
from prioritering.errors import BadArgument

SLICES = 9
TENTHS = 10
MOST_FACTS, FEWEST_FACTS = 40, 4
# Facts × outcomes × draws × projects that answer in a few seconds; larger plans try fewer facts, then fewer draws.
MOST_WORK = 30_000_000
FEWEST_DRAWS = 400


class FactKind(StrEnum):
    """What kind of thing is found out."""

    COST = "kostnad"
    LEVEL = "niva"
    WEIGHT = "vikt"


@dataclass(frozen=True, slots=True)
class MissingFact:
    """One thing that is not known: a project's cost, a project's level on a criterion, or a criterion's weight."""

    kind: FactKind
    project: int | None = None
    criterion: int | None = None


@dataclass(frozen=True, slots=True)
class Worth:
    """The expected effect of knowing a fact: projects that leave the grey zone, and how much less is left open.

    `settled` counts those in the grey zone now that leave it; `grey_after` all that are in it then. `calmer` is how
    much the sum of share·(1 − share) falls, which orders facts that settle equally many.
    """

    fact: MissingFact
    settled: float
    grey_after: float
    calmer: float


@dataclass(frozen=True, slots=True)
class WorthKnowing:
    """All facts, best first, against how many are in the grey zone now; `left_out` were not worth trying."""

    grey_now: int
    draws: int
    found: tuple[Worth, ...]
    left_out: int


def worth_knowing(study: Study, model: Model, progress: ReportProgress = no_progress) -> WorthKnowing:
    """Try every missing fact and every weight of a study under its fill rule; BadArgument without a frame.

    With very many facts the 40 (fewer in a very large plan) whose own outcome follows the project's own inclusion
    most closely are tried.
    """
    if study.setting.frame is None:
        raise BadArgument("en ram behövs för att se vad som ryms")
    rows = study.given.ids
    study, _ = in_id_order(study)
    facts = [MissingFact(FactKind.COST, project=i) for i in study.given.open_costs]
    facts += [MissingFact(FactKind.LEVEL, project=i, criterion=k) for i, k in study.given.cells]
    projects = len(study.given.ids)
    most = min(MOST_FACTS, max(FEWEST_FACTS, MOST_WORK // (projects * SLICES * FEWEST_DRAWS)))
    size = projects * SLICES * max(1, min(len(facts), most))
    count = min(study.draws.count, max(FEWEST_DRAWS, MOST_WORK // size))
    study = replace(study, draws=replace(study.draws, count=count), weights=None)
    base, flags = _base(study)
    chosen = _screened(study, flags, facts, most)
    grey = (base > EXTERIOR) & (base < CORE)
    found = []
    for number, fact in enumerate(chosen):
        outcomes = [_share(study, pins) for pins in _outcomes(fact, study.given, model)]
        found.append(_worth(fact, base, grey, outcomes))
        progress((number + 1) / len(chosen))
    found = _as_of_twins(found, study.twins().tolist()) + _weights(study, base, grey, flags)
    # Rounded, so that noise in the last digit does not come before how much calmer it gets.
    found.sort(key=lambda item: (-round(item.settled, 6), -round(item.calmer, 9)))
    return WorthKnowing(int(grey.sum()), count, _by_row(found, study.given.ids, rows), len(facts) - len(chosen))


def _as_of_twins(found: list[Worth], twins: Sequence[int]) -> list[Worth]:
    """Return what the same fact of twins is worth as the mean of what they came to, since only chance differs."""
    alike: dict[object, list[Worth]] = {}
    keys = [(item.fact.kind, item.fact.criterion, twins[item.fact.project or 0]) for item in found]
    for key, item in zip(keys, found, strict=True):
        alike.setdefault(key, []).append(item)
    means = {
        key: [fmean(values) for values in zip(*((x.settled, x.grey_after, x.calmer) for x in items), strict=True)]
        for key, items in alike.items()
    }
    return [Worth(item.fact, *means[key]) for key, item in zip(keys, found, strict=True)]


def _by_row(found: list[Worth], ids: Sequence[str], rows: Sequence[str]) -> tuple[Worth, ...]:
    """Return what was found with projects numbered as the study had them."""
    row_of = {key: row for row, key in enumerate(rows)}
    return tuple(
        item
        if item.fact.project is None
        else replace(item, fact=replace(item.fact, project=row_of[ids[item.fact.project]]))
        for item in found
    )


def _base(study: Study) -> tuple[Array, Flags]:
    outcome = run_study(study, places=False, keep=True)
    if outcome.inside is None or outcome.flags is None:
        raise BadArgument("en ram behövs för att se vad som ryms")
    return outcome.inside, outcome.flags


def _share(study: Study, pins: Pins) -> Array:
    inside = run_study(replace(study, pins=pins), places=False).inside
    return np.zeros(len(study.given.ids)) if inside is None else inside


def _outcomes(fact: MissingFact, given: Uncertain, model: Model) -> list[Pins]:
    middles = (np.arange(SLICES) + 0.5) / SLICES
    if fact.kind is FactKind.COST and fact.project is not None:
        low, high = int(given.cost_low[fact.project]), int(given.cost_high[fact.project])
        costs = {int(low + round((high - low) * part)) for part in middles.tolist()}
        return [Pins(costs={fact.project: cost}) for cost in sorted(costs)]
    cell: LevelCell = (fact.project or 0, fact.criterion or 0)
    scale = model.criteria[cell[1]].scale
    low_share, high_share = float(given.shares.low[cell]), float(given.shares.high[cell])
    if isinstance(scale, WordedScale):
        levels = {scale.unit(level.name) for level in scale.levels}
        # A hair of slack, since a level at the end of the range is in it.
        inside = sorted(share for share in levels if low_share - 1e-12 <= share <= high_share + 1e-12)
        units = [(share - low_share) / (high_share - low_share) for share in inside]
    else:
        units = middles.tolist()
    return [Pins(levels={cell: unit}) for unit in units]


def _worth(fact: MissingFact, base: Array, grey: Flags, outcomes: Sequence[Array]) -> Worth:
    after = np.array(outcomes)
    open_after = (after > EXTERIOR) & (after < CORE)
    calmer = float((base * (1 - base)).sum() - (after * (1 - after)).sum(axis=1).mean())
    return Worth(fact, float((grey & ~open_after).sum(axis=1).mean()), float(open_after.sum(axis=1).mean()), calmer)


def _weights(study: Study, base: Array, grey: Flags, flags: Flags) -> list[Worth]:
    if study.draws.info.kind is WeightKind.FIXED:
        return []
    weights, twins = study.draws.weights(study.given.shares.low.shape[1]), study.twins()
    found = []
    for criterion in range(weights.shape[1]):
        if np.ptp(weights[:, criterion]) < 1e-9:
            continue
        # No new draws: the cases are sorted by the weight, and each tenth read as if it were known to lie there.
        tenths = np.array_split(np.argsort(weights[:, criterion], kind="stable"), min(TENTHS, len(weights)))
        shares = [mean_of_twins(flags[rows].mean(axis=0), twins) for rows in tenths]
        found.append(_worth(MissingFact(FactKind.WEIGHT, criterion=criterion), base, grey, shares))
    return found


def _screened(study: Study, flags: Flags, facts: list[MissingFact], most: int) -> list[MissingFact]:
    """Keep the facts whose drawn outcome goes with their own project's being inside most."""
    if len(facts) <= most:
        return facts
    cells = {cell: number for number, cell in enumerate(study.given.cells)}
    following = np.zeros(len(facts))
    centred = flags - flags.mean(axis=0)
    for cases in study.draws.cases(study.given):
        part = centred[cases.start : cases.start + len(cases.points)]
        for number, fact in enumerate(facts):
            project, criterion = fact.project or 0, fact.criterion or 0
            is_cost = fact.kind is FactKind.COST
            drawn = cases.costs[:, project] if is_cost else cases.unit[:, cells[project, criterion]]
            # Covariance with being inside, over the draw's own spread: the same yardstick for kronor and levels.
            following[number] += float(((drawn - drawn.mean()) / (np.std(drawn) + 1e-12)) @ part[:, project])
    best = np.argsort(-np.abs(following), kind="stable")[:most]
    return [facts[number] for number in sorted(best.tolist())]
