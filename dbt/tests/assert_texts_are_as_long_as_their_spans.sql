{#- A quoted text has the length of its span, and a document that of char_count: code points, counted by another engine
than the one that wrote them. -#}
{{ config(meta={'dagster': {'ref': {'name': 'documents'}}}) }}

{% set texts = [
    ('documents', 'document_id', 'text', 'char_count'),
    ('passages', 'passage_id', 'text', 'char_end - char_start'),
    ('sentences', 'sentence_id', 'text', 'char_end - char_start'),
    ('source_dates', 'source_id', 'surface', 'char_end - char_start'),
    ('fct_mentions', 'mention_id', 'surface', 'char_end - char_start'),
    ('fct_claims', 'claim_id', 'speaker_text', 'speaker_end - speaker_start'),
    ('fct_claims', 'claim_id', 'cue_text', 'cue_end - cue_start'),
    ('fct_sources', 'source_id', 'title', 'title_end - title_start'),
    ('fct_sources', 'source_id', 'author_name', 'author_end - author_start'),
] %}

with

texts as (

    {% for table, row_id, text, span_length in texts %}
        select
            '{{ table }}.{{ text }}' as text_name,
            {{ row_id }} as row_id,
            length({{ text }}) as text_length,
            {{ span_length }} as span_length
        from {{ ref(table) }}
        {{ 'union all' if not loop.last }}
    {% endfor %}

)

select
    text_name,
    row_id,
    text_length,
    span_length
from texts
where text_length <> span_length or (text_length is null and span_length is not null)
