"""Health checks: what an account keeps of each, and whether what they watch is healthy."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mock_dnssec.errors import Refusal
from mock_dnssec.route53.by_id import ById
from mock_dnssec.route53.health_checks.config import is_basic

if TYPE_CHECKING:
    from datetime import datetime

    from mock_dnssec.clock import Clock
    from mock_dnssec.operations import Result
    from mock_dnssec.route53.health_checks.config import HealthCheckConfig

NO_SUCH_HEALTH_CHECK = Refusal("NoSuchHealthCheck", "A health check with id {id} does not exist.")

TIMED_OUT = (
    "Failure: Connection timed out. The endpoint or the internet connection is down, or requests "
    "are being blocked by your firewall. See https://docs.aws.amazon.com/Route53/latest/"
    "DeveloperGuide/dns-failover-router-firewall-rules.html"
)
"""What checkers report of an endpoint that does not answer."""


@dataclass(slots=True, eq=False)
class HealthCheck:
    """A health check. A test decides whether what it watches fails: nothing is really asked.

    https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheck.html
    """

    id: str
    caller_reference: str
    config: HealthCheckConfig
    clock: Clock
    version: int = 1
    tags: dict[str, str] = field(default_factory=dict)
    failing: bool = False
    last_failure: tuple[str, datetime] | None = None
    """What the checkers reported last time it failed, and when."""

    @property
    def description(self) -> Result:
        """The health check as AWS describes it."""
        return {
            "Id": self.id,
            "CallerReference": self.caller_reference,
            "HealthCheckConfig": self.config,
            "HealthCheckVersion": self.version,
        }

    @property
    def watches_endpoint(self) -> bool:
        """Whether checkers look at an endpoint, rather than at other checks, alarms or controls."""
        return is_basic(self.config["Type"])

    def fail(self, reason: str = TIMED_OUT) -> None:
        """Let what is watched be unhealthy from now on; ``reason`` is what the checkers report."""
        self.failing = True
        self.last_failure = (reason, self.clock.now())

    def recover(self) -> None:
        """Let what is watched be healthy again."""
        self.failing = False


class HealthChecks(ById[HealthCheck]):
    """Every health check of the account."""

    unknown = NO_SUCH_HEALTH_CHECK

    def __init__(self) -> None:
        super().__init__()
        self._by_reference: dict[str, HealthCheck] = {}

    def created_with(self, caller_reference: str) -> HealthCheck | None:
        """Return what was ever created with this reference, whether or not it is still there."""
        return self._by_reference.get(caller_reference)

    def add(self, one: HealthCheck) -> None:
        """Keep a new health check; its caller reference stays used when it has gone."""
        super().add(one)
        self._by_reference[one.caller_reference] = one

    def is_healthy(self, health_check_id: str) -> bool:
        """Say whether Route 53 considers a check healthy; one that has gone is.

        https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html
        """
        health_check = self._by_id.get(health_check_id)
        if health_check is None:
            return True
        config = health_check.config
        healthy = config["Disabled"] or self._succeeds(health_check)
        return healthy is not config["Inverted"]

    def depends_on(self, health_check_id: str, other_id: str) -> bool:
        """Say whether the first is the second, or is calculated from it in whatever way."""
        if health_check_id == other_id:
            return True
        health_check = self._by_id.get(health_check_id)
        children = health_check.config.get("ChildHealthChecks", []) if health_check else []
        return any(self.depends_on(child, other_id) for child in children)

    def _succeeds(self, health_check: HealthCheck) -> bool:
        config = health_check.config
        if config["Type"] != "CALCULATED":
            return not health_check.failing
        healthy = sum(map(self.is_healthy, config.get("ChildHealthChecks", [])))
        return healthy >= config["HealthThreshold"]
