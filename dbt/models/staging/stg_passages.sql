select
    passage_id,
    source_id,
    document_id,
    passage_kind,
    position,
    declared_position,
    declared_total,
    language,
    text,
    char_start,
    char_end,
    repeats_passage_id
from {{ source('parse', 'passages') }}
where document_id in (select documents.document_id from {{ ref('stg_documents') }} as documents)
