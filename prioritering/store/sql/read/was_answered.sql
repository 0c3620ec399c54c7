-- One row when somebody has come further in a round than to join, so that it has answers somewhere; else none.
select 1
from round_stage
where meeting_id = $meeting_id and round = $round
limit 1
