"""The name servers of a zone, as those see them who ask."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from dns.name import Name
    from dns.rdatatype import RdataType

    from mock_dnssec.dnssec.responses import Response


class Authority(Protocol):
    """The name servers of one zone: of the root, of a top-level domain or of a hosted zone."""

    @property
    def name(self) -> Name:
        """The zone's name."""

    def answer(self, name: Name, rdtype: RdataType, *, dnssec: bool = True) -> Response:
        """Answer a question; with signatures and proofs if the zone is signed and ``dnssec`` set.

        REFUSED for a name that is not in the zone; a referral for one that a child zone has.
        """
