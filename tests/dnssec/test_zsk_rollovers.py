"""How a hosted zone's zone-signing keys follow each other: pre-published, by themselves."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import pytest
from botocore.exceptions import ClientError
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mock_dnssec import mock_dnssec
from tests.dnssec.steps import STEPS_WITH_KEYS, Owner, Step

if TYPE_CHECKING:
    from collections.abc import Iterator

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
    return list(watch(hosting, zone, STEPS))


def watch(hosting: Hosting, zone: str, steps: int) -> Iterator[Seen]:
    """Let time go by step by step, and walk what a zone shows."""
    for _ in range(steps):
        shown = hosting.publication(zone)
        (signing,) = shown.zsks
        published = frozenset(key for key in shown.keys if key.flags == 256)
        yield Seen(hosting.aws.clock.now(), published, signing)
        hosting.aws.clock.advance(STEP)


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


def lose(owner: Owner) -> None:
    """Disable the KMS key of the second key-signing key."""
    owner.enable_kms_key(1, on=False)


def mend(owner: Owner) -> None:
    """Enable it again."""
    owner.enable_kms_key(1, on=True)


def leave(owner: Owner) -> None:
    """Deactivate the second key-signing key."""
    owner.activate(1, on=False)


def activate(owner: Owner) -> None:
    """Activate it."""
    owner.activate(1, on=True)


def delete(owner: Owner) -> None:
    """Delete it."""
    owner.delete(1)


def look(owner: Owner) -> None:
    """Let Route 53 see what has become of the KMS keys."""
    owner.hosting.route53.get_dnssec(HostedZoneId=owner.zone)


@settings(max_examples=25)
@given(steps=st.lists(st.tuples(STEPS_WITH_KEYS, st.integers(1, 25)), min_size=1, max_size=6))
@example(steps=[(lose, 40), (mend, 1), (leave, 20)])
@example(steps=[(lose, 40), (leave, 20)])
@example(steps=[(lose, 40), (leave, 1), (delete, 20)])
@example(steps=[(lose, 1), (look, 1), (mend, 40), (activate, 20)])
@example(steps=[(leave, 1), (lose, 40), (mend, 1), (activate, 20)])
def test_lost_and_replaced_keys_do_no_harm(steps: list[tuple[Step, int]]) -> None:
    """Whatever becomes of key-signing keys, a key is published before it signs and a week after."""
    with mock_dnssec(seed=1) as aws:
        owner = Owner(aws)
        history: list[Seen] = []
        for step, days in steps:
            try:
                step(owner)
            except ClientError:
                continue
            history += watch(owner.hosting, owner.zone, 4 * days)
    for before, now in pairwise(history):
        if before.signing != now.signing:
            soon = [each for each in history if now.at <= each.at <= now.at + timedelta(days=7)]
            assert now.signing in before.published
            assert all(before.signing in each.published for each in soon)


def test_a_key_that_was_about_to_sign() -> None:
    """A successor that cannot begin to sign when it should is withdrawn: its time has passed."""
    with mock_dnssec(seed=1) as aws:
        owner = Owner(aws)
        history = list(watch(owner.hosting, owner.zone, 4 * 31))
    roll = next(now.at for before, now in pairwise(history) if before.signing != now.signing)
    with mock_dnssec(seed=1) as aws:
        owner = Owner(aws)
        aws.clock.freeze(roll - timedelta(hours=12))
        (before,) = watch(owner.hosting, owner.zone, 1)
        lose(owner)
        (meanwhile, *_) = watch(owner.hosting, owner.zone, 4 * 20)
        mend(owner)
        (after,) = watch(owner.hosting, owner.zone, 1)

    assert len(before.published) == 2
    assert meanwhile.published == before.published
    assert after.published == {before.signing}
    assert after.signing == before.signing


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
