{#- The positions of the passages of a source are 1, 2, 3 …, without a gap and none twice. -#}
{{ config(meta={'dagster': {'ref': {'name': 'passages'}}}) }}

select
    source_id,
    count(*) as passage_count
from {{ ref('passages') }}
group by source_id
having min(position) <> 1 or max(position) <> count(*) or count(distinct position) <> count(*)
