select member_id, role, joined_at, replaces
from meeting_member
where meeting_id = $meeting_id
  and ($event is null or entry_id <= $event)
order by entry_id
