-- Deviations that no stated cause names.
select deviation.system as subject, 'egen orsak ej angiven' as detail, null as line, null as line_to
from deviation
where
    deviation.plan_key = $plan_key
    and deviation.version = $version
    and not exists (
        select 1
        from cause
        where
            cause.plan_key = deviation.plan_key
            and cause.version = deviation.version
            and cause.deviation_id = deviation.deviation_id
    )
order by deviation.position
