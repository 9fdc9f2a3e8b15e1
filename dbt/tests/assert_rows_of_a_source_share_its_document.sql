{#- Whatever belongs to a source quotes the document of that source. -#}
{{ config(meta={'dagster': {'ref': {'name': 'fct_sources'}}}) }}

{% set parts = [
    ('source_dates', 'source_id'),
    ('passages', 'passage_id'),
    ('sentences', 'sentence_id'),
    ('fct_mentions', 'mention_id'),
    ('fct_claims', 'claim_id'),
] %}

with

parts as (

    {% for table, row_id in parts %}
        select
            '{{ table }}' as table_name,
            {{ row_id }} as row_id,
            source_id,
            document_id
        from {{ ref(table) }}
        {{ 'union all' if not loop.last }}
    {% endfor %}

)

select
    parts.table_name,
    parts.row_id
from parts
inner join {{ ref('fct_sources') }} as sources on parts.source_id = sources.source_id
where parts.document_id <> sources.document_id
