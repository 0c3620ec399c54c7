-- How far each had come in a round by number $event, of those whose step was noted with a number.
select member_id, last(stage order by entry_id) as stage
from round_stage
where meeting_id = $meeting_id and round = $round and said_after <= $event
group by member_id
