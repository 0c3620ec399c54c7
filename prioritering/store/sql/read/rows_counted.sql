-- The same as in rows_written, of what is counted beside the database, also in one from before there were stages.
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
)

select written
from counts
order by place
