-- The one statement that changes a frozen document: a reason in it is taken away. Nothing that is computed is altered.
update frozen
set document = $document, document_hash = $document_hash
where entry_id = $entry_id
