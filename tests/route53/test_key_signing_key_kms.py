"""What Route 53 demands of the KMS key behind a key-signing key."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from .dnssec_policies import ACTIONS, for_service, policy

if TYPE_CHECKING:
    from collections.abc import Callable

    from mypy_boto3_kms import KMSClient
    from mypy_boto3_route53 import Route53Client

    from .conftest import NewKmsKey, NewKsk

OLD_SERVICE = "api-service.dnssec.route53.aws.internal"
UNKNOWN_ID = "1234abcd-12ab-34cd-56ef-1234567890ab"

NOT_PERMITTED = (
    "The customer managed KMS key with the ARN '{arn}' does not grant all the required permissions "
    "for DNSSEC usage. Please review the key policy, and verify that you and Route 53 have "
    "permissions for the following actions: DescribeKey, GetPublicKey, and Sign."
)


def source(operator: str, key: str, value: str) -> dict[str, Any]:
    """Return the service's statement with one condition on where the request comes from."""
    return for_service(Condition={operator: {f"aws:{key}": value}})


@pytest.mark.parametrize(
    "changes",
    [
        {"KeySpec": "ECC_NIST_P384"},
        {"KeySpec": "ECC_SECG_P256K1"},
        {"KeySpec": "RSA_2048"},
        {"KeyUsage": "KEY_AGREEMENT"},
        {"KeySpec": "SYMMETRIC_DEFAULT", "KeyUsage": "ENCRYPT_DECRYPT"},
        {"Origin": "EXTERNAL"},
    ],
)
def test_another_kind_of_key(
    route53: Route53Client, new_kms_key: NewKmsKey, new_ksk: NewKsk, changes: dict[str, str]
) -> None:
    """Only an enabled ECC_NIST_P256 key that signs will do."""
    arn = new_kms_key(**changes)

    with pytest.raises(route53.exceptions.InvalidKMSArn, match=re.escape(arn)):
        new_ksk(KeyManagementServiceArn=arn)


@pytest.mark.parametrize(
    "arn",
    [
        "alias/dnssec",
        UNKNOWN_ID,
        "",
        "arn:aws:kms:us-east-1:123456789012:alias/dnssec",
        f"arn:aws:sns:us-east-1:123456789012:key/{UNKNOWN_ID}",
        f"arn:aws:kms:us-east-1:123456789012:key/{UNKNOWN_ID}",
        f"arn:aws:kms:us-east-1:123456789012:key/{UNKNOWN_ID} ",
    ],
)
def test_what_names_no_key(route53: Route53Client, zone_id: str, new_ksk: NewKsk, arn: str) -> None:
    """An alias, a bare id, another service's ARN, an unknown key: none of them is one."""
    with pytest.raises(route53.exceptions.InvalidKMSArn):
        new_ksk(KeyManagementServiceArn=arn)

    assert route53.get_dnssec(HostedZoneId=zone_id)["KeySigningKeys"] == []


@pytest.mark.parametrize(
    ("part", "other"),
    [("us-east-1", "eu-central-1"), ("arn:aws:", "arn:aws-cn:"), ("123456789012", "210987654321")],
)
def test_a_key_elsewhere(
    route53: Route53Client, new_kms_key: NewKmsKey, new_ksk: NewKsk, part: str, other: str
) -> None:
    """A good key's ARN with another Region, partition or account is another key's ARN."""
    with pytest.raises(route53.exceptions.InvalidKMSArn):
        new_ksk(KeyManagementServiceArn=new_kms_key().replace(part, other))


def test_a_good_key_in_another_region(
    client: Callable[..., Any], route53: Route53Client, new_ksk: NewKsk
) -> None:
    """A key of another Region exists, and is refused all the same."""
    elsewhere = client("kms", "eu-central-1").create_key(
        KeySpec="ECC_NIST_P256", KeyUsage="SIGN_VERIFY", Policy=policy(for_service())
    )

    with pytest.raises(route53.exceptions.InvalidKMSArn, match="us-east-1"):
        new_ksk(KeyManagementServiceArn=elsewhere["KeyMetadata"]["Arn"])


def test_a_multi_region_key(new_kms_key: NewKmsKey, new_ksk: NewKsk) -> None:
    """A multi-Region key will do by the ARN that it has in us-east-1."""
    arn = new_kms_key(MultiRegion=True)

    assert new_ksk(KeyManagementServiceArn=arn)["KmsArn"] == arn


@pytest.mark.parametrize("leave", ["disable", "schedule_deletion"])
def test_a_key_that_is_not_enabled(
    kms: KMSClient, route53: Route53Client, new_kms_key: NewKmsKey, new_ksk: NewKsk, leave: str
) -> None:
    """A disabled key and one that waits to be deleted are refused."""
    arn = new_kms_key()
    if leave == "disable":
        kms.disable_key(KeyId=arn)
    else:
        kms.schedule_key_deletion(KeyId=arn)

    with pytest.raises(route53.exceptions.InvalidKMSArn, match="enabled"):
        new_ksk(KeyManagementServiceArn=arn)


def test_the_default_key_policy(
    route53: Route53Client, new_kms_key: NewKmsKey, new_ksk: NewKsk
) -> None:
    """A key whose policy trusts the account alone does not serve Route 53: AWS's own words."""
    arn = new_kms_key(Policy=policy())

    text = re.escape(NOT_PERMITTED.format(arn=arn))
    with pytest.raises(route53.exceptions.InvalidKMSArn, match=f"{text}$"):
        new_ksk(KeyManagementServiceArn=arn)


@pytest.mark.parametrize(
    "statements",
    [
        pytest.param([for_service(Action="kms:*")], id="all actions"),
        pytest.param([for_service(Action=["kms:d*", "KMS:GetPublic???", "*"])], id="wildcards"),
        pytest.param([for_service(Action=action) for action in ACTIONS], id="three statements"),
        pytest.param([for_service(Principal={"Service": OLD_SERVICE})], id="launch-era principal"),
        pytest.param([for_service(Principal="*")], id="anybody"),
        pytest.param(
            [source("StringEquals", "SourceAccount", "123456789012")], id="source account"
        ),
        pytest.param(
            [source("ArnLike", "SourceArn", "arn:aws:route53:::hostedzone/*")], id="source zone"
        ),
        pytest.param(
            [
                for_service(),
                for_service(
                    Action="kms:CreateGrant",
                    Condition={"Bool": {"kms:GrantIsForAWSResource": True}},
                ),
            ],
            id="with the CreateGrant statement",
        ),
    ],
)
def test_policies_that_let_route_53_sign(
    new_kms_key: NewKmsKey, new_ksk: NewKsk, statements: list[dict[str, Any]]
) -> None:
    """Every documented way to give the three permissions counts."""
    arn = new_kms_key(Policy=policy(*statements))

    assert new_ksk(KeyManagementServiceArn=arn)["KmsArn"] == arn


@pytest.mark.parametrize(
    "statements",
    [
        *(
            pytest.param(
                [for_service(Action=[action for action in ACTIONS if action != missing])],
                id=f"without {missing}",
            )
            for missing in ACTIONS
        ),
        pytest.param([for_service(Principal={"Service": "route53.amazonaws.com"})], id="wrong one"),
        pytest.param([for_service(Principal={"AWS": "*"})], id="no service"),
        pytest.param(
            [for_service(), for_service(Effect="Deny", Action="kms:Sign")], id="denied to Route 53"
        ),
        pytest.param(
            [for_service(), for_service(Effect="Deny", Principal="*", Action="kms:GetPublicKey")],
            id="denied to anybody",
        ),
        pytest.param(
            [source("StringEquals", "SourceAccount", "210987654321")], id="another account"
        ),
        pytest.param(
            [source("ArnEquals", "SourceArn", "arn:aws:route53:::hostedzone/Z1")], id="another zone"
        ),
    ],
)
def test_policies_that_do_not_let_route_53_sign(
    route53: Route53Client,
    new_kms_key: NewKmsKey,
    new_ksk: NewKsk,
    statements: list[dict[str, Any]],
) -> None:
    """One permission less, a Deny, or a condition that does not hold: refused."""
    arn = new_kms_key(Policy=policy(*statements))

    with pytest.raises(route53.exceptions.InvalidKMSArn):
        new_ksk(KeyManagementServiceArn=arn)


def test_a_policy_for_one_zone(
    kms: KMSClient, route53: Route53Client, zone_id: str, new_kms_key: NewKmsKey, new_ksk: NewKsk
) -> None:
    """A policy may name the zone that the key is for."""
    arn = new_kms_key()
    own = f"arn:aws:route53:::hostedzone/{zone_id}"
    kms.put_key_policy(
        KeyId=arn, PolicyName="default", Policy=policy(source("ArnEquals", "SourceArn", own))
    )

    assert new_ksk(KeyManagementServiceArn=arn)["Status"] == "ACTIVE"
