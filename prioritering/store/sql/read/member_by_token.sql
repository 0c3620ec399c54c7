-- By the device's token, or by the person when login is on.
select member_id
from meeting_member
where meeting_id = $meeting_id
  and (token_hash = $token_hash or subject_hash = $subject_hash)
order by (token_hash = $token_hash) desc, entry_id desc
