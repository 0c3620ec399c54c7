-- Only when it is another than the one before: who has said nothing has joined.
insert into round_stage (meeting_id, round, member_id, stage, said_after)
select $meeting_id, $round, $member_id, $stage, $said_after
where $stage <> coalesce(
    (
        select stage
        from round_stage
        where meeting_id = $meeting_id and round = $round and member_id = $member_id
        order by entry_id desc
        limit 1
    ),
    'har anslutit'
)
returning entry_id
