"""Dagster's view of a refresh: assets of a line or two, resources, the job, the schedule, the sensor.

Only this package knows Dagster. What an asset does is in `refresh`, what it means in the rooms and in dbt.
"""
