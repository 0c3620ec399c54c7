"""What may be seen of everyone's answers: those of the rounds that are revealed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from prioritering.meeting.meeting import AnswerSheet, CriteriaOrder, Meeting, Member, Naming
from prioritering.meeting.rounds import role_labels, seats
from prioritering.store.ballot_rows import orders_in, sheets_in
from prioritering.store.connection import Store
from prioritering.store.meetings import members
from prioritering.store.statements import statement


class RevealedAnswers(NamedTuple):
    """What may be seen of everyone's answers: `sheets` as they stand, `blind_sheets` as they stood at each reveal.

    `orders` are the members' orders of the criteria, the newest of each seat.
    """

    sheets: tuple[AnswerSheet, ...]
    blind_sheets: tuple[AnswerSheet, ...]
    orders: tuple[CriteriaOrder, ...]


def revealed_answers(store: Store, meeting: Meeting, event: int | None = None) -> RevealedAnswers:
    """Return what everyone has answered in the revealed rounds; nothing of a round that is not is ever included.

    With `event`, everything as it was visible at that event number (see `meetings.visible_number`). A successor in a
    role stands for the whole seat on the projects they have answered. In an anonymous meeting ids are made up and
    roles empty.
    """
    rows = store.rows(statement("read/revealed_ballots"), {"meeting_id": meeting.id, "event": event})
    there = members(store, meeting.id, event)
    return RevealedAnswers(
        sheets=_by_seat(meeting, sheets_in(rows), there),
        blind_sheets=_by_seat(meeting, sheets_in(row for row in rows if not row["after_reveal"]), there),
        orders=_orders_by_seat(meeting, orders_in(rows), there),
    )


def _by_seat(meeting: Meeting, sheets: Iterable[AnswerSheet], there: Sequence[Member]) -> tuple[AnswerSheet, ...]:
    newest: dict[tuple[int, str, str], AnswerSheet] = {}
    seat, joined = seats(there), {item.id: place for place, item in enumerate(there)}
    # By when they joined, so that what a successor has answered takes the place of what the seat said before.
    for sheet in sorted(sheets, key=lambda item: joined[item.member_id]):
        newest[sheet.round, sheet.project_id, seat[sheet.member_id]] = sheet.model_copy(
            update={"member_id": seat[sheet.member_id]}
        )
    return _named(meeting, newest.values(), there)


def _orders_by_seat(
    meeting: Meeting, orders: Iterable[CriteriaOrder], there: Sequence[Member]
) -> tuple[CriteriaOrder, ...]:
    seat = seats(there)
    newest = {seat[order.member_id]: order for order in orders}
    anonymous = meeting.naming is Naming.ANONYMOUS
    hidden = {"member_id": "", "role": ""}
    found = tuple(order.model_copy(update=hidden) if anonymous else order for order in newest.values())
    # Sorted by what they say: the order in which they were saved could tell who is who.
    return tuple(sorted(found, key=lambda order: sorted(order.places.items()))) if anonymous else found


def _named(meeting: Meeting, sheets: Iterable[AnswerSheet], there: Sequence[Member]) -> tuple[AnswerSheet, ...]:
    """Return the sheets in an order that says nothing, with members named as the meeting chose beforehand."""
    if meeting.naming is Naming.BY_ROLE:
        labels = role_labels(there)
        named = [sheet.model_copy(update={"role": labels[sheet.member_id]}) for sheet in sheets]
        return tuple(sorted(named, key=lambda sheet: (sheet.round, sheet.project_id, sheet.role)))
    hidden = [sheet.model_copy(update={"member_id": _made_up(meeting, sheet), "role": ""}) for sheet in sheets]
    return tuple(sorted(hidden, key=lambda sheet: (sheet.round, sheet.project_id, sheet.member_id)))


def _made_up(meeting: Meeting, sheet: AnswerSheet) -> str:
    """Member ids are random and never leave the server, so the hash of one cannot be traced back."""
    return hashlib.sha256(f"{meeting.id}/{meeting.code}/{sheet.member_id}".encode()).hexdigest()[:12]
