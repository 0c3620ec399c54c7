insert into frozen (
    name, plan_key, happening, title, shows, ends_on, document, document_hash, role, made_at
)
values (
    $name, $plan_key, $happening, $title, $shows, $ends_on, $document, $document_hash, $role, $made_at
)
returning entry_id
