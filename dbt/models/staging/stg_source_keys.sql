select
    source_id,
    document_id,
    outlet_key,
    origin_key,
    agency_key,
    author_key,
    handle_key,
    url_key
from {{ source('extract', 'source_keys') }}
where document_id in (select documents.document_id from {{ ref('stg_documents') }} as documents)
