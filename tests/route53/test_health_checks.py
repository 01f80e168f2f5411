"""The life of a health check: created, read, listed, changed, deleted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from .health import HTTP, calculated, create

if TYPE_CHECKING:
    from mock_dnssec import Account


def test_create_answers_in_full(route53: Any) -> None:
    """A new health check has version 1, an id and a location."""
    answer = route53.create_health_check(CallerReference="first", HealthCheckConfig=HTTP)
    health_check = answer["HealthCheck"]
    assert re.fullmatch("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", health_check["Id"])
    assert answer["ResponseMetadata"]["HTTPStatusCode"] == 201
    assert answer["Location"] == (
        f"https://route53.amazonaws.com/2013-04-01/healthcheck/{health_check['Id']}"
    )
    assert health_check["CallerReference"] == "first"
    assert health_check["HealthCheckVersion"] == 1
    assert health_check["HealthCheckConfig"].items() >= HTTP.items()


def test_get_and_list_show_what_create_showed(route53: Any) -> None:
    """GetHealthCheck and ListHealthChecks describe a health check as CreateHealthCheck did."""
    health_check = create(route53)
    got = route53.get_health_check(HealthCheckId=health_check["Id"])
    assert got["HealthCheck"] == health_check
    assert route53.list_health_checks()["HealthChecks"] == [health_check]
    assert route53.get_health_check_count()["HealthCheckCount"] == 1


def test_a_repeated_request_returns_what_it_made(route53: Any) -> None:
    """The same caller reference and settings, defaults spelled out or not, create nothing new."""
    first = create(route53)
    again = create(route53, **HTTP, Port=80, RequestInterval=30)
    assert again == first
    assert route53.get_health_check_count()["HealthCheckCount"] == 1


def test_a_caller_reference_stands_for_one_health_check(route53: Any) -> None:
    """HealthCheckAlreadyExists for other settings under a reference that is in use."""
    create(route53)
    with pytest.raises(route53.exceptions.HealthCheckAlreadyExists) as refusal:
        create(route53, **HTTP, Port=8080)
    assert refusal.value.response["Error"]["Message"] == (
        "A different health check has already been created with the specified caller reference."
    )
    assert refusal.value.response["ResponseMetadata"]["HTTPStatusCode"] == 409


def test_the_reference_of_a_deleted_health_check_stays_used(route53: Any) -> None:
    """HealthCheckAlreadyExists after deletion, for the same settings too."""
    route53.delete_health_check(HealthCheckId=create(route53)["Id"])
    with pytest.raises(route53.exceptions.HealthCheckAlreadyExists):
        create(route53)


def test_other_references_may_have_the_same_settings(route53: Any) -> None:
    """Settings need not be unique."""
    assert create(route53, "first")["Id"] != create(route53, "second")["Id"]


def test_delete_forgets_the_health_check(route53: Any) -> None:
    """A deleted health check is unknown, not listed and not counted."""
    health_check_id = create(route53)["Id"]
    route53.delete_health_check(HealthCheckId=health_check_id)
    with pytest.raises(route53.exceptions.NoSuchHealthCheck):
        route53.get_health_check(HealthCheckId=health_check_id)
    assert route53.list_health_checks()["HealthChecks"] == []
    assert route53.get_health_check_count()["HealthCheckCount"] == 0


@pytest.mark.parametrize(
    "operation",
    [
        "get_health_check",
        "update_health_check",
        "delete_health_check",
        "get_health_check_status",
        "get_health_check_last_failure_reason",
    ],
)
def test_an_unknown_health_check_is_refused(route53: Any, operation: str) -> None:
    """NoSuchHealthCheck, HTTP 404."""
    with pytest.raises(route53.exceptions.NoSuchHealthCheck) as refusal:
        getattr(route53, operation)(HealthCheckId="c0ffee00-0000-4000-8000-000000000000")
    assert refusal.value.response["ResponseMetadata"]["HTTPStatusCode"] == 404


def test_only_so_many_health_checks(aws: Account, route53: Any) -> None:
    """TooManyHealthChecks at the account's quota; repeating an old request is no new one."""
    aws.quotas.health_checks = 1
    first = create(route53, "first")
    with pytest.raises(route53.exceptions.TooManyHealthChecks):
        create(route53, "second")
    assert create(route53, "first") == first


def test_pages_follow_the_order_of_creation(route53: Any) -> None:
    """The paginator finds all, and each page names the first health check of the next."""
    ids = [create(route53, f"reference {number}")["Id"] for number in range(5)]
    first = route53.list_health_checks(MaxItems="2")
    assert (first["IsTruncated"], first["MaxItems"], first["NextMarker"]) == (True, "2", ids[2])
    assert "Marker" not in first
    last = route53.list_health_checks(MaxItems="2", Marker=ids[4])
    assert (last["IsTruncated"], last["Marker"]) == (False, ids[4])
    assert "NextMarker" not in last
    paginator = route53.get_paginator("list_health_checks")
    pages = paginator.paginate(PaginationConfig={"PageSize": 2})
    assert [check["Id"] for page in pages for check in page["HealthChecks"]] == ids


@pytest.mark.parametrize("parameters", [{"Marker": "nowhere"}, {"MaxItems": "0"}])
def test_a_page_must_begin_somewhere(route53: Any, parameters: dict[str, str]) -> None:
    """InvalidInput for a marker that names nothing and for a size that is none."""
    create(route53)
    with pytest.raises(route53.exceptions.InvalidInput):
        route53.list_health_checks(**parameters)


def test_update_changes_what_it_is_given(route53: Any) -> None:
    """UpdateHealthCheck leaves the other settings alone and counts the version up."""
    before = create(route53)
    after = route53.update_health_check(
        HealthCheckId=before["Id"], HealthCheckVersion=1, Port=8080, FailureThreshold=5
    )["HealthCheck"]
    config = {**before["HealthCheckConfig"], "Port": 8080, "FailureThreshold": 5}
    assert after == {**before, "HealthCheckConfig": config, "HealthCheckVersion": 2}
    assert route53.get_health_check(HealthCheckId=before["Id"])["HealthCheck"] == after


def test_update_of_an_old_version_is_refused(route53: Any) -> None:
    """HealthCheckVersionMismatch, HTTP 409, if the version is not the present one."""
    health_check_id = create(route53)["Id"]
    route53.update_health_check(HealthCheckId=health_check_id, Port=8080)
    with pytest.raises(route53.exceptions.HealthCheckVersionMismatch) as refusal:
        route53.update_health_check(HealthCheckId=health_check_id, HealthCheckVersion=1, Port=81)
    assert refusal.value.response["ResponseMetadata"]["HTTPStatusCode"] == 409
    config = route53.get_health_check(HealthCheckId=health_check_id)["HealthCheck"]
    assert config["HealthCheckConfig"]["Port"] == 8080


def test_update_resets_what_is_named(route53: Any) -> None:
    """ResetElements takes settings away."""
    regions = ["us-east-1", "eu-west-1", "sa-east-1"]
    health_check = create(route53, **HTTP, FullyQualifiedDomainName="example.com", Regions=regions)
    named = ["FullyQualifiedDomainName", "Regions", "ResourcePath"]
    config = route53.update_health_check(HealthCheckId=health_check["Id"], ResetElements=named)[
        "HealthCheck"
    ]["HealthCheckConfig"]
    assert not config.keys() & named
    assert config["IPAddress"] == HTTP["IPAddress"]


def test_update_adds_no_address(route53: Any) -> None:
    """InvalidInput for an address where there was a name only; the health check stays as it is."""
    before = create(route53, Type="HTTP", FullyQualifiedDomainName="example.com")
    with pytest.raises(route53.exceptions.InvalidInput):
        route53.update_health_check(HealthCheckId=before["Id"], IPAddress="192.0.2.1", Port=81)
    assert route53.get_health_check(HealthCheckId=before["Id"])["HealthCheck"] == before


def test_children_must_exist(route53: Any) -> None:
    """InvalidInput for a child that is no health check, when created and when updated."""
    with pytest.raises(route53.exceptions.InvalidInput):
        calculated(route53, "parent", 1, "nobody")
    parent = calculated(route53, "parent", 1, create(route53)["Id"])
    with pytest.raises(route53.exceptions.InvalidInput):
        route53.update_health_check(HealthCheckId=parent["Id"], ChildHealthChecks=["nobody"])


def test_a_health_check_is_not_its_own_descendant(route53: Any) -> None:
    """InvalidInput for children that depend on their parent."""
    child = calculated(route53, "child", 0)
    parent = calculated(route53, "parent", 1, child["Id"])
    for circle in (parent["Id"], child["Id"]):
        with pytest.raises(route53.exceptions.InvalidInput):
            route53.update_health_check(HealthCheckId=child["Id"], ChildHealthChecks=[circle])
