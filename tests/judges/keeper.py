"""Who builds the zones of the zoo: by the API, as their owners do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import boto3

from tests.route53.dnssec_policies import SIGNING

if TYPE_CHECKING:
    from mock_dnssec import Account


class Keeper:
    """Builds zones by the API in one account; ``aws`` is the default account."""

    def __init__(self, aws: Account, account_id: str = "123456789012") -> None:
        self.aws = aws
        self._id = account_id
        credentials = aws.account(account_id).credentials
        self.route53 = boto3.client("route53", **credentials)
        self.kms = boto3.client("kms", **credentials)
        self.kms_keys: dict[str, str] = {}
        self.zone_ids: dict[str, str] = {}

    def zone(self, name: str) -> None:
        """Create a zone that its parent delegates, with a few records."""
        created = self.route53.create_hosted_zone(Name=name, CallerReference=name)
        self.zone_ids[name] = created["HostedZone"]["Id"]
        self.record(name, f"www.{name}", "A", "192.0.2.1", "192.0.2.2")
        self.aws.registry.delegate(name)

    def record(self, zone: str, name: str, record_type: str, *values: str, **more: Any) -> None:
        """Create or replace a record set, of values unless it is an alias."""
        record_set: Any = {"Name": name, "Type": record_type, **more}
        if values:
            record_set |= {"TTL": 300, "ResourceRecords": [{"Value": value} for value in values]}
        self.route53.change_resource_record_sets(
            HostedZoneId=self.zone_ids[zone],
            ChangeBatch={"Changes": [{"Action": "UPSERT", "ResourceRecordSet": record_set}]},
        )

    def key(self, zone: str, name: str = "ksk_1", status: str = "ACTIVE") -> str:
        """Add a key-signing key and return its DS record."""
        arn = self.kms.create_key(
            KeySpec="ECC_NIST_P256",
            KeyUsage="SIGN_VERIFY",
            Policy=SIGNING.replace("123456789012", self._id),
        )["KeyMetadata"]["Arn"]
        self.kms_keys[zone] = arn
        made = self.route53.create_key_signing_key(
            CallerReference=f"{zone} {name}",
            HostedZoneId=self.zone_ids[zone],
            KeyManagementServiceArn=arn,
            Name=name,
            Status=status,
        )
        return str(made["KeySigningKey"]["DSRecord"])

    def sign(self, zone: str) -> str:
        """Sign a zone and return the DS that its parent needs."""
        record = self.key(zone)
        self.route53.enable_hosted_zone_dnssec(HostedZoneId=self.zone_ids[zone])
        return record

    def signed_zone(self, name: str, *, ds: bool = True) -> str:
        """Create a zone, sign it, publish its DS unless told otherwise, and return the DS."""
        self.zone(name)
        record = self.sign(name)
        if ds:
            self.aws.registry.delegate(name, ds=[record])
        return record

    def servers(self, zone: str) -> list[str]:
        """Return the name servers of a zone."""
        found = self.route53.get_hosted_zone(Id=self.zone_ids[zone])
        return list(found["DelegationSet"]["NameServers"])

    def adopt(self, parent: str, child: str, servers: list[str], *ds: str) -> None:
        """Let a zone delegate one below it, in place of the registry."""
        self.aws.registry.undelegate(child)
        self.record(parent, child, "NS", *servers)
        if ds:
            self.record(parent, child, "DS", *ds)

    def child(self, name: str, parent: str, *, ds: bool) -> None:
        """Create a zone below another one of the account, which delegates it itself."""
        self.zone(name)
        records = [self.sign(name)] if ds else []
        self.adopt(parent, name, self.servers(name), *records)
