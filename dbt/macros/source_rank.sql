{#- Is the page the agency's own ("Corvus" on a page of "Corvus Newswire")? Keys are folded by Python. -#}
{% macro is_own_agency(agency_key, outlet_key) -%}
    coalesce({{ outlet_key }} = {{ agency_key }} or {{ outlet_key }} like {{ agency_key }} || ' %', false)
{%- endmacro %}

{#- The order in which sources of one text come: those whose text it is before those who took it over. Total. -#}
{% macro source_precedence(sources, keys) -%}
    row_number() over (
        order by
            case when {{ keys }}.origin_key is null then 0 else 1 end,
            case
                when {{ keys }}.agency_key is null then 0
                when {{ is_own_agency(keys ~ '.agency_key', keys ~ '.outlet_key') }} then 0
                else 1
            end,
            case {{ sources }}.source_role when 'main' then 0 else 1 end,
            {{ sources }}.published_on asc nulls last,
            {{ sources }}.source_id asc
    )
{%- endmacro %}
