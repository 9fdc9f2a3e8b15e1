select
    claim_id,
    document_id,
    position,
    predicate,
    event_type,
    theme_mention_id,
    agent_mention_id,
    place_mention_id,
    theme_name,
    agent_name,
    place_name,
    theme_quantity_start,
    agent_quantity_start,
    event_on,
    event_precision,
    event_day,
    is_negated,
    is_superseded,
    quantity_part,
    char_start,
    char_end
from {{ source('extract', 'claim_events') }}
where document_id in (select documents.document_id from {{ ref('stg_documents') }} as documents)
