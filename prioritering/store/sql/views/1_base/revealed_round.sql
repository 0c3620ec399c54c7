-- Rounds whose answers everyone may see, and where in the order of events the reveal came.
select meeting_id, round, min(entry_id) as revealed_entry
from meeting_event
where kind = 'runda visad'
group by meeting_id, round
