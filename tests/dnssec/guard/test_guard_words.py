"""What a guard says: which step came too early, and by how much."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest

from mock_dnssec import BogusZoneError
from mock_dnssec.dnssec.guard.outages import duration, moment

from .owners import Owner, ParentZone, Registrar, Registry

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient
    from mypy_boto3_route53 import Route53Client

    from mock_dnssec import Account

DURATIONS = [
    (timedelta(seconds=1), "1 s"),
    (timedelta(hours=2, minutes=14), "2 h 14 min"),
    (timedelta(days=1, seconds=1), "1 d 1 s"),
    (timedelta(days=1, hours=22, minutes=59, seconds=59), "1 d 22 h 59 min 59 s"),
    (timedelta(seconds=59, milliseconds=1), "1 min"),
    (timedelta(milliseconds=1), "1 s"),
    (timedelta(), "0 s"),
]


@pytest.mark.parametrize(("time", "words"), DURATIONS)
def test_who_waits_as_long_as_told_waits_long_enough(time: timedelta, words: str) -> None:
    """A time span is told in full, and what is left of a second counts as one."""
    assert duration(time) == words


MOMENTS = [
    (timedelta(minutes=46), "2025-01-03 07:46 UTC"),
    (timedelta(minutes=46, seconds=1), "2025-01-03 07:46:01 UTC"),
    (timedelta(minutes=46, milliseconds=1), "2025-01-03 07:46:01 UTC"),
    (timedelta(minutes=45, seconds=59, milliseconds=999), "2025-01-03 07:46 UTC"),
]


@pytest.mark.parametrize(("time", "words"), MOMENTS)
def test_who_waits_until_then_waits_long_enough(time: timedelta, words: str) -> None:
    """A time is told to the second, the next one where it falls in between."""
    assert moment(datetime(2025, 1, 3, 7, tzinfo=timezone.utc) + time) == words


def test_the_change_of_a_record_is_named(
    aws: Account, kms: KMSClient, route53: Route53Client, parent_zone: ParentZone
) -> None:
    """Of many calls of ChangeResourceRecordSets, it is the one that changed this."""
    zone = Owner(kms, route53, parent_zone.name)
    parent_zone.delegate(zone.name_servers)
    zone.create_ksk()
    zone.enable()
    other = zone.create_ksk("INACTIVE")

    with pytest.raises(BogusZoneError) as found, aws.guard(zone.name):
        parent_zone.publish(other)

    step, _, _ = str(found.value).partition(" broke shop.example.com")
    parent = parent_zone.owner.id[:8]
    assert step == (
        f"ChangeResourceRecordSets(HostedZoneId={parent}, ChangeBatch=UPSERT shop.example.com DS)"
    )


def test_how_a_ds_is_wrong(
    aws: Account, kms: KMSClient, route53: Route53Client, registry: Registry
) -> None:
    """Where the key tags agree, the words say what does not; the lever shows what it was given."""
    zone = Owner(kms, route53, registry.name)
    tag = zone.create_ksk()["KeyTag"]
    zone.enable()
    wrong = f"{tag} 13 2 {64 * '0'}"

    with pytest.raises(BogusZoneError) as found, aws.guard(zone.name):
        aws.registry.delegate(zone.name, name_servers=zone.name_servers, ds=[wrong])

    step, held, why, _ = str(found.value).splitlines()
    servers = f"name_servers=['{min(zone.name_servers)}.', ...]"
    assert step.startswith(f"registry.delegate('example.com', {servers}, ds=['{tag} 13 2 0000")
    assert step.endswith("0...']) broke example.com.")
    assert f"resolvers get DS {tag} of example.com and the DNSKEY set" in held
    names_none = "the DS names none of these keys"
    assert why == f"That is bogus: {names_none} (key {tag} has another digest)."


def test_a_lever_that_is_let_go(
    aws: Account, kms: KMSClient, route53: Route53Client, registrar: Registrar
) -> None:
    """What the registrar has told the registry comes to light by that step."""
    zone = Owner(kms, route53, registrar.name)
    registrar.delegate(zone.name_servers)
    aws.registry.delegate(zone.name, name_servers=zone.name_servers)
    registrar.publish(zone.create_ksk("INACTIVE"))

    with (
        pytest.raises(BogusZoneError, match=r"^registry\.undelegate\('example\.com'\) broke"),
        aws.guard(zone.name),
    ):
        aws.registry.undelegate(zone.name)
