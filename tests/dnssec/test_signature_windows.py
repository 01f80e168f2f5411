"""When signatures are valid: Route 53's windows, as they were seen on the wire."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

import dns.name
import pytest
from dns.rdtypes.ANY.RRSIG import RRSIG
from hypothesis import given
from hypothesis import strategies as st

from mock_dnssec.dnssec import signatures
from mock_dnssec.dnssec.hosted_keys import DNSKEY_TTL, data_window, key_window
from mock_dnssec.dnssec.signatures import Signatures

from .hosting import types

if TYPE_CHECKING:
    from dns.rrset import RRset

    from mock_dnssec.dnssec.signatures import Window

    from .hosting import Hosting

HOUR = 3600
PERIOD = 8 * HOUR
TIMES = st.integers(0, 2**32 - 10 * 86_400)
CAPTURED = datetime(2024, 9, 28, tzinfo=timezone.utc)


def window(hosting: Hosting, name: str, rdtype: str) -> tuple[datetime, datetime]:
    """Return when the signature is valid that one gets now."""
    signature = hosting.ask(name, rdtype).answer[1][0]
    assert isinstance(signature, RRSIG)
    inception, expiration = (
        datetime.fromtimestamp(each, timezone.utc)
        for each in (signature.inception, signature.expiration)
    )
    return inception, expiration


@pytest.mark.parametrize(
    ("ttl", "validity"),
    [
        (60, timedelta(hours=2, minutes=1)),
        (300, timedelta(hours=2, minutes=5)),
        (900, timedelta(hours=2, minutes=15)),
        (172_800, timedelta(hours=50)),
    ],
)
def test_data_is_valid_for_its_ttl_and_two_hours(
    hosting: Hosting, ttl: int, validity: timedelta
) -> None:
    """A signature over data begins an hour ago and is valid for the TTL and two hours."""
    zone, _ = hosting.signed()
    hosting.put(zone, "www.example.com", "A", "192.0.2.1", ttl=ttl)
    hosting.aws.clock.freeze(CAPTURED)

    inception, expiration = window(hosting, "www.example.com", "A")

    assert inception == CAPTURED - timedelta(hours=1)
    assert expiration - inception == validity


@pytest.mark.parametrize(
    ("asked_at", "inception", "expiration"),
    [
        (timedelta(hours=16), timedelta(hours=15), timedelta(hours=26)),
        (timedelta(hours=21), timedelta(hours=15), timedelta(hours=26)),
        (timedelta(hours=23, minutes=59), timedelta(hours=15), timedelta(hours=26)),
        (timedelta(hours=24), timedelta(hours=23), timedelta(hours=34)),
        (timedelta(hours=32), timedelta(hours=31), timedelta(hours=42)),
    ],
)
def test_the_key_set_has_windows_of_eleven_hours(
    hosting: Hosting, asked_at: timedelta, inception: timedelta, expiration: timedelta
) -> None:
    """The DNSKEY set is signed from 15:00 to 02:00, from 23:00 to 10:00, and so on, UTC."""
    hosting.signed()
    hosting.aws.clock.freeze(CAPTURED + asked_at)

    assert window(hosting, "example.com", "DNSKEY") == (CAPTURED + inception, CAPTURED + expiration)
    hosting.check(hosting.ask("example.com", "DNSKEY").answer)


@given(now=TIMES, ttl=st.integers(0, 604_800))
def test_data_outlives_caches(now: int, ttl: int) -> None:
    """Whenever it is given out, data stays valid for its TTL, and has been valid for an hour."""
    inception, expiration = data_window(now, ttl)

    assert expiration - inception == ttl + 2 * HOUR
    assert inception <= now - HOUR
    assert expiration >= now + ttl + HOUR - 300


@given(now=TIMES)
def test_keys_outlive_caches(now: int) -> None:
    """Whenever it is given out, the DNSKEY set stays valid for its TTL and an hour more."""
    inception, expiration = key_window(now // PERIOD)

    assert expiration - inception == 11 * HOUR
    assert inception <= now - HOUR
    assert expiration >= now + DNSKEY_TTL + HOUR


def test_all_of_a_response_begins_at_once(hosting: Hosting) -> None:
    """What one response has signed online is signed from the same moment on."""
    hosting.aws.clock.freeze()
    zone, _ = hosting.signed()
    hosting.put(zone, "a.example.com", "CNAME", "b.example.com", ttl=60)
    hosting.put(zone, "b.example.com", "A", "192.0.2.1", ttl=86_400)

    answer = hosting.ask("a.example.com", "A").answer

    assert len({each[0].inception for each in (answer[1], answer[3])}) == 1


def test_a_signature_is_given_out_for_five_minutes(hosting: Hosting) -> None:
    """Who asks again soon gets the same signature over data, which costs none; later a new one."""
    zone, _ = hosting.signed()
    hosting.put(zone, "www.example.com", "A", "192.0.2.1")
    hosting.aws.clock.freeze(CAPTURED)
    first = hosting.ask("www.example.com", "A").answer[1]

    hosting.aws.clock.advance(minutes=4, seconds=59)
    assert hosting.ask("www.example.com", "A").answer[1] is first
    hosting.aws.clock.advance(seconds=1)
    inception, _ = window(hosting, "www.example.com", "A")
    assert inception == CAPTURED - timedelta(minutes=55)


def test_the_clock_may_go_back(hosting: Hosting) -> None:
    """Moved forward or back, the clock gives the windows of its time, and they validate."""
    zone, _ = hosting.signed()
    hosting.put(zone, "www.example.com", "A", "192.0.2.1")
    first = hosting.aws.clock.freeze()
    seen = window(hosting, "www.example.com", "A")

    hosting.aws.clock.freeze(first + timedelta(days=400))
    hosting.check(hosting.ask("www.example.com", "A").answer)
    hosting.aws.clock.freeze(first)

    assert window(hosting, "www.example.com", "A") == seen
    hosting.check(hosting.ask("www.example.com", "A").answer)


def test_before_anything_was_signed(hosting: Hosting) -> None:
    """A key that is lost before it was created, by the clock, has signed nothing."""
    _, ksk = hosting.signed()
    hosting.aws.clock.freeze(CAPTURED)
    hosting.kms.disable_key(KeyId=ksk["KmsArn"])

    assert types(hosting.ask("example.com", "DNSKEY").answer) == ["DNSKEY"]


def test_few_signatures_are_kept(hosting: Hosting, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is asked for, no more signatures are kept than there is room for."""
    kept: list[int] = []
    over = Signatures.over

    def watched(self: Signatures, rrset: RRset, window: Window) -> RRset:
        signature = over(self, rrset, window)
        kept.append(len(self._signed))
        return signature

    monkeypatch.setattr(signatures, "_MOST_KEPT", 2)
    monkeypatch.setattr(Signatures, "over", watched)
    hosting.signed()
    for number in range(5):
        hosting.check(hosting.ask(f"no-{number}.example.com", "A").authority)
    assert max(kept) == 2


def test_root_and_top_level_domains_are_always_valid(hosting: Hosting) -> None:
    """At any time the signatures of root and TLDs are valid, and validate by their own keys."""
    for days in (0, 13, 400):
        hosting.aws.clock.advance(days=days)
        hosting.check(hosting.ask(".", "DNSKEY").answer, ".")
        hosting.check(hosting.ask("com", "DS").answer, ".")
        hosting.check(hosting.ask("com", "DNSKEY").answer, "com")
        hosting.check(hosting.ask("com", "SOA").answer, "com")
    assert hosting.aws.dns.internet.root.name == dns.name.root
