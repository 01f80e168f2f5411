"""Configurations for the logging of DNS queries: at most one for each public zone.

CreateQueryLoggingConfig, GetQueryLoggingConfig, ListQueryLoggingConfigs and
DeleteQueryLoggingConfig.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mock_dnssec.errors import Refusal
from mock_dnssec.operations import NOTHING
from mock_dnssec.route53.paging import by_token

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mock_dnssec.operations import Result
    from mock_dnssec.route53.backend import Backend

_LOCATION = "https://route53.amazonaws.com/2013-04-01/queryloggingconfig/"
_LOG_GROUP = re.compile(r"arn:[a-z-]+:logs:us-east-1:([0-9]{12}):log-group:[\w./#-]{1,512}(:\*)?")

# Texts that are not public: the sentences of AWS's documentation where it has one.
_BAD_ARN = Refusal("InvalidInput", "The ARN for the CloudWatch Logs log group is invalid.")
_PRIVATE_ZONE = Refusal("InvalidInput", "You can log queries only for public hosted zones.")
_NO_LOG_GROUP = Refusal(
    "NoSuchCloudWatchLogsLogGroup",
    "There is no CloudWatch Logs log group with the specified ARN.",
)
_ALREADY_EXISTS = Refusal(
    "QueryLoggingConfigAlreadyExists",
    "You can create only one query logging configuration for a hosted zone, and a query logging "
    "configuration already exists for this hosted zone.",
)
_NO_SUCH_CONFIG = Refusal(
    "NoSuchQueryLoggingConfig",
    "There is no DNS query logging configuration with the specified ID.",
)


@dataclass(frozen=True, slots=True)
class QueryLoggingConfig:
    """Where the queries for a zone are logged.

    https://docs.aws.amazon.com/Route53/latest/APIReference/API_QueryLoggingConfig.html
    """

    id: str
    zone_id: str
    log_group_arn: str

    @property
    def description(self) -> Result:
        """The configuration as AWS describes it."""
        return {
            "Id": self.id,
            "HostedZoneId": self.zone_id,
            "CloudWatchLogsLogGroupArn": self.log_group_arn,
        }


class QueryLogging:
    """The configurations of the account; they go with their zones."""

    def __init__(self, backend: Backend) -> None:
        self._account = backend.account
        self._zones = backend.zones
        self._by_zone: dict[str, QueryLoggingConfig] = {}

    def create_query_logging_config(
        self, *, hosted_zone_id: str, cloud_watch_logs_log_group_arn: str
    ) -> Result:
        """Log the queries for a public zone. The log group and its policy are taken on trust.

        Raises NoSuchHostedZone, InvalidInput, NoSuchCloudWatchLogsLogGroup for a log group of
        another account, QueryLoggingConfigAlreadyExists.
        https://docs.aws.amazon.com/Route53/latest/APIReference/API_CreateQueryLoggingConfig.html
        """
        zone = self._zones.get(hosted_zone_id)
        if zone.private:
            raise _PRIVATE_ZONE.error()
        log_group = _LOG_GROUP.fullmatch(cloud_watch_logs_log_group_arn)
        if log_group is None:
            raise _BAD_ARN.error()
        if log_group[1] != self._account.id:
            raise _NO_LOG_GROUP.error()
        if zone.id in self._by_zone:
            raise _ALREADY_EXISTS.error()
        config_id = self._account.entropy.draw_uuid("route53:query logging")
        config = QueryLoggingConfig(config_id, zone.id, cloud_watch_logs_log_group_arn)
        self._by_zone[zone.id] = config
        return {"QueryLoggingConfig": config.description, "Location": _LOCATION + config.id}

    def get_query_logging_config(self, *, id: str) -> Result:
        """Describe a configuration; NoSuchQueryLoggingConfig if unknown.

        https://docs.aws.amazon.com/Route53/latest/APIReference/API_GetQueryLoggingConfig.html
        """
        return {"QueryLoggingConfig": self._get(id).description}

    def list_query_logging_configs(
        self,
        *,
        hosted_zone_id: str | None = None,
        next_token: str | None = None,
        max_results: str = "100",
    ) -> Result:
        """List the configurations of all zones or of one; NoSuchHostedZone, InvalidPaginationToken.

        https://docs.aws.amazon.com/Route53/latest/APIReference/API_ListQueryLoggingConfigs.html
        """
        only = None if hosted_zone_id is None else self._zones.get(hosted_zone_id).id
        entries = (
            (config.id, config.description)
            for config in self._present()
            if only in (None, config.zone_id)
        )
        return by_token("QueryLoggingConfigs", entries, token=next_token, max_results=max_results)

    def delete_query_logging_config(self, *, id: str) -> Result:
        """Stop logging; NoSuchQueryLoggingConfig if unknown.

        https://docs.aws.amazon.com/Route53/latest/APIReference/API_DeleteQueryLoggingConfig.html
        """
        del self._by_zone[self._get(id).zone_id]
        return NOTHING

    def _get(self, config_id: str) -> QueryLoggingConfig:
        for config in self._present():
            if config.id == config_id:
                return config
        raise _NO_SUCH_CONFIG.error()

    def _present(self) -> Iterator[QueryLoggingConfig]:
        return (config for config in self._by_zone.values() if config.zone_id in self._zones)
