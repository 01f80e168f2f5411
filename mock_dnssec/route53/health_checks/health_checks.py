"""Health checks: what an account keeps of each, and whether what they watch is healthy."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mock_dnssec.errors import Refusal
from mock_dnssec.route53.health_checks.config import is_basic

if TYPE_CHECKING:
    from collections.abc import Iterator
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


class HealthChecks:
    """Every health check of the account, walked in the order of creation."""

    def __init__(self) -> None:
        self._by_id: dict[str, HealthCheck] = {}
        self._by_reference: dict[str, HealthCheck] = {}

    def __len__(self) -> int:
        return len(self._by_id)

    def __contains__(self, health_check_id: str) -> bool:
        return health_check_id in self._by_id

    def __iter__(self) -> Iterator[HealthCheck]:
        return iter(self._by_id.values())

    def get(self, health_check_id: str) -> HealthCheck:
        """Return the health check; NoSuchHealthCheck if unknown."""
        if health_check_id not in self._by_id:
            raise NO_SUCH_HEALTH_CHECK.error(id=health_check_id)
        return self._by_id[health_check_id]

    def created_with(self, caller_reference: str) -> HealthCheck | None:
        """Return what was ever created with this reference, whether or not it is still there."""
        return self._by_reference.get(caller_reference)

    def add(self, health_check: HealthCheck) -> None:
        """Keep a new health check."""
        self._by_id[health_check.id] = health_check
        self._by_reference[health_check.caller_reference] = health_check

    def remove(self, health_check: HealthCheck) -> None:
        """Forget a health check; its caller reference stays used."""
        del self._by_id[health_check.id]

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
