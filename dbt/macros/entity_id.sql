{#- The id of an entity that the reference data list under `key`. -#}
{% macro reference_entity_id(key) -%}
    cast(md5('reference:' || {{ key }}) as varchar)
{%- endmacro %}

{#- The id of an entity known by its name alone; the key holds the type and the name as Python folded it. -#}
{% macro inferred_entity_id(name_key) -%}
    cast(md5('inferred:' || {{ name_key }}) as varchar)
{%- endmacro %}

{#- The id of an entity that a correction took out of another one, by the form of the name that is its own. -#}
{% macro split_entity_id(entity_id, form) -%}
    cast(md5('split:' || {{ entity_id }} || ':' || {{ form }}) as varchar)
{%- endmacro %}

{#- The id of a row of dim_entity_aliases: of all that tells two of them apart. -#}
{% macro alias_id(entity_id, form, language, script, convention) -%}
    cast(
        md5(
            {{ entity_id }}
            || '|' || coalesce({{ language }}, '')
            || '|' || coalesce({{ script }}, '')
            || '|' || coalesce({{ convention }}, '')
            || '|' || {{ form }}
        ) as varchar
    )
{%- endmacro %}
