"""A small DNSSEC tool as platform teams write it: plain boto3, and nothing of the mock in it."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

import boto3

if TYPE_CHECKING:
    from mypy_boto3_route53.type_defs import KeySigningKeyTypeDef
    from mypy_boto3_route53domains import Route53DomainsClient

ROUTE53_PRINCIPAL = {"Service": "dnssec-route53.amazonaws.com"}


def key_policy(account_id: str) -> str:
    """Return the key policy that Route 53's developer guide asks for."""
    return json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Sid": "Let the account manage the key",
                    "Effect": "Allow",
                    "Principal": {"AWS": f"arn:aws:iam::{account_id}:root"},
                    "Action": "kms:*",
                    "Resource": "*",
                },
                {
                    "Sid": "Let Route 53 sign with the key",
                    "Effect": "Allow",
                    "Principal": ROUTE53_PRINCIPAL,
                    "Action": ["kms:DescribeKey", "kms:GetPublicKey", "kms:Sign"],
                    "Resource": "*",
                    "Condition": {"StringEquals": {"aws:SourceAccount": account_id}},
                },
                {
                    "Sid": "Let Route 53 create a grant for itself",
                    "Effect": "Allow",
                    "Principal": ROUTE53_PRINCIPAL,
                    "Action": "kms:CreateGrant",
                    "Resource": "*",
                    "Condition": {"Bool": {"kms:GrantIsForAWSResource": True}},
                },
            ],
        }
    )


def create_dnssec_key() -> str:
    """Create the KMS key behind a key-signing key and return its ARN."""
    account_id = boto3.client("sts", region_name="us-east-1").get_caller_identity()["Account"]
    key = boto3.client("kms", region_name="us-east-1").create_key(
        KeySpec="ECC_NIST_P256",
        KeyUsage="SIGN_VERIFY",
        Policy=key_policy(account_id),
        Description="DNSSEC key-signing key",
    )
    return key["KeyMetadata"]["Arn"]


def add_key_signing_key(zone_id: str, name: str) -> str:
    """Add an active key-signing key to a zone and return its DS record."""
    answer = boto3.client("route53").create_key_signing_key(
        CallerReference=f"{zone_id}-{name}",
        HostedZoneId=zone_id,
        KeyManagementServiceArn=create_dnssec_key(),
        Name=name,
        Status="ACTIVE",
    )
    return answer["KeySigningKey"]["DSRecord"]


def enable_dnssec(zone_id: str, name: str = "ksk_1") -> str:
    """Sign a hosted zone and return the DS record to publish in its parent."""
    ds_record = add_key_signing_key(zone_id, name)
    route53 = boto3.client("route53")
    change = route53.enable_hosted_zone_dnssec(HostedZoneId=zone_id)["ChangeInfo"]
    route53.get_waiter("resource_record_sets_changed").wait(Id=change["Id"])
    return ds_record


def remove_key_signing_key(zone_id: str, name: str) -> None:
    """Retire a key-signing key whose DS record is gone from the parent for long enough."""
    route53 = boto3.client("route53")
    route53.deactivate_key_signing_key(HostedZoneId=zone_id, Name=name)
    route53.delete_key_signing_key(HostedZoneId=zone_id, Name=name)


def publish_ds_at_registrar(zone_id: str, domain: str) -> None:
    """Have the registrar publish the DS record of each active key-signing key of a zone."""
    for key in boto3.client("route53").get_dnssec(HostedZoneId=zone_id)["KeySigningKeys"]:
        if key["Status"] == "ACTIVE":
            add_ds(domain, key)


def add_ds(domain: str, key: KeySigningKeyTypeDef) -> None:
    """Have the registrar publish the DS record of a key-signing key."""
    operation = registrar().associate_delegation_signer_to_domain(
        DomainName=domain,
        SigningAttributes={
            "Algorithm": key["SigningAlgorithmType"],
            "Flags": key["Flag"],
            "PublicKey": key["PublicKey"],
        },
    )
    wait_for_registrar(operation["OperationId"])


def withdraw_ds_from_registrar(domain: str) -> None:
    """Have the registrar take every DS record of a domain away."""
    for key in registrar().get_domain_detail(DomainName=domain)["DnssecKeys"]:
        operation = registrar().disassociate_delegation_signer_from_domain(
            DomainName=domain, Id=key["Id"]
        )
        wait_for_registrar(operation["OperationId"])


def wait_for_registrar(operation_id: str) -> None:
    """Wait until an operation is done; raise if it failed."""
    while True:
        operation = registrar().get_operation_detail(OperationId=operation_id)
        if operation["Status"] == "SUCCESSFUL":
            return
        if operation["Status"] in ("ERROR", "FAILED"):
            raise RuntimeError(f"{operation['Type']} failed: {operation.get('Message')}")
        time.sleep(30)


def registrar() -> Route53DomainsClient:
    """Return a client of Route 53 Domains, which is in this Region only."""
    return boto3.client("route53domains", region_name="us-east-1")
