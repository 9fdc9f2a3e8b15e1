{#- Speaker and cue have both words and span, or neither. -#}
{{ config(meta={'dagster': {'ref': {'name': 'fct_claims'}}}) }}

select
    claim_id,
    speaker_text,
    speaker_start,
    cue_text,
    cue_start
from {{ ref('fct_claims') }}
where (speaker_text is null) <> (speaker_start is null) or (cue_text is null) <> (cue_start is null)
