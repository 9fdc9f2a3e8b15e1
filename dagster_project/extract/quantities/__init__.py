"""Quantities in what is said: how many, how much, of what, in the words of the text.

`read_spans` reads the content of each claim, `find_quantities` gives its rows. They take numbers with a unit, a
currency, a percent sign, a scale or a noun behind them; they leave dates, times of day, years, ages, ordinals and
numbers of posts, buses and schools.
"""

from dagster_project.extract.quantities.reading import Quantity, Tokens, read_quantities
from dagster_project.extract.quantities.rows import Span, find_quantities, read_spans

__all__ = ["Quantity", "Span", "Tokens", "find_quantities", "read_quantities", "read_spans"]
