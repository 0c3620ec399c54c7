insert into plan_row
select
    $plan_id,
    $version,
    unnest($file::varchar[]),
    unnest($position::integer[]),
    unnest($cells::json[])
