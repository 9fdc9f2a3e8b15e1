{#- No character of a source is in two passages, and none in two sentences. -#}
{{ config(meta={'dagster': {'ref': {'name': 'passages'}}}) }}

with

spans as (

    {% for table, row_id in [('passages', 'passage_id'), ('sentences', 'sentence_id')] %}
        select
            '{{ table }}' as table_name,
            source_id,
            {{ row_id }} as row_id,
            char_start,
            char_end
        from {{ ref(table) }}
        {{ 'union all' if not loop.last }}
    {% endfor %}

),

ordered as (

    select
        *,
        lag(char_end) over (partition by table_name, source_id order by char_start, char_end, row_id) as last_end
    from spans

)

select
    table_name,
    row_id,
    char_start,
    last_end
from ordered
where char_start < last_end
