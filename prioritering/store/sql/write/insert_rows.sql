insert into plan_row
select
    $plan_key,
    $version,
    unnest($file::varchar[]),
    unnest($position::integer[]),
    unnest($cells::json[])
