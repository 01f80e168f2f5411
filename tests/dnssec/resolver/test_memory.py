"""What a resolver remembers, and for how long: the past lives on until its TTL is over."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import TYPE_CHECKING

import dns.dnssec
import pytest

from mock_dnssec.dnssec import signatures

if TYPE_CHECKING:
    from mypy_boto3_route53.type_defs import KeySigningKeyTypeDef

    from mock_dnssec import Account
    from tests.dnssec.hosting import Hosting

pytestmark = pytest.mark.usefixtures("new_year")
DS_TTL, DNSKEY_TTL = 86_400, 3600


def test_records_live_for_their_ttl(aws: Account, hosting: Hosting, zone: str) -> None:
    """A changed record is seen once the TTL of the old one is over, and not a second before."""
    resolver = aws.resolver()
    resolver.resolve("www.example.com")
    hosting.put(zone, "www.example.com", "A", "203.0.113.1")

    aws.clock.advance(seconds=299)
    assert resolver.resolve("www.example.com").records == ["192.0.2.1"]
    aws.clock.advance(seconds=1)
    assert resolver.resolve("www.example.com").records == ["203.0.113.1"]


def test_each_resolver_has_a_memory_of_its_own(aws: Account, hosting: Hosting, zone: str) -> None:
    """One resolver still knows the old record while another learns the new one."""
    old = aws.resolver()
    old.resolve("www.example.com")
    hosting.put(zone, "www.example.com", "A", "203.0.113.1")

    assert aws.resolver().resolve("www.example.com").records == ["203.0.113.1"]
    assert old.resolve("www.example.com").records == ["192.0.2.1"]


def test_flush(aws: Account, hosting: Hosting, zone: str) -> None:
    """A resolver can be made to forget."""
    resolver = aws.resolver()
    resolver.resolve("www.example.com")
    hosting.put(zone, "www.example.com", "A", "203.0.113.1")
    resolver.flush()

    assert resolver.resolve("www.example.com").records == ["203.0.113.1"]


def test_what_is_not_there_is_remembered_too(aws: Account, hosting: Hosting, zone: str) -> None:
    """A denial lives for the minimum of the SOA and its TTL (RFC 2308): 900 s at Route 53."""
    resolver = aws.resolver()
    assert resolver.resolve("new.example.com").records == []
    hosting.put(zone, "new.example.com", "A", "192.0.2.3")

    aws.clock.advance(seconds=899)
    assert resolver.resolve("new.example.com").records == []
    aws.clock.advance(seconds=1)
    assert resolver.resolve("new.example.com").records == ["192.0.2.3"]


def test_a_name_that_does_not_exist_has_no_type(aws: Account, hosting: Hosting) -> None:
    """NXDOMAIN is remembered of the name, whatever type was asked for (RFC 2308 section 5)."""
    zone = hosting.zone()
    aws.registry.delegate("example.com")
    resolver = aws.resolver()
    assert resolver.resolve("new.example.com", "A").rcode == "NXDOMAIN"
    hosting.put(zone, "new.example.com", "TXT", '"there"')

    answer = resolver.resolve("new.example.com", "TXT")
    assert answer.rcode == "NXDOMAIN"
    assert answer.reason.endswith("example.com says of new.example.com TXT that it does not exist.")
    aws.clock.advance(seconds=900)
    assert resolver.resolve("new.example.com", "TXT").records == ['"there"']


def test_a_parent_that_denies_a_child_whose_servers_are_known(
    aws: Account, hosting: Hosting
) -> None:
    """What the parent says of a DS, that the name does not exist, says nothing of the child."""
    aws.registry.delegate("example.com")
    parent, child = hosting.zone(), hosting.zone("child.example.com")
    servers = hosting.name_servers(child)
    hosting.put(parent, "child.example.com", "NS", *servers, ttl=DS_TTL)
    resolver = aws.resolver()
    assert len(resolver.resolve("child.example.com", "NS").records) == len(servers)
    hosting.remove(parent, "child.example.com", "NS", *servers, ttl=DS_TTL)
    aws.clock.advance(minutes=15)  # until then it is remembered that there is no DS

    assert resolver.resolve("child.example.com", "DS").rcode == "NXDOMAIN"
    assert len(resolver.resolve("child.example.com", "SOA").records) == 1


def test_a_zone_whose_keys_were_asked_for_too_early(
    aws: Account, hosting: Hosting, zone: str
) -> None:
    """That the parent has no such keys, asked before it delegated the zone, says nothing of it."""
    resolver = aws.resolver()
    assert resolver.resolve("child.example.com", "DNSKEY").secure
    child, ksk = hosting.signed("child.example.com")
    hosting.put(child, "www.child.example.com", "A", "192.0.2.5")
    aws.registry.undelegate("child.example.com")
    hosting.put(zone, "child.example.com", "NS", *hosting.name_servers(child))
    hosting.put(zone, "child.example.com", "DS", ksk["DSRecord"])

    assert resolver.resolve("www.child.example.com").secure


def test_keys_that_proved_nothing_when_they_were_learnt(
    aws: Account, ksk: KeySigningKeyTypeDef
) -> None:
    """When the DS is there and known, it counts, whatever is remembered of the keys."""
    aws.registry.delegate("example.com")
    resolver = aws.resolver()
    assert resolver.resolve("example.com", "DNSKEY").insecure
    aws.registry.delegate("example.com", ds=[ksk["DSRecord"]])

    aws.clock.advance(minutes=15)  # until then it is remembered that there is no DS
    assert resolver.resolve("www.example.com").secure


def test_a_ds_lives_on_after_it_is_withdrawn(
    aws: Account, hosting: Hosting, zone: str, ksk: KeySigningKeyTypeDef
) -> None:
    """Signing stopped within the TTL of the DS: bogus for those who know it, for them alone.

    The reason says when the DS was learnt, and until when it is remembered.
    """
    old = aws.resolver()
    old.resolve("www.example.com")
    aws.registry.delegate("example.com")
    aws.clock.advance(seconds=DNSKEY_TTL)
    hosting.route53.disable_hosted_zone_dnssec(HostedZoneId=zone)

    answer = old.resolve("www.example.com")
    assert answer.bogus
    assert answer.reason.endswith(
        "The resolver learnt the DS at 2025-01-01 00:00 UTC and remembers it "
        "until 2025-01-02 00:00 UTC."
    )
    assert aws.resolver().resolve("www.example.com").insecure

    aws.clock.advance(seconds=DS_TTL - DNSKEY_TTL)
    assert old.resolve("www.example.com").insecure


def test_no_ds_is_remembered_too(
    aws: Account, hosting: Hosting, zone: str, ksk: KeySigningKeyTypeDef
) -> None:
    """A new DS is seen when the denial of it is forgotten, after 900 s; until then all is insecure.

    What was found insecure stays so for its own TTL.
    """
    aws.registry.delegate("example.com")
    resolver = aws.resolver()
    assert resolver.resolve("www.example.com").insecure
    aws.registry.delegate("example.com", ds=[ksk["DSRecord"]])

    aws.clock.advance(seconds=899)
    assert resolver.resolve("www.example.com").insecure
    aws.clock.advance(seconds=1)
    assert resolver.resolve("www.example.com").insecure
    assert resolver.resolve("other.example.com").secure
    aws.clock.advance(seconds=299)
    assert resolver.resolve("www.example.com").secure


def test_keys_that_were_good_stay_good(
    aws: Account, hosting: Hosting, zone: str, ksk: KeySigningKeyTypeDef
) -> None:
    """Keys are remembered for their TTL, and with them what they sign is secure."""
    resolver = aws.resolver()
    resolver.resolve("www.example.com")
    aws.registry.delegate("example.com", ds=[f"7 13 2 {'ab' * 32}"])
    resolver_without_memory = aws.resolver()

    aws.clock.advance(seconds=DNSKEY_TTL - 1)
    assert resolver_without_memory.resolve("other.example.com").bogus
    assert resolver.resolve("other.example.com").secure


def test_signing_stopped_while_the_keys_are_remembered(
    aws: Account, hosting: Hosting, zone: str
) -> None:
    """Unsigned answers are bogus to who still has the keys, until the keys' TTL is over."""
    resolver = aws.resolver()
    resolver.resolve("www.example.com")
    aws.registry.delegate("example.com")
    hosting.route53.disable_hosted_zone_dnssec(HostedZoneId=zone)

    answer = resolver.resolve("other.example.com")
    assert answer.bogus
    assert answer.reason == (
        "other.example.com A is bogus: it is not signed, and example.com is. The resolver learnt "
        "the DNSKEY set of example.com at 2025-01-01 00:00 UTC and remembers it "
        "until 2025-01-01 01:00 UTC."
    )


def test_a_bogus_answer_is_not_remembered(
    aws: Account, hosting: Hosting, ksk: KeySigningKeyTypeDef
) -> None:
    """The parent's mistake is forgotten with its DS; a bogus answer itself is asked for anew."""
    aws.registry.delegate("example.com", ds=[f"7 13 2 {'ab' * 32}"])
    resolver = aws.resolver()
    assert resolver.resolve("www.example.com").bogus
    aws.registry.delegate("example.com", ds=[ksk["DSRecord"]])

    assert resolver.resolve("www.example.com").bogus
    aws.clock.advance(seconds=DS_TTL)
    assert resolver.resolve("www.example.com").secure


def test_what_was_bogus_is_good_as_soon_as_it_is_mended(
    aws: Account, hosting: Hosting, ksk: KeySigningKeyTypeDef
) -> None:
    """Keys and records that failed validation are fetched again, however long their TTL."""
    hosting.kms.disable_key(KeyId=ksk["KmsArn"])
    aws.clock.advance(days=6)
    resolver = aws.resolver()
    assert resolver.resolve("www.example.com").bogus
    assert resolver.resolve("example.com", "DNSKEY").bogus
    hosting.kms.enable_key(KeyId=ksk["KmsArn"])

    assert resolver.resolve("www.example.com").secure
    assert resolver.resolve("example.com", "DNSKEY").secure


def test_a_failure_is_not_remembered(aws: Account, zone: str) -> None:
    """What nobody answered is asked for again."""
    resolver = aws.resolver()
    aws.registry.fail_lookups("example.com")
    assert resolver.resolve("www.example.com").rcode == "SERVFAIL"
    aws.registry.answer_lookups("example.com")

    assert resolver.resolve("www.example.com").secure


def test_nothing_outlives_its_signature(
    aws: Account, hosting: Hosting, zone: str, ksk: KeySigningKeyTypeDef
) -> None:
    """A TTL ends with the signature, if that comes first (RFC 4035 section 5.3.3)."""
    hosting.kms.disable_key(KeyId=ksk["KmsArn"])  # the last signature holds until 01-06, 02:00
    aws.clock.freeze(datetime(2025, 1, 6, 1, 30, tzinfo=timezone.utc))
    resolver = aws.resolver()
    assert resolver.resolve("example.com", "DNSKEY").secure

    aws.clock.advance(minutes=30)
    assert resolver.resolve("example.com", "DNSKEY").secure
    aws.clock.advance(seconds=1)
    assert resolver.resolve("example.com", "DNSKEY").bogus


def test_the_memory_makes_and_checks_no_signature(
    aws: Account, zone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A remembered answer costs no cryptography, on either side."""
    resolver = aws.resolver()
    first = resolver.resolve("www.example.com")

    def refuse(*_: object, **__: object) -> None:
        pytest.fail("A signature was made or checked.")

    monkeypatch.setattr(dns.dnssec, "validate_rrsig", refuse)
    monkeypatch.setattr(signatures.Signatures, "over", refuse)
    assert resolver.resolve("www.example.com") == first


def test_moved_name_servers(aws: Account, hosting: Hosting, zone: str) -> None:
    """A zone that moves is found at its new servers when the NS records are forgotten: two days."""
    resolver = aws.resolver()
    resolver.resolve("www.example.com")
    moved = hosting.zone()
    hosting.put(moved, "www.example.com", "A", "203.0.113.1")
    aws.registry.delegate("example.com", name_servers=hosting.name_servers(moved))

    aws.clock.advance(days=2, seconds=-1)
    assert resolver.resolve("www.example.com").records == ["192.0.2.1"]
    aws.clock.advance(seconds=300)
    assert resolver.resolve("www.example.com").records == ["203.0.113.1"]
