select
    document_id,
    char_start,
    char_end,
    role,
    source_id
from {{ ref('stg_blocks') }}
