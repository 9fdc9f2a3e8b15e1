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
from {{ ref('stg_source_dates') }}
