-- Counts grow with every row and never fall, whatever order concurrent rows become visible in.
select
    (select count(*) from meeting_event where meeting_id = $meeting_id) as events,
    (select count(*) from meeting_member where meeting_id = $meeting_id) as members,
    (select count(*) from ballot where meeting_id = $meeting_id) as ballots
