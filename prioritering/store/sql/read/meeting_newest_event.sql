-- The number of the newest event or member of a meeting.
select coalesce(max(entry_id), 0)
from (
    select entry_id from meeting_event where meeting_id = $meeting_id
    union all
    select entry_id from meeting_member where meeting_id = $meeting_id
)
