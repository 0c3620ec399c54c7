select meeting_id
from meeting
where code = $code
