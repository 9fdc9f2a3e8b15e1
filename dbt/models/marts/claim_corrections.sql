{#- The rows of claim_overrides and what each of them does now. A statement is found by its id; where no claim has that
id any more, by its words in its capture: the claim with just these words, else the one whose place is mostly theirs. -#}
{% set least_share = 0.5 %}
with

overrides as (

    select
        *,
        md5(
            action || '|' || claim_id || '|' || capture_path || '|' || quoted_text || '|' || coalesce(target, '')
            || '|' || cast(on_date as varchar)
        ) as override_id
    from {{ ref('claim_overrides') }}

),

-- Where somebody has decided anything: of all others nothing is read.
decided_documents as (

    select captures.document_id
    from {{ ref('captures') }} as captures
    inner join overrides on captures.capture_path = overrides.capture_path
    where captures.document_id is not null
    union
    select decided.document_id
    from {{ ref('stg_claims') }} as decided
    inner join overrides on decided.claim_id = overrides.claim_id

),

claims as (

    select
        claim_id,
        document_id,
        source_id,
        is_attributed,
        content_text,
        content_start,
        content_end
    from {{ ref('stg_claims') }}
    where document_id in (select decided_documents.document_id from decided_documents)

),

by_id as (

    select
        overrides.override_id,
        claims.claim_id
    from overrides
    inner join claims on overrides.claim_id = claims.claim_id

),

-- Where the words of the others stand, and whether they stand there twice.
searched as (

    select
        overrides.override_id,
        overrides.quoted_text,
        captures.document_id,
        strpos(documents.text, overrides.quoted_text) as found_at,
        strpos(
            substring(documents.text, strpos(documents.text, overrides.quoted_text) + 1), overrides.quoted_text
        ) as found_again_at
    from overrides
    left join by_id on overrides.override_id = by_id.override_id
    inner join {{ ref('captures') }} as captures on overrides.capture_path = captures.capture_path
    inner join {{ ref('stg_documents') }} as documents on captures.document_id = documents.document_id
    where by_id.override_id is null

),

places as (

    select
        override_id,
        document_id,
        quoted_text,
        case when found_at > 0 and found_again_at = 0 then found_at - 1 end as place_start,
        case when found_at > 0 and found_again_at = 0 then found_at - 1 + length(quoted_text) end as place_end,
        found_at > 0 and found_again_at > 0 as stands_twice
    from searched

),

candidates as (

    select
        places.override_id,
        claims.claim_id,
        claims.source_id,
        claims.content_start,
        claims.content_text = places.quoted_text as has_these_words,
        case
            when places.place_start is null then 0
            else
                cast(
                    least(claims.content_end, places.place_end)
                    - greatest(claims.content_start, places.place_start) as double
                )
                / (
                    greatest(claims.content_end, places.place_end)
                    - least(claims.content_start, places.place_start)
                )
        end as shared_part
    from places
    inner join claims on places.document_id = claims.document_id

),

near as (

    select
        *,
        row_number() over (
            partition by override_id, source_id order by has_these_words desc, shared_part desc, claim_id asc
        ) as choice,
        sum(case when has_these_words then 1 else 0 end) over (
            partition by override_id, source_id
        ) as same_words_count
    from candidates
    where has_these_words or shared_part >= {{ least_share }}

),

-- Which of two statements with the same words is meant nobody can know.
repeated as (

    select distinct override_id
    from near
    where same_words_count > 1

),

found as (

    select
        override_id,
        claim_id,
        'claim_id' as found_by
    from by_id
    union all
    select
        override_id,
        claim_id,
        case when has_these_words then 'words' else 'place' end as found_by
    from near
    where choice = 1 and same_words_count <= 1

),

targets as (

    select
        overrides.override_id,
        coalesce(corrections.merged_into_id, overrides.target) as entity_id
    from overrides
    left join {{ ref('int_entity_corrections') }} as corrections on overrides.target = corrections.entity_id
    where overrides.action = 'reattribute' and overrides.target <> 'nobody'

),

judged as (

    select
        overrides.*,
        found.claim_id as found_claim_id,
        found.found_by,
        entities.entity_id as target_entity_id,
        case
            when found.claim_id is not null and overrides.action = 'reattribute' and not claims.is_attributed
                then 'it is the author''s own statement, which no other speaker can have: reject it'
            when found.claim_id is not null and targets.override_id is not null and entities.entity_id is null
                then 'its target is no entity of this warehouse: find the entity_id with hearsay entity NAME'
            when found.claim_id is not null then null
            when captures.capture_path is null then 'no capture has this path'
            when captures.document_id is null then 'its capture is quarantined'
            when places.stands_twice or repeated.override_id is not null
                then 'its words stand in the capture more than once: give the claim_id'
            when places.place_start is null then 'its words are not in the capture any more'
            else 'no statement is read at its words any more'
        end as problem
    from overrides
    left join found on overrides.override_id = found.override_id
    left join claims on found.claim_id = claims.claim_id
    left join {{ ref('captures') }} as captures on overrides.capture_path = captures.capture_path
    left join places on overrides.override_id = places.override_id
    left join repeated on overrides.override_id = repeated.override_id
    left join targets on overrides.override_id = targets.override_id
    left join {{ ref('dim_entities') }} as entities on targets.entity_id = entities.entity_id

),

-- Of several decisions about one statement the last one holds.
ordered as (

    select
        *,
        row_number() over (
            partition by found_claim_id, problem is null order by on_date desc, action asc, override_id asc
        ) as decision_order
    from judged

)

select
    cast(override_id as varchar) as correction_id,
    action,
    cast(case when problem is null then found_claim_id end as varchar) as claim_id,
    cast(problem is null and decision_order = 1 as boolean) as is_applied,
    cast(
        case when problem is null and decision_order > 1 then 'a later row decides the same statement' else problem end
        as varchar
    ) as problem,
    cast(found_by as varchar) as found_by,
    cast(capture_path as varchar) as capture_path,
    cast(quoted_text as varchar) as quoted_text,
    target,
    cast(target_entity_id as varchar) as target_entity_id,
    cast(who as varchar) as who,
    cast(why as varchar) as why,
    cast(on_date as date) as on_date,
    cast(claim_id as varchar) as written_claim_id
from ordered
