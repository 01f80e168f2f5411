"""Configurations for the logging of DNS queries."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from .conftest import NewZone

LOG_GROUP = "arn:aws:logs:us-east-1:123456789012:log-group:/aws/route53/example.com"


def log(route53: Any, zone_id: str, log_group: str = LOG_GROUP) -> Any:
    """Create a configuration and return the answer."""
    return route53.create_query_logging_config(
        HostedZoneId=zone_id, CloudWatchLogsLogGroupArn=log_group
    )


@pytest.mark.parametrize("log_group", [LOG_GROUP, f"{LOG_GROUP}:*"])
def test_create_answers_in_full(route53: Any, zone_id: str, log_group: str) -> None:
    """A new configuration has an id and a location, and is found again."""
    answer = log(route53, zone_id, log_group)
    config = answer["QueryLoggingConfig"]
    assert re.fullmatch("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", config["Id"])
    assert answer["ResponseMetadata"]["HTTPStatusCode"] == 201
    assert answer["Location"] == (
        f"https://route53.amazonaws.com/2013-04-01/queryloggingconfig/{config['Id']}"
    )
    assert config["HostedZoneId"] == zone_id
    assert config["CloudWatchLogsLogGroupArn"] == log_group
    assert route53.get_query_logging_config(Id=config["Id"])["QueryLoggingConfig"] == config
    assert route53.list_query_logging_configs()["QueryLoggingConfigs"] == [config]


def test_a_zone_has_one_configuration(route53: Any, zone_id: str) -> None:
    """QueryLoggingConfigAlreadyExists, HTTP 409, until the first is deleted."""
    config_id = log(route53, zone_id)["QueryLoggingConfig"]["Id"]
    with pytest.raises(route53.exceptions.QueryLoggingConfigAlreadyExists) as refusal:
        log(route53, zone_id, f"{LOG_GROUP}/more")
    assert refusal.value.response["ResponseMetadata"]["HTTPStatusCode"] == 409
    route53.delete_query_logging_config(Id=config_id)
    log(route53, zone_id)


@pytest.mark.parametrize("operation", ["get_query_logging_config", "delete_query_logging_config"])
def test_an_unknown_configuration_is_refused(route53: Any, operation: str) -> None:
    """NoSuchQueryLoggingConfig, HTTP 404."""
    with pytest.raises(route53.exceptions.NoSuchQueryLoggingConfig) as refusal:
        getattr(route53, operation)(Id="c0ffee00-0000-4000-8000-000000000000")
    assert refusal.value.response["ResponseMetadata"]["HTTPStatusCode"] == 404


@pytest.mark.parametrize(
    ("log_group", "code"),
    [
        ("example.com", "InvalidInput"),
        (LOG_GROUP.replace("us-east-1", "eu-west-1"), "InvalidInput"),
        (LOG_GROUP.replace("log-group", "destination"), "InvalidInput"),
        (LOG_GROUP.replace("123456789012", "210987654321"), "NoSuchCloudWatchLogsLogGroup"),
    ],
)
def test_the_log_group_must_be_the_accounts(
    route53: Any, zone_id: str, log_group: str, code: str
) -> None:
    """InvalidInput for what is no log group in us-east-1, another code for another account's."""
    with pytest.raises(getattr(route53.exceptions, code)):
        log(route53, zone_id, log_group)


def test_queries_for_public_zones_are_logged(route53: Any, private_zone_id: str) -> None:
    """InvalidInput for a private zone, NoSuchHostedZone for none."""
    with pytest.raises(route53.exceptions.InvalidInput):
        log(route53, private_zone_id)
    with pytest.raises(route53.exceptions.NoSuchHostedZone):
        log(route53, "ZNONE")
    with pytest.raises(route53.exceptions.NoSuchHostedZone):
        route53.list_query_logging_configs(HostedZoneId="ZNONE")


def test_a_configuration_goes_with_its_zone(route53: Any, zone_id: str) -> None:
    """Deleting a zone deletes its configuration."""
    config_id = log(route53, zone_id)["QueryLoggingConfig"]["Id"]
    route53.delete_hosted_zone(Id=zone_id)
    assert route53.list_query_logging_configs()["QueryLoggingConfigs"] == []
    with pytest.raises(route53.exceptions.NoSuchQueryLoggingConfig):
        route53.get_query_logging_config(Id=config_id)


def test_lists_are_of_one_zone_or_of_all(route53: Any, new_zone: NewZone) -> None:
    """The paginator finds all; a zone has one or none; a made-up token is refused."""
    zone_ids = [new_zone(f"example{number}.com") for number in range(3)]
    configs = [log(route53, zone_id)["QueryLoggingConfig"] for zone_id in zone_ids]
    paginator = route53.get_paginator("list_query_logging_configs")
    pages = paginator.paginate(PaginationConfig={"PageSize": 2})
    assert [config for page in pages for config in page["QueryLoggingConfigs"]] == configs
    one = route53.list_query_logging_configs(HostedZoneId=zone_ids[1])
    assert one["QueryLoggingConfigs"] == [configs[1]]
    none = route53.list_query_logging_configs(HostedZoneId=new_zone("example.org"))
    assert none["QueryLoggingConfigs"] == []
    with pytest.raises(route53.exceptions.InvalidPaginationToken):
        route53.list_query_logging_configs(NextToken="made up")
