select
    document_id,
    layout,
    layout_confidence,
    platform,
    language
from {{ source('parse', 'readings') }}
where document_id in (select documents.document_id from {{ ref('stg_documents') }} as documents)
