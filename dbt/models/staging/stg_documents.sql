select
    document_id,
    text,
    text_basis,
    char_count,
    reader,
    reader_version
from {{ source('ingest', 'documents') }} as documents
where not exists (
    select faults.document_id
    from {{ ref('stg_faults') }} as faults
    where faults.document_id = documents.document_id
)
