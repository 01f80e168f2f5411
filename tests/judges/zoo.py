"""A zoo of zones: one of every kind that a validating resolver meets."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from tests.judges.exhibits import exhibits
from tests.judges.unusual_delegations import UNUSUALLY_DELEGATED, UNUSUALLY_DELEGATED_EXHIBITS
from tests.judges.unusual_zones import UNUSUAL, UNUSUAL_EXHIBITS

if TYPE_CHECKING:
    from tests.judges.keeper import Keeper

UNKNOWN_ALGORITHM = "12345 12 2 " + 32 * "AB"
"""A DS for GOST R 34.10-2001, which validators do not have."""


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


def key_mended(keeper: Keeper) -> None:
    """Put up a zone whose KMS key was disabled, enabled again, and its key activated again."""
    keeper.signed_zone("mended.com")
    arn = keeper.kms_keys["mended.com"]
    keeper.kms.disable_key(KeyId=arn)
    keeper.kms.enable_key(KeyId=arn)
    keeper.route53.activate_key_signing_key(
        HostedZoneId=keeper.zone_ids["mended.com"], Name="ksk_1"
    )


def key_idle(keeper: Keeper) -> None:
    """Put up a zone whose parent has the DS of a key that does not sign yet."""
    keeper.signed_zone("idle.net")
    keeper.aws.registry.delegate("idle.net", ds=[keeper.key("idle.net", "ksk_2", "INACTIVE")])


def moved(keeper: Keeper) -> None:
    """Put up a signed zone to which the registry moved from an unsigned one of the same name."""
    keeper.zone("moved.org")
    created = keeper.route53.create_hosted_zone(Name="moved.org", CallerReference="new")
    keeper.zone_ids["moved.org"] = created["HostedZone"]["Id"]
    keeper.record("moved.org", "new.moved.org", "A", "192.0.2.3")
    ds, servers = keeper.sign("moved.org"), keeper.servers("moved.org")
    keeper.aws.registry.delegate("moved.org", name_servers=servers, ds=[ds])


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
    key_mended,
    key_idle,
    moved,
    key_doomed,
)
"""What has been as it is for longer than signatures last that were made in advance."""


def key_just_expired(keeper: Keeper) -> None:
    """Put up a zone whose KMS key is lost: the signatures in store run out within five days.

    They are over by two hours at least: unbound bears with a tenth of a signature's eleven.
    """
    keeper.signed_zone("justexpired.com")
    keeper.kms.disable_key(KeyId=keeper.kms_keys["justexpired.com"])


def key_nearly_expired(keeper: Keeper) -> None:
    """Put up another one, which is to be visited while the last signature in store holds."""
    keeper.signed_zone("nearlyexpired.com")
    keeper.kms.disable_key(KeyId=keeper.kms_keys["nearlyexpired.com"])


BUILT: tuple[tuple[timedelta, tuple[Callable[[Keeper], None], ...]], ...] = (
    (timedelta(days=8), LONG_AGO),
    (timedelta(hours=124), (key_just_expired,)),
    (timedelta(hours=113), (key_nearly_expired,)),
    (timedelta(), (*UNUSUAL, *UNUSUALLY_DELEGATED)),
)
"""How long before the visitors come what is built, the oldest first.

The last signature in store ends 114 to 122 hours after the loss of the key.
"""


EXHIBITS = (
    *exhibits(
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
        ("www.mended.com", "A", "secure"),
        ("www.idle.net", "A", "bogus"),
        ("new.moved.org", "A", "secure"),
        ("www.moved.org", "MX", "secure"),
        ("www.keylost.com", "A", "bogus"),
        ("www.keydoomed.com", "A", "bogus"),
        ("www.justexpired.com", "A", "bogus"),
        ("www.nearlyexpired.com", "A", "secure"),
    ),
    *UNUSUAL_EXHIBITS,
    *UNUSUALLY_DELEGATED_EXHIBITS,
)
