"""Where clients are: what Route 53's latency, geolocation and geoproximity routing go by.

Route 53 knows where the addresses of the world are, and how long their packets take. The mock knows
what a test tells it, and takes the nearest Region for the one with the lowest latency.
"""

from __future__ import annotations

from ipaddress import IPv4Network, IPv6Network, ip_network
from math import acos, cos, radians, sin
from typing import NamedTuple

from mock_dnssec.errors import MockUsageError

Network = IPv4Network | IPv6Network


class Place(NamedTuple):
    """A place on the globe; degrees of latitude and longitude."""

    latitude: float
    longitude: float
    continent: str
    country: str
    subdivision: str = ""


REGIONS = {
    "af-south-1": Place(-33.9, 18.4, "AF", "ZA"),
    "ap-east-1": Place(22.3, 114.2, "AS", "HK"),
    "ap-east-2": Place(25.0, 121.5, "AS", "TW"),
    "ap-northeast-1": Place(35.7, 139.7, "AS", "JP"),
    "ap-northeast-2": Place(37.6, 127.0, "AS", "KR"),
    "ap-northeast-3": Place(34.7, 135.5, "AS", "JP"),
    "ap-south-1": Place(19.1, 72.9, "AS", "IN"),
    "ap-south-2": Place(17.4, 78.5, "AS", "IN"),
    "ap-southeast-1": Place(1.3, 103.8, "AS", "SG"),
    "ap-southeast-2": Place(-33.9, 151.2, "OC", "AU"),
    "ap-southeast-3": Place(-6.2, 106.8, "AS", "ID"),
    "ap-southeast-4": Place(-37.8, 145.0, "OC", "AU"),
    "ap-southeast-5": Place(3.1, 101.7, "AS", "MY"),
    "ap-southeast-6": Place(-36.8, 174.8, "OC", "NZ"),
    "ap-southeast-7": Place(13.8, 100.5, "AS", "TH"),
    "ca-central-1": Place(45.5, -73.6, "NA", "CA"),
    "ca-west-1": Place(51.0, -114.1, "NA", "CA"),
    "cn-north-1": Place(39.9, 116.4, "AS", "CN"),
    "cn-northwest-1": Place(37.5, 105.2, "AS", "CN"),
    "eu-central-1": Place(50.1, 8.7, "EU", "DE"),
    "eu-central-2": Place(47.4, 8.5, "EU", "CH"),
    "eu-north-1": Place(59.3, 18.1, "EU", "SE"),
    "eu-south-1": Place(45.5, 9.2, "EU", "IT"),
    "eu-south-2": Place(41.6, -0.9, "EU", "ES"),
    "eu-west-1": Place(53.3, -6.3, "EU", "IE"),
    "eu-west-2": Place(51.5, -0.1, "EU", "GB"),
    "eu-west-3": Place(48.9, 2.4, "EU", "FR"),
    "eusc-de-east-1": Place(52.4, 13.0, "EU", "DE"),
    "il-central-1": Place(32.1, 34.8, "AS", "IL"),
    "me-central-1": Place(24.5, 54.4, "AS", "AE"),
    "me-south-1": Place(26.1, 50.6, "AS", "BH"),
    "mx-central-1": Place(20.6, -100.4, "NA", "MX"),
    "sa-east-1": Place(-23.5, -46.6, "SA", "BR"),
    "us-east-1": Place(38.9, -77.4, "NA", "US", "VA"),
    "us-east-2": Place(40.0, -83.0, "NA", "US", "OH"),
    "us-gov-east-1": Place(40.0, -83.0, "NA", "US", "OH"),
    "us-gov-west-1": Place(45.8, -119.7, "NA", "US", "OR"),
    "us-west-1": Place(37.4, -122.0, "NA", "US", "CA"),
    "us-west-2": Place(45.8, -119.7, "NA", "US", "OR"),
}
"""Where AWS's Regions are.

https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html
"""

DEFAULT = REGIONS["us-east-1"]
"""Where the resolver of TestDNSAnswer is, unless it is told otherwise."""


class Places:
    """The networks that a test has located; all others are nowhere, as some are on AWS's map."""

    def __init__(self) -> None:
        self._places: dict[Network, Place] = {}

    def locate(self, network: str, *, region: str) -> None:
        """Let clients of ``network`` (``203.0.113.0/24``) be where an AWS Region is.

        Raises MockUsageError for what is no network or no Region.
        """
        if region not in REGIONS:
            raise MockUsageError(f"No Region {region!r}. These exist: {', '.join(REGIONS)}.")
        try:
            self._places[ip_network(network)] = REGIONS[region]
        except ValueError as wrong:
            raise MockUsageError(f"{network!r} is not a network: {wrong}.") from wrong

    def of(self, network: Network) -> Place | None:
        """Return where a client's network is: what was said of the smallest that encloses it."""
        enclosing = [known for known in self._places if encloses(known, network)]
        return self._places[max(enclosing, key=_prefix)] if enclosing else None


def encloses(network: Network, inner: Network) -> bool:
    """Say whether the addresses of ``inner`` are all in ``network``."""
    if isinstance(network, IPv4Network):
        return isinstance(inner, IPv4Network) and inner.subnet_of(network)
    return isinstance(inner, IPv6Network) and inner.subnet_of(network)


def distance(one: Place, latitude: float, longitude: float) -> float:
    """Return the length in radians of the great circle between two places."""
    north, other_north = radians(one.latitude), radians(latitude)
    west = radians(one.longitude - longitude)
    cosine = sin(north) * sin(other_north) + cos(north) * cos(other_north) * cos(west)
    return acos(max(-1.0, min(1.0, cosine)))


def _prefix(network: Network) -> int:
    return network.prefixlen
