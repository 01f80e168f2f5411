"""The root zone and the top-level domains: every one exists, and is signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import dns.name
import dns.rrset
from dns.dnssec import make_ds
from dns.dnssectypes import DSDigest
from dns.rcode import NXDOMAIN, SERVFAIL
from dns.rdatatype import RdataType
from dns.rdtypes.dnskeybase import Flag

from mock_dnssec.dnssec.delegations import DS_TTL, NS_TTL, RegistryDelegations, names_below
from mock_dnssec.dnssec.key_sets import Endorsement, KeySet
from mock_dnssec.dnssec.name_servers import NameServers
from mock_dnssec.dnssec.signatures import Signatures, Window
from mock_dnssec.dnssec.zone_keys import derived_key
from mock_dnssec.route53.answers.lookup import Answer
from mock_dnssec.route53.names import of_labels, with_decimal_escapes

if TYPE_CHECKING:
    from collections.abc import Callable

    from dns.name import Name
    from dns.rdtypes.ANY.DS import DS

    from mock_dnssec.account import Account
    from mock_dnssec.dnssec.name_servers import ZoneData

DNSKEY_TTL = 86_400

_DAY = 86_400
_VALID_DAYS = 14
_SOA_TTL = 900
_ROOT_SERVER = "a.root-servers.net."
_SOA = "{server} hostmaster.{server} 1 1800 900 604800 900"


class RegistryKeys:
    """The two keys of the root or of a top-level domain: they never roll."""

    def __init__(self, account: Account, name: Name) -> None:
        self._clock = account.clock
        ksk, zsk = (
            derived_key(account.entropy, f"dnssec:{name}:{flags:d}", flags)
            for flags in (Flag.ZONE | Flag.SEP, Flag.ZONE)
        )
        self._name = name
        self._ksk = ksk
        self._data = Signatures(name, zsk)
        self._known: tuple[Window, KeySet] | None = None

    @property
    def ds(self) -> DS:
        """The DS of the key-signing key."""
        return make_ds(self._name, self._ksk.dnskey, DSDigest.SHA256)

    def key_set(self) -> KeySet:
        """Return the keys that are published now."""
        window = self._window()
        if self._known is None or self._known[0] != window:
            endorsements = [Endorsement(self._ksk, window)]
            zsks = [self._data.key.dnskey]
            keys = KeySet(self._name, DNSKEY_TTL, endorsements, zsks, self._data, lambda _: window)
            self._known = window, keys
        return self._known[1]

    def _window(self) -> Window:
        """Return when a signature of today is valid: since yesterday, for two weeks."""
        today = int(self._clock.now().timestamp()) // _DAY * _DAY
        return Window(today - _DAY, today + (_VALID_DAYS - 1) * _DAY)


class RegistryZone(NameServers):
    """The name servers of the root or of a top-level domain."""

    def __init__(self, account: Account, data: ZoneData) -> None:
        keys = RegistryKeys(account, data.name)
        super().__init__(data, keys)
        self.ds = keys.ds
        self.ds_in_root = dns.rrset.from_rdata(data.name, DS_TTL, self.ds)


class TldData:
    """A top-level domain: all there is below its apex are delegations."""

    def __init__(self, account: Account, name: Name, server: str = "a.nic.{name}") -> None:
        self._name = name
        self._registry = RegistryDelegations(account)
        host = server.format(name=name)
        self._apex = {
            rdtype: dns.rrset.from_text(name, ttl, "IN", rdtype, value)
            for rdtype, ttl, value in (
                (RdataType.SOA, _SOA_TTL, _SOA.format(server=host)),
                (RdataType.NS, NS_TTL, host),
            )
        }

    @property
    def name(self) -> Name:
        """The zone's name."""
        return self._name

    @property
    def longest_ttl(self) -> int:
        """The longest TTL of its records, in seconds."""
        return NS_TTL

    def lookup(self, name: Name, rdtype: RdataType) -> Answer:
        """Return what there is, unsigned."""
        found = self._below(of_labels(name.labels), rdtype) or self._own(name, rdtype)
        if not (found.answer or found.authority) and found.rcode != SERVFAIL:
            found.authority = [self._apex[RdataType.SOA]]
        return found

    def _own(self, name: Name, rdtype: RdataType) -> Answer:
        if name != self._name:
            return Answer(NXDOMAIN)
        return Answer(answer=[self._apex[rdtype]] if rdtype in self._apex else [])

    def _below(self, name: str, rdtype: RdataType) -> Answer | None:
        cuts = names_below(of_labels(self._name.labels), name)
        answers = (self._registry.answer(cut, name, rdtype) for cut in cuts)
        return next((answer for answer in answers if answer is not None), None)


class RootData(TldData):
    """The root zone: whatever top-level domain one asks for is there."""

    def __init__(self, account: Account, tld: Callable[[Name], RegistryZone]) -> None:
        super().__init__(account, dns.name.root, _ROOT_SERVER)
        self._tld = tld

    def _below(self, name: str, rdtype: RdataType) -> Answer | None:
        cut = next(names_below(".", name), None)
        if cut is None:
            return None
        if self._registry.fails(cut):
            return Answer(SERVFAIL)
        tld = self._tld(dns.name.from_text(with_decimal_escapes(cut)))
        if (cut, RdataType.DS) == (name, rdtype):
            return Answer(answer=[tld.ds_in_root])
        return Answer(authority=tld.data.lookup(tld.name, RdataType.NS).answer)
