-- Counts grow with every row and never fall, whatever order concurrent rows become visible in. Of a blind round only the
-- steps are counted: a number of saves would tell who has a conflict of interest.
select
    (select count(*) from meeting_event where meeting_id = $meeting_id) as events,
    (select count(*) from meeting_member where meeting_id = $meeting_id) as members,
    (
        (select count(*) from ballot where meeting_id = $meeting_id)
        + (select count(*) from round_stage where meeting_id = $meeting_id)
    ) as shown
