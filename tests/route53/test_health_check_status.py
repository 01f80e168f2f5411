"""What health checkers report, and when Route 53 considers a health check healthy."""

from __future__ import annotations

from datetime import timedelta
from ipaddress import ip_address, ip_network
from typing import TYPE_CHECKING, Any

import pytest

from .health import HTTP, calculated, create

if TYPE_CHECKING:
    from mock_dnssec import Account

HEALTHY = "Success: HTTP Status Code 200, OK"


def reports(route53: Any, operation: str, health_check_id: str) -> list[Any]:
    """Return the observations."""
    answer = getattr(route53, operation)(HealthCheckId=health_check_id)
    observations: list[Any] = answer["HealthCheckObservations"]
    return observations


def test_checkers_of_all_regions_report(aws: Account, route53: Any) -> None:
    """Two checkers in each of eight Regions see a healthy endpoint, from published addresses."""
    aws.clock.freeze()
    observations = reports(route53, "get_health_check_status", create(route53)["Id"])
    assert len(observations) == 16
    assert len({observation["Region"] for observation in observations}) == 8
    ranges = [ip_network(block) for block in route53.get_checker_ip_ranges()["CheckerIpRanges"]]
    for observation in observations:
        assert any(ip_address(observation["IPAddress"]) in block for block in ranges)
        assert observation["StatusReport"] == {"Status": HEALTHY, "CheckedTime": aws.clock.now()}


def test_regions_may_be_chosen(route53: Any) -> None:
    """Only checkers of the Regions that were asked for report."""
    chosen = ["us-east-1", "eu-west-1", "sa-east-1"]
    health_check = create(route53, **HTTP, Regions=chosen)
    observations = reports(route53, "get_health_check_status", health_check["Id"])
    assert {observation["Region"] for observation in observations} == set(chosen)


def test_a_failure_is_reported_and_remembered(aws: Account, route53: Any) -> None:
    """The last failure and its time stay known after the endpoint has recovered."""
    aws.clock.freeze()
    health_check_id = create(route53)["Id"]
    assert reports(route53, "get_health_check_last_failure_reason", health_check_id) == []
    health_check = aws.route53.health_checks.get(health_check_id)
    health_check.fail("Failure: HTTP Status Code 503, Service Unavailable")
    failed_at = aws.clock.now()
    failure = {
        "Status": "Failure: HTTP Status Code 503, Service Unavailable",
        "CheckedTime": failed_at,
    }
    for operation in ("get_health_check_status", "get_health_check_last_failure_reason"):
        assert reports(route53, operation, health_check_id)[0]["StatusReport"] == failure
    aws.clock.advance(minutes=5)
    health_check.recover()
    status = reports(route53, "get_health_check_status", health_check_id)[0]["StatusReport"]
    assert status == {"Status": HEALTHY, "CheckedTime": failed_at + timedelta(minutes=5)}
    last = reports(route53, "get_health_check_last_failure_reason", health_check_id)
    assert last[0]["StatusReport"] == failure


def test_no_checker_reports_of_what_is_no_endpoint(route53: Any) -> None:
    """A calculated health check has a status, but no checkers."""
    health_check = calculated(route53, "parent", 0)
    assert reports(route53, "get_health_check_status", health_check["Id"]) == []


@pytest.mark.parametrize("inverted", [False, True])
@pytest.mark.parametrize("disabled", [False, True])
@pytest.mark.parametrize("failing", [False, True])
def test_health_is_what_the_settings_make_of_it(
    aws: Account, route53: Any, inverted: bool, disabled: bool, failing: bool
) -> None:
    """A disabled health check is always healthy; an inverted one is the opposite of itself."""
    settings: dict[str, Any] = {**HTTP, "Inverted": inverted, "Disabled": disabled}
    health_check_id = create(route53, **settings)["Id"]
    if failing:
        aws.route53.health_checks.get(health_check_id).fail()
    healthy = (disabled or not failing) != inverted
    assert aws.route53.health_checks.is_healthy(health_check_id) is healthy


@pytest.mark.parametrize(("threshold", "healthy"), [(0, True), (1, True), (2, False), (3, False)])
def test_enough_children_make_a_healthy_parent(
    aws: Account, route53: Any, threshold: int, healthy: bool
) -> None:
    """A calculated health check is healthy if HealthThreshold of its children are."""
    well, ill = create(route53, "well")["Id"], create(route53, "ill")["Id"]
    aws.route53.health_checks.get(ill).fail()
    parent = calculated(route53, "parent", threshold, well, ill)["Id"]
    assert aws.route53.health_checks.is_healthy(parent) is healthy
