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

inside as (

    select * from claims
    where content_start >= passage_start and content_end <= passage_end

),

-- Most contents are one span: only those of several have to be put together.
spans as (

    select
        claim_id,
        passage_text,
        passage_start,
        {{ each_span('content_spans') }}
    from inside
    where {{ list_size('content_spans') }} > 1

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
        claim_id,
        content_text as quoted,
        {{ characters('passage_text', 'passage_start', 'content_start', 'content_end') }} as words
    from inside
    where {{ list_size('content_spans') }} = 1
    union all
    select
        inside.claim_id,
        inside.content_text as quoted,
        contents.words
    from inside
    inner join contents on inside.claim_id = contents.claim_id
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
