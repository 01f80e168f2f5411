"""The DNS around an account: ``account.dns``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mock_dnssec.dnssec.internet import Internet
from mock_dnssec.dnssec.publication import Publication, publication_of

if TYPE_CHECKING:
    from mock_dnssec.account import Account
    from mock_dnssec.route53.zones.hosted_zones import HostedZone


class Dns:
    """The public DNS that publishes the hosted zones of all accounts."""

    def __init__(self, account: Account) -> None:
        self.internet = Internet(account)

    def publication(self, account: Account, zone: HostedZone) -> Publication:
        """Return what is published now of a public hosted zone of an account."""
        return publication_of(self.internet, self.internet.of(account, zone))

    @property
    def trust_anchor(self) -> str:
        """The root's key as a ``trust-anchors`` statement of BIND's configuration.

        https://bind9.readthedocs.io/en/stable/reference.html#namedconf-statement-trust-anchors
        """
        ds = self.internet.trust_anchor
        digest = ds.digest.hex().upper()
        anchor = f'. static-ds {ds.key_tag} {ds.algorithm:d} {ds.digest_type:d} "{digest}";'
        return f"trust-anchors {{ {anchor} }};\n"
