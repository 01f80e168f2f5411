"""moto, which answers ``requests`` as well, in either nesting order."""

from __future__ import annotations

from typing import Any

import boto3
import pytest
import requests
import responses

from mock_dnssec import UnmockedServiceError

from .signing import KMS, ask_kms, presigned

pytest.importorskip("moto", reason="moto needs a newer botocore than the oldest")

from .beside_moto import both_orders, shadows


@both_orders
def test_ours_stay_ours(both: Any, connections: list[object]) -> None:
    """KMS and Route 53 by ``requests`` are the account's, and moto holds no shadow of them."""
    with both() as account:
        assert ask_kms("CreateKey").ok
        assert requests.get(presigned("route53", "list_hosted_zones"), timeout=9).ok

        assert [call.operation for call in account.calls] == ["CreateKey", "ListHostedZones"]
        assert shadows() == []
    assert connections == []


@both_orders
def test_presigned_urls_of_motos(both: Any, connections: list[object]) -> None:
    """S3's pre-signed URLs and STS are moto's."""
    with both() as account:
        s3 = boto3.client("s3")
        s3.create_bucket(Bucket="zones")
        s3.put_object(Bucket="zones", Key="example.com", Body=b"signed")
        url = s3.generate_presigned_url("get_object", {"Bucket": "zones", "Key": "example.com"})
        put = s3.generate_presigned_url("put_object", {"Bucket": "zones", "Key": "new"})

        assert requests.get(url, timeout=9).content == b"signed"
        assert requests.put(put, data=b"more", timeout=9).ok
        assert s3.get_object(Bucket="zones", Key="new")["Body"].read() == b"more"
        assert "user/moto" in requests.get(presigned("sts", "get_caller_identity"), timeout=9).text
        assert len(account.calls) == 0
    assert connections == []


@both_orders
def test_three_at_once(both: Any, connections: list[object]) -> None:
    """The user's own mock inside both has its registrations, and takes nothing from the others."""
    with both(), responses.RequestsMock() as mock:
        mock.post(KMS, json={"whose": "the user's"})
        mock.add_passthru("https://")
        s3 = boto3.client("s3")
        s3.create_bucket(Bucket="zones")
        s3.put_object(Bucket="zones", Key="k", Body=b"signed")
        url = s3.generate_presigned_url("get_object", {"Bucket": "zones", "Key": "k"})

        assert ask_kms("ListKeys").json() == {"whose": "the user's"}
        assert ask_kms("ListKeys", KMS.replace("us-east-1", "eu-west-1")).json()["Keys"] == []
        assert requests.get(url, timeout=9).content == b"signed"
    assert connections == []


@both_orders
@responses.activate
def test_the_default_mock_around_moto(both: Any) -> None:
    """A registration in the default mock is obeyed through moto too."""
    responses.post(KMS, json={"whose": "the user's"})
    with both():
        assert ask_kms("ListKeys").json() == {"whose": "the user's"}


@both_orders
def test_what_moto_lets_through_is_refused(both: Any, connections: list[object]) -> None:
    """An endpoint of AWS that moto does not know is not reached."""
    with both(), pytest.raises(UnmockedServiceError, match=r"was about to reach x\.api\.aws"):
        requests.get("https://x.api.aws/", timeout=9)

    assert connections == []
