"""A validating resolver in the test: what it says of zones that are in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mock_dnssec.errors import MockUsageError

if TYPE_CHECKING:
    from mock_dnssec import Account
    from tests.dnssec.hosting import Hosting

pytestmark = pytest.mark.usefixtures("new_year")


def _signed_zone(hosting: Hosting, name: str = "example.com") -> tuple[str, str]:
    """Create a zone and sign it; return its id and its DS, which nobody publishes."""
    zone = hosting.zone(name)
    ksk = hosting.ksk(zone)
    hosting.route53.enable_hosted_zone_dnssec(HostedZoneId=zone)
    return zone, ksk["DSRecord"]


def _child(hosting: Hosting, parent: str) -> str:
    """Create sub.example.com, signed, with NS records in its parent, and return its DS."""
    child, ds = _signed_zone(hosting, "sub.example.com")
    hosting.put(child, "www.sub.example.com", "A", "192.0.2.7")
    hosting.put(parent, "sub.example.com", "NS", *hosting.name_servers(child))
    return ds


def test_a_signed_zone(aws: Account, zone: str) -> None:
    """With signing on and the DS in the parent, the records are secure."""
    answer = aws.resolver().resolve("www.example.com")

    assert answer.secure
    assert (answer.status, answer.rcode, answer.reason) == ("secure", "NOERROR", "")
    assert answer.records == ["192.0.2.1"]
    assert not answer.insecure
    assert not answer.bogus


def test_the_chain_in_words(aws: Account, zone: str) -> None:
    """The answer carries the chain of trust, a sentence for each step from the root down."""
    why = aws.resolver().resolve("www.example.com").why

    assert [step.split(" is secure: ")[0] for step in why] == [
        "the root",
        "com DS",
        "com",
        "example.com DS",
        "example.com",
        "www.example.com A",
    ]


@pytest.mark.parametrize("name", ["www.example.com", "www.example.com.", "WWW.Example.COM"])
def test_spellings_of_a_name(aws: Account, zone: str, name: str) -> None:
    """A name may end in a dot, and capitals are as good as small letters."""
    assert aws.resolver().resolve(name).secure


@pytest.mark.parametrize(
    ("name", "rdtype"),
    [
        ("example.com", "DNSKEY"),
        ("example.com", "DS"),
        ("example.com", "SOA"),
        ("com", "NS"),
        ("com", "DNSKEY"),
        (".", "DNSKEY"),
    ],
)
def test_the_records_of_dnssec_itself(aws: Account, zone: str, name: str, rdtype: str) -> None:
    """Keys and DS records are looked up like any others, a DS in the parent."""
    answer = aws.resolver().resolve(name, rdtype)
    assert answer.secure
    assert answer.records


def test_the_ds_is_the_one_in_the_parent(aws: Account, hosting: Hosting) -> None:
    """The DS that the resolver finds is the DSRecord that Route 53 told."""
    _, ksk = hosting.signed()
    assert aws.resolver().resolve("example.com", "DS").records == [ksk["DSRecord"].lower()]


@pytest.mark.parametrize("name", ["no.example.com", "www.example.com", "a.b.example.com"])
def test_what_is_not_there(aws: Account, zone: str, name: str) -> None:
    """That there are no such records is proven: compact denial says NOERROR for any name."""
    answer = aws.resolver().resolve(name, "TXT")

    assert (answer.status, answer.rcode, answer.records) == ("secure", "NOERROR", [])
    assert answer.reason == f"example.com says of {name} TXT that it has no such records."


def test_no_such_name_in_an_unsigned_zone(aws: Account, hosting: Hosting) -> None:
    """Without DNSSEC, a name that does not exist is NXDOMAIN."""
    hosting.zone()
    aws.registry.delegate("example.com")
    answer = aws.resolver().resolve("no.example.com")

    assert (answer.status, answer.rcode) == ("insecure", "NXDOMAIN")
    assert answer.reason.endswith("example.com says of no.example.com A that it does not exist.")


def test_a_wildcard(aws: Account, hosting: Hosting, zone: str) -> None:
    """What a wildcard answers is secure for every name below it."""
    hosting.put(zone, "*.example.com", "TXT", '"any"')

    answer = aws.resolver().resolve("who.ever.example.com", "TXT")
    assert answer.secure
    assert answer.records == ['"any"']
    assert aws.resolver().resolve("*.example.com", "TXT").secure


def test_an_island_of_security(aws: Account, hosting: Hosting) -> None:
    """A signed zone without DS in its parent is insecure, and the reason says so."""
    _signed_zone(hosting)
    aws.registry.delegate("example.com")
    answer = aws.resolver().resolve("example.com", "SOA")

    assert answer.insecure
    assert answer.reason == (
        "example.com is insecure: com proves that it has no DS for it. The resolver learnt this "
        "at 2025-01-01 00:00 UTC and remembers it until 2025-01-01 00:15 UTC."
    )


def test_below_an_unsigned_parent(aws: Account, hosting: Hosting) -> None:
    """Below an insecure zone all is insecure, signed and with a DS as it may be."""
    parent = hosting.zone()
    aws.registry.delegate("example.com")
    hosting.put(parent, "sub.example.com", "DS", _child(hosting, parent))
    answer = aws.resolver().resolve("www.sub.example.com")

    assert answer.insecure
    assert answer.records == ["192.0.2.7"]
    assert answer.reason.startswith("example.com is insecure: com proves")


def test_a_child_in_the_account(aws: Account, hosting: Hosting, zone: str) -> None:
    """A hosted zone below another is insecure until the parent has its DS, and secure then."""
    ds = _child(hosting, zone)
    before = aws.resolver().resolve("www.sub.example.com")
    hosting.put(zone, "sub.example.com", "DS", ds)
    after = aws.resolver().resolve("www.sub.example.com")

    assert before.insecure
    assert before.reason.startswith(
        "sub.example.com is insecure: example.com proves that it has no DS for it."
    )
    assert after.secure
    assert after.records == ["192.0.2.7"]


@pytest.mark.parametrize("numbers", ["12345 253 2", "12345 5 200", "12345 1 2"])
def test_a_ds_that_nobody_understands(aws: Account, zone: str, numbers: str) -> None:
    """A zone whose every DS is of an unknown algorithm or digest counts as unsigned."""
    aws.registry.delegate("example.com", ds=[f"{numbers} {'ab' * 32}"])
    answer = aws.resolver().resolve("www.example.com")

    assert answer.insecure
    assert "that resolvers do not know" in answer.reason


def test_one_ds_of_several_is_enough(aws: Account, hosting: Hosting) -> None:
    """A DS for a key that is not there yet does no harm beside one that matches."""
    _, ksk = hosting.signed()
    stand_by = f"1 13 2 {'ab' * 32}"
    aws.registry.delegate("example.com", ds=[stand_by, ksk["DSRecord"]])

    assert aws.resolver().resolve("example.com", "SOA").secure


def test_no_ds(aws: Account, hosting: Hosting) -> None:
    """That an unsigned zone has no DS is for its parent to say, and the parent's word is secure."""
    hosting.zone()
    aws.registry.delegate("example.com")
    answer = aws.resolver().resolve("example.com", "DS")

    assert (answer.status, answer.records) == ("secure", [])


def test_a_failing_assertion_tells_why(aws: Account, hosting: Hosting) -> None:
    """What pytest shows of an answer begins with the status and the reason."""
    zone = hosting.zone()
    hosting.put(zone, "www.example.com", "A", "192.0.2.1")
    aws.registry.delegate("example.com")
    assert repr(aws.resolver().resolve("www.example.com")) == (
        "<insecure, NOERROR: example.com is insecure: com proves that it has no DS for it. "
        "The resolver learnt this at 2025-01-01 00:00 UTC and remembers it "
        "until 2025-01-01 00:15 UTC.>"
    )
    assert str(aws.resolver().resolve("com", "NS")) == "com NS is secure, NOERROR: a.nic.com."


@pytest.mark.parametrize(
    ("name", "rdtype"),
    [
        ("two..dots", "A"),
        ("a" * 64 + ".com", "A"),
        ("bad\\escape.com\\", "A"),
        ("example.com", "NONSENSE"),
        ("example.com", "ANY"),
        ("example.com", "AXFR"),
        ("example.com", "RRSIG"),
        ("example.com", "OPT"),
        ("example.com", ""),
    ],
)
def test_mistakes_in_asking(aws: Account, name: str, rdtype: str) -> None:
    """What is no name, or no type that has records, is refused with words about it."""
    with pytest.raises(MockUsageError, match=r"resolve|looks up"):
        aws.resolver().resolve(name, rdtype)
