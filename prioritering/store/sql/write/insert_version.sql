insert into plan_version
    (plan_key, version, name, period, object_id, document, content_hash, model, notices, municipality)
values
    ($plan_key, $version, $name, $period, $object_id, $document, $content_hash, $model, $notices, $municipality)
