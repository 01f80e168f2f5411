"""Questions, and answers as a validating resolver holds them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from dns.rdataclass import IN
from dns.rdatatype import RdataType

from mock_dnssec.dnssec.validating.reasons import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dns.name import Name
    from dns.rcode import Rcode
    from dns.rdtypes.ANY.RRSIG import RRSIG
    from dns.rrset import RRset

Status = Literal["secure", "insecure", "bogus", "unanswered"]
"""What a resolver says of an answer (RFC 4033 section 5); "unanswered" if there is none."""


class Question(NamedTuple):
    """A name and a type of record."""

    name: Name
    rdtype: RdataType

    def __str__(self) -> str:
        return f"{plain(self.name)} {self.rdtype.name}"


class Signed(NamedTuple):
    """Records of one name and type, and the signatures over them."""

    rrset: RRset
    rrsigs: tuple[RRSIG, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a resolver knows of a question, since when and until when (POSIX seconds).

    ``data`` are the records asked for, or the CNAME that stands in their place; None if there are
    none. ``zone`` is the one that answered. ``why`` is the chain of trust in words, root first.
    """

    question: Question
    zone: Name
    rcode: Rcode
    data: Signed | None
    status: Status
    reason: str = ""
    why: tuple[str, ...] = ()
    asked: int
    expires: int


def pick(section: Iterable[RRset], name: Name, rdtype: RdataType) -> Signed | None:
    """Return the records of a name and type in a section of a response, None if there are none."""
    wanted = (name, IN, rdtype, RdataType.NONE)
    found = (rrset for rrset in section if rrset.full_match(*wanted))
    return next((with_signatures(rrset, section) for rrset in found), None)


def with_signatures(rrset: RRset, section: Iterable[RRset]) -> Signed:
    """Return records and the signatures over them that are beside them in a section."""
    wanted = (rrset.name, IN, RdataType.RRSIG, rrset.rdtype)
    rrsigs = (tuple(each) for each in section if each.full_match(*wanted))
    return Signed(rrset, next(rrsigs, ()))
