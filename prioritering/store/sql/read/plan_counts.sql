-- A text that has been taken away is gone from what is laid beside the plan without any new entry: screens that show it
-- are to follow, and what has been drawn with it is not to be shown again.
select
    (select count(*) from plan_version where plan_key = $plan_key) as plan_versions,
    (
        (select count(*) from change_entry where plan_key = $plan_key)
        + (select count(*) from removed_text where plan_key = $plan_key)
    ) as changes,
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
