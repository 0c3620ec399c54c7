insert into plan_cells
select
    $plan_id,
    $version,
    unnest($source::varchar[]),
    unnest($position::integer[]),
    unnest($cells::json[])
