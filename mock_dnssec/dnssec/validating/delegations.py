"""Iteration from the root by referrals (RFC 1034 section 5.3.3), remembering who serves what."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import dns.name
from dns.rcode import Rcode
from dns.rdatatype import RdataType

from mock_dnssec.dnssec.validating.cache import seconds
from mock_dnssec.dnssec.validating.reasons import UnansweredError, plain

if TYPE_CHECKING:
    from dns.name import Name
    from dns.rrset import RRset

    from mock_dnssec.clock import Clock
    from mock_dnssec.dnssec.authority import Authority
    from mock_dnssec.dnssec.internet import Internet
    from mock_dnssec.dnssec.responses import Response
    from mock_dnssec.dnssec.validating.answers import Question

_FOREVER = 2**63


class Cut(NamedTuple):
    """Where a zone begins, by the NS records of its parent, and the servers found there."""

    zone: Name
    authority: Authority
    expires: int


class Delegations:
    """The zone cuts that a resolver has met, for as long as their NS records live."""

    def __init__(self, internet: Internet, clock: Clock) -> None:
        self._internet = internet
        self._clock = clock
        self._root = Cut(dns.name.root, internet.root, _FOREVER)
        self._cuts: dict[Name, Cut] = {}

    def clear(self) -> None:
        """Start from the root again."""
        self._cuts.clear()

    def knows(self, name: Name) -> bool:
        """Say whether a zone is known to begin at ``name``."""
        return self._live(name) is not None

    def path(self, name: Name) -> list[Name]:
        """Return the zones known from the root down to the one that has ``name``."""
        return [dns.name.root, *filter(self.knows, downwards(dns.name.root, name))]

    def ask(self, question: Question) -> tuple[Name, Response]:
        """Return the zone that answers, and what its servers say.

        Raises UnansweredError if the servers that are asked, or that a referral leads to, fail.
        """
        deepest = question.name
        if question.rdtype == RdataType.DS and deepest != dns.name.root:
            deepest = deepest.parent()  # which speaks for the zone (RFC 4035 section 3.1.4.1)
        cut = self._closest(deepest)
        while True:
            response = _ask(cut, question)
            if response.authoritative:
                return cut.zone, response
            cut = self._follow(cut, _referral(cut.zone, response, deepest))

    def _closest(self, name: Name) -> Cut:
        upwards = reversed(downwards(dns.name.root, name))
        return next(filter(None, map(self._live, upwards)), self._root)

    def _live(self, name: Name) -> Cut | None:
        cut = self._cuts.get(name)
        return cut if cut and seconds(self._clock) < cut.expires else None

    def _follow(self, parent: Cut, name_servers: RRset) -> Cut:
        child = name_servers.name
        authority = self._internet.delegated(parent.authority, child)
        if authority is None:
            raise UnansweredError(
                f"{plain(parent.zone)} delegates {plain(child)} to {_hosts(name_servers)}, "
                f"and there nobody answers for it."
            )
        expires = seconds(self._clock) + name_servers.ttl
        self._cuts[child] = Cut(child, authority, expires)
        return self._cuts[child]


def _ask(cut: Cut, question: Question) -> Response:
    response = cut.authority.answer(question.name, question.rdtype)
    if response.rcode not in (Rcode.NOERROR, Rcode.NXDOMAIN):
        raise UnansweredError(
            f"The name servers of {plain(cut.zone)} answer {response.rcode.name} "
            f"when they are asked for {question}."
        )
    return response


def _referral(zone: Name, response: Response, deepest: Name) -> RRset:
    for rrset in response.authority:
        below = rrset.name != zone and rrset.name.is_subdomain(zone)
        if rrset.rdtype == RdataType.NS and below and deepest.is_subdomain(rrset.name):
            return rrset
    raise UnansweredError(
        f"The name servers of {plain(zone)} neither answer for {plain(deepest)} nor say who does."
    )


def downwards(zone: Name, name: Name) -> list[Name]:
    """Return the names from right below a zone down to a name in it."""
    return [name.split(depth)[1] for depth in range(len(zone) + 1, len(name) + 1)]


def _hosts(name_servers: RRset) -> str:
    return ", ".join(sorted(plain(ns.target) for ns in name_servers))
