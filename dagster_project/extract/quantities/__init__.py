"""Quantities in what is said: how many, how much, of what, in the words of the text.

`find_quantities` reads the content of each claim. It takes numbers with a unit, a currency, a percent sign, a scale
or a noun behind them; it leaves dates, times of day, years, ages, ordinals and numbers of posts, buses and schools.
"""

from dagster_project.extract.quantities.reading import Quantity, read_quantities
from dagster_project.extract.quantities.rows import find_quantities

__all__ = ["Quantity", "find_quantities", "read_quantities"]
