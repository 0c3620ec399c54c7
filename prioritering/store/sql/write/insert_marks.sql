insert into project_mark
select
    $plan_key,
    $version,
    unnest($position::integer[]),
    unnest($project_id::varchar[]),
    unnest($criterion_id::varchar[]),
    unnest($status::varchar[]),
    unnest($low_level::varchar[]),
    unnest($high_level::varchar[]),
    unnest($low_number::double precision[]),
    unnest($high_number::double precision[]),
    unnest($printed::varchar[]),
    unnest($line::integer[]),
    unnest($line_to::integer[])
