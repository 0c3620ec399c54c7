-- By the device's token, or by the person when login is on. Of a seat that has been moved only the newest device counts.
with moved as (
    select
        entry_id,
        subjects ->> '$[0]' as member_id,
        subjects ->> '$[1]' as token_hash,
        nullif(subjects ->> '$[2]', '') as subject_hash
    from meeting_event
    where meeting_id = $meeting_id and kind = 'plats flyttad'
),

held as (
    select entry_id, member_id, token_hash, subject_hash
    from meeting_member
    where meeting_id = $meeting_id and member_id not in (select member_id from moved)
    union all
    select entry_id, member_id, token_hash, subject_hash
    from moved
    where entry_id in (select max(entry_id) from moved group by member_id)
)

select member_id
from held
where token_hash = $token_hash or subject_hash = $subject_hash
order by (token_hash = $token_hash) desc, entry_id desc
