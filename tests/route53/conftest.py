"""Fixtures for the tests of Route 53."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from botocore.config import Config
from botocore.loaders import Loader

from .dnssec_policies import SIGNING

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient
    from mypy_boto3_route53 import Route53Client
    from mypy_boto3_route53.type_defs import KeySigningKeyTypeDef

_OPERATIONS = Loader().load_service_model("route53", "service-2")["operations"]
_NEEDS = {
    "test_protections.py": "CreateResourceRecordSetProtections",
    "test_zone_features.py": "UpdateHostedZoneFeatures",
}
collect_ignore = [path for path, operation in _NEEDS.items() if operation not in _OPERATIONS]
"""What an older botocore cannot ask for."""

NewZone = Callable[..., str]
NewKmsKey = Callable[..., str]
NewKsk = Callable[..., "KeySigningKeyTypeDef"]


@pytest.fixture
def new_zone(route53: Route53Client) -> NewZone:
    """Return a function that creates a hosted zone and gives its bare id."""
    references = itertools.count()

    def create(name: str = "example.com", **more: Any) -> str:
        reference = f"zone {next(references)}"
        created = route53.create_hosted_zone(Name=name, CallerReference=reference, **more)
        return created["HostedZone"]["Id"].rpartition("/")[2]

    return create


@pytest.fixture(scope="session")
def impatient() -> Any:
    """Route 53 without retries, which botocore makes of PriorRequestNotComplete."""
    config = Config(retries={"total_max_attempts": 1})
    return boto3.session.Session().client("route53", region_name="us-east-1", config=config)


@pytest.fixture
def zone_id(new_zone: NewZone) -> str:
    """The id of example.com."""
    return new_zone()


@pytest.fixture
def private_zone_id(new_zone: NewZone) -> str:
    """The id of a private zone."""
    return new_zone("corp.example", VPC={"VPCRegion": "us-east-1", "VPCId": "vpc-0a1b2c3d"})


@pytest.fixture
def new_kms_key(kms: KMSClient) -> NewKmsKey:
    """Return a function that creates a KMS key, fit for DNSSEC unless told otherwise: its ARN."""
    fit = {"KeySpec": "ECC_NIST_P256", "KeyUsage": "SIGN_VERIFY", "Policy": SIGNING}

    def create(**changes: Any) -> str:
        return kms.create_key(**{**fit, **changes})["KeyMetadata"]["Arn"]

    return create


@pytest.fixture
def new_ksk(route53: Route53Client, zone_id: str, new_kms_key: NewKmsKey) -> NewKsk:
    """Return a function that creates a key-signing key, in example.com unless told otherwise."""

    def create(name: str = "ksk", status: str = "ACTIVE", **changes: Any) -> KeySigningKeyTypeDef:
        request = {
            "CallerReference": f"reference of {name}",
            "HostedZoneId": zone_id,
            "Name": name,
            "Status": status,
            **changes,
        }
        request.setdefault("KeyManagementServiceArn", new_kms_key())
        return route53.create_key_signing_key(**request)["KeySigningKey"]

    return create
