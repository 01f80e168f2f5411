"""What the recipes start from: clients, a hosted zone, a KMS key, a key-signing key (KSK)."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

import boto3

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient
    from mypy_boto3_route53 import Route53Client
    from mypy_boto3_route53.type_defs import KeySigningKeyTypeDef

ACCOUNT_MANAGES = {
    "Effect": "Allow",
    "Principal": {"AWS": "arn:aws:iam::123456789012:root"},
    "Action": "kms:*",
    "Resource": "*",
}
ROUTE53_SIGNS = {
    "Effect": "Allow",
    "Principal": {"Service": "dnssec-route53.amazonaws.com"},
    "Action": ["kms:DescribeKey", "kms:GetPublicKey", "kms:Sign"],
    "Resource": "*",
}


@cache
def kms(region: str = "us-east-1") -> KMSClient:
    """Return the client of KMS in a Region."""
    return boto3.client("kms", region_name=region)


@cache
def route53() -> Route53Client:
    """Return the client of Route 53."""
    return boto3.client("route53", region_name="us-east-1")


def create_zone(name: str = "example.com", **more: Any) -> str:
    """Create a hosted zone and return its id."""
    created = route53().create_hosted_zone(Name=name, CallerReference=name, **more)
    return created["HostedZone"]["Id"].removeprefix("/hostedzone/")


def key_policy(*statements: dict[str, Any]) -> str:
    """Return the key policy that these statements make."""
    return json.dumps({"Version": "2012-10-17", "Statement": statements})


def create_kms_key(region: str = "us-east-1", **changes: Any) -> str:
    """Create a KMS key that Route 53 can sign with, unless changed, and return its ARN."""
    policy = key_policy(ACCOUNT_MANAGES, ROUTE53_SIGNS)
    fit = {"KeySpec": "ECC_NIST_P256", "KeyUsage": "SIGN_VERIFY", "Policy": policy}
    return kms(region).create_key(**{**fit, **changes})["KeyMetadata"]["Arn"]


def create_ksk(zone_id: str, name: str = "ksk", **changes: Any) -> KeySigningKeyTypeDef:
    """Create a KSK in a zone, active and with a KMS key of its own unless changed."""
    request = {"CallerReference": name, "HostedZoneId": zone_id, "Name": name, "Status": "ACTIVE"}
    if "KeyManagementServiceArn" not in changes:
        changes["KeyManagementServiceArn"] = create_kms_key()
    return route53().create_key_signing_key(**{**request, **changes})["KeySigningKey"]


def create_signed_zone() -> str:
    """Create a zone that is signed by its one KSK, ``ksk``, and return its id."""
    zone_id = create_zone()
    create_ksk(zone_id)
    route53().enable_hosted_zone_dnssec(HostedZoneId=zone_id)
    return zone_id
