"""What the group lays beside a plan: locks, assumptions, added projects and criteria, each signed and kept for ever.

The plan itself is never altered. Each function raises BadArgument with a Swedish sentence when something is missing
or cannot be used; nothing is then kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from prioritering.criteria.gate import GateCriterion, Verdict
from prioritering.criteria.model import MOST_IN_CRITERION, Criterion, Model, NumberScale, WordedScale
from prioritering.errors import BadArgument
from prioritering.money.amounts import MAX_KRONOR
from prioritering.plan.object_plan import Tier
from prioritering.plan.plan_key import PlanKey
from prioritering.scoring.asked import HeldAnswers
from prioritering.scoring.changes import (
    MOST_IN_NAME,
    MOST_IN_REASON,
    AddedProject,
    AnswersBack,
    CostAssumption,
    GroupCriterion,
    LegalDuty,
    LevelAssumption,
    LockKind,
    LockNote,
    Signed,
    TieOrder,
    TierAssumption,
    Touched,
    UnknownCosts,
)
from prioritering.store import entry_log
from prioritering.store.connection import Store
from prioritering.store.entry_log import Thing
from prioritering.store.plans import object_plan
from prioritering.text_length import check_length


class Signature(NamedTuple):
    """Who makes a change, by role, and why."""

    role: str
    reason: str

    def fields(self) -> dict[str, object]:
        """Return the fields of a signed entry made now; BadArgument without a reason."""
        reason = self.reason.strip()
        if not reason:
            raise BadArgument("Skriv ett skäl, så att andra kan förstå ändringen efteråt.")
        check_length("Skälet", reason, MOST_IN_REASON)
        return {"role": self.role, "reason": reason, "at": datetime.now(UTC)}


def _tell_nobody(*_: int) -> None:
    """Do nothing with the numbers of entries."""


def _let_all(_: Thing) -> None:
    """Let everything be changed."""


class Beside(NamedTuple):
    """Where changes are kept: beside one plan in a store, in the version that whoever makes them has seen.

    `made` is told the numbers of the entries that are made as one. `maker` is a checksum of whoever makes them, empty
    when nobody knows. `check` is asked before a thing is changed, and raises what is to be said where it may not be.
    """

    store: Store
    plan_key: PlanKey
    plan_version: int = 0
    made: Callable[..., None] = _tell_nobody
    maker: str = ""
    check: Callable[[Thing], None] = _let_all

    def keep(self, kind: type[Signed], by: Signature, /, **fields: object) -> None:
        """Keep one entry, signed."""
        signed = {**fields, **by.fields(), "plan_version": self.plan_version}
        change = kind.model_validate(signed)
        self.check(Thing(entry_log.kind_of(change), change.target))
        self.made(entry_log.keep_entry(self.store, self.plan_key, change, self.maker))


def store_lock(beside: Beside, project_id: str, kind: LockKind | None, duty: LegalDuty, by: Signature) -> None:
    """Keep a lock of the group's, which counts in every view of the plan; None takes the one there is back."""
    if kind is None:
        take_back(beside, "locks", (project_id, ""), by)
        return
    beside.keep(LockNote, by, project_id=project_id, kind=kind, legal_duty=duty)


def assume_level(
    beside: Beside, criterion: Criterion, project_id: str, answer: tuple[str | float, str | float], by: Signature
) -> None:
    """Keep an assumed level, from a lowest to a highest answer."""
    low, high = answer
    if "" in answer:
        raise BadArgument("Välj både lägsta och högsta nivå.")
    if not criterion.rises(low, high):
        raise BadArgument("Den lägsta nivån ska inte vara högre än den högsta.")
    beside.keep(LevelAssumption, by, project_id=project_id, criterion_id=criterion.id, low=low, high=high)


def assume_verdict(beside: Beside, gate: GateCriterion, project_id: str, verdict: Verdict, by: Signature) -> None:
    """Keep what is assumed of a project on a gate."""
    beside.keep(LevelAssumption, by, project_id=project_id, criterion_id=gate.id, low=verdict.value, high=verdict.value)


def assume_cost(beside: Beside, project_id: str, span: tuple[int, int], by: Signature) -> None:
    """Keep an assumed cost in whole kronor, from lowest to highest."""
    low, high = _checked(span)
    beside.keep(CostAssumption, by, project_id=project_id, low=low, high=high)


def assume_tier(beside: Beside, project_id: str, tier: Tier | None, by: Signature) -> None:
    """Keep an assumed class."""
    if tier is None:
        raise BadArgument("Välj klass.")
    beside.keep(TierAssumption, by, project_id=project_id, tier=tier)


def assume_unknown_costs(beside: Beside, span: tuple[int, int], by: Signature) -> None:
    """Keep what every unknown cost of the plan may be, in whole kronor; an assumption for one project goes before."""
    low, high = _checked(span)
    beside.keep(UnknownCosts, by, low=low, high=high)


def _checked(span: tuple[int, int]) -> tuple[int, int]:
    low, high = span
    if low > high:
        raise BadArgument("Den lägsta kostnaden ska inte vara högre än den högsta.")
    if high > MAX_KRONOR:
        raise BadArgument("Beloppet är för stort.")
    return span


def order_tie(beside: Beside, tied: Collection[str], in_order: Sequence[str], by: Signature) -> None:
    """Keep the order of tied projects, ids from first to last; `tied` are all that the line falls among."""
    if set(in_order) != set(tied) or len(in_order) != len(tied):
        raise BadArgument("Välj alla de lika projekten, i den ordning de ska gå.")
    beside.keep(TieOrder, by, project_ids=tuple(in_order))


def add_project(beside: Beside, name: str, tier: Tier | None, by: Signature) -> str:
    """Add a need that came up during the year and return its id: N01, N02 … whichever was never taken."""
    if not name:
        raise BadArgument("Skriv projektets namn.")
    check_length("Projektets namn", name, MOST_IN_NAME)
    if tier is None:
        raise BadArgument("Välj klass.")
    # Also those that have been taken back: an old link or answer must never come to mean another project.
    taken = {row.project_id for row in entry_log.history(beside.store, beside.plan_key)}
    taken |= {project.id for project in object_plan(beside.store, beside.plan_key).projects}
    # Ids that differ only in capitals would be taken for one.
    taken = {key.casefold() for key in taken}
    project_id = next(key for n in range(1, 100_000) if (key := f"N{n:02}").casefold() not in taken)
    beside.keep(AddedProject, by, project_id=project_id, name=name, tier=tier)
    return project_id


def add_criterion(beside: Beside, name: str, scale: WordedScale | NumberScale, in_use: Model, by: Signature) -> None:
    """Add one of the group's own criteria under an id made from its name; `in_use` are those there are already."""
    # Only what an address can hold: the criterion is named there when weights are chosen (see view/view.py).
    key = re.sub(r"[^a-zåäö0-9]+", "-", name.lower()).strip("-")[:40]
    if not key:
        raise BadArgument("Skriv kriteriets namn.")
    check_length("Kriteriets namn", name, MOST_IN_CRITERION)
    if key in (*in_use.ids, *in_use.gate_ids):
        raise BadArgument(f"Det finns redan ett kriterium som heter {name}.")
    beside.keep(GroupCriterion, by, criterion=Criterion(id=key, name=name, scale=scale))


def answer_held(beside: Beside, held: HeldAnswers, count: bool, by: Signature) -> None:
    """Say whether a meeting's answers about a project that the plan has touched are kept, or let go.

    BadArgument when that is no longer asked: someone else has answered.
    """
    known = entry_log.current(beside.store, beside.plan_key).answers_back
    about = (held.project_id, held.meeting_id)
    said = next((item for item in known if (item.project_id, item.meeting_id) == about), None)
    then = None if said is None else (said.let_go, said.cells)
    if said and (then != (held.let_go, held.cells_let_go) or said.plan_version >= beside.plan_version):
        raise BadArgument("Någon annan har redan svarat.")
    beside.keep(AnswersBack, by, **held_answer(held, count))


def held_answer(held: HeldAnswers, count: bool) -> dict[str, object]:
    """Return the fields of the answer to whether a meeting's answers are kept, or let go."""
    gone, cells = set(held.let_go), set(held.cells_let_go)
    if not count:
        gone, cells = gone.union(held.rounds), cells.union(held.cells)
    return {
        "project_id": held.project_id,
        "meeting_id": held.meeting_id,
        "opened_at": held.opened_at,
        "count": count,
        "let_go": tuple(sorted(gone)),
        "cells": tuple(sorted(cells)),
        "what": Touched.GONE if held.gone else Touched.STATED if held.stated else Touched.BACK,
    }


def keep_on(beside: Beside, kind: str, target: tuple[str, str], by: Signature) -> None:
    """Say that an entry still holds beside the version of the plan that is shown: the same again, as a new entry."""
    signed = {**by.fields(), "plan_version": beside.plan_version}
    entry, thing = Signed.model_validate(signed), Thing(kind, target)
    beside.check(thing)
    beside.made(entry_log.renew(beside.store, beside.plan_key, thing, entry, beside.maker))


def take_back(beside: Beside, kind: str, target: tuple[str, str], by: Signature) -> None:
    """Take a change back; it stays in the history. `target` is (project id, criterion id)."""
    entry, thing = Signed.model_validate(by.fields()), Thing(kind, target)
    beside.check(thing)
    beside.made(entry_log.withdraw(beside.store, beside.plan_key, thing, entry, beside.maker))
