with

statements as (

    select * from {{ ref('who_said_what') }}

)

select
    published_on,
    publisher,
    statement,
    speaker_text,
    cue_text,
    hedged,
    hedge_text,
    negated,
    is_repeat,
    language,
    confidence,
    capture_path,
    char_start,
    char_end,
    claim_id,
    source_id,
    document_id
from statements
where
    speaker_entity_id is null
    and (
        speaker_kind = 'unnamed'
        -- Words in quotation marks are somebody's, though the text leave open whose; nobody's thought is no rumour.
        or (
            (speaker_kind = 'none' or (speaker_kind is null and speaker_text is null))
            and report_type not in ('direct', 'mixed')
            and medium is distinct from 'thought'
        )
    )
order by
    published_on asc nulls last,
    capture_path asc,
    char_start asc,
    claim_id asc
