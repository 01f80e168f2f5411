"""STS: GetCallerIdentity and AssumeRole."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from botocore.exceptions import ClientError

from mock_dnssec import MockUsageError, mock_dnssec
from mock_dnssec.dispatch import dispatch
from mock_dnssec.wire.http import Request

if TYPE_CHECKING:
    from mypy_boto3_sts import STSClient

    from mock_dnssec import Account

ROLE = "arn:aws:iam::999999999999:role/team/Admin"


@pytest.fixture
def sts(client: Callable[..., Any]) -> STSClient:
    """STS in us-east-1."""
    made: STSClient = client("sts")
    return made


def refusal_of(sts: STSClient, **parameters: Any) -> Any:
    """Return the error that AssumeRole gives for ``parameters`` in place of good ones."""
    with pytest.raises(ClientError) as refusal:
        sts.assume_role(**{"RoleArn": ROLE, "RoleSessionName": "me", **parameters})
    assert refusal.value.response["ResponseMetadata"]["HTTPStatusCode"] == 400
    return refusal.value.response["Error"]


def test_get_caller_identity(sts: STSClient) -> None:
    """The caller is an IAM user of the account, the same one each time."""
    identity = sts.get_caller_identity()
    assert identity["Account"] == "123456789012"
    assert identity["Arn"] == "arn:aws:iam::123456789012:user/mock-dnssec"
    assert identity["UserId"].startswith("AIDA")
    assert len(identity["UserId"]) == 21
    assert identity["UserId"] == sts.get_caller_identity()["UserId"]


def test_the_caller_in_another_partition(client: Callable[..., Any]) -> None:
    """In China the caller's ARN is one of China's, as a key policy there must have it."""
    identity = client("sts", "cn-north-1").get_caller_identity()
    assert identity["Arn"] == "arn:aws-cn:iam::123456789012:user/mock-dnssec"


def test_the_caller_may_be_named_in_a_key_policy(kms: Any, sts: STSClient) -> None:
    """A key policy that lets the caller do everything is accepted, as scripts write it."""
    arn = sts.get_caller_identity()["Arn"]
    policy = (
        '{"Statement": {"Effect": "Allow", "Action": "kms:*", "Resource": "*",'
        f' "Principal": {{"AWS": "{arn}"}}}}}}'
    )
    assert kms.create_key(Policy=policy)["KeyMetadata"]["Enabled"]


def test_assume_role(sts: STSClient, aws: Account) -> None:
    """AssumeRole gives temporary credentials for an hour, and the session's ARN and id."""
    now = aws.clock.freeze(datetime.datetime(2025, 6, 1, 12, tzinfo=datetime.timezone.utc))
    answer = sts.assume_role(RoleArn=ROLE, RoleSessionName="me@example")
    credentials, user = answer["Credentials"], answer["AssumedRoleUser"]
    assert user["Arn"] == "arn:aws:sts::999999999999:assumed-role/Admin/me@example"
    assert user["AssumedRoleId"].startswith("AROA")
    assert user["AssumedRoleId"].endswith(":me@example")
    assert credentials["AccessKeyId"].startswith("ASIA")
    assert len(credentials["AccessKeyId"]) == 20
    assert len(credentials["SecretAccessKey"]) == 40
    assert credentials["SessionToken"]
    assert credentials["Expiration"] == now + datetime.timedelta(hours=1)


def test_sessions_of_a_role(sts: STSClient) -> None:
    """Two sessions of a role share its id and have credentials of their own."""
    first, second = (
        sts.assume_role(RoleArn=ROLE, RoleSessionName=name) for name in ("first", "second")
    )
    roles = {answer["AssumedRoleUser"]["AssumedRoleId"].split(":")[0] for answer in (first, second)}
    assert len(roles) == 1
    assert first["Credentials"]["AccessKeyId"] != second["Credentials"]["AccessKeyId"]
    assert first["Credentials"]["SecretAccessKey"] != second["Credentials"]["SecretAccessKey"]


def test_duration_and_source_identity(sts: STSClient, aws: Account) -> None:
    """DurationSeconds is how long the credentials last; SourceIdentity comes back."""
    now = aws.clock.freeze(datetime.datetime(2025, 6, 1, 12, tzinfo=datetime.timezone.utc))
    answer = sts.assume_role(
        RoleArn=ROLE,
        RoleSessionName="me",
        DurationSeconds=900,
        SourceIdentity="you",
        Tags=[{"Key": "team", "Value": "dns"}],
    )
    assert answer["Credentials"]["Expiration"] == now + datetime.timedelta(minutes=15)
    assert answer["SourceIdentity"] == "you"


def test_the_size_of_a_session_token(aws: Account) -> None:
    """A session token is as long as the request wants it to be."""
    assume_role = aws.sts("us-east-1").operations["assume_role"]
    result: Any = assume_role(
        role_arn=ROLE, role_session_name="me", minimum_session_token_size=4096
    )
    assert len(result["Credentials"]["SessionToken"]) >= 4096


def test_credentials_of_a_role_can_be_used(sts: STSClient) -> None:
    """A client with the role's credentials acts in the account that the role is of."""
    credentials = sts.assume_role(RoleArn=ROLE, RoleSessionName="me")["Credentials"]
    session = boto3.session.Session(
        credentials["AccessKeyId"],
        credentials["SecretAccessKey"],
        credentials["SessionToken"],
        region_name="us-east-1",
    )
    identity = session.client("sts").get_caller_identity()
    assert identity["Account"] == "999999999999"
    assert identity["Arn"] == "arn:aws:iam::999999999999:user/mock-dnssec"
    assert sts.get_caller_identity()["Account"] == "123456789012"


@pytest.mark.parametrize(
    "role_arn",
    [
        "nothing-valid-in-here",
        "arn::b:::something/test-role",
        "arn:a:a::aaaaaaaaaa:",
        "arn:aws:iam::999999999999:user/Admin",
        "arn:aws:iam::9999:role/Admin",
    ],
)
def test_a_role_arn_that_is_none(sts: STSClient, role_arn: str) -> None:
    """STS calls an ARN that is not a role's invalid."""
    error = refusal_of(sts, RoleArn=role_arn)
    assert error == {
        "Type": "Sender",
        "Code": "ValidationError",
        "Message": f"{role_arn} is invalid",
    }


@pytest.mark.parametrize(
    ("parameter", "value", "requirement"),
    [
        ("RoleSessionName", "a:b", "satisfy regular expression pattern: [\\w+=,.@-]*"),
        ("RoleSessionName", "s" * 65, "have length less than or equal to 64"),
        ("DurationSeconds", 43201, "have value less than or equal to 43200"),
    ],
)
def test_limits_of_the_model(
    sts: STSClient, parameter: str, value: object, requirement: str
) -> None:
    """What botocore does not check is refused in AWS's words."""
    error = refusal_of(sts, **{parameter: value})
    assert error["Code"] == "ValidationError"
    assert error["Message"] == (
        f"1 validation error detected: Value '{value}' at '{parameter[0].lower()}{parameter[1:]}' "
        f"failed to satisfy constraint: Member must {requirement}"
    )


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"Action=AssumeRole", b"<Code>ValidationError</Code>"),
        (
            b"Action=AssumeRole&RoleArn=arn&RoleSessionName=me&DurationSeconds=long",
            b"<Code>MalformedInput</Code>",
        ),
        (b"Action=AssumeRole&RoleArn=%00&RoleSessionName=me", b"<Code>MalformedInput</Code>"),
    ],
)
def test_raw_requests(aws: Account, body: bytes, code: bytes) -> None:
    """What botocore would never send gets an error document, too."""
    request = Request("POST", "/", "", body)
    response = dispatch(aws, "sts", "AssumeRole", "us-east-1", request)
    assert response.status == 400
    assert code in response.body


def test_an_operation_that_sts_does_not_have(aws: Account) -> None:
    """A form with another action gets STS's error for it."""
    response = dispatch(aws, "sts", "AssumeRule", "us-east-1", Request("POST", "/", "", b""))
    assert response.status == 400
    assert b"<Code>InvalidAction</Code>" in response.body


def test_the_document(aws: Account) -> None:
    """An answer is in STS's envelope, and its times are whole seconds."""
    body = f"RoleArn={ROLE}&RoleSessionName=me&Tags.member.1.Key=k&Tags.member.1.Value=v".encode()
    aws.clock.freeze(datetime.datetime(2025, 6, 1, 12, 0, 0, 999000, datetime.timezone.utc))
    response = dispatch(aws, "sts", "AssumeRole", "us-east-1", Request("POST", "/", "", body))
    assert response.headers["Content-Type"] == "text/xml"
    assert response.body.startswith(
        b'<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult>'
    )
    assert b"<Expiration>2025-06-01T13:00:00Z</Expiration>" in response.body
    assert b"</AssumeRoleResult><ResponseMetadata><RequestId>" in response.body
    assert aws.calls[0].parameters["Tags"] == [{"Key": "k", "Value": "v"}]


def test_calls_are_recorded(sts: STSClient, aws: Account) -> None:
    """A call of STS is one of the account's calls, with all that it was given and gave."""
    policies: list[Any] = [{"arn": "arn:aws:iam::aws:policy/ReadOnlyAccess"}]
    sts.assume_role(
        RoleArn=ROLE, RoleSessionName="me", PolicyArns=policies, TransitiveTagKeys=["k"], Tags=[]
    )
    sts.get_caller_identity()
    assert [(call.service, call.operation) for call in aws.calls] == [
        ("sts", "AssumeRole"),
        ("sts", "GetCallerIdentity"),
    ]
    assert aws.calls[0].parameters == {
        "RoleArn": ROLE,
        "RoleSessionName": "me",
        "PolicyArns": policies,
        "TransitiveTagKeys": ["k"],
        "Tags": [],
    }
    assert aws.calls[1].result is not None
    assert aws.calls[1].result["Account"] == "123456789012"


def test_errors_on_purpose(sts: STSClient, aws: Account) -> None:
    """An error that STS documents, or gives for any operation, can be had on purpose."""
    aws.fail("AssumeRole", "RegionDisabledException")
    aws.fail("GetCallerIdentity", "ExpiredToken")
    with pytest.raises(sts.exceptions.RegionDisabledException) as disabled:
        sts.assume_role(RoleArn=ROLE, RoleSessionName="me")
    with pytest.raises(ClientError, match=r"\(ExpiredToken\).*security token") as expired:
        sts.get_caller_identity()
    assert disabled.value.response["ResponseMetadata"]["HTTPStatusCode"] == 403
    assert expired.value.response["ResponseMetadata"]["HTTPStatusCode"] == 403
    assert dict(expired.value.response["Error"])["Type"] == "Sender"


def test_other_operations(sts: STSClient) -> None:
    """An operation that the mock does not have is refused with the list of those that it has."""
    with pytest.raises(MockUsageError, match=r"GetSessionToken.*AssumeRole, GetCallerIdentity"):
        sts.get_session_token()


def test_a_seed_makes_ids_and_credentials_reproducible() -> None:
    """Two accounts with one seed name the same caller and hand out the same credentials."""
    seen = []
    for _ in range(2):
        with mock_dnssec(seed="sts"):
            sts = boto3.client("sts")
            role = sts.assume_role(RoleArn=ROLE, RoleSessionName="me")
            seen.append((sts.get_caller_identity()["UserId"], role["Credentials"]))
    assert seen[0] == seen[1]
