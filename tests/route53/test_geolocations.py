"""The places that geolocation routing knows."""

from __future__ import annotations

from typing import Any

import pytest

AFRICA = {"ContinentCode": "AF", "ContinentName": "Africa"}
ANDORRA = {"CountryCode": "AD", "CountryName": "Andorra"}
DEFAULT = {"CountryCode": "*", "CountryName": "Default"}
UNITED_STATES = {"CountryCode": "US", "CountryName": "United States"}
WASHINGTON = {**UNITED_STATES, "SubdivisionCode": "WA", "SubdivisionName": "Washington"}
KYIV = {
    "CountryCode": "UA",
    "CountryName": "Ukraine",
    "SubdivisionCode": "30",
    "SubdivisionName": "Kyiv",
}


@pytest.mark.parametrize("place", [AFRICA, ANDORRA, DEFAULT, UNITED_STATES, WASHINGTON, KYIV])
def test_places_are_found_by_their_codes(route53: Any, place: dict[str, str]) -> None:
    """A continent, a country, the default or a subdivision with its country is described."""
    codes = {member: code for member, code in place.items() if member.endswith("Code")}
    assert route53.get_geo_location(**codes)["GeoLocationDetails"] == place


@pytest.mark.parametrize(
    ("codes", "code"),
    [
        ({"ContinentCode": "XX"}, "NoSuchGeoLocation"),
        ({"CountryCode": "ZZ"}, "NoSuchGeoLocation"),
        ({"CountryCode": "DE", "SubdivisionCode": "BE"}, "NoSuchGeoLocation"),
        ({}, "InvalidInput"),
        ({"SubdivisionCode": "WA"}, "InvalidInput"),
        ({"ContinentCode": "NA", "CountryCode": "US"}, "InvalidInput"),
    ],
)
def test_other_codes_are_refused(route53: Any, codes: dict[str, str], code: str) -> None:
    """NoSuchGeoLocation for no place, InvalidInput for codes that do not name one place."""
    with pytest.raises(getattr(route53.exceptions, code)):
        route53.get_geo_location(**codes)


def test_countries_come_first_and_continents_last(route53: Any) -> None:
    """The list is sorted by codes, subdivisions after their country."""
    answer = route53.list_geo_locations()
    places = answer["GeoLocationDetailsList"]
    assert places[:2] == [DEFAULT, ANDORRA]
    assert places[places.index(UNITED_STATES) + 1]["SubdivisionCode"] == "AK"
    assert places[-7] == AFRICA
    assert (len(places), answer["IsTruncated"]) == (332, False)


def test_pages_lead_through_the_whole_list(route53: Any) -> None:
    """The codes of the next place, given back, continue the list, across all its kinds."""
    found: list[Any] = []
    start: dict[str, str] = {}
    while True:
        answer = route53.list_geo_locations(MaxItems="50", **start)
        assert answer["MaxItems"] == "50"
        found += answer["GeoLocationDetailsList"]
        if not answer["IsTruncated"]:
            break
        members = ("ContinentCode", "CountryCode", "SubdivisionCode")
        start = {f"Start{one}": answer[f"Next{one}"] for one in members if f"Next{one}" in answer}
    assert found == route53.list_geo_locations()["GeoLocationDetailsList"]


@pytest.mark.parametrize(
    ("start", "first"),
    [
        ({"StartContinentCode": "OC"}, {"ContinentCode": "OC", "ContinentName": "Oceania"}),
        ({"StartCountryCode": "LI"}, {"CountryCode": "LI", "CountryName": "Liechtenstein"}),
        ({"StartCountryCode": "US", "StartSubdivisionCode": "WA"}, WASHINGTON),
        ({"StartCountryCode": "LJ"}, {"CountryCode": "LK", "CountryName": "Sri Lanka"}),
    ],
)
def test_a_list_may_begin_anywhere(
    route53: Any, start: dict[str, str], first: dict[str, str]
) -> None:
    """A list begins with the first place that is not before the one asked for."""
    answer = route53.list_geo_locations(**start, MaxItems="1")
    assert answer["GeoLocationDetailsList"] == [first]


@pytest.mark.parametrize(
    "parameters",
    [{"StartSubdivisionCode": "WA"}, {"MaxItems": "some"}, {"StartCountryCode": "USA"}],
)
def test_lists_that_begin_nowhere_are_refused(route53: Any, parameters: dict[str, str]) -> None:
    """InvalidInput for a subdivision without a country, and what the model does not let pass."""
    with pytest.raises(route53.exceptions.InvalidInput):
        route53.list_geo_locations(**parameters)
