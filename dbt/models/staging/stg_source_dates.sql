select
    source_id,
    document_id,
    role,
    date_on,
    date_at,
    surface,
    char_start,
    char_end,
    is_chosen
from {{ source('parse', 'source_dates') }}
where document_id in (select documents.document_id from {{ ref('stg_documents') }} as documents)
