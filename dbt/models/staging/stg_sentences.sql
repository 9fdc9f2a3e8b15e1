select
    sentence_id,
    document_id,
    source_id,
    passage_id,
    text,
    char_start,
    char_end,
    language
from {{ source('segment', 'sentences') }}
where document_id in (select documents.document_id from {{ ref('stg_documents') }} as documents)
