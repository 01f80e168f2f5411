"""The small internet around an account: who delegates to whom, and what is proven of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import boto3
import dns.dnssec
import dns.name
import pytest
from dns.dnssectypes import DSDigest
from dns.rcode import NOERROR, NXDOMAIN, REFUSED, SERVFAIL
from dns.rdatatype import RdataType

from mock_dnssec import mock_dnssec

from .hosting import Hosting, types

if TYPE_CHECKING:
    from dns.rdtypes.ANY.DNSKEY import DNSKEY

    from mock_dnssec import Account


def path(hosting: Hosting, name: str) -> list[str]:
    """Return the zones whose servers one asks for a name, from the root down."""
    servers = hosting.aws.dns.internet.path(dns.name.from_text(name))
    return [each.name.to_text() for each in servers]


def test_root_and_tlds_are_signed(hosting: Hosting) -> None:
    """The root vouches for a TLD by its DS, the trust anchor for the root."""
    internet = hosting.aws.dns.internet
    for zone in (".", "com", "co"):
        answer = hosting.ask(zone, "DNSKEY").answer
        hosting.check(answer, zone)
        ksk: DNSKEY = next(key for key in answer[0] if key.flags == 257)
        ds = dns.dnssec.make_ds(answer[0].name, ksk, DSDigest.SHA256)
        published = internet.trust_anchor if zone == "." else hosting.ask(zone, "DS").answer[0][0]
        assert published == ds
    assert hosting.ask("com", "DS").answer[0].ttl == 86_400
    assert hosting.ask("com", "NS").answer[0].ttl == 172_800


def test_the_trust_anchor(aws: Account) -> None:
    """The trust anchor is a statement that BIND reads, of the DS of the root's key."""
    ds = aws.dns.internet.trust_anchor
    found = re.fullmatch(
        r'trust-anchors \{ \. static-ds (\d+) 13 2 "([0-9A-F]{64})"; \};\n', aws.dns.trust_anchor
    )
    assert found is not None
    assert (int(found[1]), bytes.fromhex(found[2])) == (ds.key_tag, ds.digest)


def test_the_anchor_comes_from_the_seed() -> None:
    """A seed gives the same root, no seed another one each time."""

    def anchor(seed: str | None) -> str:
        with mock_dnssec(seed=seed) as account:
            return account.dns.trust_anchor

    assert anchor("a") == anchor("a")
    assert len({anchor("a"), anchor("b"), anchor(None), anchor(None)}) == 4


def test_a_name_that_nobody_delegates(hosting: Hosting) -> None:
    """A hosted zone that its parent does not delegate is not to be found, and that is proven."""
    hosting.zone()

    response = hosting.ask("www.example.com", "A")

    assert path(hosting, "www.example.com") == [".", "com."]
    assert (response.rcode, types(response.answer)) == (NOERROR, [])
    assert "NSEC \\000.www.example.com. RRSIG NSEC" in response.authority[2].to_text()
    assert hosting.ask("www.example.com", "A", dnssec=False).rcode == NXDOMAIN
    hosting.check(response.authority, "com")


@pytest.mark.parametrize("rdtype", ["DS", "A"])
def test_an_insecure_delegation(hosting: Hosting, rdtype: str) -> None:
    """The registry's delegation without a DS is proven to be insecure by the TLD."""
    hosting.zone()
    hosting.aws.registry.delegate("example.com")

    response = hosting.ask_at("com", "example.com", rdtype)

    proof = next(each for each in response.authority if each.rdtype == RdataType.NSEC)
    assert proof.to_text() == r"example.com. 900 IN NSEC \000.example.com. NS RRSIG NSEC"
    assert response.authoritative == (rdtype == "DS")
    hosting.check([each for each in response.authority if each.rdtype != RdataType.NS], "com")
    assert path(hosting, "www.example.com") == [".", "com.", "example.com."]


def test_a_secure_delegation(hosting: Hosting) -> None:
    """The registry's DS is in the TLD, signed there; the NS beside it are the zone's servers."""
    zone, ksk = hosting.signed()

    referral = hosting.ask_at("com", "www.example.com", "A")

    assert types(referral.authority) == ["NS", "DS", "RRSIG(DS)"]
    assert not referral.authoritative
    servers = sorted(f"{server}." for server in hosting.name_servers(zone))
    assert sorted(each.to_text() for each in referral.authority[0]) == servers
    assert [each.to_text().upper() for each in referral.authority[1]] == [ksk["DSRecord"]]
    hosting.check(referral.authority[1:], "com")


def test_a_parent_in_the_account(hosting: Hosting) -> None:
    """A hosted zone with NS records for another delegates to it, securely if it has its DS."""
    parent, _ = hosting.signed()
    child = hosting.zone("child.example.com")
    ksk = hosting.ksk(child)
    hosting.route53.enable_hosted_zone_dnssec(HostedZoneId=child)
    assert path(hosting, "www.child.example.com") == [".", "com.", "example.com."]

    hosting.put(parent, "child.example.com", "NS", *hosting.name_servers(child))
    assert path(hosting, "www.child.example.com")[2:] == ["example.com.", "child.example.com."]
    assert hosting.ask("child.example.com", "DS").answer == []
    hosting.put(parent, "child.example.com", "DS", ksk["DSRecord"], ttl=300)

    ds, signature = hosting.ask("child.example.com", "DS").answer
    assert ds.to_text().upper().endswith(ksk["DSRecord"])
    hosting.check([ds, signature], "example.com")
    hosting.check(hosting.ask("www.child.example.com", "A").authority, "child.example.com")


def test_only_the_closest_zone_is_asked(hosting: Hosting) -> None:
    """NS and DS records in a zone that is not the parent do nothing: its delegation hides them."""
    grandparent, _ = hosting.signed()
    parent, child = hosting.zone("b.example.com"), hosting.zone("a.b.example.com")
    hosting.put(grandparent, "b.example.com", "NS", *hosting.name_servers(parent))
    hosting.put(grandparent, "a.b.example.com", "NS", *hosting.name_servers(child))
    hosting.put(grandparent, "a.b.example.com", "DS", f"1 13 2 {'0' * 64}")

    assert path(hosting, "a.b.example.com") == [".", "com.", "example.com.", "b.example.com."]
    assert hosting.ask("a.b.example.com", "DS").rcode == NXDOMAIN
    hosting.put(parent, "a.b.example.com", "NS", *hosting.name_servers(child))
    assert path(hosting, "a.b.example.com")[-1] == "a.b.example.com."
    assert hosting.ask("a.b.example.com", "DS").answer == []


def test_a_ds_without_name_servers(hosting: Hosting) -> None:
    """A DS without NS is a record like any other: nobody is led anywhere by it."""
    parent, _ = hosting.signed()
    hosting.zone("child.example.com")
    hosting.put(parent, "child.example.com", "DS", f"1 13 2 {'0' * 64}")

    assert types(hosting.ask("child.example.com", "DS").answer) == ["DS", "RRSIG(DS)"]
    assert path(hosting, "www.child.example.com")[-1] == "example.com."


@pytest.mark.parametrize("servers", [["ns.example.net"], ["a.root-servers.net", "ns.invalid"]])
def test_lame_delegations(hosting: Hosting, servers: list[str]) -> None:
    """Name servers that do not have the zone give no answer, though the DS is there."""
    _, ksk = hosting.signed()
    hosting.aws.registry.delegate("example.com", name_servers=servers, ds=[ksk["DSRecord"]])

    response = hosting.ask("www.example.com", "A")

    assert (response.rcode, response.answer, response.authority) == (SERVFAIL, [], [])
    assert path(hosting, "www.example.com") == [".", "com."]
    assert types(hosting.ask("example.com", "DS").answer) == ["DS", "RRSIG(DS)"]


def test_a_delegation_to_nowhere(hosting: Hosting) -> None:
    """What the registry delegates to the zone's own servers is not delegated without a zone."""
    hosting.aws.registry.delegate("example.com", ds=[f"1 13 2 {'0' * 64}"])
    assert hosting.ask("example.com", "DS", dnssec=False).rcode == NXDOMAIN

    hosting.zone()

    assert len(hosting.ask("example.com", "DS").answer) == 2
    assert path(hosting, "example.com")[-1] == "example.com."


def test_where_a_referral_leads(hosting: Hosting) -> None:
    """The servers of a child are found by its parent's referral, and by no other zone's."""
    hosting.signed()
    internet = hosting.aws.dns.internet
    names = [dns.name.from_text(name) for name in (".", "com", "example.com")]
    root, com, example = internet.path(names[-1])

    assert internet.delegated(root, names[1]) is com
    assert internet.delegated(com, names[2]) is example
    assert internet.delegated(root, names[2]) is None
    assert internet.delegated(com, dns.name.from_text("example.net")) is None


def test_zones_of_one_name(hosting: Hosting) -> None:
    """Of two zones with one name, that one answers whose servers the parent names."""
    zones = {text: hosting.zone() for text in ("first", "second")}
    for text, zone in zones.items():
        hosting.put(zone, "example.com", "TXT", f'"{text}"')

    for text, zone in zones.items():
        hosting.aws.registry.delegate("example.com", name_servers=hosting.name_servers(zone))
        assert text in hosting.ask("example.com", "TXT").answer[0].to_text()


def test_white_label_servers(hosting: Hosting) -> None:
    """Servers that a zone calls by names of its own are found by these names."""
    zone = hosting.zone()
    hosting.put(zone, "example.com", "NS", "ns1.example.com", "ns2.example.com")
    hosting.aws.registry.delegate("example.com", name_servers=["ns1.example.com"])

    assert path(hosting, "example.com")[-1] == "example.com."


def test_private_zones_are_not_there(hosting: Hosting) -> None:
    """A private zone answers nobody on the internet."""
    vpc = {"VPCRegion": "us-east-1", "VPCId": "vpc-0a1b2c3d"}
    hosting.zone("corp.example.com", VPC=vpc)
    hosting.aws.registry.delegate("corp.example.com", name_servers=["ns-0.awsdns-00.com"])

    assert hosting.ask("www.corp.example.com", "A").rcode == SERVFAIL


@pytest.mark.parametrize("name", ["com", "example.com", "child.example.com"])
def test_parents_that_fail(hosting: Hosting, name: str) -> None:
    """Whoever asks a failing parent for a name, or below it, gets SERVFAIL; others are answered."""
    parent, _ = hosting.signed()
    child = hosting.zone("child.example.com")
    hosting.put(parent, "child.example.com", "NS", *hosting.name_servers(child))
    hosting.aws.registry.fail_lookups(name)

    questions = [(name, "DS"), ("www.child.example.com", "A")]
    assert {hosting.ask(*each).rcode for each in questions} == {SERVFAIL}
    assert hosting.ask("example.net", "A").rcode == NOERROR
    hosting.aws.registry.answer_lookups(name)
    assert {hosting.ask(*each).rcode for each in questions} == {NOERROR, NXDOMAIN}


def test_the_registry_speaks_for_a_hosted_parent(hosting: Hosting) -> None:
    """What the registry says of a name holds before what the account's parent zone says."""
    parent, _ = hosting.signed()
    child = hosting.zone("child.example.com")
    hosting.put(parent, "child.example.com", "NS", "ns.example.net")
    assert hosting.ask("child.example.com", "SOA").rcode == SERVFAIL

    hosting.aws.registry.delegate("child.example.com", ds=[f"1 13 2 {'0' * 64}"])

    assert path(hosting, "child.example.com")[-1] == "child.example.com."
    ds = hosting.ask("child.example.com", "DS")
    hosting.check(ds.answer)
    hosting.aws.registry.delegate("child.example.com")
    hosting.check(hosting.ask("child.example.com", "DS").authority)
    assert hosting.name_servers(child)


def test_the_registry_speaks_for_the_closest_parent(hosting: Hosting) -> None:
    """What it says of a name is said by the zone right above, not by one further up."""
    names = ["example.com", "sub.example.com", "x.sub.example.com"]
    parent, child, _ = map(hosting.zone, names)
    hosting.aws.registry.delegate(names[0])
    hosting.put(parent, names[1], "NS", *hosting.name_servers(child))
    hosting.aws.registry.delegate(names[2])

    assert path(hosting, names[2]) == [".", "com.", *(f"{name}." for name in names)]


def test_servers_refuse_names_of_others(hosting: Hosting) -> None:
    """A zone's servers refuse what is not below the zone."""
    hosting.signed()
    assert hosting.ask_at("example.com", "example.net", "A").rcode == REFUSED


def test_a_copy_takes_nothing_over(hosting: Hosting) -> None:
    """Where the registry names no servers they are those of the zone that was there first."""
    hosting.signed()
    for _ in range(8):
        hosting.zone()

    assert hosting.aws.resolver().resolve("example.com", "SOA").secure


def test_accounts_share_the_internet(aws: Account) -> None:
    """A zone in one account delegates to another account's, and both see the same internet."""
    other = aws.account("210987654321")
    ours = Hosting(aws, boto3.client("route53"), boto3.client("kms"))
    theirs = Hosting(
        other,
        boto3.client("route53", **other.credentials),
        boto3.client("kms", **other.credentials),
    )
    parent, _ = ours.signed()
    child = theirs.zone("child.example.com")
    ksk = theirs.ksk(child)
    theirs.route53.enable_hosted_zone_dnssec(HostedZoneId=child)
    ours.put(parent, "child.example.com", "NS", *theirs.name_servers(child))
    ours.put(parent, "child.example.com", "DS", ksk["DSRecord"])

    assert other.dns.internet is aws.dns.internet
    answer = ours.ask("child.example.com", "DNSKEY").answer
    assert ksk["DNSKEYRecord"] in {key.to_text(chunksize=0) for key in answer[0]}
    ours.check(answer, "child.example.com")
