{#- Nothing is lost or counted twice on the way from the facts to the counts of their sources. -#}
{{ config(meta={'dagster': {'ref': {'name': 'fct_sources'}}}) }}

with

counted as (

    select
        coalesce(sum(sentence_count), 0) as sentence_count,
        coalesce(sum(claim_count), 0) as claim_count,
        coalesce(sum(mention_count), 0) as mention_count
    from {{ ref('fct_sources') }}

),

rows_there as (

    select
        (select count(*) from {{ ref('sentences') }}) as sentence_count,
        (
            select count(*) from {{ ref('fct_claims') }}
            where review_status <> 'rejected'
        ) as claim_count,
        (
            select count(*) from {{ ref('fct_mentions') }}
            where mention_type <> 'role'
        ) as mention_count

)

select
    counted.sentence_count,
    counted.claim_count,
    counted.mention_count
from counted
cross join rows_there
where
    counted.sentence_count <> rows_there.sentence_count
    or counted.claim_count <> rows_there.claim_count
    or counted.mention_count <> rows_there.mention_count
