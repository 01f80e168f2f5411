"""CreateKeySigningKey: what it refuses, and which refusal comes first."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from mypy_boto3_route53 import Route53Client

    from mock_dnssec import Account

    from .conftest import NewKmsKey, NewKsk

NO_ZONE = {"HostedZoneId": "Z0123456789ABCDEFGHIJ"}
BAD_NAME = {"Name": "key signing key"}
BAD_STATUS = {"Status": "ACTION_NEEDED"}
TAKEN = {"CallerReference": "another"}
BAD_ARN = {"KeyManagementServiceArn": "arn:aws:kms:us-east-1:123456789012:alias/dnssec"}


def test_an_unknown_zone(route53: Route53Client, new_ksk: NewKsk) -> None:
    """A zone that does not exist is refused with its id."""
    missing = route53.exceptions.NoSuchHostedZone
    with pytest.raises(missing, match=r"No hosted zone found with ID: Z0123456789ABCDEFGHIJ$"):
        new_ksk(**NO_ZONE)


def test_a_private_zone(route53: Route53Client, private_zone_id: str, new_ksk: NewKsk) -> None:
    """A private zone cannot be signed."""
    text = re.escape("Operation is unsupported for private hosted zones.")
    with pytest.raises(route53.exceptions.InvalidArgument, match=f"{text}$"):
        new_ksk(HostedZoneId=private_zone_id)


@pytest.mark.parametrize("name", ["key signing", "ksk!", "ksk/1", "schlüssel", "ksk\n"])
def test_a_bad_name(route53: Route53Client, new_ksk: NewKsk, name: str) -> None:
    """Letters, digits, ``_``, ``-`` and ``.`` make a name, nothing else."""
    with pytest.raises(route53.exceptions.InvalidKeySigningKeyName):
        new_ksk(name)


@pytest.mark.parametrize("status", ["active", "DELETING", "ACTION_NEEDED", "INTERNAL_FAILURE"])
def test_a_status_that_no_key_begins_with(
    route53: Route53Client, new_ksk: NewKsk, status: str
) -> None:
    """A key begins ACTIVE or INACTIVE."""
    with pytest.raises(route53.exceptions.InvalidKeySigningKeyStatus):
        new_ksk(status=status)


def test_a_name_twice(route53: Route53Client, new_ksk: NewKsk) -> None:
    """A name is taken whatever the status of its key; the old key stays as it is."""
    new_ksk("ksk", status="INACTIVE")

    with pytest.raises(route53.exceptions.KeySigningKeyAlreadyExists) as refused:
        new_ksk("ksk", CallerReference="another")

    assert refused.value.response["ResponseMetadata"]["HTTPStatusCode"] == 409


def test_a_kms_key_twice(route53: Route53Client, new_ksk: NewKsk) -> None:
    """A KMS key serves a zone once."""
    arn = new_ksk("one")["KmsArn"]

    with pytest.raises(route53.exceptions.KeySigningKeyAlreadyExists):
        new_ksk("two", KeyManagementServiceArn=arn)


@pytest.mark.parametrize("changed", [{"Name": "other"}, {"KeyManagementServiceArn": "other"}])
def test_a_reference_again_with_another_name_or_kms_key(
    route53: Route53Client, new_ksk: NewKsk, new_kms_key: NewKmsKey, changed: dict[str, str]
) -> None:
    """A used reference does not shield a request that repeats only the name or only the ARN."""
    request = {"CallerReference": "once", "KeyManagementServiceArn": new_kms_key(), "Name": "ksk"}
    new_ksk(**request)

    with pytest.raises(route53.exceptions.KeySigningKeyAlreadyExists):
        new_ksk(**{**request, **changed})


def test_a_third_key(route53: Route53Client, zone_id: str, new_ksk: NewKsk) -> None:
    """A zone has room for two keys, and an INACTIVE one takes room too."""
    new_ksk("one")
    new_ksk("two", status="INACTIVE")

    with pytest.raises(route53.exceptions.TooManyKeySigningKeys):
        new_ksk("three")

    route53.delete_key_signing_key(HostedZoneId=zone_id, Name="two")
    assert new_ksk("three")["Status"] == "ACTIVE"


def test_the_quota_can_be_changed(aws: Account, route53: Route53Client, new_ksk: NewKsk) -> None:
    """A test may lower the limit to reach it sooner."""
    aws.quotas.key_signing_keys_per_zone = 1
    new_ksk("one")

    with pytest.raises(route53.exceptions.TooManyKeySigningKeys):
        new_ksk("two")


@pytest.mark.parametrize(
    ("request_", "code"),
    [
        (NO_ZONE | BAD_NAME | BAD_STATUS | BAD_ARN, "NoSuchHostedZone"),
        (BAD_NAME | BAD_STATUS | BAD_ARN, "InvalidKeySigningKeyName"),
        (BAD_STATUS | TAKEN | BAD_ARN, "InvalidKeySigningKeyStatus"),
        (TAKEN | BAD_ARN, "KeySigningKeyAlreadyExists"),
        ({"Name": "other"} | BAD_ARN, "TooManyKeySigningKeys"),
    ],
)
def test_the_order_of_the_checks(
    aws: Account,
    route53: Route53Client,
    zone_id: str,
    new_ksk: NewKsk,
    request_: dict[str, Any],
    code: str,
) -> None:
    """Zone, then name, status, duplicates, room, and the KMS key last; and nothing changes."""
    aws.quotas.key_signing_keys_per_zone = 1
    new_ksk("ksk")
    before = route53.get_dnssec(HostedZoneId=zone_id)["KeySigningKeys"]

    with pytest.raises(getattr(route53.exceptions, code)):
        new_ksk(**request_)

    assert route53.get_dnssec(HostedZoneId=zone_id)["KeySigningKeys"] == before
