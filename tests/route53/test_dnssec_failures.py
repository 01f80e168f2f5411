"""INTERNAL_FAILURE: the status that no call brings about, and what it stops."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mock_dnssec import MockUsageError

if TYPE_CHECKING:
    from mypy_boto3_route53 import Route53Client

    from mock_dnssec import Account
    from mock_dnssec.route53.signing.zone_signing import ZoneSigning

    from .conftest import NewKsk


@pytest.fixture
def dnssec(aws: Account, zone_id: str, new_ksk: NewKsk) -> ZoneSigning:
    """What example.com has of DNSSEC: the keys "one" (ACTIVE) and "two" (INACTIVE)."""
    new_ksk("one")
    new_ksk("two", status="INACTIVE")
    return aws.route53.zones.get(zone_id).dnssec


def test_a_failed_key_shows(route53: Route53Client, zone_id: str, dnssec: ZoneSigning) -> None:
    """GetDNSSEC shows the failure of the key alone, with what to do about it."""
    dnssec.fail_key("two")

    one, two = route53.get_dnssec(HostedZoneId=zone_id)["KeySigningKeys"]

    assert one["Status"] == "ACTIVE"
    assert two["Status"] == "INTERNAL_FAILURE"
    assert "Activate or deactivate" in two["StatusMessage"]


def test_a_failed_zone_shows(route53: Route53Client, zone_id: str, dnssec: ZoneSigning) -> None:
    """GetDNSSEC shows the failure of the zone, with what to do about it."""
    dnssec.fail()

    status = route53.get_dnssec(HostedZoneId=zone_id)["Status"]

    assert status["ServeSignature"] == "INTERNAL_FAILURE"
    assert "Enable or disable" in status["StatusMessage"]


@pytest.mark.parametrize(
    ("operation", "name"),
    [
        ("activate_key_signing_key", "two"),
        ("deactivate_key_signing_key", "two"),
        ("delete_key_signing_key", "two"),
        ("enable_hosted_zone_dnssec", None),
        ("disable_hosted_zone_dnssec", None),
    ],
)
def test_a_failed_key_stops_the_rest(
    route53: Route53Client, zone_id: str, dnssec: ZoneSigning, operation: str, name: str | None
) -> None:
    """Nothing else is changed until the key that failed is mended."""
    dnssec.fail_key("one")
    names = {} if name is None else {"Name": name}

    with pytest.raises(route53.exceptions.InvalidKeySigningKeyStatus):
        getattr(route53, operation)(HostedZoneId=zone_id, **names)

    route53.activate_key_signing_key(HostedZoneId=zone_id, Name="one")
    getattr(route53, operation)(HostedZoneId=zone_id, **names)


@pytest.mark.parametrize(
    "operation",
    ["activate_key_signing_key", "deactivate_key_signing_key", "delete_key_signing_key"],
)
def test_a_failed_zone_stops_work_on_its_keys(
    route53: Route53Client, zone_id: str, dnssec: ZoneSigning, operation: str
) -> None:
    """Keys are not changed until signing is enabled or disabled."""
    dnssec.fail()

    with pytest.raises(route53.exceptions.InvalidSigningStatus):
        getattr(route53, operation)(HostedZoneId=zone_id, Name="two")

    route53.enable_hosted_zone_dnssec(HostedZoneId=zone_id)
    getattr(route53, operation)(HostedZoneId=zone_id, Name="two")


def test_no_key_is_created_beside_a_failure(
    route53: Route53Client, zone_id: str, dnssec: ZoneSigning, new_ksk: NewKsk
) -> None:
    """CreateKeySigningKey is refused for a failed key and for a failed zone."""
    route53.delete_key_signing_key(HostedZoneId=zone_id, Name="two")
    dnssec.fail_key("one")
    with pytest.raises(route53.exceptions.InvalidKeySigningKeyStatus):
        new_ksk("three")

    route53.deactivate_key_signing_key(HostedZoneId=zone_id, Name="one")
    dnssec.fail()
    with pytest.raises(route53.exceptions.InvalidSigningStatus):
        new_ksk("three")

    route53.disable_hosted_zone_dnssec(HostedZoneId=zone_id)
    assert new_ksk("three")["Status"] == "ACTIVE"


@pytest.mark.parametrize("repair", ["activate_key_signing_key", "deactivate_key_signing_key"])
def test_everything_failed_can_be_mended(
    route53: Route53Client, zone_id: str, dnssec: ZoneSigning, repair: str
) -> None:
    """Two failed keys and a failed zone do not block one another: each may be mended first."""
    dnssec.fail_key("one")
    dnssec.fail_key("two")
    dnssec.fail()

    getattr(route53, repair)(HostedZoneId=zone_id, Name="two")
    route53.disable_hosted_zone_dnssec(HostedZoneId=zone_id)
    getattr(route53, repair)(HostedZoneId=zone_id, Name="one")

    answer = route53.get_dnssec(HostedZoneId=zone_id)
    assert answer["Status"] == {"ServeSignature": "NOT_SIGNING"}
    statuses = {ksk["Status"] for ksk in answer["KeySigningKeys"]}
    assert statuses == {"ACTIVE" if repair.startswith("activate") else "INACTIVE"}


def test_a_failed_zone_without_keys_can_be_mended(
    aws: Account, route53: Route53Client, zone_id: str
) -> None:
    """Disabling signing corrects a zone that has nothing else of DNSSEC, once."""
    aws.route53.zones.get(zone_id).dnssec.fail()

    route53.disable_hosted_zone_dnssec(HostedZoneId=zone_id)

    with pytest.raises(route53.exceptions.DNSSECNotFound):
        route53.disable_hosted_zone_dnssec(HostedZoneId=zone_id)


def test_failing_a_key_that_is_not_there_lists_what_is(dnssec: ZoneSigning) -> None:
    """A wrong name is a mistake in the test, and the answer names the keys."""
    with pytest.raises(MockUsageError, match=r"No key-signing key 'three'.* It has: one, two\."):
        dnssec.fail_key("three")
