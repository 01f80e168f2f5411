"""Proof that records do not exist: NSEC, RFC 4035 section 5.4 and RFC 6840 section 4."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import dns.name
from dns.rcode import Rcode
from dns.rdatatype import RdataType

from mock_dnssec.dnssec.validating.reasons import BogusError, and_list, plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dns.name import Name
    from dns.rdtypes.ANY.NSEC import NSEC
    from dns.rrset import RRset

    from mock_dnssec.dnssec.validating.answers import Question


class Denial:
    """The NSEC records of one response, whose signatures have been found good."""

    def __init__(self, records: Iterable[RRset]) -> None:
        self._nsecs = {rrset.name: cast("NSEC", rrset[0]) for rrset in records}

    def check_absence(self, question: Question, rcode: Rcode) -> None:
        """Raise BogusError unless it is proven that the records, or the name, do not exist."""
        if not self._nsecs:
            raise BogusError("no NSEC record proves that there is none")
        if self._proven(question) != rcode:
            owners = and_list(map(plain, self._nsecs))
            records, do = ("records", "do") if len(self._nsecs) > 1 else ("record", "does")
            raise BogusError(
                f"the NSEC {records} of {owners} {do} not prove that there is none ({rcode.name})"
            )

    def check_no_closer_match(self, name: Name) -> None:
        """Raise BogusError unless a wildcard may answer for ``name`` (RFC 4035 section 5.3.4)."""
        if self._covering(name) is None:
            raise BogusError("a wildcard answers, and nothing proves that the name does not exist")

    def check_delegation(self, name: Name) -> None:
        """Raise BogusError if the proof that a zone has no DS is not about a delegation.

        RFC 6840 section 4.4.
        """
        nsec = self._nsecs.get(name)
        if nsec is not None and not lists(nsec, RdataType.NS):
            raise BogusError(f"the NSEC record of {plain(name)} knows of no delegation")

    def _proven(self, question: Question) -> Rcode | None:
        name = question.name
        if name in self._nsecs:
            return self._no_data(name, question.rdtype)
        covering = self._covering(name)
        if covering is None:
            return None
        if covering[1].next.is_subdomain(name):  # the name is there, though it holds no records
            return Rcode.NOERROR
        wildcard = dns.name.Name((b"*", *_closest_encloser(name, *covering).labels))
        if wildcard in self._nsecs:
            return self._no_data(wildcard, question.rdtype)
        return Rcode.NXDOMAIN if self._covering(wildcard) else None

    def _no_data(self, name: Name, rdtype: RdataType) -> Rcode | None:
        nsec = self._nsecs[name]
        if lists(nsec, rdtype) or lists(nsec, RdataType.CNAME):
            return None
        if rdtype == RdataType.DS:  # the parent's word counts: RFC 4035 section 5.2
            wrong_side = lists(nsec, RdataType.SOA) and name != dns.name.root
        else:
            wrong_side = _is_delegation(nsec)
        return None if wrong_side else Rcode.NOERROR

    def _covering(self, name: Name) -> tuple[Name, NSEC] | None:
        for owner, nsec in self._nsecs.items():
            if _covers(owner, nsec, name) and not _is_above_cut(owner, nsec, name):
                return owner, nsec
        return None


def lists(nsec: NSEC, rdtype: RdataType) -> bool:
    """Say whether an NSEC lists a type (RFC 4034 section 4.1.2)."""
    window, position = divmod(rdtype, 256)
    octet, bit = divmod(position, 8)
    return any(
        number == window and octet < len(bitmap) and bitmap[octet] & 0x80 >> bit
        for number, bitmap in nsec.windows
    )


def _covers(owner: Name, nsec: NSEC, name: Name) -> bool:
    """Say whether a name falls between an NSEC's two; the last of a zone points to its apex."""
    if _precedes(owner, nsec.next):
        return _precedes(owner, name) and _precedes(name, nsec.next)
    return _precedes(owner, name) and name.is_subdomain(nsec.next)


def _precedes(one: Name, other: Name) -> bool:
    """Say whether a name comes before another in canonical order (RFC 4034 section 6.1)."""
    return one.fullcompare(other)[1] < 0


def _is_above_cut(owner: Name, nsec: NSEC, name: Name) -> bool:
    """Say whether the NSEC is of a name above ``name`` from which on it says nothing.

    RFC 6840 section 4.1.
    """
    return name.is_subdomain(owner) and (_is_delegation(nsec) or lists(nsec, RdataType.DNAME))


def _is_delegation(nsec: NSEC) -> bool:
    return lists(nsec, RdataType.NS) and not lists(nsec, RdataType.SOA)


def _closest_encloser(name: Name, owner: Name, nsec: NSEC) -> Name:
    """Return the longest name above ``name`` that the NSEC proves to exist."""
    common = max(name.fullcompare(other)[2] for other in (owner, nsec.next))
    return name.split(common)[1]
