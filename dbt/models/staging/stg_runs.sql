select
    run_id,
    started_at,
    finished_at,
    code_version,
    reference_version,
    captures_seen,
    captures_new,
    captures_removed,
    captures_quarantined,
    is_change_accepted,
    rows_per_table,
    seconds_per_stage
from {{ source('refresh', 'runs') }}
