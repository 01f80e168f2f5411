"""What the reproductions have in hand: an account, its clients, and what they often need."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient
    from mypy_boto3_route53 import Route53Client

    from mock_dnssec import Account
    from mock_dnssec.route53.signing.zone_signing import ZoneSigning

MANAGED = {
    "Effect": "Allow",
    "Principal": {"AWS": "arn:aws:iam::123456789012:root"},
    "Action": "kms:*",
    "Resource": "*",
}
SIGNING = {
    "Effect": "Allow",
    "Principal": {"Service": "dnssec-route53.amazonaws.com"},
    "Action": ["kms:DescribeKey", "kms:GetPublicKey", "kms:Sign"],
    "Resource": "*",
}


@dataclass(frozen=True)
class Stage:
    """An account in which a documented error is to be brought about."""

    account: Account
    kms: KMSClient
    route53: Route53Client

    def zone(self, name: str = "example.com", **more: Any) -> str:
        """Create a hosted zone and return its id."""
        created = self.route53.create_hosted_zone(Name=name, CallerReference=name, **more)
        return created["HostedZone"]["Id"].rpartition("/")[2]

    def kms_key(self, **changes: Any) -> str:
        """Create a KMS key that Route 53 can sign with, unless changed, and return its ARN."""
        policy = json.dumps({"Version": "2012-10-17", "Statement": [MANAGED, SIGNING]})
        fit = {"KeySpec": "ECC_NIST_P256", "KeyUsage": "SIGN_VERIFY", "Policy": policy}
        return self.kms.create_key(**{**fit, **changes})["KeyMetadata"]["Arn"]

    def ksk(self, zone_id: str, name: str = "ksk", status: str = "ACTIVE") -> str:
        """Create a key-signing key in a zone and return the ARN of its KMS key."""
        created = self.route53.create_key_signing_key(
            CallerReference=name,
            HostedZoneId=zone_id,
            KeyManagementServiceArn=self.kms_key(),
            Name=name,
            Status=status,
        )
        return created["KeySigningKey"]["KmsArn"]

    def signing(self, zone_id: str) -> ZoneSigning:
        """Return the mock's own view of a zone's DNSSEC, which has the levers."""
        return self.account.route53.zones.get(zone_id).dnssec


Situation = Callable[[Stage], dict[str, Any]]
"""Prepares a stage and returns the parameters with which an operation then fails."""


def injected(stage: Stage) -> dict[str, Any]:
    """Stand for what no state of the account brings about: ``account.fail`` does."""
    return {}
