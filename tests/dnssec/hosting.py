"""Hosted zones by boto3 as tests of the DNS need them, and what the DNS then says."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

import dns.dnssec
import dns.name
import dns.rrset
from dns.rdatatype import RdataType

from mock_dnssec.dnssec.publication import Publication, publication_of
from tests.route53.dnssec_policies import SIGNING

if TYPE_CHECKING:
    from dns.name import Name
    from dns.node import Node
    from dns.rdataset import Rdataset
    from dns.rrset import RRset
    from mypy_boto3_kms import KMSClient
    from mypy_boto3_route53 import Route53Client
    from mypy_boto3_route53.literals import ChangeActionType
    from mypy_boto3_route53.type_defs import KeySigningKeyTypeDef

    from mock_dnssec import Account
    from mock_dnssec.dnssec.responses import Response


class Hosting:
    """One account's hosted zones. Zones are meant by id, names and values are text."""

    def __init__(self, aws: Account, route53: Route53Client, kms: KMSClient) -> None:
        self.aws = aws
        self.route53 = route53
        self.kms = kms
        self._numbers = itertools.count()

    def zone(self, name: str = "example.com", **more: Any) -> str:
        """Create a hosted zone."""
        reference = f"zone {next(self._numbers)}"
        created = self.route53.create_hosted_zone(Name=name, CallerReference=reference, **more)
        return created["HostedZone"]["Id"].rpartition("/")[2]

    def kms_key(self) -> str:
        """Create a KMS key that Route 53 may sign with, and return its ARN."""
        policy = SIGNING.replace("123456789012", self.aws.id)
        key = self.kms.create_key(KeySpec="ECC_NIST_P256", KeyUsage="SIGN_VERIFY", Policy=policy)
        return key["KeyMetadata"]["Arn"]

    def ksk(
        self, zone: str, name: str = "ksk", status: str = "ACTIVE", kms_key: str | None = None
    ) -> KeySigningKeyTypeDef:
        """Create a key-signing key, with a KMS key of its own unless one is given."""
        return self.route53.create_key_signing_key(
            CallerReference=f"{zone} {name}",
            HostedZoneId=zone,
            KeyManagementServiceArn=kms_key or self.kms_key(),
            Name=name,
            Status=status,
        )["KeySigningKey"]

    def signed(
        self, name: str = "example.com", kms_key: str | None = None
    ) -> tuple[str, KeySigningKeyTypeDef]:
        """Create a zone, sign it, and give the registry its DS."""
        zone = self.zone(name)
        ksk = self.ksk(zone, kms_key=kms_key)
        self.route53.enable_hosted_zone_dnssec(HostedZoneId=zone)
        self.aws.registry.delegate(name, ds=[ksk["DSRecord"]])
        return zone, ksk

    def put(self, zone: str, name: str, rdtype: str, *values: str, ttl: int = 300) -> None:
        """Put a record set into a zone, in place of the one that is there."""
        self._change("UPSERT", zone, name, rdtype, values, ttl)

    def remove(self, zone: str, name: str, rdtype: str, *values: str, ttl: int = 300) -> None:
        """Delete a record set from a zone."""
        self._change("DELETE", zone, name, rdtype, values, ttl)

    def name_servers(self, zone: str) -> list[str]:
        """Return the host names of a zone's servers."""
        return self.route53.get_hosted_zone(Id=zone)["DelegationSet"]["NameServers"]

    def _change(
        self,
        action: ChangeActionType,
        zone: str,
        name: str,
        rdtype: str,
        values: tuple[str, ...],
        ttl: int,
    ) -> None:
        records = [{"Value": value} for value in values]
        record_set: Any = {"Name": name, "Type": rdtype, "TTL": ttl, "ResourceRecords": records}
        self.route53.change_resource_record_sets(
            HostedZoneId=zone,
            ChangeBatch={"Changes": [{"Action": action, "ResourceRecordSet": record_set}]},
        )

    def ask(self, name: str, rdtype: str, *, dnssec: bool = True) -> Response:
        """Ask the DNS."""
        question = dns.name.from_text(name), RdataType.from_text(rdtype)
        return self.aws.dns.internet.ask(*question, dnssec=dnssec)

    def ask_at(self, zone: str, name: str, rdtype: str) -> Response:
        """Ask the servers of a zone."""
        servers = self.aws.dns.internet.path(dns.name.from_text(zone))[-1]
        return servers.answer(dns.name.from_text(name), RdataType.from_text(rdtype))

    def publication(self, zone: str) -> Publication:
        """Return what is published of a zone."""
        internet = self.aws.dns.internet
        hosted = self.aws.route53.zones.get(zone)
        return publication_of(internet, internet.of(self.aws, hosted))

    def now(self) -> float:
        """Return the account's time in seconds since 1970."""
        return self.aws.clock.now().timestamp()

    def check(self, rrsets: list[RRset], zone: str = "example.com") -> None:
        """Let dnspython validate a section: each RRset by signatures that are in it too.

        Raises dns.exception.ValidationFailure.
        """
        owner = dns.name.from_text(zone)
        keys: dict[Name, Node | Rdataset] = {owner: self.ask(zone, "DNSKEY").answer[0]}
        for rrset in rrsets:
            if rrset.rdtype != RdataType.RRSIG:
                dns.dnssec.validate(rrset, signatures(rrset, rrsets), keys, now=self.now())


def signatures(rrset: RRset, section: list[RRset]) -> RRset:
    """Return the signatures over an RRset in a section; an empty set if there are none."""
    for found in section:
        covered = (found.name, found.covers) == (rrset.name, rrset.rdtype)
        if found.rdtype == RdataType.RRSIG and covered:
            return found
    return dns.rrset.RRset(rrset.name, rrset.rdclass, RdataType.RRSIG, rrset.rdtype)


def types(section: list[RRset]) -> list[str]:
    """Return the types in a section, signatures by what they cover."""
    return [
        f"RRSIG({rrset.covers.name})" if rrset.rdtype == RdataType.RRSIG else rrset.rdtype.name
        for rrset in section
    ]
