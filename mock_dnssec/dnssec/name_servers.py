"""The name servers of a zone: what its data and its keys make of a question."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Protocol, cast

from dns.rcode import NOERROR, NXDOMAIN, REFUSED
from dns.rdatatype import RdataType

from mock_dnssec.dnssec.denial import DELEGATION, NOTHING, nsec, types_but
from mock_dnssec.dnssec.responses import Response

if TYPE_CHECKING:
    from dns.name import Name
    from dns.rdtypes.ANY.CNAME import CNAME
    from dns.rrset import RRset

    from mock_dnssec.dnssec.key_sets import KeySet
    from mock_dnssec.route53.answers.lookup import Answer

_MOST_KEPT = 10_000


class ZoneData(Protocol):
    """The records of a zone."""

    @property
    def name(self) -> Name:
        """The zone's name."""

    @property
    def longest_ttl(self) -> int:
        """The longest TTL of its records, in seconds."""

    def lookup(self, name: Name, rdtype: RdataType) -> Answer:
        """Return what there is, unsigned: a DS is asked for here if it is a child's."""


class ZoneKeys(Protocol):
    """The keys of a zone."""

    def key_set(self) -> KeySet | None:
        """Return the keys that are published now; None while the zone is not signed."""


class NameServers:
    """The name servers of one zone: an ``Authority``."""

    def __init__(self, data: ZoneData, keys: ZoneKeys) -> None:
        self.data = data
        self.keys = keys
        self._nsec = lru_cache(_MOST_KEPT)(nsec)  # the same record again may be signed already

    @property
    def name(self) -> Name:
        """The zone's name."""
        return self.data.name

    def answer(self, name: Name, rdtype: RdataType, *, dnssec: bool = True) -> Response:
        """Answer a question (see ``Authority.answer``)."""
        if not name.is_subdomain(self.name):
            return Response(REFUSED, authoritative=False)
        keys = self.keys.key_set()
        found = self._found(name, rdtype, keys)
        refers = any(rrset.rdtype == RdataType.NS for rrset in found.authority)
        response = Response(found.rcode, list(found.answer), list(found.authority))
        response.authoritative = bool(found.answer) or not refers
        if keys is not None and dnssec:
            self._sign(response, keys)
            if refers:
                response.authority += self._ds(response.authority[0], keys)
            elif response.authority:
                response.authority += keys.signed(self._denial(found, name, rdtype))
                response.rcode = NOERROR
        return response

    def _found(self, name: Name, rdtype: RdataType, keys: KeySet | None) -> Answer:
        """Return what there is, the keys that signing has added included."""
        found = self.data.lookup(name, rdtype)
        if keys is None:
            return found
        if name == self.name and rdtype in (RdataType.DNSKEY, RdataType.ANY):
            found.answer.append(keys.dnskeys)
            found.authority.clear()
        return found

    def _sign(self, response: Response, keys: KeySet) -> None:
        """Sign all that is the zone's own: the NS of a child are not (RFC 4035 section 2.2)."""
        for section in (response.answer, response.authority):
            section[:] = [
                each
                for rrset in section
                for each in (keys.signed(rrset) if self._owns(rrset) else [rrset])
            ]

    def _owns(self, rrset: RRset) -> bool:
        return rrset.rdtype != RdataType.NS or rrset.name == self.name

    def _ds(self, referral: RRset, keys: KeySet) -> list[RRset]:
        """Return a child's DS, or the proof that it has none (RFC 4035 section 3.1.4)."""
        found = self.data.lookup(referral.name, RdataType.DS)
        if found.answer:
            return keys.signed(found.answer[0])
        return keys.signed(self._nsec(referral.name, DELEGATION, found.authority[0].ttl))

    def _denial(self, found: Answer, name: Name, rdtype: RdataType) -> RRset:
        """Return the proof that the name, or what its CNAME leads to, has no such records."""
        for rrset in found.answer:
            if rrset.rdtype == RdataType.CNAME:
                name = cast("CNAME", rrset[0]).target
        types = self._types(found.rcode == NXDOMAIN, name, rdtype)
        return self._nsec(name, types, found.authority[0].ttl)

    def _types(self, unknown: bool, name: Name, rdtype: RdataType) -> frozenset[RdataType]:
        if unknown:
            return NOTHING
        if rdtype == RdataType.DS and name != self.name and self._delegates(name):
            return DELEGATION
        return types_but(rdtype, apex=name == self.name)

    def _delegates(self, name: Name) -> bool:
        below = self.data.lookup(name, RdataType.NS).authority
        return any(rrset.rdtype == RdataType.NS and rrset.name == name for rrset in below)
