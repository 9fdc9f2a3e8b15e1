select
    sentence_id,
    document_id,
    source_id,
    text_key,
    word_count
from {{ source('extract', 'sentence_signatures') }}
where document_id in (select documents.document_id from {{ ref('stg_documents') }} as documents)
