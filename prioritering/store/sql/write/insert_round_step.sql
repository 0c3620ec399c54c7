-- Only when it is another than the one before: who has said nothing has joined.
insert into round_step (meeting_id, round, member_id, step)
select $meeting_id, $round, $member_id, $step
where $step <> coalesce(
    (
        select step
        from round_step
        where meeting_id = $meeting_id and round = $round and member_id = $member_id
        order by entry_id desc
        limit 1
    ),
    'har anslutit'
)
returning entry_id
