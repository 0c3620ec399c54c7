-- What the group has laid beside the plans: each by its number and when it was made, which together are no other's.
select entry_id, made_at
from change_entry
order by entry_id
