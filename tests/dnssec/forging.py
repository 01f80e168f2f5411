"""Somebody between the resolver and the name servers, who changes what they say."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import dns.name
import dns.rrset
from dns.rdatatype import RdataType

if TYPE_CHECKING:
    from dns.name import Name
    from dns.rdtypes.ANY.DS import DS

    from mock_dnssec.dnssec.authority import Authority
    from mock_dnssec.dnssec.internet import Internet
    from mock_dnssec.dnssec.responses import Response

Edit = Callable[["Response"], None]


class Forger:
    """An internet whose answers to one question are changed on the way."""

    def __init__(self, internet: Internet, name: str, rdtype: str, edit: Edit) -> None:
        self._internet = internet
        self._question = (dns.name.from_text(name), RdataType.from_text(rdtype))
        self._edit = edit

    @property
    def trust_anchor(self) -> DS:
        """The real one."""
        return self._internet.trust_anchor

    @property
    def root(self) -> ForgedAuthority:
        """The servers of the root."""
        return ForgedAuthority(self._internet.root, self._forge)

    def delegated(self, parent: ForgedAuthority, child: Name) -> ForgedAuthority | None:
        """Return the servers that the real internet knows."""
        real = self._internet.delegated(parent.real, child)
        return ForgedAuthority(real, self._forge) if real else None

    def _forge(self, name: Name, rdtype: RdataType, response: Response) -> Response:
        if (name, rdtype) != self._question or not response.authoritative:
            return response
        forged = copy.deepcopy(response)
        self._edit(forged)
        return forged


@dataclass(frozen=True)
class ForgedAuthority:
    """Name servers behind which the forger sits."""

    real: Authority
    forge: Callable[[Name, RdataType, Response], Response]

    @property
    def name(self) -> Name:
        """The zone's name."""
        return self.real.name

    def answer(self, name: Name, rdtype: RdataType, *, dnssec: bool = True) -> Response:
        """Answer, not always truly."""
        return self.forge(name, rdtype, self.real.answer(name, rdtype, dnssec=dnssec))


def without(*types: str) -> Edit:
    """Return an edit that takes records of some types away, with or without their signatures."""
    gone = set(map(RdataType.from_text, types))

    def edit(response: Response) -> None:
        for section in (response.answer, response.authority):
            section[:] = [rrset for rrset in section if rrset.rdtype not in gone]

    return edit


def replaced(rdtype: str, *values: str) -> Edit:
    """Return an edit that gives the records of a type other values, and leaves the signatures."""

    def edit(response: Response) -> None:
        for section in (response.answer, response.authority):
            section[:] = [
                dns.rrset.from_text(each.name, each.ttl, "IN", rdtype, *values)
                if each.rdtype == RdataType.from_text(rdtype)
                else each
                for each in section
            ]

    return edit
