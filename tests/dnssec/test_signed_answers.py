"""What the name servers of a signed hosted zone answer, judged by dnspython and BIND."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import dns.dnssec
import dns.name
import dns.rrset
import pytest
from cryptography.hazmat.primitives.serialization import load_der_public_key
from dns.rcode import NOERROR, NXDOMAIN

from mock_dnssec import mock_dnssec
from tests.conftest import make_client

from .hosting import Hosting, signatures, types

if TYPE_CHECKING:
    from dns.name import Name
    from dns.node import Node
    from dns.rdataset import Rdataset

QUESTIONS = {
    "a record": ("www.example.com", "A", ["A", "RRSIG(A)"], []),
    "the apex": ("example.com", "SOA", ["SOA", "RRSIG(SOA)"], []),
    "name servers": ("example.com", "NS", ["NS", "RRSIG(NS)"], []),
    "keys": ("example.com", "DNSKEY", ["DNSKEY", "RRSIG(DNSKEY)"], []),
    "an alias": (
        "alias.example.com",
        "A",
        ["CNAME", "RRSIG(CNAME)", "A", "RRSIG(A)"],
        [],
    ),
    "an alias of another zone": ("out.example.com", "A", ["CNAME", "RRSIG(CNAME)"], []),
    "an alias of nothing": (
        "dangling.example.com",
        "A",
        ["CNAME", "RRSIG(CNAME)"],
        ["SOA", "RRSIG(SOA)", "NSEC", "RRSIG(NSEC)"],
    ),
    "a wildcard": ("any.wild.example.com", "TXT", ["TXT", "RRSIG(TXT)"], []),
    "the wildcard itself": ("*.wild.example.com", "TXT", ["TXT", "RRSIG(TXT)"], []),
    "no such name": (
        "missing.example.com",
        "A",
        [],
        ["SOA", "RRSIG(SOA)", "NSEC", "RRSIG(NSEC)"],
    ),
    "no such type": (
        "www.example.com",
        "AAAA",
        [],
        ["SOA", "RRSIG(SOA)", "NSEC", "RRSIG(NSEC)"],
    ),
}


@pytest.fixture
def zone(hosting: Hosting) -> str:
    """example.com, signed, with a few records."""
    zone, _ = hosting.signed()
    hosting.put(zone, "www.example.com", "A", "192.0.2.1", "192.0.2.2")
    hosting.put(zone, "alias.example.com", "CNAME", "www.example.com")
    hosting.put(zone, "out.example.com", "CNAME", "www.example.net")
    hosting.put(zone, "dangling.example.com", "CNAME", "gone.example.com")
    hosting.put(zone, "*.wild.example.com", "TXT", '"for all"')
    return zone


@pytest.mark.parametrize(
    ("name", "rdtype", "answer", "authority"), QUESTIONS.values(), ids=QUESTIONS
)
def test_everything_is_signed(
    hosting: Hosting, zone: str, name: str, rdtype: str, answer: list[str], authority: list[str]
) -> None:
    """Each RRset has a signature that dnspython validates, and denials carry their proof."""
    response = hosting.ask(name, rdtype)

    assert response.rcode == NOERROR
    assert response.authoritative
    assert types(response.answer) == answer
    assert types(response.authority) == authority
    hosting.check(response.answer + response.authority)


def test_the_key_set(hosting: Hosting, ds_by_bind: Callable[[str, str], str]) -> None:
    """The zone publishes its KSK and a ZSK for an hour, and BIND makes the KSK's DS of it."""
    _, ksk = hosting.signed()

    dnskeys, _ = hosting.ask("example.com", "DNSKEY").answer

    assert dnskeys.ttl == 3600
    assert sorted(key.flags for key in dnskeys) == [256, 257]
    assert {(key.protocol, key.algorithm) for key in dnskeys} == {(3, 13)}
    published = next(key.to_text(chunksize=0) for key in dnskeys if key.flags == 257)
    assert published == ksk["DNSKEYRecord"]
    assert ds_by_bind("example.com.", published).split() == ksk["DSRecord"].split()


def test_kms_signs_the_key_set_only(hosting: Hosting, zone: str) -> None:
    """The DNSKEY set is signed by the KMS key and no other, all else by the ZSK and no other."""
    dnskeys, key_signatures = hosting.ask("example.com", "DNSKEY").answer
    arn = hosting.route53.get_dnssec(HostedZoneId=zone)["KeySigningKeys"][0]["KmsArn"]
    public_key = load_der_public_key(hosting.kms.get_public_key(KeyId=arn)["PublicKey"])
    in_kms = dns.dnssec.make_dnskey(public_key, 13, 257)  # type: ignore[arg-type]
    zsk = next(key for key in dnskeys if key.flags == 256)

    assert [each.key_tag for each in key_signatures] == [dns.dnssec.key_id(in_kms)]
    owner = dns.name.from_text("example.com")
    by_kms: dict[Name, Node | Rdataset] = {owner: dns.rrset.from_rdata(owner, 3600, in_kms)}
    dns.dnssec.validate(dnskeys, key_signatures, by_kms, now=hosting.now())
    _, data_signatures = hosting.ask("www.example.com", "A").answer
    assert [each.key_tag for each in data_signatures] == [dns.dnssec.key_id(zsk)]


def test_active_keys_sign_and_inactive_keys_are_not_published(hosting: Hosting) -> None:
    """Two ACTIVE keys both sign the DNSKEY set; one that is INACTIVE is not in it."""
    zone, first = hosting.signed()
    second = hosting.ksk(zone, "second", "INACTIVE")

    def keys_and_tags() -> tuple[set[str], set[int]]:
        dnskeys, key_signatures = hosting.ask("example.com", "DNSKEY").answer
        ksks = {key.to_text(chunksize=0) for key in dnskeys if key.flags == 257}
        return ksks, {each.key_tag for each in key_signatures}

    assert keys_and_tags() == ({first["DNSKEYRecord"]}, {first["KeyTag"]})
    hosting.route53.activate_key_signing_key(HostedZoneId=zone, Name="second")
    assert keys_and_tags() == (
        {first["DNSKEYRecord"], second["DNSKEYRecord"]},
        {first["KeyTag"], second["KeyTag"]},
    )
    hosting.check(hosting.ask("example.com", "DNSKEY").answer)


@pytest.mark.parametrize("disabled", [False, True], ids=["never signed", "disabled"])
def test_an_unsigned_zone_has_nothing_of_dnssec(hosting: Hosting, disabled: bool) -> None:
    """A zone that does not sign has no keys, no signatures and no NSEC, and says NXDOMAIN."""
    zone = hosting.zone()
    hosting.aws.registry.delegate("example.com")
    if disabled:
        hosting.ksk(zone)
        hosting.route53.enable_hosted_zone_dnssec(HostedZoneId=zone)
        hosting.route53.disable_hosted_zone_dnssec(HostedZoneId=zone)

    answers = [hosting.ask("example.com", each) for each in ("DNSKEY", "SOA", "NSEC", "RRSIG")]
    missing = hosting.ask("missing.example.com", "A")

    assert [types(each.answer) for each in answers] == [[], ["SOA"], [], []]
    assert [types(each.authority) for each in answers] == [["SOA"], [], ["SOA"], ["SOA"]]
    assert (missing.rcode, types(missing.authority)) == (NXDOMAIN, ["SOA"])


def test_who_asks_for_no_dnssec_gets_none(hosting: Hosting, zone: str) -> None:
    """Without the DO bit a signed zone answers as an unsigned one does, keys excepted."""
    assert types(hosting.ask("www.example.com", "A", dnssec=False).answer) == ["A"]
    assert types(hosting.ask("example.com", "DNSKEY", dnssec=False).answer) == ["DNSKEY"]
    missing = hosting.ask("missing.example.com", "A", dnssec=False)
    assert (missing.rcode, types(missing.authority)) == (NXDOMAIN, ["SOA"])


@pytest.mark.parametrize(
    ("name", "labels"), [("a.wild.example.com", 4), ("a.b.wild.example.com", 5)]
)
def test_wildcards_are_signed_for_the_name_asked_for(
    hosting: Hosting, zone: str, name: str, labels: int
) -> None:
    """A wildcard's answer is signed as if the name were there: it needs no NSEC to be believed."""
    txt, signature = hosting.ask(name, "TXT").answer

    assert txt.name == dns.name.from_text(name)
    assert [each.labels for each in signature] == [labels]


def test_no_ttl_over_a_week(hosting: Hosting) -> None:
    """A signed zone serves a longer TTL as a week, and keeps what is stored."""
    zone = hosting.zone()
    hosting.aws.registry.delegate("example.com")
    hosting.put(zone, "old.example.com", "A", "192.0.2.1", ttl=1_000_000)
    before = hosting.ask("old.example.com", "A").answer[0].ttl
    hosting.ksk(zone)
    hosting.route53.enable_hosted_zone_dnssec(HostedZoneId=zone)

    record, signature = hosting.ask("old.example.com", "A").answer

    assert (before, record.ttl, signature.ttl) == (1_000_000, 604_800, 604_800)
    assert signature[0].original_ttl == 604_800
    listed = hosting.route53.list_resource_record_sets(HostedZoneId=zone)["ResourceRecordSets"]
    assert [each["TTL"] for each in listed if each["Type"] == "A"] == [1_000_000]


def test_any(hosting: Hosting, zone: str) -> None:
    """A question for ANY brings all there is, signed; the keys too at the apex."""
    apex = hosting.ask("example.com", "ANY")
    www = hosting.ask("www.example.com", "ANY")

    assert set(types(apex.answer)) == {
        each for rdtype in ("SOA", "NS", "DNSKEY") for each in (rdtype, f"RRSIG({rdtype})")
    }
    assert types(www.answer) == ["A", "RRSIG(A)"]
    hosting.check(apex.answer + www.answer)


def test_listings_show_nothing_of_it(hosting: Hosting, zone: str) -> None:
    """What signing adds to the DNS is in no listing and no count of records."""
    hosting.ask("example.com", "DNSKEY")
    listed = hosting.route53.list_resource_record_sets(HostedZoneId=zone)["ResourceRecordSets"]

    assert {each["Type"] for each in listed} == {"A", "CNAME", "NS", "SOA", "TXT"}
    count = hosting.route53.get_hosted_zone(Id=zone)["HostedZone"]["ResourceRecordSetCount"]
    assert count == len(listed)


def test_a_seed_gives_the_same_octets() -> None:
    """Two accounts with one seed publish the same keys and signatures, KMS's included."""

    def said() -> list[str]:
        with mock_dnssec(seed="dns") as account:
            hosting = Hosting(account, make_client("route53"), make_client("kms"))
            hosting.signed()
            questions = [("example.com", "DNSKEY"), ("no.example.com", "A"), ("example.com", "DS")]
            answers = [hosting.ask(*question) for question in questions]
            return [str(rrset) for each in answers for rrset in each.answer + each.authority]

    first = said()
    assert first == said()
    assert sum(" IN RRSIG " in line for line in first) == 4


def test_signatures_are_kept(hosting: Hosting, zone: str) -> None:
    """An answer that was signed a moment ago is given again as it was."""
    hosting.aws.clock.freeze()
    record, signature = hosting.ask("www.example.com", "A").answer
    hosting.ask("example.com", "SOA")
    again = hosting.ask("www.example.com", "A").answer

    assert again[0] is record
    assert signatures(record, again) is signature
