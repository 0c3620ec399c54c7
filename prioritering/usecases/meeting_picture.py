"""A view's picture beside what its meeting gives, both of one moment: what the projector shows in each of its steps."""

from __future__ import annotations

from dataclasses import dataclass

from prioritering.errors import BadArgument
from prioritering.store import meetings
from prioritering.store.connection import Store
from prioritering.usecases.gather import NOW, AsOf, moment
from prioritering.usecases.group_result import Result, group_result
from prioritering.usecases.picture import picture_of
from prioritering.usecases.which_plan import plan_of
from prioritering.view.picture import Picture
from prioritering.view.view import View


@dataclass(frozen=True, slots=True)
class MeetingPicture:
    """A picture and the result of the meeting that is followed, None where no meeting is."""

    picture: Picture
    result: Result | None = None


def meeting_picture(store: Store, view: View, meeting_id: str = "", as_of: AsOf = NOW) -> MeetingPicture:
    """Return a view's picture and a meeting's result, now or as of earlier numbers; '' is no meeting.

    The numbers are asked for once for both, so that neither shows what the other does not. BadArgument when there is
    no such plan or meeting, or when the meeting is another plan's.
    """
    key = plan_of(store, view)
    at = moment(store, key, as_of)
    result = None
    if meeting_id:
        if meetings.plan_key_of(store, meeting_id) != key:
            raise BadArgument("Mötet hör till en annan plan.")
        result = group_result(store, meeting_id, view, at)
    return MeetingPicture(picture_of(store, view, at), result)
