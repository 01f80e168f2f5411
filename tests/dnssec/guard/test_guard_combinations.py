"""The versions that resolvers may hold, against every resolver that there could be."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from itertools import product
from typing import TYPE_CHECKING, Any, NamedTuple

import dns.dnssec
import dns.name
import pytest
from dns.dnssectypes import Algorithm, DSDigest
from dns.rdataclass import IN
from dns.rdatatype import RdataType
from dns.rdtypes.ANY.DNSKEY import DNSKEY
from hypothesis import given
from hypothesis import strategies as st

from mock_dnssec.dnssec.guard.conflicts import Conflict, Keys, conflicts
from mock_dnssec.dnssec.guard.lifetimes import FOREVER, History, Offer, Version

if TYPE_CHECKING:
    from dns.rdtypes.ANY.DS import DS

EPOCH = datetime(2025, 1, 1, tzinfo=timezone.utc)
ZONE = dns.name.from_text("example.com")
LINGERING = 2
"""Seconds for which some servers still answer what was before."""


def key(flags: int, number: int) -> DNSKEY:
    """Return a key that is like no other of another number."""
    return DNSKEY(  # type: ignore[no-untyped-call]
        IN, RdataType.DNSKEY, flags, 3, Algorithm.ECDSAP256SHA256, bytes([number]) * 64
    )


KSKS = [key(257, number) for number in range(2)]
ZSKS = [key(256, number) for number in range(2, 4)]
DS_OF: dict[DNSKEY, DS] = {ksk: dns.dnssec.make_ds(ZONE, ksk, DSDigest.SHA256) for ksk in KSKS}


class State(NamedTuple):
    """What is published at a time: KSKs that the DS names, the keys, who signs them and the data.

    Each with its TTL in seconds.
    """

    named: frozenset[DNSKEY]
    keys: Keys
    zsks: frozenset[DNSKEY]
    ttls: tuple[int, int, int]


def at(second: int) -> datetime:
    """Return a time of a test."""
    return EPOCH + timedelta(seconds=second)


def some(things: list[DNSKEY]) -> st.SearchStrategy[frozenset[DNSKEY]]:
    """Return any of these."""
    return st.frozensets(st.sampled_from(things))


@st.composite
def states(draw: st.DrawFn) -> State:
    """Return a zone that is signed in some way, or not signed."""
    published = draw(some(KSKS))
    keys = Keys(
        published | draw(some(ZSKS)), frozenset(k for k in published if draw(st.booleans()))
    )
    ttls = st.integers(1, 6)
    return State(draw(some(KSKS)), keys, draw(some(ZSKS)), draw(st.tuples(ttls, ttls, ttls)))


def is_bogus(named: frozenset[DNSKEY], keys: Keys, zsks: frozenset[DNSKEY]) -> bool:
    """Say what a resolver with just these in its cache would, in the words of RFC 4035."""
    if not named:
        return False
    trusted = named & keys.signers & keys.published
    return not trusted or not zsks or bool(zsks - keys.published)


def cached(timeline: list[State], what: int, now: int) -> set[Any]:
    """Return what is in all resolvers' caches, of which one has asked at every half second.

    What a server said in some second, another may still say for as long as it is ``LINGERING``.
    """
    return {
        timeline[said][what]
        for halves in range(2 * now + 1)
        for said in range(halves // 2 + 1)
        if halves / 2 < said + 1 + LINGERING and now < halves / 2 + timeline[said].ttls[what]
    }


def some_resolver_complains(timeline: list[State], now: int) -> bool:
    """Say whether any of all resolvers would call the zone bogus."""
    caches = (cached(timeline, what, now) for what in range(3))
    return any(is_bogus(*combination) for combination in product(*caches))


timelines = st.lists(st.tuples(states(), st.integers(1, 5)), min_size=1, max_size=4).map(
    lambda periods: [state for state, seconds in periods for _ in range(seconds)]
)


@given(timelines)
def test_every_resolver_is_heard(timeline: list[State]) -> None:
    """There is a conflict exactly when some resolver complains, and it clears when none does."""
    ds: History[frozenset[DS]] = History()
    keys: History[Keys] = History()
    data: History[frozenset[DNSKEY]] = History()
    for now, state in enumerate(timeline):
        named = frozenset(DS_OF[ksk] for ksk in state.named)
        gone_at = at(now) + timedelta(seconds=LINGERING)
        ds.publish([Offer(named, state.ttls[0])], at(now), gone_at)
        keys.publish([Offer(state.keys, state.ttls[1])], at(now), gone_at)
        data.publish([Offer(state.zsks, state.ttls[2])], at(now), gone_at)
        held = (ds.alive(at(now)), keys.alive(at(now)), data.alive(at(now)))
        found = list(conflicts(ZONE, *held))
        assert bool(found) == some_resolver_complains(timeline, now)

    clears_at = max((conflict.clears_at for conflict in found), default=EPOCH)
    last = len(timeline) - 1
    for later in range(last, last + 10):
        settled = timeline + timeline[-1:] * (later - last)
        assert some_resolver_complains(settled, later) == (at(later) < clears_at)


@pytest.mark.parametrize(("first", "is_abrupt"), [("keys", False), ("data", True)])
def test_which_part_has_to_expire(first: str, is_abrupt: bool) -> None:
    """Waiting would have helped, unless what expires first is what the step itself replaced."""
    expiry = {"keys": at(2), "data": at(2), first: at(1)}
    conflict = Conflict(
        "unknown key",
        Version(frozenset(DS_OF.values()), 9, EPOCH, FOREVER, former=False),
        Version(Keys(frozenset(KSKS), frozenset(KSKS)), 9, EPOCH, expiry["keys"], former=False),
        Version(frozenset(ZSKS), 9, EPOCH, expiry["data"], former=False, just_replaced=True),
    )

    assert conflict.is_abrupt == is_abrupt
