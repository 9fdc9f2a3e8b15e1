select
    metric,
    language,
    report_type,
    n,
    value,
    interval_low,
    interval_high,
    meaning,
    gold_version,
    code_version
from {{ ref('measured_quality') }}
