"""What is said of a copy of the database: what it holds, what is lost when it takes the place of what is there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from prioritering import swedish
from prioritering.errors import shorten
from prioritering.meeting.holdings import Holdings, MeetingHeld

_NOTHING = "inget"
MOST_MEETINGS = 20


def holdings_words(held: Holdings) -> list[str]:
    """Return what a database holds, a line for the plans, the changes and each meeting; "inget" when it is empty."""
    plans = [f"{shorten(plan.plan)} version {plan.version}" for plan in held.plans]
    lines = [f"{swedish.plural(len(plans), 'plan', 'planer')}: {swedish.listing(plans)}"] if plans else []
    if held.changes:
        newest = _when(max(when for _, when in held.changes))
        lines.append(f"{swedish.plural(len(held.changes), 'ändring', 'ändringar')} av gruppen, den senaste {newest}")
    lines += [_meeting_words(meeting) for meeting in held.meetings[-MOST_MEETINGS:]]
    if len(held.meetings) > MOST_MEETINGS:
        lines.append(f"och {swedish.plural(len(held.meetings) - MOST_MEETINGS, 'äldre möte', 'äldre möten')}")
    return lines or [_NOTHING]


def _meeting_words(meeting: MeetingHeld) -> str:
    rounds = swedish.plural(meeting.rounds, "runda", "rundor")
    shown = f"varav {swedish.number(meeting.shown)} {'visad' if meeting.shown == 1 else 'visade'}"
    answers = f"{swedish.number(meeting.answers)} svar i det öppna"
    about = f"möte {shorten(meeting.meeting_id)} om {shorten(meeting.plan)}, öppnat {_when(meeting.opened_at)}"
    return f"{about}: {rounds}, {shown}; {answers}"


def before_restore(held: Holdings, gone: Holdings | None, unreadable: str) -> list[str]:
    """Return what a copy holds and what is lost with what lies there: nothing known of that when it is `unreadable`."""
    said = [f"Kopian (schema {shorten(held.step)}) innehåller:", *_indented(holdings_words(held))]
    if unreadable:
        return [*said, f"Det som ligger där nu går inte att läsa: {unreadable}"]
    if gone is None:
        return [*said, "Det ligger ingen databas där nu."]
    lost = holdings_words(gone)
    if lost == [_NOTHING]:
        return [*said, "Kopian har allt som ligger där nu."]
    return [*said, "Det här finns där nu och saknas, helt eller delvis, i kopian:", *_indented(lost)]


def lost_round_words(lost: Sequence[tuple[str, int]]) -> list[str]:
    """Return which rounds can never be shown when a copy takes the place of what is there; nothing when all can."""
    if not lost:
        return []
    rounds = swedish.listing(f"runda {number} i mötet {shorten(meeting_id)}" for meeting_id, number in lost)
    return [
        f"Nyckeln eller de dolda svaren saknas, så det här är stängt för gott: {rounds}. De ska ligga bredvid "
        "kopian, med .nycklar och .dolda sist i namnet."
    ]


def checksum_words(has_checksum: bool) -> list[str]:
    """Return what is said of a copy that may not be as it was made; nothing when it is known to be."""
    if has_checksum:
        return []
    return [
        "Kopian har ingen kontrollsumma (.sha256) bredvid sig, för en äldre version gjorde den, eller för att den har "
        "flyttats ensam. Den går att läsa, men om den är som när den gjordes går inte att säga."
    ]


def _indented(lines: Sequence[str]) -> list[str]:
    return [f"  {line}" for line in lines]


def _when(when: datetime) -> str:
    here = when.astimezone()
    return f"{swedish.day(here)} {here:%H.%M}"
