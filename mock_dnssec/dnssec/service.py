"""The DNS around an account: ``account.dns``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mock_dnssec.dnssec.internet import Internet

if TYPE_CHECKING:
    from mock_dnssec.account import Account
    from mock_dnssec.dnssec.server import DnsServer


class Dns:
    """The public DNS that publishes the hosted zones of all accounts."""

    def __init__(self, account: Account) -> None:
        default = account.account_of(None)
        self._account = account
        self.internet: Internet = Internet(account) if account is default else default.dns.internet

    @property
    def trust_anchor(self) -> str:
        """The root's key as a ``trust-anchors`` statement of BIND's configuration.

        https://bind9.readthedocs.io/en/stable/reference.html#namedconf-statement-trust-anchors

        unbound reads ``f". DS {account.dns.internet.trust_anchor}"`` in its ``trust-anchor-file``.
        """
        ds = self.internet.trust_anchor
        digest = ds.digest.hex().upper()
        anchor = f'. static-ds {ds.key_tag} {ds.algorithm:d} {ds.digest_type:d} "{digest}";'
        return f"trust-anchors {{ {anchor} }};\n"

    def serve(self, *, port: int = 0) -> DnsServer:
        """Start a DNS server on loopback, UDP and TCP, that answers for all of the internet.

        Use it in a ``with`` block, or close it. Port 0 takes a free one. It validates nothing: its
        answers are there to be judged. Who judges them goes by the machine's clock, and finds the
        signatures of an account whose clock has been moved, or stands still (``seed``), expired or
        not yet valid. Raises OSError for a port that is taken.
        """
        from mock_dnssec.dnssec.server import DnsServer

        return DnsServer(self.internet, port)

    def zone_file(self, name_or_id: str) -> str:
        """Return a hosted zone of the account as a master file, signed if the zone is.

        ``dnssec-verify`` and ``ldns-verify-zone`` judge such files. Raises MockUsageError, with the
        list of what exists, unless there is exactly one zone of that name.
        """
        from mock_dnssec.dnssec.zone_files import zone_file

        zone = self._account.route53.zones.get(self._account.hosted_zone(name_or_id).id)
        return zone_file(self._account, zone, self.internet.of(self._account, zone).keys.key_set())
