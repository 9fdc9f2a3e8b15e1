select
    document_id,
    char_start,
    char_end,
    role,
    source_id
from {{ source('parse', 'blocks') }}
where document_id in (select documents.document_id from {{ ref('stg_documents') }} as documents)
