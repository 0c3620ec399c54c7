-- What each member has answered or emptied in a round, and jäv, oldest first; never what was answered. By number $event
-- when that is given. Jäv said in an earlier round stands until it is taken back.
select member_id, project_id, criterion_id, slot, case when kind in ('tomt', 'jäv') then kind end as kind
from ballot
where meeting_id = $meeting_id
  and (slot = 'jäv' and round <= $round or slot = 'svar' and round = $round)
  and ($event is null or coalesce(said_after, entry_id) <= $event)
order by entry_id
