{#- A group has two members or more, and as many claims, sources and origins as it says. -#}
{{ config(meta={'dagster': {'ref': {'name': 'claim_groups'}}}) }}

with

counted as (

    select
        claim_group_id,
        count(*) as claim_count,
        count(distinct source_id) as source_count,
        count(distinct origin_id) as origin_count
    from {{ ref('claim_group_members') }}
    group by claim_group_id

)

select
    groups.claim_group_id,
    groups.claim_count,
    counted.claim_count as member_count
from {{ ref('claim_groups') }} as groups
left join counted on groups.claim_group_id = counted.claim_group_id
where
    counted.claim_count is null
    or groups.claim_count < 2
    or groups.claim_count <> counted.claim_count
    or groups.source_count <> counted.source_count
    or groups.independent_origin_count <> counted.origin_count
    or groups.distinct_voice_count < 1
    or groups.undated_source_count > groups.source_count
