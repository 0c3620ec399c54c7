-- Each plan and its newest version, in a database of any schema: a plan's id is its key in the older ones.
select
    columns('^plan_(key|id)$') as plan,
    max(version) as version
from plan_version
group by 1
order by 1
