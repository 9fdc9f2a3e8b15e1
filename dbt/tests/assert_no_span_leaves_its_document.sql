{#- Every span has at least one character and lies inside its document. -#}
{{ config(meta={'dagster': {'ref': {'name': 'documents'}}}) }}

{% set spans = [
    ('fct_sources', 'source_id', 'char_start', 'char_end'),
    ('fct_sources', 'source_id', 'title_start', 'title_end'),
    ('fct_sources', 'source_id', 'author_start', 'author_end'),
    ('source_dates', 'source_id', 'char_start', 'char_end'),
    ('passages', 'passage_id', 'char_start', 'char_end'),
    ('sentences', 'sentence_id', 'char_start', 'char_end'),
    ('fct_mentions', 'mention_id', 'char_start', 'char_end'),
    ('fct_claims', 'claim_id', 'content_start', 'content_end'),
    ('fct_claims', 'claim_id', 'speaker_start', 'speaker_end'),
    ('fct_claims', 'claim_id', 'cue_start', 'cue_end'),
    ('claim_quantities', 'claim_id', 'char_start', 'char_end'),
    ('source_links', 'source_id', 'char_start', 'char_end'),
] %}

with

spans as (

    {% for table, row_id, char_start, char_end in spans %}
        select
            '{{ table }}.{{ char_start }}' as span_name,
            {{ row_id }} as row_id,
            document_id,
            {{ char_start }} as char_start,
            {{ char_end }} as char_end
        from {{ ref(table) }}
        {{ 'union all' if not loop.last }}
    {% endfor %}

)

select
    spans.span_name,
    spans.row_id,
    spans.char_start,
    spans.char_end,
    documents.char_count
from spans
left join {{ ref('documents') }} as documents on spans.document_id = documents.document_id
where
    (spans.char_start is null) <> (spans.char_end is null)
    or spans.char_start < 0
    or spans.char_start >= spans.char_end
    or spans.char_end > documents.char_count
    or documents.document_id is null
