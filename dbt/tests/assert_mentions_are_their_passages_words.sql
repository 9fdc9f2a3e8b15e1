{#- A mention is to the letter what its passage has there. One without a passage is a name that its source's own lines
print: the author, at the place the source gives, the place of the dateline, the agency, the outlet it is taken from. -#}
{{ config(meta={'dagster': {'ref': {'name': 'fct_mentions'}}}) }}

select
    mentions.mention_id,
    mentions.surface
from {{ ref('fct_mentions') }} as mentions
left join {{ ref('passages') }} as passages on mentions.passage_id = passages.passage_id
left join {{ ref('fct_sources') }} as sources on mentions.source_id = sources.source_id
where
    case
        when mentions.passage_id is null
            then
                case mentions.resolution_method
                    when 'dateline' then coalesce(mentions.surface <> sources.dateline_place, true)
                    when 'agency' then coalesce(mentions.surface <> sources.agency, true)
                    when 'outlet' then coalesce(mentions.surface <> sources.origin_outlet, true)
                    else
                        coalesce(mentions.char_start <> sources.author_start, true)
                        or coalesce(mentions.char_end <> sources.author_end, true)
                        or coalesce(mentions.surface <> sources.author_name, true)
                end
        else
            mentions.char_start < passages.char_start
            or mentions.char_end > passages.char_end
            or {{ characters('passages.text', 'passages.char_start', 'mentions.char_start', 'mentions.char_end') }}
            <> mentions.surface
    end
