"""The chain of trust of an alias: it goes on to what the alias leads to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.dnssec.chain.states import WRONG_DS

if TYPE_CHECKING:
    from mypy_boto3_route53.type_defs import KeySigningKeyTypeDef

    from mock_dnssec import Account
    from tests.dnssec.hosting import Hosting

pytestmark = pytest.mark.usefixtures("new_year")


def headings(tree: str) -> list[tuple[str, str]]:
    """Return the headings of a tree: what each is of, and its status."""
    return re.findall(r"^[ └─]*(.+?) ·+ (\w+)$", tree, re.MULTILINE)


def test_an_alias_is_as_good_as_what_it_leads_to(
    aws: Account, hosting: Hosting, signed: tuple[str, KeySigningKeyTypeDef]
) -> None:
    """Below the chain of an alias comes that of its target, but for what has been shown."""
    hosting.signed("example.net")
    hosting.put(signed[0], "alias.example.com", "CNAME", "example.net")
    aws.registry.delegate("example.net", ds=[WRONG_DS])
    chain = aws.chain("alias.example.com", "SOA")
    of_alias, of_target = str(chain).split("\n\n")

    assert headings(of_alias)[-1] == ("alias.example.com SOA", "secure")
    assert of_alias.splitlines()[-2].strip() == "CNAME example.net."
    assert headings(of_target) == [
        (". (the root), as above", "secure"),
        ("net", "secure"),
        ("example.net", "BOGUS"),
        ("example.net SOA", "BOGUS"),
    ]
    assert [link.zone for link in chain.links] == [".", "com", "example.com", "net", "example.net"]
    assert chain.status == "bogus"
    assert chain.records.lines == ("CNAME example.net.",)
    assert chain.links[-1].problem == aws.resolver().resolve("alias.example.com", "SOA").reason


@pytest.mark.parametrize(
    ("target", "above", "status", "line"),
    [
        ("www.example.com", "example.com", "secure", "192.0.2.1"),
        ("alias.example.com", "example.com", "unanswered", "no answer"),
        ("www.lame.com", "com", "unanswered", "no answer"),
    ],
)
def test_where_an_alias_leads(
    aws: Account, hosting: Hosting, zone: str, target: str, above: str, status: str, line: str
) -> None:
    """Aliases within a zone, of themselves, and to where nobody answers, are followed too."""
    hosting.put(zone, "alias.example.com", "CNAME", target)
    aws.registry.delegate("lame.com", name_servers=["ns1.example.org"])
    chain = aws.chain("alias.example.com")
    of_target = chain.stretches[-1]

    assert len(chain.stretches) == 2
    assert (of_target.above and of_target.above.zone, of_target.links) == (above, ())
    assert of_target.records.lines == (line,)
    assert chain.status == aws.resolver().resolve("alias.example.com").status == status
    assert of_target.records.problem == aws.resolver().resolve("alias.example.com").reason


def test_a_bogus_alias_leads_nowhere(aws: Account, hosting: Hosting, zone: str) -> None:
    """Nobody follows a CNAME that does not validate."""
    hosting.put(zone, "alias.example.com", "CNAME", "www.example.net")
    aws.registry.delegate("example.com", ds=[WRONG_DS])
    (stretch,) = aws.chain("alias.example.com").stretches

    assert stretch.records.status == "bogus"
    assert stretch.records.lines == ("CNAME www.example.net.",)
