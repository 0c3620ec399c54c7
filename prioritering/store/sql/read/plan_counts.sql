select
    (select count(*) from plan_version where plan_key = $plan_key) as plan_versions,
    (select count(*) from change_entry where plan_key = $plan_key) as changes,
    (
        select count(*)
        from meeting_event
        inner join meeting on meeting.meeting_id = meeting_event.meeting_id
        where meeting.plan_key = $plan_key
    ) as events,
    (
        select count(*)
        from ballot
        inner join meeting on meeting.meeting_id = ballot.meeting_id
        inner join revealed_round
            on revealed_round.meeting_id = ballot.meeting_id and revealed_round.round = ballot.round
        where meeting.plan_key = $plan_key
    ) as revealed_answers
