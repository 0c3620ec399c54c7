select
    plan_version.name,
    plan_version.period,
    plan_version.document,
    plan_version.content_hash,
    plan_version.model,
    plan_version.notices,
    governance_object.name as governance_object,
    plan_version.municipality
from plan_version
inner join governance_object on plan_version.object_id = governance_object.object_id
where plan_version.plan_key = $plan_key and plan_version.version = $version
