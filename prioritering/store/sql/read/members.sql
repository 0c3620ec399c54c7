select member_id, role, joined_at, replaces
from meeting_member
where meeting_id = $meeting_id
order by entry_id
