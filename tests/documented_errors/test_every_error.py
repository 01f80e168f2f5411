"""Every error that AWS documents for the DNSSEC operations and CreateKey can be had in a test."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from botocore import xform_name
from botocore.exceptions import ClientError

from mock_dnssec.wire.documented_errors import modelled
from mock_dnssec.wire.older_models import botocore_is_older
from mock_dnssec.wire.protocol import protocol_with

from . import dnssec, key_creation
from .stage import Stage, injected

if TYPE_CHECKING:
    from collections.abc import Callable

    from mypy_boto3_kms import KMSClient
    from mypy_boto3_route53 import Route53Client

    from mock_dnssec import Account

SITUATIONS = {**dnssec.SITUATIONS, **key_creation.SITUATIONS}

DOCUMENTED = {
    (operation, code)
    for operation in {operation for operation, _ in SITUATIONS}
    for code in modelled(protocol_with(operation).operation(operation))
}

BY_STATE = sorted(row for row in DOCUMENTED if SITUATIONS.get(row, injected) is not injected)

DEFAULTS: dict[str, dict[str, Any]] = {
    "CreateKey": {},
    "CreateKeySigningKey": {"CallerReference": "this request", "Name": "ksk", "Status": "ACTIVE"},
    **{operation: {"Name": "ksk"} for operation in dnssec.ON_A_KEY},
    **{operation: {} for operation in dnssec.ON_A_ZONE},
}


@pytest.fixture
def stage(aws: Account, kms: KMSClient, route53: Route53Client) -> Stage:
    """An account in which nothing has happened yet."""
    return Stage(aws, kms, route53)


def call(stage: Stage, operation: str, parameters: dict[str, Any]) -> ClientError:
    """Return the error with which an operation fails."""
    client = stage.kms if operation == "CreateKey" else stage.route53
    method: Callable[..., Any] = getattr(client, xform_name(operation))
    with pytest.raises(ClientError) as caught:
        method(**{**DEFAULTS[operation], **parameters})
    return caught.value


def test_every_error_has_a_row() -> None:
    """The table of situations has AWS's errors of the eight operations: all, and no others."""
    assert DOCUMENTED - set(SITUATIONS) == set()
    assert botocore_is_older() or set(SITUATIONS) == DOCUMENTED


@pytest.mark.parametrize(("operation", "code"), BY_STATE)
def test_state_brings_it_about(stage: Stage, operation: str, code: str) -> None:
    """In the row's situation the operation fails with AWS's error, which says something."""
    parameters = SITUATIONS[operation, code](stage)
    if operation == "CreateKeySigningKey" and "KeyManagementServiceArn" not in parameters:
        parameters["KeyManagementServiceArn"] = stage.kms_key()
    response = call(stage, operation, parameters).response
    assert response["Error"]["Code"] == code
    assert response["Error"]["Message"]
    assert stage.account.calls[-1].operation == operation


@pytest.mark.parametrize(("operation", "code"), sorted(DOCUMENTED))
def test_account_fail_brings_it_about(stage: Stage, operation: str, code: str) -> None:
    """A test can have any of the errors without its situation, as boto3's own exception."""
    stage.account.fail(operation, code, times=9)
    parameters = {"HostedZoneId": "Z1"} if operation != "CreateKey" else {}
    if operation == "CreateKeySigningKey":
        parameters["KeyManagementServiceArn"] = "arn:aws:kms:us-east-1:123456789012:key/1"
    error = call(stage, operation, parameters)
    client: Any = stage.kms if operation == "CreateKey" else stage.route53
    assert isinstance(error, client.exceptions.from_code(code))
    assert error.response["Error"]["Code"] == code
