select
    claim_id,
    document_id,
    value_low,
    value_high,
    unit,
    currency,
    counted,
    is_approximate,
    surface,
    char_start,
    char_end
from {{ ref('stg_claim_quantities') }}
