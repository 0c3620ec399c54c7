-- Newest first; meetings opened in the same instant in the order of their ids. With $event, those that had been opened by
-- that number: opening writes an event of its own. A meeting from before it did counts as opened when the next thing
-- happened in any of the plan's meetings.
with own as (
    select
        meeting.meeting_id,
        meeting.opened_at,
        min(meeting_event.entry_id) as first_entry,
        coalesce(bool_or(meeting_event.kind = 'planens svar visas'), false) as is_numbered
    from meeting
    left join meeting_event on meeting_event.meeting_id = meeting.meeting_id
    where meeting.plan_key = $plan_key
    group by meeting.meeting_id, meeting.opened_at
),

later as (
    select made_at as happened_at
    from meeting_event
    where entry_id > $event and meeting_id in (select meeting_id from own)
    union all
    select joined_at as happened_at
    from meeting_member
    where entry_id > $event and meeting_id in (select meeting_id from own)
    union all
    select made_at as happened_at
    from ballot
    where entry_id > $event and meeting_id in (select meeting_id from own)
)

select meeting_id, opened_at
from own
where $event is null
   or (is_numbered and first_entry <= $event)
   or (not is_numbered and opened_at <= coalesce((select min(happened_at) from later), timestamptz 'infinity'))
order by opened_at desc, meeting_id
