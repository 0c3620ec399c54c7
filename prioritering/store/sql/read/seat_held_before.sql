-- By the device's token, or by the person when login is on: the seats that it has ever held, the newest first.
with held as (
    select entry_id, member_id, token_hash, subject_hash
    from meeting_member
    where meeting_id = $meeting_id
    union all
    select
        entry_id,
        subjects ->> '$[0]' as member_id,
        subjects ->> '$[1]' as token_hash,
        nullif(subjects ->> '$[2]', '') as subject_hash
    from meeting_event
    where meeting_id = $meeting_id and kind = 'plats flyttad'
)

select member_id
from held
where token_hash = $token_hash or subject_hash = $subject_hash
order by entry_id desc
