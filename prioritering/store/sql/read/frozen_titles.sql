-- What the frozen links of a plan are called and who froze each, newest first: what is searched in.
select
    name,
    arg_max(title, entry_id) filter (where title is not null) as title,
    arg_min(role, entry_id) as role
from frozen
where plan_key = $plan_key
group by name
order by min(entry_id) desc
