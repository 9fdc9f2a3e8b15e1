{#- Content, speaker and cue are to the letter what the passage has there, where they lie inside it (a quotation may run
on into the next paragraph; Python compares those with the document as it writes them). -#}
{{ config(meta={'dagster': {'ref': {'name': 'fct_claims'}}}) }}

with

claims as (

    select
        claims.*,
        passages.text as passage_text,
        passages.char_start as passage_start,
        passages.char_end as passage_end
    from {{ ref('fct_claims') }} as claims
    inner join {{ ref('passages') }} as passages on claims.passage_id = passages.passage_id

),

spans as (

    select
        claim_id,
        passage_text,
        passage_start,
        {{ each_span('content_spans') }}
    from claims
    where content_start >= passage_start and content_end <= passage_end

),

contents as (

    select
        claim_id,
        {{ joined_texts(
            characters('passage_text', 'passage_start', 'span.char_start', 'span.char_end'), ' ', 'span.char_start'
        ) }} as words
    from spans
    group by claim_id

),

quotes as (

    select
        claims.claim_id,
        claims.content_text as quoted,
        contents.words
    from claims
    inner join contents on claims.claim_id = contents.claim_id
    union all
    select
        claim_id,
        speaker_text as quoted,
        {{ characters('passage_text', 'passage_start', 'speaker_start', 'speaker_end') }} as words
    from claims
    where speaker_start >= passage_start and speaker_end <= passage_end
    union all
    select
        claim_id,
        cue_text as quoted,
        {{ characters('passage_text', 'passage_start', 'cue_start', 'cue_end') }} as words
    from claims
    where cue_start >= passage_start and cue_end <= passage_end

)

select
    claim_id,
    quoted,
    words
from quotes
where quoted <> words
