"""Zones of the zoo to which the way down from the root is out of the ordinary."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tests.judges.exhibits import exhibits

if TYPE_CHECKING:
    from tests.judges.keeper import Keeper

ABSENT = "5 13 2 " + 32 * "AB"
"""A DS of a key that is nowhere."""

PRIVATE = "6 253 2 " + 32 * "AB"
"""A DS of a private algorithm, which validators pass over."""


def mixed_ds(keeper: Keeper) -> None:
    """Put up zones whose parents have a good DS beside bad ones, and one that is nearly good."""
    record = keeper.signed_zone("beside.com")
    keeper.aws.registry.delegate("beside.com", ds=[PRIVATE, record])
    keeper.signed_zone("amiss.com")
    keeper.aws.registry.delegate("amiss.com", ds=[PRIVATE, ABSENT])
    tag, _, digest_type, digest = keeper.signed_zone("nearly.com").split()
    keeper.aws.registry.delegate("nearly.com", ds=[f"{tag} 8 {digest_type} {digest}"])


def weak_digest(keeper: Keeper) -> None:
    """Put up a zone whose parent has a wrong DS with SHA-1 beside the right one with SHA-256."""
    record = keeper.signed_zone("weak.com")
    tag = record.split()[0]
    keeper.aws.registry.delegate("weak.com", ds=[f"{tag} 13 1 " + 20 * "AB", record])


def second_key_only(keeper: Keeper) -> None:
    """Put up a zone with two keys whose first one is lost, and whose parent has the second's DS."""
    keeper.signed_zone("second.com")
    lost = keeper.kms_keys["second.com"]
    keeper.aws.registry.delegate("second.com", ds=[keeper.key("second.com", "ksk_2")])
    keeper.kms.disable_key(KeyId=lost)


def sick_family(keeper: Keeper) -> None:
    """Put up a bogus zone with a signed child and an unsigned one."""
    keeper.signed_zone("sick.org")
    keeper.child("signed.sick.org", "sick.org", ds=True)
    keeper.child("unsigned.sick.org", "sick.org", ds=False)
    keeper.aws.registry.delegate("sick.org", ds=[ABSENT])


def vain_ds(keeper: Keeper) -> None:
    """Put up an unsigned zone that has a DS for its child all the same."""
    keeper.zone("vain.org")
    keeper.child("child.vain.org", "vain.org", ds=True)


def wildcard_and_cuts(keeper: Keeper) -> None:
    """Put up a signed zone with a wildcard, and with children two and three levels down."""
    keeper.signed_zone("cuts.net")
    keeper.record("cuts.net", "*.cuts.net", "A", "192.0.2.8")
    keeper.child("a.b.cuts.net", "cuts.net", ds=True)
    keeper.child("c.a.b.cuts.net", "a.b.cuts.net", ds=False)
    keeper.record("cuts.net", "lame.cuts.net", "NS", "ns.nowhere.example")
    keeper.record("cuts.net", "under.lame.cuts.net", "A", "192.0.2.9")
    keeper.record("cuts.net", "alone.cuts.net", "DS", ABSENT)


def overruled(keeper: Keeper) -> None:
    """Put up a signed child of a signed zone, of whose DS the registry knows nothing."""
    keeper.signed_zone("overruled.com")
    keeper.child("child.overruled.com", "overruled.com", ds=True)
    keeper.aws.registry.delegate("child.overruled.com")


def white_label(keeper: Keeper) -> None:
    """Put up a signed zone whose servers have names of its own."""
    record = keeper.signed_zone("label.com")
    servers = ["ns1.label.com", "ns2.label.com"]
    keeper.record("label.com", "label.com", "NS", *servers)
    keeper.aws.registry.delegate("label.com", name_servers=servers, ds=[record])


def signed_again(keeper: Keeper) -> None:
    """Put up a zone that was signed, unsigned, and signed again with the same key."""
    record = keeper.signed_zone("anew.com", ds=False)
    zone_id = keeper.zone_ids["anew.com"]
    keeper.route53.disable_hosted_zone_dnssec(HostedZoneId=zone_id)
    keeper.route53.enable_hosted_zone_dnssec(HostedZoneId=zone_id)
    keeper.aws.registry.delegate("anew.com", ds=[record])


UNUSUALLY_DELEGATED: tuple[Callable[[Keeper], None], ...] = (
    mixed_ds,
    weak_digest,
    second_key_only,
    sick_family,
    vain_ds,
    wildcard_and_cuts,
    overruled,
    white_label,
    signed_again,
)

UNUSUALLY_DELEGATED_EXHIBITS = exhibits(
    ("www.beside.com", "A", "secure"),
    ("www.amiss.com", "A", "bogus"),
    ("www.nearly.com", "A", "bogus"),
    ("www.weak.com", "A", "secure"),
    ("www.second.com", "A", "secure"),
    ("www.signed.sick.org", "A", "bogus"),
    ("signed.sick.org", "DS", "bogus"),
    ("www.unsigned.sick.org", "A", "bogus"),
    ("sick.org", "DS", "secure"),
    ("www.child.vain.org", "A", "insecure"),
    ("child.vain.org", "DS", "insecure"),
    ("child.vain.org", "DNSKEY", "insecure"),
    ("www.a.b.cuts.net", "A", "secure"),
    ("b.cuts.net", "A", "secure"),
    ("x.b.cuts.net", "A", "secure"),
    ("x.y.cuts.net", "A", "secure"),
    ("nobody.a.b.cuts.net", "A", "secure"),
    ("www.c.a.b.cuts.net", "A", "insecure"),
    ("lame.cuts.net", "DS", "secure"),
    ("alone.cuts.net", "A", "secure"),
    ("under.alone.cuts.net", "A", "secure"),
    ("www.child.overruled.com", "A", "insecure"),
    ("www.label.com", "A", "secure"),
    ("label.com", "NS", "secure"),
    ("www.anew.com", "A", "secure"),
)
