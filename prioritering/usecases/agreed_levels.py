"""What a meeting agreed on in its talk: a level for one project and criterion, which goes before its answers there."""

from __future__ import annotations

from datetime import datetime

from prioritering.errors import BadArgument, Conflict
from prioritering.scoring.changes import AgreedLevel
from prioritering.store import meetings
from prioritering.store.connection import Store
from prioritering.usecases.change_plan import Beside, Signature, take_back
from prioritering.usecases.group_result import group_result
from prioritering.usecases.laid_beside import laid_beside
from prioritering.usecases.which_plan import in_address
from prioritering.view.view import View

# Every entry has a reason; to have agreed is one.
NO_OTHER_REASON = "Enades i mötet"
NO_LONGER = "Taget tillbaka i mötet"
SETTLED = "Mötet är avslutat. Öppna det igen för att ändra det ni enades om."


def agree(beside: Beside, meeting_id: str, cell: tuple[str, str], level: str | float, by: Signature) -> None:
    """Keep the level that an open meeting agreed on for a cell, (project id, criterion id), whose answers are shown.

    BadArgument for another plan's meeting, for what has not been shown in it, and for what is no level of the
    criterion's; Conflict when the meeting has ended. Nothing is then kept.
    """
    found = group_result(beside.store, meeting_id, View(**in_address(beside.store, beside.plan_key)))
    if found.meeting.plan_key != beside.plan_key:
        raise BadArgument("Mötet hör till en annan plan.")
    if found.meeting.closed_at is not None:
        raise Conflict("mötet är avslutat")
    if cell not in found.cells:
        raise BadArgument("Mötet har inte visat några svar på det.")
    project_id, criterion_id = cell
    if not found.meeting.model.takes(criterion_id, level, level):
        raise BadArgument(f"”{level}” finns inte på skalan för {found.criteria[criterion_id].lower()}.")
    reasoned = by._replace(reason=by.reason.strip() or NO_OTHER_REASON)
    about = {"project_id": project_id, "criterion_id": criterion_id, "meeting_id": meeting_id}
    beside.keep(AgreedLevel, reasoned, **about, low=level, high=level)


def no_longer_agreed(beside: Beside, entry: AgreedLevel, by: Signature) -> None:
    """Take an agreed level back: the members' answers count there again.

    BadArgument when somebody else has, Conflict when the meeting has ended.
    """
    check_still_open(beside.store, entry.target, entry.at)
    take_back(beside, "agreed", entry.target, by._replace(reason=by.reason.strip() or NO_LONGER))


def check_may_let_go(beside: Beside, target: tuple[str, str]) -> None:
    """Raise Conflict for what was agreed on in a meeting that has ended, unless the plan has come to say otherwise.

    Then the group is asked about it, and answers by name and with a reason, also when the meeting is long over.
    """
    laid = laid_beside(beside.store, beside.plan_key)
    if any(isinstance(one.entry, AgreedLevel) and one.entry.target == target for one in laid.asked):
        return
    for entry in laid.changes.agreed:
        if entry.target == target:
            check_still_open(beside.store, target, entry.at)


def check_still_open(store: Store, target: tuple[str, str], at: datetime) -> None:
    """Raise Conflict for what was agreed on, at a time, in a meeting that has ended since: what it came to stands."""
    if is_settled(store, target, at):
        raise Conflict(SETTLED)


def is_settled(store: Store, target: tuple[str, str], at: datetime) -> bool:
    """Return whether something was agreed on, at a time, in a meeting that has ended since."""
    # Behind the criterion stands the meeting.
    closed_at = meetings.get_meeting(store, target[1].partition(" ")[2]).closed_at
    return closed_at is not None and at <= closed_at
