-- How far each who has said something in a round had come, when that last changed.
select member_id, last(stage order by entry_id) as stage
from round_stage
where meeting_id = $meeting_id and round = $round
group by member_id
