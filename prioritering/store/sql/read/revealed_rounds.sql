-- Every round that has been revealed.
select meeting_id, round
from revealed_round
