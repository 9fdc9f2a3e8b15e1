select
    claim_id,
    document_id,
    exact_key,
    near_keys,
    figures,
    heads,
    speaker_key,
    is_relayed,
    spoken_on,
    spoken_precision,
    spoken_type
from {{ source('extract', 'claim_signatures') }}
where document_id in (select documents.document_id from {{ ref('stg_documents') }} as documents)
