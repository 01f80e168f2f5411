"""DS records that the registrar has the registry publish."""

from __future__ import annotations

import base64
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from mypy_boto3_route53domains import Route53DomainsClient

    from mock_dnssec import Account

    from .conftest import Details, Outcome, Register

# Published by a real zone that Route 53 signs.
PUBLIC_KEY = (
    "bSr2fT2hBdGDUltm3fPrF4HB6x+2k2Ol51pImwom4jGa1J66Bo6g4x/2a2iAdjzejf8d4cCeXkuQvHkeDpLV+w=="
)
DIGEST = "89215220A57181200AEFB1F6411EC37E5E318E7BA8EE35EF33737398B25DE19D"
ID = f"DS:55613-13-2-{DIGEST}"

Associate = Callable[..., str]


@pytest.fixture
def associate(domains: Route53DomainsClient) -> Associate:
    """Return a function that has a DS record published, and gives the id of the operation."""
    usual = {"Algorithm": 13, "Flags": 257, "PublicKey": PUBLIC_KEY}

    def do(name: str = "slackb.com", **changes: Any) -> str:
        attributes: Any = {**usual, **changes}
        answer = domains.associate_delegation_signer_to_domain(
            DomainName=name, SigningAttributes=attributes
        )
        return answer["OperationId"]

    return do


def key_number(number: int) -> str:
    """Return one of many public keys."""
    return base64.b64encode(bytes([number]) * 64).decode()


def test_a_published_vector(
    aws: Account, register: Register, associate: Associate, outcome: Outcome, details: Details
) -> None:
    """The DS of a real key is the one that its real parent publishes; Flags and key stay behind."""
    register("slackb.com")

    assert outcome(associate()) == ("SUCCESSFUL", "")

    assert details("slackb.com")["DnssecKeys"] == [
        {"Algorithm": 13, "DigestType": 2, "Digest": DIGEST, "KeyTag": 55613, "Id": ID}
    ]
    delegation = aws.registry.delegation("slackb.com")
    assert delegation is not None
    assert delegation.ds == (f"55613 13 2 {DIGEST.lower()}",)


@pytest.mark.parametrize(("algorithm", "size"), [(8, 132), (13, 64), (14, 96), (15, 32)])
def test_bind_makes_the_same_ds(
    register: Register,
    associate: Associate,
    details: Details,
    ds_by_bind: Callable[[str, str], str],
    algorithm: int,
    size: int,
) -> None:
    """Keys of every algorithm get the DS that BIND's tool makes of their DNSKEY."""
    public_key = base64.b64encode(b"\3\1\0\1" + bytes(range(size - 4))).decode()
    register("example.com")

    associate("example.com", Algorithm=algorithm, PublicKey=public_key)

    (key,) = details("example.com")["DnssecKeys"]
    published = f"{key['KeyTag']} {key['Algorithm']} {key['DigestType']} {key['Digest']}"
    assert published == ds_by_bind("example.com.", f"257 3 {algorithm} {public_key}")


def test_the_same_ds_again(
    register: Register, associate: Associate, outcome: Outcome, details: Details
) -> None:
    """The registry refuses what it has: the operation fails, and the record stays."""
    register("slackb.com")
    associate()

    assert outcome(associate()) == ("FAILED", "Parameters in request are not valid")
    assert len(details("slackb.com")["DnssecKeys"]) == 1


def test_taking_a_ds_away(
    domains: Route53DomainsClient,
    register: Register,
    associate: Associate,
    outcome: Outcome,
    details: Details,
) -> None:
    """The record with this Id goes, the other stays; what is gone cannot be taken away again."""
    register("slackb.com")
    associate()
    associate(PublicKey=key_number(1))
    request = {"DomainName": "slackb.com", "Id": ID}

    removal = domains.disassociate_delegation_signer_from_domain(**request)["OperationId"]

    assert outcome(removal) == ("SUCCESSFUL", "")
    assert ID not in [key["Id"] for key in details("slackb.com")["DnssecKeys"]]
    assert len(details("slackb.com")["DnssecKeys"]) == 1
    with pytest.raises(domains.exceptions.InvalidInput, match="no DS record"):
        domains.disassociate_delegation_signer_from_domain(**request)


@pytest.mark.parametrize(
    ("name", "limit"),
    [("example.com", 13), ("example.net", 13), ("example.org", 4), ("example.co.nz", 4)],
)
def test_how_many_a_domain_may_have(
    domains: Route53DomainsClient,
    register: Register,
    associate: Associate,
    details: Details,
    name: str,
    limit: int,
) -> None:
    """Thirteen under com and net, four elsewhere; with one gone there is room again."""
    register(name)
    for number in range(limit):
        associate(name, PublicKey=key_number(number))

    with pytest.raises(domains.exceptions.DnssecLimitExceeded):
        associate(name, PublicKey=key_number(99))

    first = details(name)["DnssecKeys"][0]["Id"]
    domains.disassociate_delegation_signer_from_domain(DomainName=name, Id=first)
    associate(name, PublicKey=key_number(99))
    assert len(details(name)["DnssecKeys"]) == limit


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"PublicKey": ""}, "PublicKey is missing"),
        ({"PublicKey": f"257 3 13 {PUBLIC_KEY}"}, "PublicKey is not in Base64"),
        ({"Flags": 385}, "Flags must be 256 or 257"),
        ({"Algorithm": 256}, "Algorithm must be from 1 to 255"),
        ({"Algorithm": -13}, "Algorithm must be from 1 to 255"),
    ],
)
def test_refused_keys(
    domains: Route53DomainsClient,
    register: Register,
    associate: Associate,
    details: Details,
    changes: Any,
    problem: str,
) -> None:
    """What is no DNSKEY is refused at once, and nothing is published."""
    register("slackb.com")

    with pytest.raises(domains.exceptions.InvalidInput, match=problem):
        associate(**changes)

    assert details("slackb.com")["DnssecKeys"] == []
