-- Newest first; meetings opened in the same instant in the order of their ids. Opening a meeting has no number of its
-- own: with $event, those that had been opened when the next thing happened in any of the plan's meetings.
with own as (
    select meeting_id, opened_at from meeting where plan_key = $plan_key
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
   or opened_at <= coalesce((select min(happened_at) from later), timestamptz 'infinity')
order by opened_at desc, meeting_id
