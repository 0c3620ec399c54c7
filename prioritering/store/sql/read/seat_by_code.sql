-- The seat that a code was made for; whether it can still be used is for the events to say.
select meeting_id, subjects ->> '$[0]' as member_id
from meeting_event
where kind = 'plats erbjuden' and subjects ->> '$[1]' = $code_hash
order by entry_id desc
