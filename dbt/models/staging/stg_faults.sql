select
    document_id,
    stage,
    reason_code,
    reason
from {{ source('refresh', 'faults') }}
