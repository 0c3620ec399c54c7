-- Each meeting with how much it holds, oldest first, in a database of any schema.
select
    meeting.meeting_id,
    columns('^plan_(key|id)$') as plan,
    meeting.opened_at,
    (select count(*) from meeting_event where meeting_event.meeting_id = meeting.meeting_id) as events,
    (
        select count(*)
        from meeting_event
        where meeting_event.meeting_id = meeting.meeting_id and meeting_event.kind = 'runda öppnad'
    ) as rounds,
    (
        select count(*)
        from meeting_event
        where meeting_event.meeting_id = meeting.meeting_id and meeting_event.kind = 'runda visad'
    ) as shown,
    (select count(*) from ballot where ballot.meeting_id = meeting.meeting_id) as answers
from meeting
order by meeting.opened_at, meeting.meeting_id
