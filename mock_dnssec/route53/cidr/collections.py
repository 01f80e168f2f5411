"""CIDR collections: what an account keeps of each.

https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-policy-ipbased.html
"""

from __future__ import annotations

from dataclasses import dataclass, field
from ipaddress import IPv4Network, ip_network
from typing import TYPE_CHECKING

from mock_dnssec.errors import Refusal
from mock_dnssec.route53.by_id import ById

if TYPE_CHECKING:
    from mock_dnssec.operations import Result
    from mock_dnssec.route53.zones.hosted_zones import HostedZones

Locations = dict[str, list[str]]
"""The CIDR blocks of each location, in the order in which they came."""

_NO_SUCH_COLLECTION = Refusal(
    "NoSuchCidrCollectionException", "The CIDR collection you specified, doesn't exist."
)
_BAD_BLOCK = Refusal("InvalidInput", "'{block}' is not a valid CIDR block.")

_LONGEST_IPV4 = 24
_LONGEST_IPV6 = 48


@dataclass(slots=True, eq=False)
class CidrCollection:
    """A CIDR collection. A location is there as long as it has blocks."""

    id: str
    name: str
    caller_reference: str
    version: int = 1
    locations: Locations = field(default_factory=dict)

    @property
    def description(self) -> Result:
        """The collection as AWS describes it."""
        return {
            "Arn": f"arn:aws:route53:::cidrcollection/{self.id}",
            "Id": self.id,
            "Name": self.name,
            "Version": self.version,
        }

    def routes(self, zones: HostedZones) -> set[str]:
        """Return the locations that record sets are routed by."""
        configs = (
            record_set["CidrRoutingConfig"]
            for zone in zones
            for record_set in zone.records.starting()
            if "CidrRoutingConfig" in record_set
        )
        return {one["LocationName"] for one in configs if one["CollectionId"] == self.id}


class CidrCollections(ById[CidrCollection]):
    """Every CIDR collection of the account."""

    unknown = _NO_SUCH_COLLECTION

    def named(self, name: str) -> CidrCollection | None:
        """Return the collection of this name; None if there is none."""
        return next((one for one in self if one.name == name), None)


def normal_block(block: str) -> str:
    """Return a block as Route 53 writes it.

    Raises InvalidInput for what is none, for host bits, and for prefixes that are too long or
    empty: those stand for the default location.
    """
    try:
        network = ip_network(block)
    except ValueError as fault:
        raise _BAD_BLOCK.error(block=block) from fault
    longest = _LONGEST_IPV4 if isinstance(network, IPv4Network) else _LONGEST_IPV6
    if not 1 <= network.prefixlen <= longest:
        raise _BAD_BLOCK.error(block=block)
    return str(network)
