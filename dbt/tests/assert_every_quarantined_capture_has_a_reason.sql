{#- A quarantined capture has a reason, in code and words, and no document; every other one has a
document and no reason. -#}
{{ config(meta={'dagster': {'ref': {'name': 'captures'}}}) }}

select
    capture_path,
    status,
    document_id,
    reason_code,
    reason
from {{ ref('captures') }}
where
    (status = 'quarantined' and (reason_code is null or reason is null or document_id is not null))
    or (status <> 'quarantined' and (reason_code is not null or reason is not null or document_id is null))
