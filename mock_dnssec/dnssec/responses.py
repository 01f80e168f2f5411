"""What authoritative name servers say, before it is a packet."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dns.rcode import NOERROR, Rcode

if TYPE_CHECKING:
    from dns.rrset import RRset


@dataclass(slots=True)
class Response:
    """An answer of the name servers of one zone (RFC 1034 section 4.1).

    Signatures are RRsets of type RRSIG beside what they cover. RRsets are shared with later
    responses: copy one before changing it.
    """

    rcode: Rcode = NOERROR
    answer: list[RRset] = field(default_factory=list)
    authority: list[RRset] = field(default_factory=list)
    authoritative: bool = True
    """Whether it is an answer. A referral is none: it has the NS of a child in ``authority``."""
