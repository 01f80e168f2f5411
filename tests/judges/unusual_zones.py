"""Zones of the zoo whose names, records or places in the tree are out of the ordinary."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

import dns.dnssec
import dns.rdata
from dns.dnssectypes import DSDigest

from tests.judges.exhibits import exhibits
from tests.judges.keeper import Keeper

if TYPE_CHECKING:
    from dns.rdtypes.ANY.DNSKEY import DNSKEY

ELB_ZONE = "Z35SXDOTRQ7X7K"
"""The hosted zone of the classic load balancers of us-east-1."""

LABEL = 63 * "a"
LONGEST = f"{'.'.join(3 * [LABEL])}.{49 * 'b'}.names.com"
"""A name of 255 octets on the wire: nothing fits below it."""

VALUES = {
    "AAAA": ("2001:db8::1",),
    "CAA": ('0 issue "amazon.com"', '0 iodef "mailto:a@b.com"'),
    "HTTPS": ("1 . alpn=h2",),
    "MX": ("10 mail.records.net", "20 mail.example.org"),
    "NAPTR": ('100 10 "u" "sip+E2U" "!^.*$!sip:a@b.com!" .',),
    "PTR": ("www.records.net",),
    "SPF": ('"v=spf1 -all"',),
    "SRV": ("1 2 5060 sip.records.net",),
    "SSHFP": (f"4 2 {32 * 'ab'}",),
    "SVCB": ("1 svc.records.net port=853",),
    "TLSA": (f"3 1 1 {32 * 'cd'}",),
    "TXT": ('"one" "two" "three"', '"\\"quoted\\" \\\\ \\344"', f'"{255 * "x"}" "y"'),
}
"""Values of the types that have not been seen in other zones."""


def odd_names(keeper: Keeper) -> None:
    """Put up a signed zone with names of all the characters and lengths that there are."""
    keeper.signed_zone("names.com")
    for name in (LONGEST, f"{LABEL}.names.com", "a\\052b.names.com", "a\\056b.names.com"):
        keeper.record("names.com", name, "A", "192.0.2.4")
    keeper.record("names.com", "_dmarc.names.com", "TXT", '"v=DMARC1; p=reject"')
    keeper.record("names.com", "MiXeD.names.com", "A", "192.0.2.5")
    keeper.record("names.com", "xn--bcher-kva.names.com", "A", "192.0.2.6")


def every_type(keeper: Keeper) -> None:
    """Put up a signed zone with a record of each type, of several strings and values."""
    keeper.signed_zone("records.net")
    for record_type, values in VALUES.items():
        keeper.record("records.net", f"{record_type}.records.net", record_type, *values)


def wild_apex(keeper: Keeper) -> None:
    """Put up a signed zone in which every name exists, and an unsigned child all the same."""
    keeper.signed_zone("wild.org")
    keeper.record("wild.org", "*.wild.org", "A", "192.0.2.7")
    keeper.record("wild.org", "*.also.wild.org", "CNAME", "www.wild.org")
    keeper.record("wild.org", "*.deep.er.wild.org", "MX", "1 www.wild.org")
    keeper.record("wild.org", "some.deep.er.wild.org", "A", "192.0.2.8")
    keeper.child("tame.wild.org", "wild.org", ds=False)


def routed(keeper: Keeper) -> None:
    """Put up a signed zone with aliases and weighted records."""
    keeper.signed_zone("routed.com")
    zone_id = keeper.zone_ids["routed.com"].rpartition("/")[2]
    for name, zone, target in (
        ("routed.com", zone_id, "www.routed.com"),
        ("elb.routed.com", ELB_ZONE, "my-lb-1.us-east-1.elb.amazonaws.com"),
    ):
        alias = {"HostedZoneId": zone, "DNSName": target, "EvaluateTargetHealth": False}
        keeper.record("routed.com", name, "A", AliasTarget=alias)
    for number in (1, 2, 3):
        which: Any = {"SetIdentifier": str(number), "Weight": number}
        keeper.record("routed.com", "weighted.routed.com", "A", f"192.0.2.{number}", **which)
    for number in range(12):
        each: Any = {"SetIdentifier": str(number), "MultiValueAnswer": True}
        keeper.record("routed.com", "multi.routed.com", "A", f"192.0.2.{number}", **each)
    for region, target in (("us-east-1", "www.signed.com"), ("eu-west-1", "www.routed.com")):
        near: Any = {"SetIdentifier": region, "Region": region}
        keeper.record("routed.com", "near.routed.com", "CNAME", target, **near)
    french: Any = {"SetIdentifier": "fr", "GeoLocation": {"CountryCode": "FR"}}
    keeper.record("routed.com", "french.routed.com", "A", "192.0.2.9", **french)


def aliases(keeper: Keeper) -> None:
    """Put up a signed zone whose CNAMEs lead to other zones, one after another."""
    keeper.signed_zone("aliases.net")
    for name, target in (
        ("secure", "www.signed.com"),
        ("denied", "nobody.signed.com"),
        ("twice", "secure.aliases.net"),
        ("through", "away.signed.com"),
        ("broken", "www.wrongds.com"),
        ("below", "www.shop.aliases.net"),
    ):
        keeper.record("aliases.net", f"{name}.aliases.net", "CNAME", target)
    keeper.child("shop.aliases.net", "aliases.net", ds=True)


def far_away(keeper: Keeper) -> None:
    """Put up a signed zone two levels below its signed parent, in another account."""
    keeper.signed_zone("corp.net")
    other = Keeper(keeper.aws, "210987654321")
    other.zone("team.lab.corp.net")
    keeper.adopt(
        "corp.net",
        "team.lab.corp.net",
        other.servers("team.lab.corp.net"),
        other.sign("team.lab.corp.net"),
    )


def deep_suffixes(keeper: Keeper) -> None:
    """Put up signed zones several levels below the top-level domain that delegates them."""
    keeper.signed_zone("shop.co.uk")
    keeper.signed_zone("8.44.in-addr.arpa")
    keeper.record("8.44.in-addr.arpa", "1.0.8.44.in-addr.arpa", "PTR", "www.signed.com")
    keeper.record("8.44.in-addr.arpa", "0/25.0.8.44.in-addr.arpa", "TXT", '"RFC 2317"')


def other_digests(keeper: Keeper) -> None:
    """Put up zones whose parents have a DS with another digest than SHA-256."""
    for name, digest in (("sha384.org", DSDigest.SHA384), ("sha1.org", DSDigest.SHA1)):
        keeper.signed_zone(name)
        ksk = keeper.route53.get_dnssec(HostedZoneId=keeper.zone_ids[name])["KeySigningKeys"][0]
        key = cast("DNSKEY", dns.rdata.from_text("IN", "DNSKEY", ksk["DNSKEYRecord"]))
        ds = dns.dnssec.make_ds(f"{name}.", key, digest, validating=True)
        keeper.aws.registry.delegate(name, ds=[ds.to_text()])


UNUSUAL: tuple[Callable[[Keeper], None], ...] = (
    odd_names,
    every_type,
    wild_apex,
    routed,
    aliases,
    far_away,
    deep_suffixes,
    other_digests,
)

UNUSUAL_EXHIBITS = exhibits(
    (LONGEST, "A", "secure"),
    (LONGEST, "MX", "secure"),
    (f"b{LONGEST[1:]}", "A", "secure"),
    (f"{LABEL}.names.com", "A", "secure"),
    (f"{LABEL}.names.com", "TXT", "secure"),
    (f"{LABEL[1:]}z.names.com", "A", "secure"),
    ("a*b.names.com", "A", "secure"),
    (r"a\.b.names.com", "A", "secure"),
    (r"a\.c.names.com", "A", "secure"),
    ("b.names.com", "A", "secure"),
    ("_dmarc.names.com", "TXT", "secure"),
    ("mixed.NAMES.com", "A", "secure"),
    ("NoBody.names.com", "A", "secure"),
    ("xn--bcher-kva.names.com", "A", "secure"),
    *((f"{record_type}.records.net", record_type, "secure") for record_type in VALUES),
    ("records.net", "NS", "secure"),
    ("records.net", "MX", "secure"),
    ("www.records.net", "CNAME", "secure"),
    ("www.records.net", "DS", "secure"),
    ("www.records.net", "DNSKEY", "secure"),
    ("www.records.net", "TYPE65280", "secure"),
    ("records.net", "CDS", "secure"),
    ("www.records.net", "NSEC", "bogus"),
    ("records.net", "NSEC", "bogus"),
    ("nobody.records.net", "NSEC", "bogus"),
    ("any.wild.org", "A", "secure"),
    ("so.many.levels.wild.org", "A", "secure"),
    ("any.wild.org", "AAAA", "secure"),
    ("*.wild.org", "A", "secure"),
    ("some.also.wild.org", "A", "secure"),
    ("www.tame.wild.org", "A", "insecure"),
    ("tame.wild.org", "DS", "secure"),
    ("any.deep.er.wild.org", "MX", "secure"),
    ("any.deep.er.wild.org", "A", "secure"),
    ("some.deep.er.wild.org", "MX", "secure"),
    ("below.some.deep.er.wild.org", "MX", "secure"),
    ("er.wild.org", "A", "secure"),
    ("x.er.wild.org", "A", "secure"),
    ("x.*.wild.org", "A", "secure"),
    ("routed.com", "A", "secure"),
    ("elb.routed.com", "A", "secure"),
    ("elb.routed.com", "AAAA", "secure"),
    ("weighted.routed.com", "A", "secure"),
    ("weighted.routed.com", "TXT", "secure"),
    ("multi.routed.com", "A", "secure"),
    ("near.routed.com", "A", "secure"),
    ("french.routed.com", "A", "secure"),
    ("secure.aliases.net", "A", "secure"),
    ("denied.aliases.net", "A", "secure"),
    ("denied.aliases.net", "NSEC", "bogus"),
    ("twice.aliases.net", "NSEC", "bogus"),
    ("twice.aliases.net", "A", "secure"),
    ("through.aliases.net", "A", "insecure"),
    ("broken.aliases.net", "A", "bogus"),
    ("below.aliases.net", "A", "secure"),
    ("below.aliases.net", "MX", "secure"),
    ("www.team.lab.corp.net", "A", "secure"),
    ("team.lab.corp.net", "DS", "secure"),
    ("lab.corp.net", "A", "secure"),
    ("lab.corp.net", "DS", "secure"),
    ("www.shop.co.uk", "A", "secure"),
    ("co.uk", "DS", "secure"),
    ("1.0.8.44.in-addr.arpa", "PTR", "secure"),
    ("0/25.0.8.44.in-addr.arpa", "TXT", "secure"),
    ("www.sha384.org", "A", "secure"),
    ("www.sha1.org", "A", "secure"),
    (".", "DNSKEY", "secure"),
    (".", "NS", "secure"),
    ("com", "SOA", "secure"),
    ("com", "DS", "secure"),
    ("com", "TXT", "secure"),
)
