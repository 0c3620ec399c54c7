select document, document_hash from frozen where name = $name and document is not null
