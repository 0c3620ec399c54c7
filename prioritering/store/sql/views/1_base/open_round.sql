-- The round of each meeting that takes answers now: the newest one, unless it or the meeting is closed.
with opened as (
    select meeting_id, max(round) as round
    from meeting_event
    where kind = 'runda öppnad'
    group by meeting_id
)

select opened.meeting_id, opened.round
from opened
where not exists (
    select 1
    from meeting_event as ended
    where ended.meeting_id = opened.meeting_id
      and (ended.kind = 'möte stängt' or (ended.kind = 'runda stängd' and ended.round = opened.round))
)
