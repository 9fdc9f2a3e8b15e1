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
from {{ source('extract', 'claim_quantities') }}
where document_id in (select documents.document_id from {{ ref('stg_documents') }} as documents)
