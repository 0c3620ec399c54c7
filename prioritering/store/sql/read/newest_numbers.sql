-- The numbers of this moment, all of one look: the plan's newest version, the newest entry beside it, and the newest
-- thing that has happened in any of its meetings, of blind answers nothing; 0 where there is none.
with own as (
    select meeting_id from meeting where plan_key = $plan_key
),

happened as (
    select entry_id from meeting_event where meeting_id in (select meeting_id from own)
    union all
    select entry_id from meeting_member where meeting_id in (select meeting_id from own)
    union all
    select entry_id from ballot where meeting_id in (select meeting_id from own)
)

select
    (select coalesce(max(version), 0) from plan_version where plan_key = $plan_key) as plan_version,
    (select coalesce(max(entry_id), 0) from change_entry where plan_key = $plan_key) as entry,
    (select coalesce(max(entry_id), 0) from happened) as event
