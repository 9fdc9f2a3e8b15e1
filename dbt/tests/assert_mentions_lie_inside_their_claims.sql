{#- The claim around a mention has it between its first and its last character. -#}
{{ config(meta={'dagster': {'ref': {'name': 'fct_mentions'}}}) }}

select
    mentions.mention_id,
    mentions.claim_id
from {{ ref('fct_mentions') }} as mentions
inner join {{ ref('fct_claims') }} as claims on mentions.claim_id = claims.claim_id
where
    mentions.source_id <> claims.source_id
    or mentions.char_start < claims.content_start
    or mentions.char_end > claims.content_end
