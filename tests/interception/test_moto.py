"""moto at the same time, in either nesting order: KMS and Route 53 are ours, the rest is moto's."""

from __future__ import annotations

from typing import Any

import boto3
import pytest

from mock_dnssec import mock_dnssec

moto = pytest.importorskip("moto", reason="moto needs a newer botocore than the oldest")

from .beside_moto import both_orders, shadows  # noqa: E402


@both_orders
def test_moto_never_sees_ours(both: Any, connections: list[object]) -> None:
    """KMS and Route 53 are answered by the account, and moto holds no shadow of them."""
    with both() as account:
        key = boto3.client("kms").create_key()["KeyMetadata"]
        boto3.client("route53").create_hosted_zone(Name="example.com", CallerReference="1")

        assert shadows() == []
        assert boto3.client("kms").describe_key(KeyId=key["KeyId"])["KeyMetadata"] == key
        assert [call.operation for call in account.calls] == [
            "CreateKey",
            "CreateHostedZone",
            "DescribeKey",
        ]
    assert connections == []


@both_orders
def test_the_rest_is_motos(both: Any, connections: list[object]) -> None:
    """S3 is answered by moto, and the account hears nothing of it."""
    with both() as account:
        s3 = boto3.client("s3")
        s3.create_bucket(Bucket="zones")
        s3.put_object(Bucket="zones", Key="example.com", Body=b"signed")

        assert s3.get_object(Bucket="zones", Key="example.com")["Body"].read() == b"signed"
        assert [bucket["Name"] for bucket in s3.list_buckets()["Buckets"]] == ["zones"]
        assert len(account.calls) == 0
    assert connections == []


@both_orders
def test_sts_is_motos(both: Any) -> None:
    """While moto is active, callers and roles are moto's, of the same account."""
    with both() as account:
        caller = boto3.client("sts").get_caller_identity()

        assert caller["Arn"] == "arn:aws:sts::123456789012:user/moto"
        assert caller["Account"] == account.id


def test_sts_is_ours_when_moto_is_not_active() -> None:
    """A moto that was imported but is not active leaves STS to the mock, before and after."""
    with mock_dnssec():
        sts = boto3.session.Session().client("sts")
        before = sts.get_caller_identity()["Arn"]
        with moto.mock_aws():
            pass

        assert before == sts.get_caller_identity()["Arn"]
        assert before == "arn:aws:iam::123456789012:user/mock-dnssec"


def test_moto_has_its_services_back() -> None:
    """When the mock is left inside moto, moto answers KMS as before."""
    with moto.mock_aws():
        with mock_dnssec():
            boto3.client("kms").create_key()
        assert boto3.client("kms").list_keys()["Keys"] == []
        boto3.client("kms").create_key()

        assert len(shadows()) == 1


def test_decorators_together() -> None:
    """Both decorators on one function work in either order."""

    def keys_of_moto() -> int:
        boto3.client("kms").create_key()
        return len(shadows())

    assert mock_dnssec(moto.mock_aws(keys_of_moto))() == 0
    assert moto.mock_aws(mock_dnssec(keys_of_moto))() == 0


@both_orders
def test_what_moto_lets_through_is_refused(both: Any, connections: list[object]) -> None:
    """A call that moto is told to pass on does not reach AWS either."""
    with both():
        from moto.core.config import default_user_config

        default_user_config["core"]["passthrough"] = {"services": ["s3"], "urls": []}
        try:
            with pytest.raises(Exception, match="s3 ListBuckets was about to reach"):
                boto3.client("s3").list_buckets()
        finally:
            default_user_config["core"]["passthrough"] = {"services": [], "urls": []}
    assert connections == []


@both_orders
def test_roles_of_motos(both: Any) -> None:
    """The credentials that moto's STS gives for a role of another account act there here too."""
    with both() as account:
        role = boto3.client("sts").assume_role(
            RoleArn="arn:aws:iam::210987654321:role/Signer", RoleSessionName="me"
        )["Credentials"]
        session = boto3.session.Session(
            role["AccessKeyId"], role["SecretAccessKey"], role["SessionToken"], "us-east-1"
        )
        theirs = session.client("kms").create_key()["KeyMetadata"]["AWSAccountId"]
        ours = boto3.client("kms").create_key()["KeyMetadata"]["AWSAccountId"]

        assert session.client("sts").get_caller_identity()["Account"] == theirs == "210987654321"
        assert ours == account.id
        assert shadows() == []
