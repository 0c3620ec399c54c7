-- Things that the plan writes in more than one way, as read here.
select canonical as subject, string_agg('”' || spelling || '”', ', ' order by position) as detail, null as line, null as line_to
from alias
where plan_key = $plan_key and version = $version and alias_kind != 'projekt'
group by canonical
order by min(position)
