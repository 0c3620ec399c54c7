"""Answers of blind rounds that are not where they were put: which are lost, whose they are, and what can be done then.

A round is lost when its key is gone, or all of its boxes, or as long as they cannot be read. Else a loss is one
member's: that box is gone, older than what was saved, or spoilt. Everybody else goes on, that member answers again, and
a reveal names whom it is without.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from cryptography.fernet import Fernet

from prioritering import swedish
from prioritering.errors import Conflict, StoreError
from prioritering.meeting.meeting import Stage
from prioritering.meeting.rounds import role_labels
from prioritering.store.box_content import Box
from prioritering.store.box_versions import BoxPlace
from prioritering.store.connection import Store
from prioritering.store.meeting_rows import meeting_now
from prioritering.store.round_stages import stages_noted

NO_KEY = (
    "nyckeln till runda {} finns inte här eller går inte att läsa, så dess svar kan varken sparas eller visas; "
    "mötesledaren kan stänga rundan och öppna en ny"
)
NO_BOXES = (
    "de dolda svaren i runda {} finns inte här eller går inte att läsa, så rundan kan varken svaras på eller visas; "
    "mötesledaren kan stänga rundan och öppna en ny"
)
LOST_OF = "sparade svar har gått förlorade för {}, så inget är visat. Visa utan dem, eller vänta tills de är givna igen"


class Losses(NamedTuple):
    """What of a meeting's blind answers is lost: whole `rounds` by number, and in the round that goes on some members'.

    `members` are the ids of those whose answers are lost, and `again` of those who have begun again since.
    """

    rounds: tuple[int, ...] = ()
    members: tuple[str, ...] = ()
    again: tuple[str, ...] = ()

    def only(self, member_ids: Collection[str]) -> Losses:
        """Return the same of no other members than these."""
        kept = (tuple(item for item in ids if item in member_ids) for ids in (self.members, self.again))
        return Losses(self.rounds, *kept)


def losses(store: Store, meeting_id: str) -> Losses:
    """Return what of a meeting's blind answers is lost; no ids when the round that goes on is lost as a whole."""
    rounds = lost_rounds(store, meeting_id)
    number = _blind_round(store, meeting_id)
    if number is None or number in rounds:
        return Losses(rounds)
    members, again = lost_members(store, meeting_id, number), begun_again(store, meeting_id, number)
    # Asked again: when the round is revealed its boxes are taken away.
    return Losses(rounds, members, again) if _blind_round(store, meeting_id) == number else Losses(rounds)


def losses_number(store: Store, meeting_id: str) -> int:
    """Return a number that grows, while the process lasts, each time something is found to be lost, or to be back."""
    try:
        found = losses(store, meeting_id)
    except StoreError:
        found = None
    return store.boxes.times_changed(meeting_id, found)


def _blind_round(store: Store, meeting_id: str) -> int | None:
    current = meeting_now(store, meeting_id).meeting.active_round
    return current.number if current is not None and not current.is_revealed else None


def hidden_rounds(store: Store, meeting_id: str) -> tuple[int, ...]:
    """Return the numbers of a meeting's rounds that have not been revealed, oldest first; also those closed so."""
    return tuple(item.number for item in meeting_now(store, meeting_id).meeting.rounds if not item.is_revealed)


def lost_rounds(store: Store, meeting_id: str) -> tuple[int, ...]:
    """Return the numbers of a meeting's rounds that are closed for good: not revealed, and key or boxes not here."""
    lost = {number for number in hidden_rounds(store, meeting_id) if is_lost(store, meeting_id, number)}
    # Asked again: one that is revealed meanwhile has its boxes taken away.
    return tuple(number for number in hidden_rounds(store, meeting_id) if number in lost) if lost else ()


def is_lost(store: Store, meeting_id: str, number: int) -> bool:
    """Return whether a round that has not been revealed is lost."""
    key = store.keys.find(meeting_id, number)
    if key is None:
        return True
    if not store.boxes.has(meeting_id, number):
        return bool(_stages(store, meeting_id, number) or store.boxes.versions.of(key, meeting_id, number))
    # First: a database that cannot be read is no loss of what lies beside it.
    members = _ids(store, meeting_id)
    try:
        return not store.boxes.opens_any(key, meeting_id, number, members)
    except StoreError:
        return True


def check_can_be_read(store: Store, meeting_id: str, round_number: int) -> None:
    """Raise Conflict when a round is lost, so that its answers can be neither saved nor shown."""
    if round_number in lost_rounds(store, meeting_id):
        has_key = store.keys.find(meeting_id, round_number) is not None
        raise Conflict((NO_BOXES if has_key else NO_KEY).format(round_number))


def lost_members(store: Store, meeting_id: str, number: int) -> tuple[str, ...]:
    """Return the ids of the members whose answers in a blind round are lost; none when the round itself is."""
    key = store.keys.find(meeting_id, number)
    if key is None or not store.boxes.has(meeting_id, number):
        return ()
    return tuple(
        item for item in _ids(store, meeting_id) if _may_be_lost(store, key, BoxPlace(meeting_id, number, item))
    )


def begun_again(store: Store, meeting_id: str, number: int) -> tuple[str, ...]:
    """Return the ids of the members whose answers in a blind round were lost, and who have answered since."""
    key = store.keys.find(meeting_id, number)
    if key is None:
        return ()
    places = [BoxPlace(meeting_id, number, item) for item in _ids(store, meeting_id)]
    return tuple(place.member_id for place in places if has_begun_again(store, key, place))


def has_begun_again(store: Store, key: Fernet, place: BoxPlace) -> bool:
    """Return whether a member's answers in a blind round were lost, and some have been given since."""
    try:
        box = store.boxes.box(key, place)
    except StoreError:
        return False
    return box is not None and box.again


def member_is_lost(store: Store, key: Fernet, place: BoxPlace) -> bool:
    """Return whether what a member had said in a blind round is gone, older than what was saved, or spoilt.

    StoreError when it cannot be read for now.
    """
    if store.boxes.is_lost(key, place):
        return True
    # Kept by a program that knew no versions: who has come further than to join has said something.
    return store.boxes.box(key, place) == Box() and place.member_id in _stages(store, place.meeting_id, place.round)


def _may_be_lost(store: Store, key: Fernet, place: BoxPlace) -> bool:
    try:
        return member_is_lost(store, key, place)
    except StoreError:
        return True


def check_is_known(store: Store, meeting_id: str, lost: Collection[str], without: Collection[str]) -> None:
    """Raise Conflict, with their roles, when other members' answers are lost than those that are known to be."""
    if set(lost) <= set(without):
        return
    labels = role_labels(meeting_now(store, meeting_id).members)
    raise Conflict(LOST_OF.format(swedish.listing(labels[member_id] for member_id in lost)))


def _ids(store: Store, meeting_id: str) -> list[str]:
    return [item.id for item in meeting_now(store, meeting_id).members]


def _stages(store: Store, meeting_id: str, number: int) -> frozenset[str]:
    """Return the members who have come further in a round than to join."""
    noted = stages_noted(store, meeting_id, number)
    return frozenset(member_id for member_id, stage in noted.items() if stage is not Stage.JOINED)
