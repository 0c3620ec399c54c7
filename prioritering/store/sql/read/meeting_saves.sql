-- How many events a meeting has, and how many rows its answers in the open take: numbers that only grow. For the server
-- alone, to know when a member's own answers may have become more.
select
    (select count(*) from meeting_event where meeting_id = $meeting_id) as events,
    (select count(*) from ballot where meeting_id = $meeting_id) as saves
