"""The chain of trust as a tree of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from dns.dnssec import key_id
from dns.rcode import SERVFAIL

from mock_dnssec.errors import MockUsageError
from tests.dnssec.chain.states import STATES, WRONG_DS
from tests.dnssec.forging import Forger, without

if TYPE_CHECKING:
    from mypy_boto3_route53.type_defs import KeySigningKeyTypeDef

    from mock_dnssec import Account
    from mock_dnssec.dnssec.responses import Response
    from tests.dnssec.hosting import Hosting

pytestmark = pytest.mark.usefixtures("new_year")


def short(ds: str) -> str:
    """Return a DS as the tree prints it."""
    *numbers, digest = ds.lower().split()
    return f"{' '.join(numbers)} {digest[:8]}..."


def dotted(text: str, status: str) -> str:
    """Return a heading: 100 columns, with the status at the end."""
    return f"{text} ".ljust(99 - len(status), "·") + f" {status}"


def tags(hosting: Hosting, zone: str) -> tuple[int, int]:
    """Return the tags of the KSK and the ZSK of a zone."""
    keys = {int(key.flags): key_id(key) for key in hosting.ask(zone, "DNSKEY").answer[0]}
    return keys[257], keys[256]


def _fail(response: Response) -> None:
    response.rcode = SERVFAIL


def test_a_secure_chain(
    aws: Account, hosting: Hosting, signed: tuple[str, KeySigningKeyTypeDef]
) -> None:
    """The tree shows each zone below its parent: its DS, its keys, who signs what until when."""
    root_ksk, root_zsk = tags(hosting, ".")
    com_ksk, com_zsk = tags(hosting, "com")
    ksk, zsk = tags(hosting, "example.com")
    anchor = short(aws.dns.internet.trust_anchor.to_text(chunksize=0))
    (ds_of_com,) = aws.resolver().resolve("com", "DS").records
    assert str(aws.chain("www.example.com")).splitlines() == [
        dotted(". (the root)", "secure"),
        f"│  DS {anchor} is the trust anchor and names KSK {root_ksk}",
        f"│  KSK {root_ksk}, ECDSAP256SHA256",
        f"│  ZSK {root_zsk}, ECDSAP256SHA256",
        f"│  KSK {root_ksk} signs the keys until 2025-01-14 00:00 UTC",
        "│",
        dotted("└─ com", "secure"),
        f"   │  DS {short(ds_of_com)} in . names KSK {com_ksk}",
        f"   │  ZSK {root_zsk} signs the DS until 2025-01-14 00:00 UTC",
        f"   │  KSK {com_ksk}, ECDSAP256SHA256",
        f"   │  ZSK {com_zsk}, ECDSAP256SHA256",
        f"   │  KSK {com_ksk} signs the keys until 2025-01-14 00:00 UTC",
        "   │",
        dotted("   └─ example.com", "secure"),
        f"      │  DS {short(signed[1]['DSRecord'])} in com names KSK {ksk}",
        f"      │  ZSK {com_zsk} signs the DS until 2025-01-14 00:00 UTC",
        f"      │  KSK {ksk}, ECDSAP256SHA256",
        f"      │  ZSK {zsk}, ECDSAP256SHA256",
        f"      │  KSK {ksk} signs the keys until 2025-01-01 10:00 UTC",
        "      │",
        dotted("      └─ www.example.com A", "secure"),
        "            192.0.2.1",
        f"            ZSK {zsk} signs the records until 2025-01-01 01:05 UTC",
    ]


def test_a_bogus_chain(
    aws: Account, hosting: Hosting, signed: tuple[str, KeySigningKeyTypeDef]
) -> None:
    """What is wrong is marked where it is, and said once in words."""
    aws.registry.delegate("example.com", ds=[WRONG_DS])
    chain = aws.chain("www.example.com")
    lines = str(chain).splitlines()

    assert dotted("   └─ example.com", "BOGUS") in lines
    assert dotted("      └─ www.example.com A", "BOGUS") in lines
    assert "      │  ✗ DS 7 13 2 abababab... in com names no key: no key has the tag 7" in lines
    assert chain.status == "bogus"
    assert str(chain).count("is bogus:") == 1
    assert "does not sign" not in str(chain)
    assert chain.links[2].problem == aws.resolver().resolve("www.example.com").reason
    assert repr(chain) == "<chain of trust of www.example.com A: bogus>"


def test_an_expired_signature_is_marked(
    aws: Account, hosting: Hosting, signed: tuple[str, KeySigningKeyTypeDef]
) -> None:
    """A signature that has run out is marked with the time since when."""
    STATES["an expired signature"].do(hosting, *signed)
    ksk = signed[1]["KeyTag"]

    expected = f"✗ KSK {ksk} signs the keys, but the signature expired at 2025-01-06 02:00 UTC"
    assert f"      │  {expected}" in str(aws.chain("www.example.com")).splitlines()


def test_a_key_that_does_not_sign_is_marked(
    aws: Account, hosting: Hosting, signed: tuple[str, KeySigningKeyTypeDef]
) -> None:
    """A key that a DS names is marked if it has not signed the DNSKEY set."""
    STATES["a key that does not sign"].do(hosting, *signed)

    expected = f"✗ KSK {signed[1]['KeyTag']} does not sign the keys"
    assert f"      │  {expected}" in str(aws.chain("www.example.com")).splitlines()


@pytest.mark.parametrize("numbers", ["253 2", "13 99"])
def test_a_ds_that_nobody_knows_is_marked(
    aws: Account, signed: tuple[str, KeySigningKeyTypeDef], numbers: str
) -> None:
    """A DS of an unknown algorithm or digest names no key, whatever its tag."""
    tag = signed[1]["KeyTag"]
    aws.registry.delegate("example.com", ds=[f"{tag} {numbers} {'ab' * 32}"])

    told = f"✗ DS {tag} {numbers} abababab... in com names no key: its algorithm or its digest is"
    assert told in str(aws.chain("www.example.com"))


@pytest.mark.parametrize("state", STATES)
def test_any_chain(
    aws: Account, hosting: Hosting, signed: tuple[str, KeySigningKeyTypeDef], state: str
) -> None:
    """In whatever state the zone is, the tree is 100 columns wide and says what resolvers say."""
    STATES[state].do(hosting, *signed)
    chain = aws.chain("www.example.com")
    answer = aws.resolver().resolve("www.example.com")

    assert chain.status == answer.status == STATES[state].status
    assert max(map(len, str(chain).splitlines())) <= 100
    told = {link.problem for link in chain.links} | {chain.records.problem}
    assert any(problem in answer.reason for problem in told)


@pytest.mark.parametrize(
    ("name", "rdtype", "line"),
    [
        ("no.example.com", "A", "no such records, as is proven"),
        ("example.com", "NS", "ns-"),
        ("text.example.com", "TXT", '"<&>"'),
    ],
)
def test_what_the_chain_leads_to(
    aws: Account,
    hosting: Hosting,
    signed: tuple[str, KeySigningKeyTypeDef],
    name: str,
    rdtype: str,
    line: str,
) -> None:
    """The last part of the tree is the records of the name, or that there are none."""
    hosting.put(signed[0], "text.example.com", "TXT", '"<&>"')
    *_, last = str(aws.chain(name, rdtype)).split("└─ ")

    heading, first, *_ = map(str.strip, last.splitlines())
    assert heading.startswith(f"{name} {rdtype} ")
    assert first.startswith(line)


def test_a_zone_of_many_labels(aws: Account, hosting: Hosting) -> None:
    """A long name is cut short in its heading, never the status."""
    name = ".".join(["a" * 50] * 4 + ["example.com"])
    hosting.signed()
    lines = str(aws.chain(name)).splitlines()

    assert max(map(len, lines)) <= 100
    assert any("... " in line and line.endswith(" secure") for line in lines)


@pytest.mark.parametrize("zone", [".", "com", "example.com"])
def test_a_zone_that_withholds_its_keys(
    aws: Account, signed: tuple[str, KeySigningKeyTypeDef], zone: str
) -> None:
    """From where keys are missing down, all is bogus, and the rest of the chain is shown still."""
    aws.dns.internet = Forger(  # type: ignore[assignment]
        aws.dns.internet, zone, "DNSKEY", without("DNSKEY", "RRSIG")
    )
    chain = aws.chain("www.example.com")

    statuses = [link.status for link in chain.links]
    first = [".", "com", "example.com"].index(zone)
    assert statuses == ["secure"] * first + ["bogus"] * (3 - first)
    assert chain.status == "bogus"
    assert chain.links[first].problem.startswith("the root is" if zone == "." else f"{zone} is")
    assert "192.0.2.1" in str(chain)


def test_a_parent_that_does_not_answer_for_the_ds(
    aws: Account, signed: tuple[str, KeySigningKeyTypeDef]
) -> None:
    """Where the DS cannot be had, the zone is unanswered, and so is the name."""
    forger = Forger(aws.dns.internet, "example.com", "DS", _fail)
    aws.dns.internet = forger  # type: ignore[assignment]
    chain = aws.chain("www.example.com")

    assert [link.status for link in chain.links] == ["secure", "secure", "unanswered"]
    assert chain.links[2].problem == (
        "The name servers of com answer SERVFAIL when they are asked for example.com DS."
    )
    assert chain.status == "unanswered"
    assert not {"no DS", "the zone is not signed"} & set(chain.svg().replace("<", ">").split(">"))


def test_a_zone_that_does_not_answer_for_its_keys(
    aws: Account, signed: tuple[str, KeySigningKeyTypeDef]
) -> None:
    """Below an insecure delegation keys do not matter: the records are insecure without them."""
    aws.registry.delegate("example.com")
    forger = Forger(aws.dns.internet, "example.com", "DNSKEY", _fail)
    aws.dns.internet = forger  # type: ignore[assignment]
    chain = aws.chain("www.example.com")

    assert [link.status for link in chain.links] == ["secure", "secure", "unanswered"]
    assert chain.status == "insecure"
    assert "192.0.2.1" in str(chain)


def test_mistakes_in_asking(aws: Account) -> None:
    """What is no name, or no type of record, is refused at once."""
    with pytest.raises(MockUsageError, match=r"two\.\.dots"):
        aws.chain("two..dots")
    with pytest.raises(MockUsageError, match="NONSENSE"):
        aws.chain("example.com", "NONSENSE")


def test_whether_the_dns_was_asked(aws: Account) -> None:
    """An account knows whether its test has to do with the DNS."""
    assert not aws.dns_was_asked
    aws.resolver().resolve("example.com")
    assert aws.dns_was_asked
