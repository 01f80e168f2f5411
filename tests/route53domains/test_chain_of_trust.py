"""The chain of trust, from a KMS key to the registry of the TLD."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient
    from mypy_boto3_route53 import Route53Client
    from mypy_boto3_route53.type_defs import KeySigningKeyTypeDef
    from mypy_boto3_route53domains import Route53DomainsClient

    from mock_dnssec import Account

    from .conftest import Details, Outcome, Register

SIGNING = json.dumps(
    {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Principal": {
                    "AWS": "arn:aws:iam::123456789012:root",
                    "Service": "dnssec-route53.amazonaws.com",
                },
                "Action": "kms:*",
                "Resource": "*",
            }
        ],
    }
)


@pytest.fixture
def zone_id(route53: Route53Client, register: Register) -> str:
    """The id of the zone that came with the domain example.com."""
    register("example.com")
    return route53.list_hosted_zones()["HostedZones"][0]["Id"]


@pytest.fixture
def ksk(kms: KMSClient, route53: Route53Client, zone_id: str) -> KeySigningKeyTypeDef:
    """An active key-signing key of the zone, which signs."""
    key = kms.create_key(KeySpec="ECC_NIST_P256", KeyUsage="SIGN_VERIFY", Policy=SIGNING)
    created = route53.create_key_signing_key(
        CallerReference="1",
        HostedZoneId=zone_id,
        KeyManagementServiceArn=key["KeyMetadata"]["Arn"],
        Name="ksk",
        Status="ACTIVE",
    )
    route53.enable_hosted_zone_dnssec(HostedZoneId=zone_id)
    return created["KeySigningKey"]


@pytest.fixture
def published(domains: Route53DomainsClient, ksk: KeySigningKeyTypeDef) -> str:
    """The id of the operation that publishes the key-signing key's DS record."""
    answer = domains.associate_delegation_signer_to_domain(
        DomainName="example.com",
        SigningAttributes={
            "Algorithm": ksk["SigningAlgorithmType"],
            "Flags": ksk["Flag"],
            "PublicKey": ksk["PublicKey"],
        },
    )
    return answer["OperationId"]


def test_the_registry_publishes_the_ds_of_the_key(
    aws: Account, ksk: KeySigningKeyTypeDef, published: str, outcome: Outcome, details: Details
) -> None:
    """What the registrar makes of the DNSKEY is what Route 53 says the DS is."""
    assert outcome(published) == ("SUCCESSFUL", "")

    (key,) = details()["DnssecKeys"]
    numbers = f"{key['KeyTag']} {key['Algorithm']} {key['DigestType']}"
    assert f"{numbers} {key['Digest']}" == ksk["DSRecord"]
    delegation = aws.registry.delegation("example.com")
    assert delegation is not None
    assert delegation.ds == (ksk["DSRecord"].lower(),)


def test_the_chain_is_taken_down_from_its_top(
    route53: Route53Client,
    domains: Route53DomainsClient,
    zone_id: str,
    published: str,
    details: Details,
) -> None:
    """Signing stays on, and the key active, until the registry has no DS any more."""
    in_parent = route53.exceptions.KeySigningKeyInParentDSRecord
    with pytest.raises(in_parent):
        route53.disable_hosted_zone_dnssec(HostedZoneId=zone_id)

    (key,) = details()["DnssecKeys"]
    domains.disassociate_delegation_signer_from_domain(DomainName="example.com", Id=key["Id"])

    route53.disable_hosted_zone_dnssec(HostedZoneId=zone_id)
    route53.deactivate_key_signing_key(HostedZoneId=zone_id, Name="ksk")
    route53.delete_key_signing_key(HostedZoneId=zone_id, Name="ksk")
    route53.delete_hosted_zone(Id=zone_id)


def test_a_deleted_domain_delegates_no_more(
    route53: Route53Client, domains: Route53DomainsClient, zone_id: str, published: str
) -> None:
    """With the registration goes the DS, and the zone may stop signing."""
    domains.delete_domain(DomainName="example.com")

    route53.disable_hosted_zone_dnssec(HostedZoneId=zone_id)


def test_a_domain_that_is_served_elsewhere(
    route53: Route53Client, domains: Route53DomainsClient, zone_id: str, ksk: KeySigningKeyTypeDef
) -> None:
    """A zone is not signed while the registry sends resolvers to other name servers."""
    route53.disable_hosted_zone_dnssec(HostedZoneId=zone_id)
    own = route53.get_hosted_zone(Id=zone_id)["DelegationSet"]["NameServers"]
    domains.update_domain_nameservers(
        DomainName="example.com", Nameservers=[{"Name": "ns1.example.net"}]
    )
    with pytest.raises(route53.exceptions.HostedZonePartiallyDelegated):
        route53.enable_hosted_zone_dnssec(HostedZoneId=zone_id)

    domains.update_domain_nameservers(
        DomainName="example.com", Nameservers=[{"Name": server} for server in own]
    )
    route53.enable_hosted_zone_dnssec(HostedZoneId=zone_id)


def test_what_a_test_says_of_a_parent_holds_first(
    aws: Account, route53: Route53Client, zone_id: str, published: str
) -> None:
    """A delegation that a test made up stands before what the registrar has published."""
    aws.registry.delegate("example.com")
    route53.disable_hosted_zone_dnssec(HostedZoneId=zone_id)

    aws.registry.undelegate("example.com")
    with pytest.raises(route53.exceptions.KeySigningKeyInParentDSRecord):
        route53.disable_hosted_zone_dnssec(HostedZoneId=zone_id)
