insert into plan_cells
select
    $plan_key,
    $version,
    unnest($source::varchar[]),
    unnest($position::integer[]),
    unnest($cells::json[])
