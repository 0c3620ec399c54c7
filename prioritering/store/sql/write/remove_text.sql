-- The one statement that changes what has been answered: a text that is taken away, in every version that its writers
-- have saved on the project in the round. Never of a round that is not revealed: nobody has read that.
update ballot
set reason = $removed
where meeting_id = $meeting_id
  and round = $round
  and project_id = $project_id
  and slot = 'skäl'
  and reason not in ('', $removed)
  and member_id in (
      select same.member_id
      from ballot as same
      where same.meeting_id = $meeting_id
        and same.round = $round
        and same.project_id = $project_id
        and same.slot = 'skäl'
        and same.reason = $text
  )
  and exists (
      select 1
      from revealed_round
      where revealed_round.meeting_id = $meeting_id and revealed_round.round = $round
  )
returning entry_id
