{#- No character is lost and none is in two blocks: each begins where the last ended, from 0 to char_count. -#}
{{ config(meta={'dagster': {'ref': {'name': 'blocks'}}}) }}

with

blocks as (

    select
        document_id,
        char_start,
        char_end,
        lag(char_end, 1, 0) over (partition by document_id order by char_start, char_end) as last_end
    from {{ ref('blocks') }}

),

ends as (

    select
        document_id,
        max(char_end) as last_end
    from blocks
    group by document_id

)

select
    document_id,
    char_start,
    last_end as expected
from blocks
where char_start <> last_end or char_end <= char_start
union all
select
    documents.document_id,
    ends.last_end as char_start,
    documents.char_count as expected
from {{ ref('documents') }} as documents
left join ends on documents.document_id = ends.document_id
where coalesce(ends.last_end, 0) <> documents.char_count
