{#- A mention lies inside a passage - never in boilerplate - and is to the letter what the passage has there. -#}
{{ config(meta={'dagster': {'ref': {'name': 'fct_mentions'}}}) }}

select
    mentions.mention_id,
    mentions.surface
from {{ ref('fct_mentions') }} as mentions
inner join {{ ref('passages') }} as passages on mentions.passage_id = passages.passage_id
where
    mentions.char_start < passages.char_start
    or mentions.char_end > passages.char_end
    or {{ characters('passages.text', 'passages.char_start', 'mentions.char_start', 'mentions.char_end') }}
    <> mentions.surface
