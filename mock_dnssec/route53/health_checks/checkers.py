"""Health checkers: where they are, and what they report.

GetHealthCheckStatus, GetHealthCheckLastFailureReason and GetCheckerIpRanges.
"""

from __future__ import annotations

from ipaddress import ip_network
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from mock_dnssec.operations import Result
    from mock_dnssec.route53.backend import Backend
    from mock_dnssec.route53.health_checks.health_checks import HealthCheck

CHECKERS = {
    "us-east-1": ("54.243.31.192/26", "107.23.255.0/26"),
    "us-west-1": ("54.183.255.128/26", "54.241.32.64/26"),
    "us-west-2": ("54.244.52.192/26", "54.245.168.0/26"),
    "eu-west-1": ("54.228.16.0/26", "176.34.159.192/26"),
    "ap-southeast-1": ("54.251.31.128/26", "54.255.254.192/26"),
    "ap-southeast-2": ("54.252.79.128/26", "54.252.254.192/26"),
    "ap-northeast-1": ("54.248.220.0/26", "54.250.253.192/26"),
    "sa-east-1": ("54.232.40.64/26", "177.71.207.128/26"),
}
"""The addresses of the checkers in each Region, as AWS publishes them.

https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/route-53-ip-addresses.html
"""

_SUCCESS = {"TCP": "Success: TCP connection established"}
_SUCCESS_BY_HTTP = "Success: HTTP Status Code 200, OK"


class CheckerOperations:
    """What the checkers report of an endpoint; of other health checks they report nothing."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    def get_health_check_status(self, *, health_check_id: str) -> Result:
        """Report what each checker sees now; NoSuchHealthCheck if unknown.

        https://docs.aws.amazon.com/Route53/latest/APIReference/API_GetHealthCheckStatus.html
        """
        health_check = self._backend.health_checks.get(health_check_id)
        status = _SUCCESS.get(health_check.config["Type"], _SUCCESS_BY_HTTP)
        if health_check.failing and health_check.last_failure is not None:
            status, _ = health_check.last_failure
        return _observations(health_check, status, self._backend.account.clock.now())

    def get_health_check_last_failure_reason(self, *, health_check_id: str) -> Result:
        """Report what each checker saw last time the endpoint failed, nothing if it never did.

        https://docs.aws.amazon.com/Route53/latest/APIReference/API_GetHealthCheckLastFailureReason.html
        """
        health_check = self._backend.health_checks.get(health_check_id)
        if health_check.last_failure is None:
            return {"HealthCheckObservations": []}
        return _observations(health_check, *health_check.last_failure)

    def get_checker_ip_ranges(self) -> Result:
        """List the addresses that checkers ask from.

        https://docs.aws.amazon.com/Route53/latest/APIReference/API_GetCheckerIpRanges.html
        """
        return {"CheckerIpRanges": [block for blocks in CHECKERS.values() for block in blocks]}


def _observations(health_check: HealthCheck, status: str, checked_at: datetime) -> Result:
    regions = health_check.config.get("Regions", CHECKERS) if health_check.watches_endpoint else ()
    return {
        "HealthCheckObservations": [
            {
                "Region": region,
                "IPAddress": str(ip_network(block)[1]),
                "StatusReport": {"Status": status, "CheckedTime": checked_at},
            }
            for region in regions
            for block in CHECKERS[region]
        ]
    }
