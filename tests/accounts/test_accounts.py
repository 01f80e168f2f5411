"""Several accounts in one world: what each has of its own, and what all share."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError

from mock_dnssec import Account, MockUsageError, mock_dnssec

from .conftest import OTHER_ID, Client


def key_id(kms: Any, **options: Any) -> str:
    """Create a key and return its id."""
    created: str = kms.create_key(**options)["KeyMetadata"]["KeyId"]
    return created


def test_an_account_is_made_once(aws: Account, other: Account) -> None:
    """Whoever asks for an account by its id gets the same one, and the first by its own id."""
    assert other.id == OTHER_ID
    assert aws.account(OTHER_ID) is other
    assert other.account(OTHER_ID) is other
    assert other.account(aws.id) is aws


@pytest.mark.parametrize("account_id", ["12345678901", "1234567890123", "abcdefghijkl", "", None])
def test_ids_have_12_digits(aws: Account, account_id: Any) -> None:
    """What is no account id is refused."""
    with pytest.raises(MockUsageError, match="account_id is a str of 12 digits"):
        aws.account(account_id)


def test_credentials_look_like_awss(other: Account) -> None:
    """They are the keyword arguments of a client, in AWS's forms, the same each time."""
    credentials = other.credentials

    assert re.fullmatch("ASIA[A-Z2-7]{16}", credentials["aws_access_key_id"])
    assert len(credentials["aws_secret_access_key"]) == 40
    assert credentials["aws_session_token"]
    assert other.credentials == credentials


def test_credentials_choose_the_account(kms: Any, other_kms: Any) -> None:
    """A client's keys belong to the account that its credentials are of."""
    own, others = key_id(kms), key_id(other_kms)

    assert kms.describe_key(KeyId=own)["KeyMetadata"]["AWSAccountId"] == "123456789012"
    assert other_kms.describe_key(KeyId=others)["KeyMetadata"]["AWSAccountId"] == OTHER_ID
    assert [key["KeyId"] for key in kms.list_keys()["Keys"]] == [own]
    assert [key["KeyId"] for key in other_kms.list_keys()["Keys"]] == [others]
    with pytest.raises(kms.exceptions.NotFoundException):
        kms.describe_key(KeyId=others)


@pytest.mark.parametrize(
    "credentials",
    [
        {},
        {"aws_access_key_id": "testing", "aws_secret_access_key": "testing"},
        {"aws_access_key_id": "AKIAIOSFODNN7EXAMPLE", "aws_secret_access_key": "s"},
    ],
)
def test_anybody_else_is_in_the_default_account(
    aws: Account, other: Account, credentials: dict[str, str]
) -> None:
    """A client without credentials, or with any that were not given out, acts in the first one."""
    client = boto3.session.Session(**credentials).client("kms", "us-east-1")  # type: ignore[arg-type]
    arn = client.create_key()["KeyMetadata"]["Arn"]

    assert arn.split(":")[4] == aws.id
    assert aws.account_of(None) is other.account_of(credentials.get("aws_access_key_id")) is aws


def test_an_account_of_an_access_key(aws: Account, other: Account) -> None:
    """What was given out leads back to its account."""
    assert aws.account_of(other.credentials["aws_access_key_id"]) is other
    assert other.account_of(aws.credentials["aws_access_key_id"]) is aws


def test_services_are_apart(aws: Account, other: Account, route53: Any, other_route53: Any) -> None:
    """Each account has its hosted zones, its quotas and its aliases."""
    other.quotas.hosted_zones = 1
    other_route53.create_hosted_zone(Name="example.com", CallerReference="1")
    with pytest.raises(other_route53.exceptions.TooManyHostedZones):
        other_route53.create_hosted_zone(Name="example.org", CallerReference="2")
    for number in range(2):
        route53.create_hosted_zone(Name="example.com", CallerReference=str(number))

    assert other_route53.get_hosted_zone_count()["HostedZoneCount"] == 1
    assert route53.get_hosted_zone_count()["HostedZoneCount"] == 2
    assert (len(aws.route53.zones), len(other.route53.zones)) == (2, 1)


def test_the_clock_is_shared(aws: Account, other: Account, kms: Any, other_kms: Any) -> None:
    """Time passes for all accounts alike."""
    deleted = key_id(other_kms)
    other_kms.schedule_key_deletion(KeyId=deleted, PendingWindowInDays=7)
    aws.clock.advance(timedelta(days=7))

    assert other.clock is aws.clock
    with pytest.raises(other_kms.exceptions.NotFoundException):
        other_kms.describe_key(KeyId=deleted)


def test_calls_and_faults_are_shared(aws: Account, kms: Any, other_kms: Any) -> None:
    """One record has every account's calls, and a fault strikes whoever calls next."""
    aws.fail("ListAliases", "KMSInternalException")
    kms.list_keys()
    with pytest.raises(ClientError, match="KMSInternalException"):
        boto3_without_retries(aws.account(OTHER_ID)).list_aliases()
    kms.list_aliases()

    assert [(call.operation, call.account_id) for call in aws.calls] == [
        ("ListKeys", "123456789012"),
        ("ListAliases", OTHER_ID),
        ("ListAliases", "123456789012"),
    ]


def boto3_without_retries(account: Account) -> Any:
    """Return a KMS client that asks once."""
    from botocore.config import Config

    once = Config(retries={"total_max_attempts": 1})
    return boto3.session.Session(**account.credentials).client("kms", "us-east-1", config=once)


def ids_with_seed(*account_ids: str) -> list[str]:
    """Return the ids of keys made in these accounts, in a world with a seed."""
    with mock_dnssec(seed=1) as account:
        made = []
        for account_id in account_ids:
            credentials = account.account(account_id).credentials
            session = boto3.session.Session(region_name="us-east-1", **credentials)
            made.append(key_id(session.client("kms")))
        return made


def test_a_seed_makes_every_account_reproducible() -> None:
    """Another account's ids are the same each time, differ from the first's and change none."""
    first, others, second = ids_with_seed("123456789012", OTHER_ID, "123456789012")

    assert ids_with_seed("123456789012", OTHER_ID, "123456789012") == [first, others, second]
    assert ids_with_seed("123456789012", "123456789012") == [first, second]
    assert len({first, others, second, *ids_with_seed("999999999999")}) == 4


def test_access_keys_by_option() -> None:
    """The option gives access keys that a suite has already their accounts."""
    with mock_dnssec(accounts={"AKIAIOSFODNN7EXAMPLE": OTHER_ID}) as aws:
        session = boto3.session.Session("AKIAIOSFODNN7EXAMPLE", "s", region_name="us-east-1")
        identity = session.client("sts").get_caller_identity()
        default = boto3.session.Session("testing", "s", region_name="us-east-1").client("sts")

        assert identity["Account"] == OTHER_ID
        assert identity["Arn"].startswith(f"arn:aws:iam::{OTHER_ID}:user/")
        assert default.get_caller_identity()["Account"] == "123456789012"
        assert aws.account_of("AKIAIOSFODNN7EXAMPLE") is aws.account(OTHER_ID)


@pytest.mark.parametrize(
    "accounts", [{"": OTHER_ID}, {"AKIA": "1"}, {"AKIA": None}, [("AKIA", OTHER_ID)], {1: OTHER_ID}]
)
def test_an_option_that_makes_no_sense(accounts: Any) -> None:
    """What is no mapping of access keys to account ids is refused."""
    with pytest.raises(MockUsageError, match="accounts is a dict of account ids by access key"):
        mock_dnssec(accounts=accounts)


def test_credentials_of_a_session_and_of_a_client(other: Account) -> None:
    """A session's default credentials choose as well as a client's own."""
    session = boto3.session.Session(region_name="us-east-1", **other.credentials)
    own = session.client("sts", aws_access_key_id="AKIAEXAMPLE", aws_secret_access_key="s")

    assert session.client("sts").get_caller_identity()["Account"] == OTHER_ID
    assert own.get_caller_identity()["Account"] == "123456789012"


def test_regions_of_another_account(other_client: Client) -> None:
    """An account's Regions are its own as well."""
    arn = other_client("kms", "cn-north-1").create_key()["KeyMetadata"]["Arn"]

    assert arn.startswith(f"arn:aws-cn:kms:cn-north-1:{OTHER_ID}:key/")


def test_a_role_of_another_account(aws: Account, client: Client) -> None:
    """The credentials of a role act in the role's account, and in no other."""
    role = client("sts").assume_role(
        RoleArn=f"arn:aws:iam::{OTHER_ID}:role/Signer", RoleSessionName="me"
    )["Credentials"]
    session = boto3.session.Session(
        role["AccessKeyId"], role["SecretAccessKey"], role["SessionToken"], "us-east-1"
    )
    arn = session.client("kms").create_key()["KeyMetadata"]["Arn"]

    assert arn.split(":")[4] == OTHER_ID
    assert [key["KeyId"] for key in client("kms").list_keys()["Keys"]] == []
    assert list(aws.account(OTHER_ID).kms("us-east-1").keys.ids) == [arn.rpartition("/")[2]]
