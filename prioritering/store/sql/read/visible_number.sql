-- The number of the newest thing that changed what everyone may see of a meeting: a reveal, a close, an answer or a
-- newcomer after a reveal. A blind save is none of these. One sequence numbers them all. No later than $event when that
-- is given.
with changes as (
    select entry_id
    from meeting_event
    where meeting_id = $meeting_id
      and kind in ('runda visad', 'runda stängd', 'möte stängt', 'möte öppnat igen')
    union all
    select ballot.entry_id
    from ballot
    inner join revealed_round
        on revealed_round.meeting_id = ballot.meeting_id and revealed_round.round = ballot.round
    where ballot.meeting_id = $meeting_id
      and ballot.entry_id > revealed_round.revealed_entry
    union all
    select meeting_member.entry_id
    from meeting_member
    where meeting_member.meeting_id = $meeting_id
      and meeting_member.entry_id > (select min(revealed_entry) from revealed_round where meeting_id = $meeting_id)
)

select coalesce(max(entry_id), 0)
from changes
where $event is null or entry_id <= $event
