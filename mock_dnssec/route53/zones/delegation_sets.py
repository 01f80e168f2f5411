"""Delegation sets: the four name servers that a zone gets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mock_dnssec.errors import Refusal

if TYPE_CHECKING:
    from mock_dnssec.entropy import Entropy

NO_SUCH_DELEGATION_SET = Refusal(
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
