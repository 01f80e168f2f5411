"""Every error that AWS documents, of every operation of every service, can be had on purpose."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from functools import cache
from typing import Any

import boto3
import pytest
from botocore import xform_name
from botocore.config import Config
from botocore.exceptions import ClientError

from mock_dnssec import Account, MockUsageError, documented_errors
from mock_dnssec.wire.protocol import MIRRORED, protocol_of

from ..wire.limits import least_of

OPERATIONS = [
    (service, operation)
    for service in MIRRORED
    for operation in sorted(protocol_of(service).operation_names)
]


@cache
def impatient(service: str) -> Any:
    """Return a client that takes the first answer, whatever it is."""
    config = Config(retries={"total_max_attempts": 1})
    return boto3.session.Session().client(service, region_name="us-east-1", config=config)  # type: ignore[call-overload]


def test_operations_have_one_service() -> None:
    """No two services have an operation of one name: the name alone says which is meant."""
    assert len({operation for _, operation in OPERATIONS}) == len(OPERATIONS)


@pytest.mark.parametrize(("service", "operation"), OPERATIONS)
def test_every_error(service: str, operation: str, aws: Account) -> None:
    """Each error of an operation reaches the client with its code, HTTP status and sentence."""
    shape = protocol_of(service).operation(operation).input_shape
    parameters = least_of(shape) if shape else {}
    method = getattr(impatient(service), xform_name(operation))
    for error in documented_errors(operation, common=True):
        with aws.fail(operation, error), pytest.raises(ClientError) as caught:
            method(**parameters)
        response = caught.value.response
        assert response["Error"]["Code"] == error
        assert response["Error"]["Message"] == error.sentence
        assert response["ResponseMetadata"]["HTTPStatusCode"] == error.http_status
        assert aws.calls[-1].failure == error


@pytest.mark.parametrize(
    ("service", "operation", "error", "members"),
    [
        ("route53", "ChangeResourceRecordSets", "InvalidChangeBatch", {"messages": ["a", "b"]}),
        ("route53", "ChangeResourceRecordSets", "InvalidChangeBatch", {"messages": []}),
        ("route53domains", "RegisterDomain", "DuplicateRequest", {"requestId": "1-2"}),
    ],
)
def test_members(
    service: str, operation: str, error: str, members: dict[str, Any], aws: Account
) -> None:
    """What AWS documents of an error beside its message can be given, and reaches the client."""
    shape: Any = protocol_of(service).operation(operation).input_shape
    aws.fail(operation, error, members=members, message="m")
    with pytest.raises(ClientError) as caught:
        getattr(impatient(service), xform_name(operation))(**least_of(shape))
    response: Any = caught.value.response
    assert {name: response[name] for name in members} == members
    assert response["Error"]["Message"] == "m"


@pytest.mark.parametrize(
    ("operation", "error", "members", "complaint"),
    [
        ("CreateKey", "TagException", {"tld": "com"}, "TagException has no such members"),
        ("CreateKey", "ThrottlingException", {"tld": "com"}, "no members but its message"),
        ("RegisterDomain", "DuplicateRequest", {"requestId": 5}, "must be of type string"),
        ("CreateKey", 503, {"tld": "com"}, "go with errors of AWS's"),
    ],
)
def test_members_that_aws_does_not_have(
    operation: str, error: str | int, members: dict[str, Any], complaint: str, aws: Account
) -> None:
    """Members that the error does not have are refused."""
    with pytest.raises(MockUsageError, match=complaint):
        aws.fail(operation, error, members=members)


def test_a_documented_error() -> None:
    """A documented error is its code, and knows its status and AWS's sentence."""
    documented = documented_errors("CreateKeySigningKey")
    (error,) = (error for error in documented if error == "NoSuchHostedZone")
    assert isinstance(error, str)
    assert (error, error.code, error.http_status) == ("NoSuchHostedZone", "NoSuchHostedZone", 404)
    assert error.sentence == "No hosted zone exists with the ID that you specified."
    assert type(error.code) is str


@pytest.mark.parametrize("copied", [copy.deepcopy, lambda one: pickle.loads(pickle.dumps(one))])
def test_copies_of_a_documented_error(copied: Callable[[Any], Any]) -> None:
    """A documented error takes all it knows to another process."""
    error = documented_errors("CreateKey")[0]
    other = copied(error)
    assert (other, other.http_status, other.sentence) == (error, error.http_status, error.sentence)


def test_common_errors() -> None:
    """What any operation may give comes after what the model lists, when it is asked for."""
    documented = documented_errors("GetDNSSEC")
    assert {"NoSuchHostedZone", "InvalidArgument"} <= set(documented)
    assert "Throttling" not in documented
    every = documented_errors("GetDNSSEC", common=True)
    assert every[: len(documented)] == documented
    assert [error.sentence for error in every if error == "Throttling"] == ["Rate exceeded"]
    assert documented_errors("GetCallerIdentity") == []


@pytest.mark.parametrize(
    ("operation", "throttling"),
    [
        ("CreateKey", "ThrottlingException"),
        ("GetDNSSEC", "Throttling"),
        ("RegisterDomain", "ThrottlingException"),
        ("AssumeRole", "Throttling"),
    ],
)
def test_throttling_has_the_name_that_the_service_gives_it(operation: str, throttling: str) -> None:
    """Each service has its throttling, with HTTP status 400."""
    (error,) = (one for one in documented_errors(operation, common=True) if one == throttling)
    assert error.http_status == 400


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("CreateKeySigninKey", "CreateKeySigningKey"),
        ("create_key_signing_key", "CreateKeySigningKey"),
        ("GetDnssec", "GetDNSSEC"),
        ("assume_role", "AssumeRole"),
    ],
)
def test_unknown_operations(asked: str, first: str) -> None:
    """What is like the name of an operation that does not exist leads the list of those that do."""
    with pytest.raises(
        MockUsageError, match=rf"no operation '{asked}'\. These exist: {first}, .*AssumeRole"
    ):
        documented_errors(asked)
