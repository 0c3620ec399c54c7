-- How many rows there are of all that what is newest is asked of. Nothing is ever taken away, so the sum grows with
-- every row, whoever wrote it. Counting a whole table reads no row: that is what makes it worth asking first.
with counts as (
    select count(*) as written from plan_version
    union all
    select count(*) as written from change_entry
    union all
    select count(*) as written from meeting
    union all
    select count(*) as written from meeting_event
    union all
    select count(*) as written from meeting_member
    union all
    select count(*) as written from ballot
    union all
    select count(*) as written from round_stage
)

select sum(written) from counts
