{#- A model lands in the schema its folder names, not in `main_<name>`; without one in `main`. -#}
{% macro generate_schema_name(custom_schema_name, node) -%}
    {{ (custom_schema_name or target.schema) | trim }}
{%- endmacro %}
