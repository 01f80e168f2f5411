"""The owner of a zone, who does all that DNSSEC needs by the API, and the parents of the zone."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any, Protocol

from ...route53.dnssec_policies import SIGNING
from ...route53.records import apply, change, upsert
from ...route53domains.contacts import CONTACT

if TYPE_CHECKING:
    from collections.abc import Callable

    from mypy_boto3_kms import KMSClient
    from mypy_boto3_route53 import Route53Client
    from mypy_boto3_route53.type_defs import KeySigningKeyTypeDef
    from mypy_boto3_route53domains import Route53DomainsClient

    from mock_dnssec import Account
    from mock_dnssec.dnssec.guard import Guard

HOUR, DAY = 3_600, 86_400

NS_TTL = 2 * DAY
"""That of a registry's NS records, and of the NS records of a new zone."""

PARENTS = ("registry", "registrar", "parent_zone")
"""The fixtures that are parents."""


def guarded(aws: Account, zone: Owner, act: Callable[..., object], *arguments: object) -> Guard:
    """Do something under guard."""
    with aws.guard(zone.name) as guard:
        act(*arguments)
    return guard


class Parent(Protocol):
    """Whoever publishes the DS records of the zone ``name``, for ``ttl`` seconds."""

    name: str
    ttl: int
    published: tuple[KeySigningKeyTypeDef, ...]

    def delegate(self, name_servers: list[str]) -> None:
        """Name these servers for the zone."""

    def publish(self, *keys: KeySigningKeyTypeDef) -> None:
        """Publish the DS of these keys and of no others."""


class Owner:
    """Somebody who has a zone and signs it."""

    _references = itertools.count()

    def __init__(
        self,
        kms: KMSClient,
        route53: Route53Client,
        name: str,
        ttl: int = HOUR,
        account_id: str = "123456789012",
    ) -> None:
        self.kms = kms
        self.route53 = route53
        self.name = name
        self._policy = SIGNING.replace("123456789012", account_id)
        self._numbers = itertools.count()
        reference = f"zone {next(self._references)}"
        created = route53.create_hosted_zone(Name=name, CallerReference=reference)
        self.id = created["HostedZone"]["Id"].rpartition("/")[2]
        self.name_servers = created["DelegationSet"]["NameServers"]
        self.lower_ttls(ttl)

    def lower_ttls(self, ttl: int) -> None:
        """Give the records that every zone has this TTL."""
        for kind in ("NS", "SOA"):
            [records] = self.route53.list_resource_record_sets(
                HostedZoneId=self.id, StartRecordName=self.name, StartRecordType=kind, MaxItems="1"
            )["ResourceRecordSets"]
            values = [record["Value"] for record in records["ResourceRecords"]]
            apply(self.route53, self.id, upsert(self.name, kind, *values, ttl=ttl))

    def create_ksk(self, status: str = "ACTIVE", arn: str | None = None) -> KeySigningKeyTypeDef:
        """Add a key-signing key, with a new KMS key if none is given, and return it."""
        number = next(self._numbers)
        return self.route53.create_key_signing_key(
            CallerReference=f"{self.id} {number}",
            HostedZoneId=self.id,
            KeyManagementServiceArn=arn or self._create_kms_key(),
            Name=f"ksk_{number}",
            Status=status,
        )["KeySigningKey"]

    def _create_kms_key(self) -> str:
        key = self.kms.create_key(
            KeySpec="ECC_NIST_P256", KeyUsage="SIGN_VERIFY", Policy=self._policy
        )
        return key["KeyMetadata"]["Arn"]

    def activate(self, key: KeySigningKeyTypeDef) -> None:
        """Let a key-signing key sign."""
        self.route53.activate_key_signing_key(HostedZoneId=self.id, Name=key["Name"])

    def deactivate(self, key: KeySigningKeyTypeDef) -> None:
        """Stop a key-signing key from signing."""
        self.route53.deactivate_key_signing_key(HostedZoneId=self.id, Name=key["Name"])

    def delete(self, key: KeySigningKeyTypeDef) -> None:
        """Delete a key-signing key that does not sign."""
        self.route53.delete_key_signing_key(HostedZoneId=self.id, Name=key["Name"])

    def enable(self) -> None:
        """Sign the zone."""
        self.route53.enable_hosted_zone_dnssec(HostedZoneId=self.id)

    def signed_below(self, parent: Parent) -> KeySigningKeyTypeDef:
        """Sign the zone and let its parent vouch for it; return its key-signing key."""
        key = self.create_ksk()
        self.enable()
        parent.publish(key)
        return key

    def disable(self) -> None:
        """Sign the zone no more."""
        self.route53.disable_hosted_zone_dnssec(HostedZoneId=self.id)


class Registry:
    """A registry outside the account, by the mock's own lever."""

    name = "example.com"
    ttl = DAY

    def __init__(self, aws: Account) -> None:
        self._registry = aws.registry
        self._name_servers: list[str] = []
        self.published: tuple[KeySigningKeyTypeDef, ...] = ()

    def delegate(self, name_servers: list[str]) -> None:
        """Name these servers for the zone."""
        self._name_servers = name_servers
        self.publish(*self.published)

    def publish(self, *keys: KeySigningKeyTypeDef) -> None:
        """Publish the DS of these keys and of no others."""
        self.published = keys
        records = [key["DSRecord"] for key in keys]
        self._registry.delegate(self.name, name_servers=self._name_servers, ds=records)


class Registrar:
    """Route 53 Domains: one record at a time, those that are new before those that are old."""

    name = "example.com"
    ttl = DAY

    def __init__(self, domains: Route53DomainsClient) -> None:
        self._domains = domains
        self.published: tuple[KeySigningKeyTypeDef, ...] = ()
        contacts: Any = {f"{role}Contact": CONTACT for role in ("Admin", "Registrant", "Tech")}
        domains.register_domain(DomainName=self.name, DurationInYears=1, **contacts)

    def delegate(self, name_servers: list[str]) -> None:
        """Name these servers for the zone."""
        servers: Any = [{"Name": each} for each in name_servers]
        self._domains.update_domain_nameservers(DomainName=self.name, Nameservers=servers)

    def publish(self, *keys: KeySigningKeyTypeDef) -> None:
        """Publish the DS of these keys and of no others."""
        known, wanted = ({key["KeyTag"] for key in each} for each in (self.published, keys))
        for key in keys:
            if key["KeyTag"] not in known:
                self._domains.associate_delegation_signer_to_domain(
                    DomainName=self.name,
                    SigningAttributes={
                        "Algorithm": key["SigningAlgorithmType"],
                        "Flags": key["Flag"],
                        "PublicKey": key["PublicKey"],
                    },
                )
        for signer in self._domains.get_domain_detail(DomainName=self.name)["DnssecKeys"]:
            if signer["KeyTag"] not in wanted:
                self._domains.disassociate_delegation_signer_from_domain(
                    DomainName=self.name, Id=signer["Id"]
                )
        self.published = keys


class ParentZone:
    """A signed zone of the same account, with a chain of trust of its own."""

    name = "shop.example.com"
    ttl = 2 * HOUR

    def __init__(self, aws: Account, kms: KMSClient, route53: Route53Client) -> None:
        self.owner = Owner(kms, route53, "example.com")
        self.published: tuple[KeySigningKeyTypeDef, ...] = ()
        self.key = self.owner.create_ksk()
        self.owner.enable()
        aws.registry.delegate("example.com", ds=[self.key["DSRecord"]])

    def delegate(self, name_servers: list[str]) -> None:
        """Name these servers for the zone."""
        apply(self.owner.route53, self.owner.id, upsert(self.name, "NS", *name_servers))

    def publish(self, *keys: KeySigningKeyTypeDef) -> None:
        """Publish the DS of these keys and of no others."""
        action, shown = ("UPSERT", keys) if keys else ("DELETE", self.published)
        records = [key["DSRecord"] for key in shown]
        ds = change(action, self.name, "DS", *records, ttl=self.ttl)
        apply(self.owner.route53, self.owner.id, ds)
        self.published = keys


def sign_a_copy(aws: Account, parent: Parent, copy: Owner, wait: int) -> None:
    """Move to a copy by way of an unsigned zone, as there is no other: its DS comes last."""
    parent.publish()
    aws.clock.advance(seconds=parent.ttl)
    parent.delegate(copy.name_servers)
    key = copy.create_ksk()
    copy.enable()
    aws.clock.advance(seconds=wait)
    parent.publish(key)
