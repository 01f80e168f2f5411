"""CreateHealthCheck, GetHealthCheck, ListHealthChecks, UpdateHealthCheck and DeleteHealthCheck."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from mock_dnssec.errors import Refusal
from mock_dnssec.operations import NOTHING
from mock_dnssec.route53.health_checks.config import AlarmIdentifier, HealthCheckConfig, complete
from mock_dnssec.route53.health_checks.health_checks import HealthCheck
from mock_dnssec.route53.paging import by_marker

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from mock_dnssec.operations import Result
    from mock_dnssec.route53.backend import Backend

_LOCATION = "https://route53.amazonaws.com/2013-04-01/healthcheck/"
_MOST_ITEMS = 1_000

# A text that AWS's answers are known to carry.
_ALREADY_EXISTS = Refusal(
    "HealthCheckAlreadyExists",
    "A different health check has already been created with the specified caller reference.",
)

# Texts that are not public: the sentences of AWS's documentation.
_TOO_MANY = Refusal(
    "TooManyHealthChecks",
    "This health check can't be created because the current account has reached the limit on the "
    "number of active health checks.",
)
_OTHER_VERSION = Refusal(
    "HealthCheckVersionMismatch",
    "The value of HealthCheckVersion in the request doesn't match the value of "
    "HealthCheckVersion in the health check.",
)
_ADDRESS_FIXED = Refusal(
    "InvalidInput", "You can't update an existing health check to add the value of IPAddress."
)
_NO_CHILD = Refusal("InvalidInput", "Invalid parameter : Health check {id} does not exist.")
_CIRCULAR = Refusal("InvalidInput", "Invalid parameter : Health check {id} would depend on itself.")


class HealthCheckOperations:
    """The life of a health check."""

    def __init__(self, backend: Backend) -> None:
        self._account = backend.account
        self._health_checks = backend.health_checks

    def create_health_check(
        self, *, caller_reference: str, health_check_config: HealthCheckConfig
    ) -> Result:
        """Create a health check; a repeated request returns the one that it made.

        Raises InvalidInput, HealthCheckAlreadyExists, TooManyHealthChecks.
        https://docs.aws.amazon.com/Route53/latest/APIReference/API_CreateHealthCheck.html
        """
        config = complete(health_check_config)
        health_check = self._health_checks.created_with(caller_reference)
        if health_check is None:
            health_check = self._create(caller_reference, config)
        elif health_check.id not in self._health_checks or health_check.config != config:
            raise _ALREADY_EXISTS.error()
        return {"HealthCheck": health_check.description, "Location": _LOCATION + health_check.id}

    def get_health_check(self, *, health_check_id: str) -> Result:
        """Describe a health check; NoSuchHealthCheck if unknown.

        https://docs.aws.amazon.com/Route53/latest/APIReference/API_GetHealthCheck.html
        """
        return {"HealthCheck": self._health_checks.get(health_check_id).description}

    def list_health_checks(self, *, marker: str | None = None, max_items: str = "100") -> Result:
        """List the health checks in the order of their creation; InvalidInput for other markers.

        https://docs.aws.amazon.com/Route53/latest/APIReference/API_ListHealthChecks.html
        """
        entries = ((check.id, check.description) for check in self._health_checks)
        return by_marker(
            "HealthChecks", entries, marker=marker, max_items=max_items, most=_MOST_ITEMS
        )

    def get_health_check_count(self) -> Result:
        """Count the health checks of the account.

        https://docs.aws.amazon.com/Route53/latest/APIReference/API_GetHealthCheckCount.html
        """
        return {"HealthCheckCount": len(self._health_checks)}

    def update_health_check(
        self,
        *,
        health_check_id: str,
        health_check_version: int | None = None,
        ip_address: str | None = None,
        port: int | None = None,
        resource_path: str | None = None,
        fully_qualified_domain_name: str | None = None,
        search_string: str | None = None,
        failure_threshold: int | None = None,
        inverted: bool | None = None,
        disabled: bool | None = None,
        health_threshold: int | None = None,
        child_health_checks: list[str] | None = None,
        enable_sni: bool | None = None,
        regions: list[str] | None = None,
        alarm_identifier: AlarmIdentifier | None = None,
        insufficient_data_health_status: str | None = None,
        reset_elements: Sequence[str] = (),
    ) -> Result:
        """Change what is given of a health check's settings, and reset what is named.

        Raises NoSuchHealthCheck, HealthCheckVersionMismatch, InvalidInput.
        https://docs.aws.amazon.com/Route53/latest/APIReference/API_UpdateHealthCheck.html
        """
        health_check = self._health_checks.get(health_check_id)
        if health_check_version not in (None, health_check.version):
            raise _OTHER_VERSION.error()
        given = {
            "IPAddress": ip_address,
            "Port": port,
            "ResourcePath": resource_path,
            "FullyQualifiedDomainName": fully_qualified_domain_name,
            "SearchString": search_string,
            "FailureThreshold": failure_threshold,
            "Inverted": inverted,
            "Disabled": disabled,
            "HealthThreshold": health_threshold,
            "ChildHealthChecks": child_health_checks,
            "EnableSNI": enable_sni,
            "Regions": regions,
            "AlarmIdentifier": alarm_identifier,
            "InsufficientDataHealthStatus": insufficient_data_health_status,
        }
        changes = {member: value for member, value in given.items() if value is not None}
        self._update(health_check, changes, reset_elements)
        return {"HealthCheck": health_check.description}

    def delete_health_check(self, *, health_check_id: str) -> Result:
        """Delete a health check, whether or not records use it; NoSuchHealthCheck if unknown.

        https://docs.aws.amazon.com/Route53/latest/APIReference/API_DeleteHealthCheck.html
        """
        self._health_checks.remove(self._health_checks.get(health_check_id))
        return NOTHING

    def _create(self, caller_reference: str, config: HealthCheckConfig) -> HealthCheck:
        self._check_children(config.get("ChildHealthChecks", []))
        if len(self._health_checks) >= self._account.quotas.health_checks:
            raise _TOO_MANY.error()
        health_check = HealthCheck(
            id=self._account.entropy.draw_uuid("route53:health check"),
            caller_reference=caller_reference,
            config=config,
            clock=self._account.clock,
        )
        self._health_checks.add(health_check)
        return health_check

    def _update(
        self, health_check: HealthCheck, changes: Mapping[str, object], reset: Iterable[str]
    ) -> None:
        if "IPAddress" in changes and "IPAddress" not in health_check.config:
            raise _ADDRESS_FIXED.error()
        updated = {**health_check.config, **changes}
        for member in reset:
            updated.pop(member, None)
        config = complete(cast("HealthCheckConfig", updated))
        children = config.get("ChildHealthChecks", [])
        self._check_children(children)
        if any(self._health_checks.depends_on(child, health_check.id) for child in children):
            raise _CIRCULAR.error(id=health_check.id)
        health_check.config = config
        health_check.version += 1

    def _check_children(self, children: Iterable[str]) -> None:
        for child in children:
            if child not in self._health_checks:
                raise _NO_CHILD.error(id=child)
