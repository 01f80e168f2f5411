"""How a hosted zone's zone-signing keys follow each other: pre-published, by themselves."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import pytest

if TYPE_CHECKING:
    from dns.rdtypes.ANY.DNSKEY import DNSKEY

    from .hosting import Hosting

STEP = timedelta(hours=6)
STEPS = 4 * 200


class Seen(NamedTuple):
    """The zone-signing keys at a time: the published ones, and the one that signs."""

    at: datetime
    published: frozenset[DNSKEY]
    signing: DNSKEY


@pytest.fixture
def seen(hosting: Hosting) -> list[Seen]:
    """What a zone shows in the two hundred days after it was signed."""
    zone, _ = hosting.signed()
    hosting.aws.clock.freeze()
    history = []
    for _ in range(STEPS):
        shown = hosting.publication(zone)
        (signing,) = shown.zsks
        published = frozenset(key for key in shown.keys if key.flags == 256)
        history.append(Seen(hosting.aws.clock.now(), published, signing))
        hosting.aws.clock.advance(STEP)
    return history


@pytest.fixture
def rolls(seen: list[Seen]) -> list[tuple[Seen, Seen]]:
    """What it shows right before and after each rollover."""
    return [(before, now) for before, now in pairwise(seen) if before.signing != now.signing]


def test_rollovers(seen: list[Seen], rolls: list[tuple[Seen, Seen]]) -> None:
    """Keys roll every 7 to 30 days, the first time too, and are then never used again."""
    times = [seen[0].at, *(now.at for _, now in rolls)]

    assert len(rolls) >= 6
    for before, after in pairwise(times):
        assert timedelta(days=7) <= after - before <= timedelta(days=30)
    assert len({now.signing for _, now in rolls} | {seen[0].signing}) == len(times)


def test_pre_publication(seen: list[Seen], rolls: list[tuple[Seen, Seen]]) -> None:
    """One or two keys are published, each for hours before it signs and a week after."""
    assert {len(each.published) for each in seen} == {1, 2}
    for before, now in rolls:
        first = next(each for each in seen if now.signing in each.published)
        last = next(each for each in reversed(seen) if before.signing in each.published)
        assert first.at <= now.at - timedelta(hours=2)
        assert last.at >= min(now.at + timedelta(days=7), seen[-1].at)


def test_what_signs_is_published(hosting: Hosting) -> None:
    """At any time data validates by the keys that are published then."""
    hosting.signed()
    for _ in range(20):
        hosting.aws.clock.advance(days=9)
        hosting.check(hosting.ask("example.com", "SOA").answer)


def test_each_zone_has_keys_of_its_own(hosting: Hosting) -> None:
    """Two zones share no key, nor does a zone that is signed anew use the old one."""
    zones = [hosting.signed(name)[0] for name in ("example.com", "example.net")]

    def zsk(name: str) -> str:
        keys = hosting.ask(name, "DNSKEY").answer[0]
        return next(str(key) for key in keys if key.flags == 256)

    first, other = zsk("example.com"), zsk("example.net")
    hosting.aws.registry.delegate("example.com")
    hosting.route53.disable_hosted_zone_dnssec(HostedZoneId=zones[0])
    hosting.aws.clock.advance(days=1)
    hosting.route53.enable_hosted_zone_dnssec(HostedZoneId=zones[0])
    assert len({first, other, zsk("example.com")}) == 3
