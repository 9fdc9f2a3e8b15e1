select
    sentence_id,
    document_id,
    source_id,
    passage_id,
    text,
    char_start,
    char_end,
    language
from {{ ref('stg_sentences') }}
