{#- A sentence is to the letter what its passage has there. Of one that runs on into the next
post the first part is compared. -#}
{{ config(meta={'dagster': {'ref': {'name': 'sentences'}}}) }}

with

compared as (

    select
        sentences.sentence_id,
        sentences.text,
        sentences.char_start,
        passages.char_start as passage_start,
        passages.char_end as passage_end,
        passages.text as passage_text,
        case
            when sentences.char_end < passages.char_end then sentences.char_end else passages.char_end
        end as compared_end
    from {{ ref('sentences') }} as sentences
    inner join {{ ref('passages') }} as passages on sentences.passage_id = passages.passage_id

)

select
    sentence_id,
    text
from compared
where
    char_start < passage_start
    or char_start >= passage_end
    or {{ characters('passage_text', 'passage_start', 'char_start', 'compared_end') }}
    <> {{ characters('text', 'char_start', 'char_start', 'compared_end') }}
