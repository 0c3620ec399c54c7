select plan_id, name, period, document, municipality, governance_object, version, projects
from plan_summary
order by plan_id desc
