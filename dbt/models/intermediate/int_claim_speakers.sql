{#- Who speaks, for comparing statements: what is resolved, or a name that one entity of the warehouse alone bears in
any spelling ("Orda" where one text has only this and others "Karim Orda"), or the words. -#}
with

claims as (

    select
        claim_id,
        speaker_entity_id,
        speaker_kind
    from {{ ref('fct_claims') }}

),

signatures as (

    select
        claim_id,
        speaker_key as words
    from {{ ref('stg_claim_signatures') }}

),

names as (

    select * from {{ ref('int_entity_names') }}

)

select
    claims.claim_id,
    cast(coalesce(claims.speaker_entity_id, names.entity_id, signatures.words) as varchar) as speaker_key,
    -- An office or a body may be another one in another text ("the ministry"): its words tell nobody.
    cast(
        coalesce(
            claims.speaker_entity_id,
            case
                when coalesce(claims.speaker_kind, 'person') = 'person' then coalesce(names.entity_id, signatures.words)
            end
        ) as varchar
    ) as voice_key
from claims
inner join signatures on claims.claim_id = signatures.claim_id
left join names on signatures.words = names.folded_name
