"""Features of a hosted zone: accelerated recovery."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from mock_dnssec import Account, mock_dnssec

if TYPE_CHECKING:
    from .conftest import NewZone


def recovery(route53: Any, zone_id: str) -> Any:
    """Return the status of accelerated recovery; None while the zone has no features."""
    zone = route53.get_hosted_zone(Id=zone_id)["HostedZone"]
    return zone.get("Features", {}).get("AcceleratedRecoveryStatus")


def turn(route53: Any, zone_id: str, *, on: bool) -> None:
    """Turn accelerated recovery on or off."""
    route53.update_hosted_zone_features(HostedZoneId=zone_id, EnableAcceleratedRecovery=on)


def test_accelerated_recovery_is_turned_on_and_off(route53: Any, zone_id: str) -> None:
    """GetHostedZone and the lists show its status once it was ever turned on."""
    assert recovery(route53, zone_id) is None
    turn(route53, zone_id, on=True)
    assert recovery(route53, zone_id) == "ENABLED"
    listed = route53.list_hosted_zones()["HostedZones"][0]
    assert listed["Features"] == {"AcceleratedRecoveryStatus": "ENABLED"}
    turn(route53, zone_id, on=False)
    assert recovery(route53, zone_id) == "DISABLED"


def test_a_request_without_features_changes_nothing(route53: Any, zone_id: str) -> None:
    """What is not mentioned stays as it is."""
    turn(route53, zone_id, on=True)
    route53.update_hosted_zone_features(HostedZoneId=zone_id)
    assert recovery(route53, zone_id) == "ENABLED"


@pytest.fixture
def slow() -> Any:
    """An account whose changes take a minute."""
    with mock_dnssec(propagation=60) as account:
        account.clock.freeze()
        yield account


def test_features_take_time(slow: Account, route53: Any, impatient: Any, new_zone: NewZone) -> None:
    """Turning a feature takes as long as propagation; until then, no other request is taken."""
    zone_id = new_zone()
    for on, underway, done in ((True, "ENABLING", "ENABLED"), (False, "DISABLING", "DISABLED")):
        turn(route53, zone_id, on=on)
        assert recovery(route53, zone_id) == underway
        with pytest.raises(impatient.exceptions.PriorRequestNotComplete):
            turn(impatient, zone_id, on=not on)
        slow.clock.advance(seconds=60)
        assert recovery(route53, zone_id) == done


def test_features_are_for_public_zones_that_exist(route53: Any, private_zone_id: str) -> None:
    """InvalidInput for a private zone, NoSuchHostedZone for none."""
    with pytest.raises(route53.exceptions.InvalidInput):
        turn(route53, private_zone_id, on=True)
    with pytest.raises(route53.exceptions.NoSuchHostedZone):
        turn(route53, "ZNONE", on=True)
