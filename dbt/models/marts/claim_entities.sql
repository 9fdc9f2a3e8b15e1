with recursive

claims as (

    select
        claim_id,
        parent_claim_id,
        sentence_id,
        speaker_entity_id,
        addressee_text
    from {{ ref('fct_claims') }}

),

mentions as (

    select
        claim_id,
        sentence_id,
        surface,
        entity_id
    from {{ ref('fct_mentions') }}
    where entity_id is not null

),

-- What a statement is about, the statements around it are about too; no text nests ten deep.
around as (

    select
        claim_id as inner_claim_id,
        claim_id,
        parent_claim_id,
        1 as depth
    from claims
    union all
    select
        around.inner_claim_id,
        claims.claim_id,
        claims.parent_claim_id,
        around.depth + 1 as depth
    from around
    inner join claims on around.parent_claim_id = claims.claim_id
    where around.depth < 10

),

about as (

    select
        around.claim_id,
        mentions.entity_id,
        'about' as role
    from mentions
    inner join around on mentions.claim_id = around.inner_claim_id

),

speakers as (

    select
        claim_id,
        speaker_entity_id as entity_id,
        'speaker' as role
    from claims
    where speaker_entity_id is not null

),

-- The addressee has words and no place: it is who is named by just these words in the sentence.
addressees as (

    select
        claims.claim_id,
        mentions.entity_id,
        'addressee' as role
    from claims
    inner join mentions
        on claims.sentence_id = mentions.sentence_id and claims.addressee_text = mentions.surface

)

select
    claim_id,
    entity_id,
    cast(role as varchar) as role
from about
union
select
    claim_id,
    entity_id,
    cast(role as varchar) as role
from speakers
union
select
    claim_id,
    entity_id,
    cast(role as varchar) as role
from addressees
