-- The round of each meeting that takes answers now: the newest one, unless it or the meeting is closed.
with opened as (
    select meeting_id, max(round) as round
    from meeting_event
    where kind = 'runda öppnad'
    group by meeting_id
),

-- An ended meeting may have been opened again since.
ended as (
    select meeting_id
    from meeting_event
    where kind in ('möte stängt', 'möte öppnat igen')
    group by meeting_id
    having max(case when kind = 'möte stängt' then entry_id end)
        > coalesce(max(case when kind = 'möte öppnat igen' then entry_id end), 0)
)

select opened.meeting_id, opened.round
from opened
where not exists (select 1 from ended where ended.meeting_id = opened.meeting_id)
  and not exists (
      select 1
      from meeting_event as shut
      where shut.meeting_id = opened.meeting_id
        and shut.kind = 'runda stängd'
        and shut.round = opened.round
  )
