-- Answers of a round that has not been revealed, from before such were sealed.
select
    entry_id, member_id, role, project_id, criterion_id, slot, kind, level_name, number, reason, made_at
from ballot
where meeting_id = $meeting_id and round = $round
order by entry_id
