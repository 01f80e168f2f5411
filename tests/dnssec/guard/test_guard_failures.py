"""Where and how a guard fails: at the very call, or step of the clock, and at its end."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta, timezone
from functools import partial
from http.client import HTTPConnection
from typing import TYPE_CHECKING, Any

import boto3
import freezegun
import pytest
import time_machine
from botocore.config import Config

from mock_dnssec import BogusZoneError
from mock_dnssec.calls import Call

from .owners import Owner, Registry

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient
    from mypy_boto3_route53 import Route53Client
    from mypy_boto3_route53.type_defs import KeySigningKeyTypeDef

    from mock_dnssec import Account

NEW_YEAR = datetime(2025, 1, 1, tzinfo=timezone.utc)
PATIENCE = {"total_max_attempts": 5}


@pytest.fixture
def zone(aws: Account, kms: KMSClient, route53: Route53Client, registry: Registry) -> Owner:
    """example.com, signed for long, on a clock that stands at a new year."""
    aws.clock.freeze(NEW_YEAR - timedelta(days=30))
    zone = Owner(kms, route53, registry.name)
    registry.delegate(zone.name_servers)
    zone.signed_below(registry)
    aws.clock.freeze(NEW_YEAR)
    return zone


@pytest.fixture
def key(zone: Owner, registry: Registry) -> KeySigningKeyTypeDef:
    """The key-signing key of the zone."""
    return registry.published[0]


def disable(route53: Route53Client, zone: Owner) -> None:
    """Do what comes too early in these tests."""
    route53.disable_hosted_zone_dnssec(HostedZoneId=zone.id)


@pytest.mark.parametrize("mode", ["legacy", "standard", "adaptive"])
def test_the_call_itself_raises(aws: Account, zone: Owner, registry: Registry, mode: str) -> None:
    """The traceback leads through the caller's line, and botocore tries no second time."""
    retries: Any = {"mode": mode, **PATIENCE}
    route53 = boto3.client("route53", config=Config(retries=retries))

    with pytest.raises(BogusZoneError) as found, aws.guard(zone.name):
        remove_and_disable(aws, route53, zone, registry)

    assert "disable" in [frame.name for frame in traceback.extract_tb(found.tb)]
    assert len(aws.calls.to("DisableHostedZoneDNSSEC")) == 1


def remove_and_disable(
    aws: Account, route53: Route53Client, zone: Owner, registry: Registry
) -> None:
    """Disable signing two hours after the DS was taken out of the parent."""
    registry.publish()
    aws.clock.advance(hours=2)
    disable(route53, zone)


def test_the_message(
    aws: Account, zone: Owner, registry: Registry, key: KeySigningKeyTypeDef
) -> None:
    """It says which step came too early, by how much, who holds what, and until when to wait."""
    with pytest.raises(BogusZoneError) as found, aws.guard(zone.name):
        remove_and_disable(aws, zone.route53, zone, registry)

    tomorrow = "2025-01-02 00:00 UTC"
    held = f"Resolvers may hold DS {key['KeyTag']} of example.com (TTL 1 d) until {tomorrow}"
    assert str(found.value).splitlines() == [
        f"DisableHostedZoneDNSSEC(HostedZoneId={zone.id[:8]}) came 22 h too early for example.com.",
        held + ", and get no DNSKEY of example.com since 2025-01-01 02:00 UTC.",
        "That is bogus: a DS promises a DNSKEY set, and there is none.",
        f"Wait until {tomorrow} before this step.",
    ]
    outage = found.value
    assert isinstance(outage, AssertionError)
    assert (outage.zone, outage.since) == ("example.com", NEW_YEAR + timedelta(hours=2))
    assert outage.safe_at == NEW_YEAR + timedelta(days=1)
    assert isinstance(outage.step, Call)
    assert outage.step.operation == "DisableHostedZoneDNSSEC"


def swallow(act: Callable[..., None], *arguments: Any) -> None:
    """Do something, whatever comes of it, as careless code does."""
    with suppress(Exception):
        act(*arguments)


def wrap(act: Callable[..., None], *arguments: Any) -> None:
    """Do something, and make an exception of one's own of what comes of it."""
    try:
        act(*arguments)
    except Exception as error:
        raise RuntimeError("Something failed.") from error


@pytest.mark.parametrize("handle", [swallow, wrap])
def test_what_is_caught_comes_again(
    aws: Account, zone: Owner, registry: Registry, handle: Callable[..., None]
) -> None:
    """Code that catches everything does not get past the end of the block."""
    guard = aws.guard(zone.name)
    with pytest.raises(BogusZoneError) as found, guard:
        handle(remove_and_disable, aws, zone.route53, zone, registry)

    assert found.value is guard.outage


def test_what_mends_itself_is_told_all_the_same(
    aws: Account, zone: Owner, registry: Registry
) -> None:
    """The first outage counts, though it is over long before the end of the block."""
    with pytest.raises(BogusZoneError) as found, aws.guard(zone.name):
        swallow_and_mend(aws, zone, registry)

    assert found.value.since == NEW_YEAR + timedelta(hours=2)


def swallow_and_mend(aws: Account, zone: Owner, registry: Registry) -> None:
    """Disable signing too early, wait until nobody is harmed, and sign again."""
    swallow(remove_and_disable, aws, zone.route53, zone, registry)
    aws.clock.advance(days=2)
    zone.enable()


def told(act: Callable[..., Any], *arguments: Any) -> list[BogusZoneError]:
    """Do something, and return what a guard has to say of it."""
    try:
        act(*arguments)
    except BogusZoneError as outage:
        return [outage]
    return []


def test_it_is_told_once(aws: Account, zone: Owner, registry: Registry) -> None:
    """After the call that raised, others are answered: cleaning up works."""
    key = registry.published[0]
    with suppress(BogusZoneError), aws.guard(zone.name) as guard:
        outages = told(remove_and_disable, aws, zone.route53, zone, registry)
        cleaning_up = told(zone.deactivate, key)

    assert outages == [guard.outage]
    assert cleaning_up == []


def test_several_guards_tell_at_once(aws: Account, zone: Owner, registry: Registry) -> None:
    """A step with which two of them find fault raises the outage of the first, and that is all."""
    key = registry.published[0]
    with suppress(BogusZoneError), aws.guard(zone.name) as first, aws.guard() as second:
        outages = told(remove_and_disable, aws, zone.route53, zone, registry)
        cleaning_up = told(zone.deactivate, key)

    assert second.outage is not None
    assert outages == [first.outage]
    assert cleaning_up == []


def test_other_failures_pass(aws: Account, zone: Owner) -> None:
    """An exception that has nothing to do with the guard stays what it is, and ends the watch."""
    with pytest.raises(ZeroDivisionError), aws.guard(zone.name):
        _ = 1 / 0

    assert list(aws.watchers.stops(NEW_YEAR, NEW_YEAR + timedelta(days=30))) == []


def test_the_lever_raises(aws: Account, zone: Owner) -> None:
    """The registry's lever is a step like a call."""
    with (
        pytest.raises(BogusZoneError, match=r"^registry\.delegate\('example\.com', ds=\['1 13 2 0"),
        aws.guard(zone.name),
    ):
        aws.registry.delegate("example.com", ds=["1 13 2 " + 64 * "0"])


def advance(aws: Account) -> None:
    """Move the clock by a year."""
    aws.clock.advance(days=365)


def set_forward(aws: Account) -> None:
    """Set the clock to the next year."""
    aws.clock.freeze(NEW_YEAR + timedelta(days=365))


@pytest.mark.parametrize("pass_a_year", [advance, set_forward])
def test_the_clock_raises(
    aws: Account, zone: Owner, key: KeySigningKeyTypeDef, pass_a_year: Callable[[Account], None]
) -> None:
    """What happens in the middle of a long jump has its own date."""
    zone.kms.disable_key(KeyId=key["KmsArn"])
    with (
        pytest.raises(BogusZoneError, match=r"^The clock's advance by 365 days broke") as found,
        aws.guard(zone.name),
    ):
        pass_a_year(aws)

    assert found.value.since == NEW_YEAR + timedelta(days=5, hours=2, seconds=1)
    assert found.value.safe_at is None
    assert aws.resolver().resolve("example.com", "SOA").bogus


def test_a_year_without_trouble(aws: Account, zone: Owner) -> None:
    """Route 53 renews its signatures and rolls its zone-signing key: nobody is ever in the dark."""
    with aws.guard(zone.name):
        advance(aws)

    assert aws.resolver().resolve("example.com", "SOA").secure


FREEZERS = {
    "freezegun": freezegun.freeze_time,
    "time-machine": partial(time_machine.travel, tick=False),
}

STEPS: dict[str, Callable[[Account, Owner, Registry], Any]] = {
    "call": lambda _, zone, __: zone.route53.get_dnssec(HostedZoneId=zone.id),
    "clock": lambda aws, _, __: aws.clock.advance(seconds=1),
    "lever": lambda _, __, registry: registry.publish(*registry.published),
}


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
@pytest.mark.parametrize("freezer", FREEZERS.values(), ids=FREEZERS)
def test_libraries_that_move_the_clock(
    aws: Account,
    zone: Owner,
    registry: Registry,
    freezer: Callable[..., Any],
    step: Callable[[Account, Owner, Registry], Any],
) -> None:
    """Time that passes untold brings no false alarm, and hides no step that comes too early."""
    aws.clock.resume()
    start = datetime.now(timezone.utc)
    with suppress(BogusZoneError), aws.guard(zone.name) as guard:
        for days in range(0, 365, 73):
            with freezer(start + timedelta(days=days)):
                step(aws, zone, registry)
                assert guard.outage is None
        with freezer(start + timedelta(days=365)):
            registry.publish()
        with freezer(start + timedelta(days=365, hours=2)):
            outages = told(disable, zone.route53, zone)

    assert ["came 22 h too early" in str(outage) for outage in outages] == [True]


def test_time_that_leaps_to_the_end(aws: Account, zone: Owner, key: KeySigningKeyTypeDef) -> None:
    """What it has brought about is found though nothing was asked since."""
    aws.clock.resume()
    later = datetime.now(timezone.utc) + timedelta(days=30)
    with suppress(BogusZoneError), aws.guard(zone.name) as guard:
        zone.kms.disable_key(KeyId=key["KmsArn"])
        with freezegun.freeze_time(later):
            outages = told(guard.check)

    assert [outage.step for outage in outages] == ["The time that has passed"]


def test_a_server_answers_normally(aws: Account, zone: Owner, registry: Registry) -> None:
    """Who calls by HTTP gets AWS's answer; the test fails at the end of the block."""
    guard = aws.guard(zone.name)
    with pytest.raises(BogusZoneError, match="came 1 d too early"), guard:
        remove_and_disable_by_http(aws, zone, registry)

    assert isinstance(guard.outage, BogusZoneError)


def remove_and_disable_by_http(aws: Account, zone: Owner, registry: Registry) -> None:
    """Take the DS out of the parent and ask a server of the account to sign no more."""
    registry.publish()
    with aws.server() as server:
        connection = HTTPConnection("127.0.0.1", server.port, timeout=10)
        connection.request("POST", f"/2013-04-01/hostedzone/{zone.id}/disable-dnssec")
        assert connection.getresponse().status == 200
        connection.close()
