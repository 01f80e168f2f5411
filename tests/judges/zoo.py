"""A zoo of zones: one of every kind that a validating resolver meets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from tests.conftest import make_client
from tests.route53.dnssec_policies import SIGNING

if TYPE_CHECKING:
    from mock_dnssec import Account

Verdict = Literal["secure", "insecure", "bogus"]

UNKNOWN_ALGORITHM = "12345 12 2 " + 32 * "AB"
"""A DS for GOST R 34.10-2001, which validators do not have."""


class Keeper:
    """Builds zones by the API, as their owners do."""

    def __init__(self, aws: Account) -> None:
        self.aws = aws
        self.route53 = make_client("route53")
        self.kms = make_client("kms")
        self.kms_keys: dict[str, str] = {}
        self.zone_ids: dict[str, str] = {}

    def zone(self, name: str) -> None:
        """Create a zone that its parent delegates, with a few records."""
        created = self.route53.create_hosted_zone(Name=name, CallerReference=name)
        self.zone_ids[name] = created["HostedZone"]["Id"]
        self.record(name, f"www.{name}", "A", "192.0.2.1", "192.0.2.2")
        self.aws.registry.delegate(name)

    def record(self, zone: str, name: str, record_type: str, *values: str) -> None:
        """Create or replace a record set."""
        record_set = {
            "Name": name,
            "Type": record_type,
            "TTL": 300,
            "ResourceRecords": [{"Value": value} for value in values],
        }
        change = {"Action": "UPSERT", "ResourceRecordSet": record_set}
        self.route53.change_resource_record_sets(
            HostedZoneId=self.zone_ids[zone], ChangeBatch={"Changes": [change]}
        )

    def key(self, zone: str, name: str = "ksk_1") -> str:
        """Add an active key-signing key and return its DS record."""
        arn = self.kms.create_key(KeySpec="ECC_NIST_P256", KeyUsage="SIGN_VERIFY", Policy=SIGNING)[
            "KeyMetadata"
        ]["Arn"]
        self.kms_keys[zone] = arn
        made = self.route53.create_key_signing_key(
            CallerReference=f"{zone} {name}",
            HostedZoneId=self.zone_ids[zone],
            KeyManagementServiceArn=arn,
            Name=name,
            Status="ACTIVE",
        )
        return str(made["KeySigningKey"]["DSRecord"])

    def signed_zone(self, name: str, *, ds: bool = True) -> str:
        """Create a zone, sign it, publish its DS unless told otherwise, and return the DS."""
        self.zone(name)
        record = self.key(name)
        self.route53.enable_hosted_zone_dnssec(HostedZoneId=self.zone_ids[name])
        if ds:
            self.aws.registry.delegate(name, ds=[record])
        return record

    def child(self, name: str, parent: str, *, ds: bool) -> None:
        """Create a zone below another one of the account, which delegates it itself."""
        records = [self.signed_zone(name, ds=False)] if ds else []
        if not ds:
            self.zone(name)
        self.aws.registry.undelegate(name)
        zone = self.route53.get_hosted_zone(Id=self.zone_ids[name])
        self.record(parent, name, "NS", *zone["DelegationSet"]["NameServers"])
        for record in records:
            self.record(parent, name, "DS", record)


def signed(keeper: Keeper) -> None:
    """Put up a signed zone whose parent has its DS, and names of several kinds in it."""
    keeper.signed_zone("signed.com")
    keeper.record("signed.com", "*.wild.signed.com", "TXT", '"any"')
    keeper.record("signed.com", "alias.signed.com", "CNAME", "www.signed.com")
    keeper.record("signed.com", "away.signed.com", "CNAME", "www.unsigned.com")
    keeper.record("signed.com", "big.signed.com", "TXT", *(f'"{n:0>200}"' for n in range(20)))
    keeper.record("signed.com", "a.deep.signed.com", "AAAA", "2001:db8::1")


def unsigned(keeper: Keeper) -> None:
    """Put up a zone that nobody has signed."""
    keeper.zone("unsigned.com")


def island(keeper: Keeper) -> None:
    """Put up a signed zone whose parent has no DS."""
    keeper.signed_zone("island.com", ds=False)


def family(keeper: Keeper) -> None:
    """Put up a signed zone with a signed child and an unsigned one, and below that a signed one."""
    keeper.signed_zone("family.org")
    keeper.child("son.family.org", "family.org", ds=True)
    keeper.child("guest.family.org", "family.org", ds=False)
    keeper.child("lost.guest.family.org", "guest.family.org", ds=True)


def rolling(keeper: Keeper) -> None:
    """Put up a zone in the midst of a rollover: two keys sign, the parent has the old one's DS."""
    keeper.signed_zone("rolling.net")
    keeper.key("rolling.net", "ksk_2")


def rolled(keeper: Keeper) -> None:
    """Put up a zone after a rollover: the second key signs, the first one is gone."""
    keeper.signed_zone("rolled.net")
    keeper.aws.registry.delegate("rolled.net", ds=[keeper.key("rolled.net", "ksk_2")])
    old = {"HostedZoneId": keeper.zone_ids["rolled.net"], "Name": "ksk_1"}
    keeper.route53.deactivate_key_signing_key(**old)
    keeper.route53.delete_key_signing_key(**old)


def two_ds(keeper: Keeper) -> None:
    """Put up a zone whose parent has its DS, and one more of a key that is not there."""
    record = keeper.signed_zone("twods.org")
    keeper.aws.registry.delegate("twods.org", ds=["54321 13 2 " + 32 * "CD", record])


def wrong_ds(keeper: Keeper) -> None:
    """Put up a zone whose parent has a DS with one wrong digit."""
    record = keeper.signed_zone("wrongds.com")
    wrong = record[:-1] + ("0" if record[-1] != "0" else "1")
    keeper.aws.registry.delegate("wrongds.com", ds=[wrong])


def foreign_ds(keeper: Keeper) -> None:
    """Put up a zone whose parent has a DS of an algorithm that validators do not know."""
    keeper.signed_zone("foreign.com")
    keeper.aws.registry.delegate("foreign.com", ds=[UNKNOWN_ALGORITHM])


def disabled_too_early(keeper: Keeper) -> None:
    """Put up a zone that is signed no more while the parent has its DS (again)."""
    record = keeper.signed_zone("toosoon.com", ds=False)
    keeper.route53.disable_hosted_zone_dnssec(HostedZoneId=keeper.zone_ids["toosoon.com"])
    keeper.aws.registry.delegate("toosoon.com", ds=[record])


def never_signed(keeper: Keeper) -> None:
    """Put up a zone that was never signed, with a DS at the parent: there is no DNSKEY."""
    keeper.zone("nokey.org")
    keeper.aws.registry.delegate("nokey.org", ds=["2371 13 2 " + 32 * "EF"])


def recreated(keeper: Keeper) -> None:
    """Put up a zone that was deleted and made anew with another key under the old DS."""
    record = keeper.signed_zone("again.net", ds=False)
    zone_id = keeper.zone_ids["again.net"]
    keeper.route53.disable_hosted_zone_dnssec(HostedZoneId=zone_id)
    ksk = {"HostedZoneId": zone_id, "Name": "ksk_1"}
    keeper.route53.deactivate_key_signing_key(**ksk)
    keeper.route53.delete_key_signing_key(**ksk)
    keeper.key("again.net", "ksk_2")
    keeper.route53.enable_hosted_zone_dnssec(HostedZoneId=zone_id)
    keeper.aws.registry.delegate("again.net", ds=[record])


def key_lost(keeper: Keeper) -> None:
    """Put up a zone whose KMS key was disabled long ago: its last signatures have run out."""
    keeper.signed_zone("keylost.com")
    keeper.kms.disable_key(KeyId=keeper.kms_keys["keylost.com"])


def key_doomed(keeper: Keeper) -> None:
    """Put up a zone whose KMS key was scheduled for deletion long ago."""
    keeper.signed_zone("keydoomed.com")
    keeper.kms.schedule_key_deletion(KeyId=keeper.kms_keys["keydoomed.com"], PendingWindowInDays=7)


LONG_AGO: tuple[Callable[[Keeper], None], ...] = (
    signed,
    unsigned,
    island,
    family,
    rolling,
    rolled,
    two_ds,
    wrong_ds,
    foreign_ds,
    disabled_too_early,
    never_signed,
    recreated,
    key_lost,
    key_doomed,
)
"""What is built eight days before the visitors come."""


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A question to the DNS, and the verdict that every validating resolver must reach."""

    name: str
    record_type: str
    verdict: Verdict

    def __str__(self) -> str:
        return f"{self.name} {self.record_type}"


EXHIBITS = tuple(
    Exhibit(*row)
    for row in (
        ("www.signed.com", "A", "secure"),
        ("signed.com", "SOA", "secure"),
        ("signed.com", "DNSKEY", "secure"),
        ("signed.com", "DS", "secure"),
        ("nobody.signed.com", "A", "secure"),
        ("www.signed.com", "MX", "secure"),
        ("deep.signed.com", "A", "secure"),
        ("some.wild.signed.com", "TXT", "secure"),
        ("some.wild.signed.com", "A", "secure"),
        ("alias.signed.com", "A", "secure"),
        ("away.signed.com", "A", "insecure"),
        ("big.signed.com", "TXT", "secure"),
        ("nobody-has-this.com", "A", "secure"),
        ("www.unsigned.com", "A", "insecure"),
        ("nobody.unsigned.com", "A", "insecure"),
        ("unsigned.com", "DS", "secure"),
        ("www.island.com", "A", "insecure"),
        ("www.family.org", "A", "secure"),
        ("www.son.family.org", "A", "secure"),
        ("son.family.org", "DS", "secure"),
        ("www.guest.family.org", "A", "insecure"),
        ("guest.family.org", "DS", "secure"),
        ("www.lost.guest.family.org", "A", "insecure"),
        ("www.rolling.net", "A", "secure"),
        ("www.rolled.net", "A", "secure"),
        ("www.twods.org", "A", "secure"),
        ("www.wrongds.com", "A", "bogus"),
        ("nobody.wrongds.com", "A", "bogus"),
        ("www.foreign.com", "A", "insecure"),
        ("www.toosoon.com", "A", "bogus"),
        ("www.nokey.org", "A", "bogus"),
        ("www.again.net", "A", "bogus"),
        ("www.keylost.com", "A", "bogus"),
        ("www.keydoomed.com", "A", "bogus"),
    )
)
