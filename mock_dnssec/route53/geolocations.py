"""The places that geolocation routing knows: GetGeoLocation and ListGeoLocations."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from itertools import dropwhile
from typing import TYPE_CHECKING

from mock_dnssec.errors import Refusal
from mock_dnssec.route53.paging import first_page, page_size

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mock_dnssec.operations import Result

Codes = tuple[str, str, str]
"""The codes of a continent, of a country, of its subdivision; empty where there is none."""

_MOST_ITEMS = 500
_CODES = ("ContinentCode", "CountryCode", "SubdivisionCode")

# Texts that are not public: the sentence of AWS's documentation where it has one.
_NO_SUCH_PLACE = Refusal(
    "NoSuchGeoLocation", "Amazon Route 53 doesn't support the specified geographic location."
)
_BAD_CODES = Refusal(
    "InvalidInput",
    "Specify a continent code, a country code, or a country code with a subdivision code.",
)


@cache
def places() -> Mapping[Codes, Mapping[str, str]]:
    """Return the details of each place under its codes, in the order in which AWS lists them."""
    source = files(__package__).joinpath("geolocations.csv").read_text(encoding="utf-8")
    return {
        (row["ContinentCode"], row["CountryCode"], row["SubdivisionCode"]): {
            member: text for member, text in row.items() if text
        }
        for row in csv.DictReader(source.splitlines())
    }


class GeoLocations:
    """Continents, countries, and the subdivisions of some countries: the same for everybody."""

    def get_geo_location(
        self,
        *,
        continent_code: str | None = None,
        country_code: str | None = None,
        subdivision_code: str | None = None,
    ) -> Result:
        """Describe a place; NoSuchGeoLocation, and InvalidInput for codes that are not one place.

        https://docs.aws.amazon.com/Route53/latest/APIReference/API_GetGeoLocation.html
        """
        place = places().get(_codes(continent_code, country_code, subdivision_code))
        if place is None:
            raise _NO_SUCH_PLACE.error()
        return {"GeoLocationDetails": place}

    def list_geo_locations(
        self,
        *,
        start_continent_code: str | None = None,
        start_country_code: str | None = None,
        start_subdivision_code: str | None = None,
        max_items: str = "500",
    ) -> Result:
        """List countries, each with its subdivisions, then continents; InvalidInput.

        https://docs.aws.amazon.com/Route53/latest/APIReference/API_ListGeoLocations.html
        """
        size = page_size(max_items, _MOST_ITEMS)
        remaining = iter(places().items())
        if start_continent_code or start_country_code or start_subdivision_code:
            start = _codes(start_continent_code, start_country_code, start_subdivision_code)
            remaining = dropwhile(lambda place: _rank(place[0]) < _rank(start), remaining)
        page, following = first_page(remaining, size)
        codes = () if following is None else following[0]
        return {
            "GeoLocationDetailsList": [details for _, details in page],
            "IsTruncated": following is not None,
            "MaxItems": str(size),
            **{f"Next{member}": code for member, code in zip(_CODES, codes, strict=False) if code},
        }


def _codes(continent: str | None, country: str | None, subdivision: str | None) -> Codes:
    if (continent is None) == (country is None) or (subdivision and country is None):
        raise _BAD_CODES.error()
    return continent or "", country or "", subdivision or ""


def _rank(codes: Codes) -> tuple[bool, Codes]:
    """Return what places are sorted by: continents last."""
    return codes[0] != "", codes
