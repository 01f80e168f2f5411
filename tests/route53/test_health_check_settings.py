"""Which settings of a health check go together, and what AWS assumes of the rest."""

from __future__ import annotations

from typing import Any

import pytest

from .health import create

NAME = {"FullyQualifiedDomainName": "www.example.com"}
ADDRESS = {"IPAddress": "192.0.2.44"}
ALARM = {"AlarmIdentifier": {"Region": "us-east-1", "Name": "too hot"}}
CONTROL = {"RoutingControlArn": "arn:aws:route53-recovery-control::123456789012:controlpanel/a/b"}

ENDPOINT = {
    "RequestInterval": 30,
    "FailureThreshold": 3,
    "MeasureLatency": False,
    "Inverted": False,
    "Disabled": False,
    "EnableSNI": False,
}
ANY = {"Inverted": False, "Disabled": False}


@pytest.mark.parametrize(
    ("config", "assumed"),
    [
        ({"Type": "HTTP", **ADDRESS}, {**ENDPOINT, "Port": 80}),
        ({"Type": "HTTP_STR_MATCH", **NAME, "SearchString": "up"}, {**ENDPOINT, "Port": 80}),
        ({"Type": "HTTPS", **NAME}, {**ENDPOINT, "Port": 443, "EnableSNI": True}),
        (
            {"Type": "HTTPS_STR_MATCH", **NAME, "SearchString": "up", "EnableSNI": False},
            {**ENDPOINT, "Port": 443},
        ),
        ({"Type": "TCP", **ADDRESS, "Port": 53}, ENDPOINT),
        ({"Type": "TCP", **NAME, "Port": 53, "RequestInterval": 10}, ENDPOINT),
        ({"Type": "HTTP", "IPAddress": "2600:1f18::1"}, {**ENDPOINT, "Port": 80}),
        ({"Type": "HTTP", "IPAddress": "2001:db8:85a3::abcd:1:2345"}, {**ENDPOINT, "Port": 80}),
        ({"Type": "CALCULATED", "HealthThreshold": 0}, ANY),
        (
            {"Type": "CLOUDWATCH_METRIC", **ALARM},
            {**ANY, "InsufficientDataHealthStatus": "LastKnownStatus"},
        ),
        ({"Type": "RECOVERY_CONTROL", **CONTROL}, ANY),
    ],
)
def test_settings_are_completed(
    route53: Any, config: dict[str, Any], assumed: dict[str, Any]
) -> None:
    """What is given is kept, and what is not given is what AWS assumes for the type."""
    assert create(route53, **config)["HealthCheckConfig"] == {**assumed, **config}


BASIC = "Invalid parameter : Basic health checks must not have an {} specified."
REFUSED: dict[str, dict[str, Any]] = {
    BASIC.format("metric region"): {"Type": "TCP", **ADDRESS, "Port": 80, **ALARM},
    "TCP health checks must not have a resource path specificed.": {
        "Type": "TCP",
        **NAME,
        "Port": 80,
        "ResourcePath": "/",
    },
    "TCP health checks that have IP address must not have a fully qualified domain name "
    "specified.": {"Type": "TCP", **NAME, **ADDRESS, "Port": 80},
    "Invalid parameter : Calculated health checks must have a health threshold specified.": {
        "Type": "CALCULATED"
    },
}


@pytest.mark.parametrize(("message", "config"), REFUSED.items())
def test_contradictions_are_refused_in_awss_words(
    route53: Any, message: str, config: dict[str, Any]
) -> None:
    """InvalidInput with the text that AWS is known to give."""
    with pytest.raises(route53.exceptions.InvalidInput) as refusal:
        create(route53, **config)
    assert refusal.value.response["Error"]["Message"] == message
    assert route53.get_health_check_count()["HealthCheckCount"] == 0


@pytest.mark.parametrize(
    "config",
    [
        {"Type": "HTTP"},
        {"Type": "HTTP", **ADDRESS, "HealthThreshold": 1},
        {"Type": "HTTP", **ADDRESS, "ChildHealthChecks": []},
        {"Type": "HTTP", **ADDRESS, **CONTROL},
        {"Type": "HTTP", **ADDRESS, "InsufficientDataHealthStatus": "Healthy"},
        {"Type": "HTTP", **ADDRESS, "SearchString": "up"},
        {"Type": "HTTPS_STR_MATCH", **ADDRESS},
        {"Type": "HTTP", **ADDRESS, "RequestInterval": 15},
        {"Type": "TCP", **ADDRESS},
        {"Type": "CALCULATED", "HealthThreshold": 1, "Port": 80},
        {"Type": "CALCULATED", "HealthThreshold": 1, **NAME},
        {"Type": "CLOUDWATCH_METRIC"},
        {"Type": "CLOUDWATCH_METRIC", **ALARM, "Port": 80},
        {"Type": "RECOVERY_CONTROL"},
        {"Type": "RECOVERY_CONTROL", **CONTROL, "RequestInterval": 10},
        {"Type": "RECOVERY_CONTROL", **CONTROL, "FailureThreshold": 1},
        {"Type": "PING", **ADDRESS},
        {"Type": "HTTP", **ADDRESS, "Port": 65536},
        {"Type": "HTTP", "IPAddress": "192.0.2.256"},
        *(
            {"Type": "HTTP", "IPAddress": address}
            for address in (
                "10.0.0.1",
                "127.0.0.1",
                "100.64.0.1",
                "169.254.169.254",
                "172.16.0.1",
                "192.168.1.1",
                "224.0.0.1",
                "0.0.0.0",
                "::1",
                "fd00::1",
                "ff02::1",
            )
        ),
    ],
    ids=str,
)
def test_settings_that_do_not_fit_are_refused(route53: Any, config: dict[str, Any]) -> None:
    """InvalidInput for settings of another type, missing ones, and endpoints out of reach."""
    with pytest.raises(route53.exceptions.InvalidInput):
        create(route53, **config)


def test_updates_are_held_to_the_same_rules(route53: Any) -> None:
    """UpdateHealthCheck refuses what CreateHealthCheck would have refused."""
    before = create(route53, Type="TCP", Port=53, **ADDRESS)
    with pytest.raises(route53.exceptions.InvalidInput):
        route53.update_health_check(HealthCheckId=before["Id"], ResourcePath="/")
    assert route53.get_health_check(HealthCheckId=before["Id"])["HealthCheck"] == before
