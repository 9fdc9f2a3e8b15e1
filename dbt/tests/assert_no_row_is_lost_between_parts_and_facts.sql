{#- Every mart has as many rows as the staging table it is made of: a join that drops or doubles
rows stops the build. -#}
{{ config(meta={'dagster': {'ref': {'name': 'fct_claims'}}}) }}

{% set tables = [
    ('stg_documents', 'documents'),
    ('stg_blocks', 'blocks'),
    ('stg_sources', 'fct_sources'),
    ('stg_source_dates', 'source_dates'),
    ('stg_passages', 'passages'),
    ('stg_sentences', 'sentences'),
    ('stg_mentions', 'fct_mentions'),
    ('stg_claims', 'fct_claims'),
] %}

with

row_counts as (

    {% for staged, built in tables %}
        select
            '{{ built }}' as table_name,
            (select count(*) from {{ ref(staged) }}) as staged_count,
            (select count(*) from {{ ref(built) }}) as built_count
        {{ 'union all' if not loop.last }}
    {% endfor %}

)

select
    table_name,
    staged_count,
    built_count
from row_counts
where staged_count <> built_count
