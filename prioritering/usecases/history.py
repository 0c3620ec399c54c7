"""The history of what the group has laid beside a plan, and taking back one's own latest change."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from prioritering.errors import BadArgument, Conflict
from prioritering.plan.names import told_apart
from prioritering.plan.plan_key import PlanKey
from prioritering.scoring.changes import Signed
from prioritering.scoring.plan_then import Past
from prioritering.store import entry_log
from prioritering.store.connection import Store
from prioritering.store.entry_log import Thing
from prioritering.store.history_row import (
    REDONE,
    UNDONE,
    HistoryRow,
    latest_of,
    latest_undone_of,
    newest_step,
    touched_since,
)
from prioritering.store.plan_past import plan_past
from prioritering.store.plan_versions import plan_versions
from prioritering.store.plans import object_plan, plan_model
from prioritering.usecases.agreed_levels import check_still_open, is_settled
from prioritering.usecases.change_plan import Beside, Signature
from prioritering.usecases.gather import NOW, AsOf, moment
from prioritering.view.history_words import Names, Told, about, value

__all__ = [
    "REDONE",
    "UNDONE",
    "OwnChange",
    "Told",
    "can_be_undone",
    "check_unchanged",
    "history_of",
    "own_change",
    "own_latest",
    "own_newest",
    "since_words",
    "told_entry",
    "undo",
    "undo_latest",
]


class OwnChange(NamedTuple):
    """How a change stands: who has changed what of it since, as a sentence, and whether its maker can take it back."""

    since: str
    can_be_undone: bool


def history_of(store: Store, plan_key: PlanKey, as_of: AsOf = NOW) -> tuple[Told, ...]:
    """Return every entry of a plan in words, newest first, now or as of earlier numbers.

    BadArgument when there is no such plan.
    """
    at = moment(store, plan_key, as_of)
    return store.kept.once(("history", plan_key, at.plan_version, at.entry), lambda: _history(store, plan_key, at))


def told_entry(store: Store, plan_key: PlanKey, entry_id: int, as_of: AsOf = NOW) -> Told | None:
    """Return one entry of a plan in words, None when there is none such, now or as of earlier numbers."""
    return next((told for told in history_of(store, plan_key, as_of) if told.entry_id == entry_id), None)


def own_latest(store: Store, plan_key: PlanKey, maker: str) -> tuple[Told, ...]:
    """Return a maker's latest change of a plan, every entry that was made as one, newest first.

    What they have undone is passed over. Nothing when there is no such change, or nobody knows who asks.
    """
    ids = latest_of(entry_log.history(store, plan_key), maker)
    return tuple(told for told in history_of(store, plan_key) if told.entry_id in ids)


def own_newest(store: Store, plan_key: PlanKey, maker: str) -> tuple[Told, ...]:
    """Return a maker's latest change as `own_latest`, while nobody has changed anything of the plan's since."""
    mine = own_latest(store, plan_key, maker)
    return mine if mine and newest_step(entry_log.history(store, plan_key)) == mine[0].entry_id else ()


def can_be_undone(store: Store, plan_key: PlanKey, entry_ids: Collection[int]) -> bool:
    """Return whether entries can be taken back as things stand.

    Not what someone has changed since, nor what a meeting agreed on that has ended.
    """
    rows = entry_log.history(store, plan_key)
    return touched_since(rows, entry_ids) is None and not _is_settled(store, rows, entry_ids)


def own_change(beside: Beside, entry_ids: Collection[int]) -> OwnChange:
    """Return how these entries stand, and whether they can be taken back: from one reading.

    They can when they are whoever asks' own latest change, or how they undid last: then it is made again.
    """
    rows = entry_log.history(beside.store, beside.plan_key)
    later = touched_since(rows, entry_ids)
    if later is not None:
        return OwnChange(since_words(beside, later), False)
    return OwnChange("", _is_latest(rows, beside, entry_ids) and not _is_settled(beside.store, rows, entry_ids))


def undo_latest(beside: Beside, *entry_ids: int) -> tuple[Told, ...]:
    """Take back these entries if they are whoever asks' own latest change, or how they undid last; see `undo`.

    Conflict when they are not.
    """
    if not _is_latest(entry_log.history(beside.store, beside.plan_key), beside, entry_ids):
        raise Conflict("Det är inte längre din senaste ändring.")
    return undo(beside, *entry_ids)


def undo(beside: Beside, *entry_ids: int) -> tuple[Told, ...]:
    """Take entries back, all or none, by new ones that restore what stood before; returns the new ones in words.

    Raises Conflict, by name, when someone has changed the same thing since or it was agreed on in a meeting that has
    ended, and BadArgument when there is no such entry. Whose entries they are, is for the caller to know.
    """
    rows = [row for row in entry_log.history(beside.store, beside.plan_key) if row.entry_id in entry_ids]
    if not rows:
        raise BadArgument("Ändringen finns inte längre att ångra.")
    for row in rows:
        if row.kind == "agreed":
            check_still_open(beside.store, _target(row), row.made_at)
    made = rows[0]
    # By whoever made it: what is undone is one's own.
    by = Signed.model_validate(Signature(made.role, REDONE if made.is_undo else UNDONE).fields())
    done = entry_log.put_back(beside.store, beside.plan_key, entry_ids, by, beside.maker)
    if isinstance(done, HistoryRow):
        raise Conflict(since_words(beside, done))
    return tuple(told for told in history_of(beside.store, beside.plan_key) if told.entry_id in done)


def check_unchanged(beside: Beside, thing: Thing, seen: int) -> None:
    """Raise Conflict, by name, when a thing has been changed after entry number `seen`, the newest that is shown."""
    rows = (row for row in entry_log.history(beside.store, beside.plan_key) if row.entry_id > seen)
    row = next((row for row in rows if (row.kind, _target(row)) == thing), None)
    if row is not None:
        raise Conflict(f"{since_words(beside, row)} Stäng rutan och öppna den igen, så syns det som gäller nu.")


def since_words(beside: Beside, row: HistoryRow) -> str:
    """Return who has changed what since, as a sentence."""
    now = moment(beside.store, beside.plan_key)
    names = _names(beside.store, beside.plan_key, entry_log.history(beside.store, beside.plan_key, now.entry), now)
    who = "Du har själv" if row.maker and row.maker == beside.maker else f"{row.role} har"
    return f"{who} ändrat {about(row.kind, _target(row), names)} sedan dess."


def _history(store: Store, plan_key: PlanKey, at: AsOf) -> tuple[Told, ...]:
    rows = entry_log.history(store, plan_key, at.entry)
    every = _names(store, plan_key, rows, at)
    about_whom = {key for row in rows for key in row.project_ids}
    past = plan_past(store, plan_key, at.plan_version or 0, about_whom, at.entry)
    # What follows by an answer is asked about as before, but the project was then called what it was answered to be.
    answered = {row.made_at: row.content["since"] for row in rows if "since" in row.content}
    stood: dict[tuple[str, tuple[str, str]], dict[str, Any] | None] = {}
    told = []
    for row in reversed(rows):
        thing = (row.kind, _target(row))
        after = None if row.withdrawn else row.content
        version = answered.get(row.made_at) or row.content.get("plan_version") or past.version_at(row.made_at)
        names = _as_then(every, row, past, version)
        told.append(
            Told(
                entry_id=row.entry_id,
                kind=row.kind,
                made_at=row.made_at,
                role=row.role,
                reason=row.reason,
                about=about(*thing, names),
                before=value(row.kind, stood.get(thing), names),
                after=value(row.kind, after, names),
            )
        )
        stood[thing] = after
    return tuple(reversed(told))


def _as_then(names: Names, row: HistoryRow, past: Past, version: int) -> Names:
    """Return the names for one entry: a project that may be another by now is also called what it was called then."""
    had = {key: past.name_then(key, version) for key in row.project_ids}
    there = {key: name for key, name in had.items() if name and past.holds(key)}
    others = {key: name for key, name in there.items() if past.may_be_another(key, name, version)}
    called = {key: f"{names.project(key)} (hette då ”{name}”)" for key, name in others.items()}
    return replace(names, projects={**names.projects, **called}) if called else names


def _is_latest(rows: Sequence[HistoryRow], beside: Beside, entry_ids: Collection[int]) -> bool:
    asked = set(entry_ids)
    return bool(asked) and asked in (latest_of(rows, beside.maker), latest_undone_of(rows, beside.maker))


def _is_settled(store: Store, rows: Sequence[HistoryRow], entry_ids: Collection[int]) -> bool:
    agreed = (row for row in rows if row.entry_id in entry_ids and row.kind == "agreed")
    return any(is_settled(store, _target(row), row.made_at) for row in agreed)


def _target(row: HistoryRow) -> tuple[str, str]:
    return row.project_id, row.criterion_id


def _names(store: Store, plan_key: PlanKey, rows: Sequence[HistoryRow], at: AsOf) -> Names:
    """Return what projects and criteria are called, also those that the version asked for no longer has."""
    projects = entry_log.added_names(rows)
    criteria: dict[str, str] = {}
    units: dict[str, str] = {}
    for row in rows:
        if row.kind == "criteria" and not row.withdrawn:
            criteria.setdefault(row.criterion_id, str(row.content["criterion"]["name"]))
            units.setdefault(row.criterion_id, str(row.content["criterion"]["scale"].get("measure", "")))
    wanted = ({key for row in rows for key in row.project_ids}, {row.criterion for row in rows} - {""})
    for info in plan_versions(store, plan_key):
        if at.plan_version is not None and info.version > at.plan_version:
            continue
        # Older versions are read only for what newer ones lack.
        if wanted[0] <= projects.keys() and wanted[1] <= criteria.keys():
            break
        plan, model = object_plan(store, plan_key, info.version), plan_model(store, plan_key, info.version)
        projects = {project.id: project.name for project in plan.projects} | projects
        criteria = model.names | {gate.id: f"kravet {gate.name}" for gate in model.gates} | criteria
        units = model.measures | units
    # By the names that the classes have now, or had then.
    return Names(told_apart(projects), criteria, units, object_plan(store, plan_key, at.plan_version).own_tiers)
