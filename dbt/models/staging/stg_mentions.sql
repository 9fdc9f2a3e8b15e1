select
    mention_id,
    document_id,
    source_id,
    passage_id,
    sentence_id,
    claim_id,
    mention_type,
    surface,
    char_start,
    char_end,
    entity_type,
    reference_key,
    document_name,
    name_key,
    resolution_method,
    confidence
from {{ source('extract', 'mentions') }}
where document_id in (select documents.document_id from {{ ref('stg_documents') }} as documents)
