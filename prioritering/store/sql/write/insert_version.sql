insert into plan_version (plan_id, version, name, period, object_id, document, content_hash, model, notices)
values ($plan_id, $version, $name, $period, $object_id, $document, $content_hash, $model, $notices)
