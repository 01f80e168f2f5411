"""ListHostedZones, ListHostedZonesByName and GetHostedZoneCount."""

from __future__ import annotations

from itertools import dropwhile
from typing import TYPE_CHECKING

from mock_dnssec.errors import AwsError
from mock_dnssec.route53.identifiers import bare
from mock_dnssec.route53.names import normal
from mock_dnssec.route53.paging import first_page, page_size
from mock_dnssec.route53.records.problems import FatalProblemError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mock_dnssec.operations import Result
    from mock_dnssec.route53.backend import Backend
    from mock_dnssec.route53.zones.hosted_zones import HostedZone

_MOST_ITEMS = 100


class ZoneListing:
    """The zones of the account."""

    def __init__(self, backend: Backend) -> None:
        self._zones = backend.zones
        self._delegation_sets = backend.delegation_sets

    def list_hosted_zones(
        self,
        *,
        marker: str | None = None,
        max_items: str = "100",
        delegation_set_id: str | None = None,
        hosted_zone_type: str | None = None,
    ) -> Result:
        """List the zones in the order of their creation: all, private ones, those of a set.

        Raises InvalidInput, NoSuchDelegationSet.
        https://docs.aws.amazon.com/Route53/latest/APIReference/API_ListHostedZones.html
        """
        size = page_size(max_items, _MOST_ITEMS)
        zones = iter(self._zones)
        if marker is not None:
            zones = self._from(marker)
        if delegation_set_id is not None:
            wanted = self._delegation_sets.get(delegation_set_id)
            zones = filter(lambda zone: zone.delegation_set is wanted, zones)
        if hosted_zone_type == "PrivateHostedZone":
            zones = filter(lambda zone: zone.private, zones)
        page, following = first_page(zones, size)
        return {
            "HostedZones": [zone.description for zone in page],
            "IsTruncated": following is not None,
            "MaxItems": str(size),
            **({"Marker": marker} if marker is not None else {}),
            **({"NextMarker": following.id} if following is not None else {}),
        }

    def list_hosted_zones_by_name(
        self,
        *,
        dns_name: str | None = None,
        hosted_zone_id: str | None = None,
        max_items: str = "100",
    ) -> Result:
        """List the zones by name with the labels reversed, then by id.

        Raises InvalidDomainName, and InvalidInput for an id without a name.
        https://docs.aws.amazon.com/Route53/latest/APIReference/API_ListHostedZonesByName.html
        """
        size = page_size(max_items, _MOST_ITEMS)
        start = _start(dns_name, hosted_zone_id)
        page, following = first_page(self._zones.by_name(*start), size)
        result: dict[str, object] = {
            "HostedZones": [zone.description for zone in page],
            "IsTruncated": following is not None,
            "MaxItems": str(size),
        }
        if dns_name is not None:
            result["DNSName"] = dns_name
        if hosted_zone_id is not None:
            result["HostedZoneId"] = hosted_zone_id
        if following is not None:
            result.update(NextDNSName=following.name, NextHostedZoneId=following.id)
        return result

    def get_hosted_zone_count(self) -> Result:
        """Count the zones of the account.

        https://docs.aws.amazon.com/Route53/latest/APIReference/API_GetHostedZoneCount.html
        """
        return {"HostedZoneCount": len(self._zones)}

    def _from(self, marker: str) -> Iterator[HostedZone]:
        if bare(marker) not in self._zones:
            raise AwsError("InvalidInput", f"No hosted zone to start at: {marker}")
        return dropwhile(lambda zone: zone.id != bare(marker), self._zones)


def _start(dns_name: str | None, hosted_zone_id: str | None) -> list[str]:
    if dns_name is None:
        if hosted_zone_id is not None:
            raise AwsError("InvalidInput", "HostedZoneId needs DNSName.")
        return []
    try:
        name = normal(dns_name)
    except FatalProblemError as problem:
        raise AwsError("InvalidDomainName", str(problem)) from problem
    return [name] if hosted_zone_id is None else [name, hosted_zone_id]
