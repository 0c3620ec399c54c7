-- How many rows there are of all that what is newest is asked of, by kind. Nothing is ever taken away, so their sum grows
-- with every row, whoever wrote it. Counting a whole table reads no row: that is what makes it worth asking first. All
-- but the last two are counted beside the database too (store/tally.py), in this order.
with counts as (
    select 1 as place, count(*) as written from plan_version
    union all
    select 2, count(*) from change_entry
    union all
    select 3, count(*) from meeting
    union all
    select 4, count(*) from meeting_event
    union all
    select 5, count(*) from meeting_member
    union all
    select 6, count(*) from ballot
    union all
    select 7, count(*) from round_stage
    union all
    select 8, count(*) from removed_text
)

select written
from counts
order by place
