r"""Proofs that something does not exist: compact denial, also called black lies.

Every name has an NSEC record of its own, whose next name is the first that could follow: the name
with ``\000`` before it. So a name that does not exist is said to exist without records.
https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-configuring-dnssec-proof-of-nonexistence.html
https://datatracker.ietf.org/doc/html/draft-valsorda-dnsop-black-lies-00, RFC 9824
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

import dns.name
import dns.rrset
from dns.rdataclass import IN
from dns.rdatatype import RdataType
from dns.rdtypes.ANY.NSEC import NSEC, Bitmap

if TYPE_CHECKING:
    from dns.name import Name
    from dns.rrset import RRset

NOTHING = frozenset({RdataType.RRSIG, RdataType.NSEC})
"""The types at a name that does not exist."""

DELEGATION = NOTHING | {RdataType.NS}
"""The types at a delegation without a DS: what tells validators that the child is unsigned."""

_DATA = NOTHING | {
    RdataType.A,
    RdataType.PTR,
    RdataType.MX,
    RdataType.TXT,
    RdataType.AAAA,
    RdataType.SRV,
    RdataType.NAPTR,
    RdataType.SSHFP,
    RdataType.TLSA,
    RdataType.SVCB,
    RdataType.HTTPS,
    RdataType.SPF,
    RdataType.CAA,
}
"""What may be at any name. A validator would make a delegation of NS, another name of CNAME."""

_nsec: Callable[..., NSEC] = NSEC  # which dnspython has not annotated

_APEX = _DATA | {RdataType.NS, RdataType.SOA, RdataType.DNSKEY}


def types_but(missing: RdataType, *, apex: bool) -> frozenset[RdataType]:
    """Return the types said to be at a name that exists: all that could be, save the missing one.

    The NSEC record itself and its signature are always there (RFC 4035 section 2.3), even where
    they are denied: Route 53 does so (https://github.com/zonemaster/zonemaster/issues/1424).
    """
    return ((_APEX if apex else _DATA) - {missing}) | NOTHING


def nsec(owner: Name, types: frozenset[RdataType], ttl: int) -> RRset:
    """Return the NSEC record that says which types are at a name, and that no name is below it."""
    bitmap = Bitmap.from_rdtypes(list(types))
    return dns.rrset.from_rdata(owner, ttl, _nsec(IN, RdataType.NSEC, _successor(owner), bitmap))


def _successor(name: Name) -> Name:
    r"""Return the first name that could follow: the one with ``\000`` before it, if that fits.

    One octet more may still fit when a label more does not (RFC 4471 section 3.1.2).
    """
    first, *parents = name.labels
    for labels in ((b"\0", first, *parents), (first + b"\0", *parents)):
        with suppress(dns.name.NameTooLong, dns.name.LabelTooLong):
            return dns.name.Name(labels)
    return _next_sibling(name)


def _next_sibling(name: Name) -> Name:
    """Return the first name after one that leaves no room for another octet.

    Names compare in lower case, so that no capital letter may take part.
    """
    label, *parents = name.canonicalize().labels
    kept = label.rstrip(b"\xff")
    if not kept:
        return _next_sibling(dns.name.Name(parents))
    following = ord("[") if kept[-1] == ord("@") else kept[-1] + 1
    return dns.name.Name((kept[:-1] + bytes([following]), *parents))
