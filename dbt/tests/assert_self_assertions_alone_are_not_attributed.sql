{#- The author's own statements are those that are not attributed to somebody. -#}
{{ config(meta={'dagster': {'ref': {'name': 'fct_claims'}}}) }}

select
    claim_id,
    is_attributed,
    report_type
from {{ ref('fct_claims') }}
where is_attributed = (report_type = 'self_assertion')
