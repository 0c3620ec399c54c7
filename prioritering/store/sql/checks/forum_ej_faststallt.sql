-- Forum cells that hold only a dash or nothing.
select
    forum.name as subject,
    string_agg(forum_cell.field || ': ' || forum_cell.status, ', ' order by forum_cell.position) as detail,
    min(forum.line) as line,
    max(forum_cell.line) as line_to
from forum_cell
inner join forum
    on forum_cell.plan_key = forum.plan_key
    and forum_cell.version = forum.version
    and forum_cell.forum_id = forum.forum_id
where forum_cell.plan_key = $plan_key and forum_cell.version = $version and forum_cell.status in ('streck', 'tomt')
group by forum.name
order by min(forum_cell.position)
