"""Ways for the tests to create health checks."""

from __future__ import annotations

from typing import Any

HTTP = {"Type": "HTTP", "IPAddress": "192.0.2.44", "ResourcePath": "/status"}


def create(route53: Any, reference: str = "first", **config: Any) -> Any:
    """Create a health check, of an HTTP endpoint unless told otherwise, and return it."""
    answer = route53.create_health_check(
        CallerReference=reference, HealthCheckConfig=config or HTTP
    )
    return answer["HealthCheck"]


def calculated(route53: Any, reference: str, threshold: int, *children: str, **more: Any) -> Any:
    """Create a health check that so many of its children must make healthy."""
    settings = {"Type": "CALCULATED", "HealthThreshold": threshold, **more}
    return create(route53, reference, ChildHealthChecks=list(children), **settings)
