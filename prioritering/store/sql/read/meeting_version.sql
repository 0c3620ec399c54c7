-- Counts grow with every row and never fall, whatever order concurrent rows become visible in.
select
    (select count(*) from meeting_event where meeting_id = $meeting_id)
    + (select count(*) from meeting_member where meeting_id = $meeting_id) as state_version,
    (select count(*) from ballot where meeting_id = $meeting_id) as ballot_version
