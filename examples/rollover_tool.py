"""The steps of DNSSEC automation, one function each, in plain boto3: stories put them in order."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import boto3
from dnssec_tool import add_ds, create_dnssec_key, registrar, wait_for_registrar
from publish_ds_at_registrar import register

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mypy_boto3_route53.literals import RRTypeType
    from mypy_boto3_route53.type_defs import KeySigningKeyTypeDef

HOUR = 3_600


class SignedDomain(NamedTuple):
    """A registered domain whose zone is signed by a key that the registry vouches for."""

    name: str
    zone_id: str
    key: KeySigningKeyTypeDef


def signed_domain(name: str = "example.com") -> SignedDomain:
    """Register a domain, sign its zone and have the registry publish the DS record."""
    zone_id = register(name)
    lower_ttls(zone_id)
    key = create_ksk(zone_id, "ksk_1")
    enable_signing(zone_id)
    add_ds(name, key)
    return SignedDomain(name, zone_id, key)


def put_records(zone_id: str, name: str, kind: RRTypeType, values: Sequence[str], ttl: int) -> None:
    """Publish records in a hosted zone, in place of those that it had."""
    boto3.client("route53").change_resource_record_sets(
        HostedZoneId=zone_id,
        ChangeBatch={
            "Changes": [
                {
                    "Action": "UPSERT",
                    "ResourceRecordSet": {
                        "Name": name,
                        "Type": kind,
                        "TTL": ttl,
                        "ResourceRecords": [{"Value": value} for value in values],
                    },
                }
            ]
        },
    )


def lower_ttls(zone_id: str, ttl: int = HOUR) -> None:
    """Let no answer of a zone live longer than ``ttl`` seconds."""
    route53 = boto3.client("route53")
    for records in route53.list_resource_record_sets(HostedZoneId=zone_id)["ResourceRecordSets"]:
        if records["TTL"] > ttl:
            values = [record["Value"] for record in records["ResourceRecords"]]
            put_records(zone_id, records["Name"], records["Type"], values, ttl)


def create_ksk(zone_id: str, name: str, status: str = "ACTIVE") -> KeySigningKeyTypeDef:
    """Add a key-signing key, backed by a new KMS key, to a zone."""
    answer = boto3.client("route53").create_key_signing_key(
        CallerReference=f"{zone_id}-{name}",
        HostedZoneId=zone_id,
        KeyManagementServiceArn=create_dnssec_key(),
        Name=name,
        Status=status,
    )
    return answer["KeySigningKey"]


def enable_signing(zone_id: str) -> None:
    """Let a zone sign its answers."""
    boto3.client("route53").enable_hosted_zone_dnssec(HostedZoneId=zone_id)


def disable_signing(zone_id: str) -> None:
    """Let a zone answer unsigned again."""
    boto3.client("route53").disable_hosted_zone_dnssec(HostedZoneId=zone_id)


def activate(zone_id: str, name: str) -> None:
    """Let a key-signing key sign."""
    boto3.client("route53").activate_key_signing_key(HostedZoneId=zone_id, Name=name)


def deactivate(zone_id: str, name: str) -> None:
    """Stop a key-signing key from signing."""
    boto3.client("route53").deactivate_key_signing_key(HostedZoneId=zone_id, Name=name)


def remove_ds(domain: str, key: KeySigningKeyTypeDef) -> None:
    """Have the registry take the DS record of a key-signing key away."""
    for signer in registrar().get_domain_detail(DomainName=domain)["DnssecKeys"]:
        if signer["KeyTag"] == key["KeyTag"]:
            operation = registrar().disassociate_delegation_signer_from_domain(
                DomainName=domain, Id=signer["Id"]
            )
            wait_for_registrar(operation["OperationId"])


def new_zone(name: str) -> str:
    """Create a hosted zone, to which nobody delegates yet, and return its id."""
    reference = f"{name} {boto3.client('route53').get_hosted_zone_count()['HostedZoneCount']}"
    created = boto3.client("route53").create_hosted_zone(Name=name, CallerReference=reference)
    lower_ttls(created["HostedZone"]["Id"])
    return created["HostedZone"]["Id"]


def name_servers(zone_id: str) -> list[str]:
    """Return the name servers of a hosted zone."""
    return boto3.client("route53").get_hosted_zone(Id=zone_id)["DelegationSet"]["NameServers"]


def move_to(domain: str, zone_id: str) -> None:
    """Have the registry send those who ask for a domain to another hosted zone."""
    operation = registrar().update_domain_nameservers(
        DomainName=domain, Nameservers=[{"Name": server} for server in name_servers(zone_id)]
    )
    wait_for_registrar(operation["OperationId"])
