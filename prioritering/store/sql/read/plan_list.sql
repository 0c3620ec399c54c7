select plan_key, name, period, document, municipality, governance_object, version, projects
from plan_summary
order by period, name, plan_key
