"""Delegation sets: the four name servers that a zone gets, its own or those of a reusable set."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mock_dnssec.errors import Refusal
from mock_dnssec.route53.by_id import ById

if TYPE_CHECKING:
    from mock_dnssec.entropy import Entropy
    from mock_dnssec.operations import Result

_NO_SUCH_DELEGATION_SET = Refusal(
    "NoSuchDelegationSet", "A reusable delegation set with the specified ID does not exist."
)

_DOMAINS = ("com", "net", "org", "co.uk")
_SERVERS_PER_DOMAIN = 512

PRIVATE_NAME_SERVERS = tuple(
    f"ns-{number}.awsdns-00.{domain}"
    for number, domain in ((1536, "co.uk"), (0, "com"), (1024, "org"), (512, "net"))
)
"""What the NS record of every private zone names; nobody is meant to ask them."""


def new_name_servers(entropy: Entropy) -> tuple[str, ...]:
    """Return four name servers, one in each of Route 53's domains: ``ns-738.awsdns-28.net``."""
    drawn = entropy.draw("route53:name servers", 2 * len(_DOMAINS))
    offsets = (int.from_bytes(drawn[at : at + 2], "big") for at in range(0, len(drawn), 2))
    return tuple(
        _name_server(domain, offset % _SERVERS_PER_DOMAIN)
        for domain, offset in zip(_DOMAINS, offsets, strict=True)
    )


def _name_server(domain: str, offset: int) -> str:
    number = _DOMAINS.index(domain) * _SERVERS_PER_DOMAIN + offset
    return f"ns-{number}.awsdns-{offset // 8:02d}.{domain}"


@dataclass(frozen=True, slots=True, eq=False)
class DelegationSet:
    """A reusable delegation set: name servers that several zones may share.

    https://docs.aws.amazon.com/Route53/latest/APIReference/API_DelegationSet.html
    """

    id: str
    caller_reference: str
    name_servers: tuple[str, ...]

    @property
    def description(self) -> Result:
        """The set as AWS describes it."""
        return {
            "Id": f"/delegationset/{self.id}",
            "CallerReference": self.caller_reference,
            "NameServers": list(self.name_servers),
        }


class DelegationSets(ById[DelegationSet]):
    """Every reusable delegation set of the account."""

    unknown = _NO_SUCH_DELEGATION_SET

    def __init__(self) -> None:
        super().__init__()
        self._caller_references: set[str] = set()

    def knows(self, caller_reference: str) -> bool:
        """Say whether a set has ever been created with this reference."""
        return caller_reference in self._caller_references

    def add(self, one: DelegationSet) -> None:
        """Keep a new set; its caller reference stays used when it has gone."""
        super().add(one)
        self._caller_references.add(one.caller_reference)
