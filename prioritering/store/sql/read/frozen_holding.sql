-- The documents of a plan that hold a text, as it stands in JSON.
select entry_id, name, document, document_hash
from frozen
where plan_key = $plan_key
  and document is not null
  and contains(decode(document), $needle)
