-- Every version of a plan, newest first: when it was read in, and the document that it was made from.
select version, imported_at, document
from plan_version
where plan_key = $plan_key
order by version desc
