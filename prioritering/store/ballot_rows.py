"""What the rows of the ballot say: a member's saves on one project in one round make a sheet."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from prioritering.meeting.meeting import Answer, AnswerSheet, CriteriaOrder, Kind, Stage

# What a row holds, as it stands in the database.
ANSWER, CONFLICT, REASON, PLACE_GIVEN = "svar", "jäv", "skäl", "plats"
IN_CONFLICT = "jäv"


def sheets_in(rows: Iterable[Mapping[str, Any]]) -> tuple[AnswerSheet, ...]:
    """Gather saves, oldest first, into sheets of the newest of each; those on the order of the criteria are left out.

    A conflict of interest replaces the answers before it, and taking it back does not bring them back.
    """
    gathered: dict[tuple[int, str, str], dict[str, Any]] = {}
    for row in rows:
        if row["slot"] == PLACE_GIVEN:
            continue
        key = (row["round"], row["member_id"], row["project_id"])
        sheet = gathered.setdefault(key, {"role": row["role"], "answers": {}, "after_reveal": frozenset()})
        if row["after_reveal"]:
            sheet["after_reveal"] |= {row["criterion_id"] if row["slot"] == ANSWER else row["slot"]}
        if row["slot"] == ANSWER:
            value = row["level_name"] if row["number"] is None else row["number"]
            sheet["answers"][row["criterion_id"]] = Answer(kind=Kind(row["kind"]), value=value)
        elif row["slot"] == CONFLICT:
            sheet["conflict"] = row["kind"] == IN_CONFLICT
            if sheet["conflict"]:
                sheet |= {"conflict_was_said": True, "answers": {}}
        elif row["slot"] == REASON:
            sheet["reason"] = row["reason"]
    return tuple(
        AnswerSheet(
            round=number,
            member_id=member_id,
            project_id=project_id,
            changed_after_reveal=bool(sheet["after_reveal"]),
            **sheet,
        )
        for (number, member_id, project_id), sheet in gathered.items()
    )


def newest_of(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the saves of one member in one round that still say something, oldest first.

    They are the newest on each thing; of a conflict of interest both that it was said and that it was taken back, since
    the answers before it do not come back. Who has said something all along has said it since the first time.
    """
    kept: dict[tuple[str, str, str, bool], dict[str, Any]] = {}
    for row in rows:
        in_conflict = row["slot"] == CONFLICT and row["kind"] == IN_CONFLICT
        key = (row["project_id"], row["slot"], row["criterion_id"], in_conflict)
        before = kept.pop(key, None)
        stood = before is not None and before["kind"] != Kind.EMPTY and row["kind"] != Kind.EMPTY
        if in_conflict:
            stood = stood and (*key[:3], False) not in kept
            for other in [other for other in kept if other[0] == key[0] and other[1] in (ANSWER, CONFLICT)]:
                del kept[other]
        kept[key] = {**row, "said_after": before["said_after"]} if before is not None and stood else dict(row)
    return list(kept.values())


def orders_in(rows: Iterable[Mapping[str, Any]]) -> tuple[CriteriaOrder, ...]:
    """Gather saves, oldest first, into each member's newest order."""
    gathered: dict[str, CriteriaOrder] = {}
    for row in rows:
        if row["slot"] == PLACE_GIVEN:
            before = gathered.get(row["member_id"])
            places = {**(before.places if before else {}), row["criterion_id"]: int(row["number"])}
            gathered[row["member_id"]] = CriteriaOrder(member_id=row["member_id"], role=row["role"], places=places)
    return tuple(gathered.values())


def stages_in(rows: Iterable[Mapping[str, Any]], wanted: Mapping[str, Collection[str]]) -> dict[str, Stage]:
    """Return how far each member has come in saves, oldest first; one who has said nothing has no stage.

    A project is finished when all that is wanted of it is answered or a conflict of interest is said; `wanted` has the
    criteria that are asked, by project.
    """
    answered: dict[tuple[str, str], set[str]] = defaultdict(set)
    in_conflict = set()
    for row in rows:
        key = (row["member_id"], row["project_id"])
        if row["slot"] == CONFLICT and row["kind"] == IN_CONFLICT:
            in_conflict.add(key)
            answered[key].clear()
        elif row["slot"] == CONFLICT:
            in_conflict.discard(key)
        elif row["slot"] == ANSWER and row["kind"] == Kind.EMPTY:
            answered[key].discard(row["criterion_id"])
        elif row["slot"] == ANSWER:
            answered[key].add(row["criterion_id"])
    said = {key for key, criteria in answered.items() if criteria} | in_conflict
    finished = in_conflict | {key for key in said if answered[key].issuperset(wanted.get(key[1], ()))}
    done = Counter(member_id for member_id, project_id in finished if project_id in wanted)
    return {
        member_id: Stage.DONE if done[member_id] >= len(wanted) else Stage.UNDER_WAY
        for member_id, project_id in said
        if project_id in wanted
    }
