"""The chains of trust for the report of a failed test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mock_dnssec.dnssec.chain.report import chains
from tests.dnssec.chain.states import WRONG_DS

if TYPE_CHECKING:
    from mock_dnssec import Account
    from tests.dnssec.hosting import Hosting


def told(aws: Account) -> list[tuple[str, str]]:
    """Return the names and the statuses of the chains that are shown."""
    return [(chain.records.title, chain.status) for chain in chains(aws)]


def test_an_account_without_dnssec(aws: Account, hosting: Hosting) -> None:
    """Zones that have nothing to do with DNSSEC are left out."""
    hosting.zone()
    aws.registry.delegate("example.com")
    assert told(aws) == []


def test_the_broken_ones_first(aws: Account, hosting: Hosting) -> None:
    """Three zones at most are shown, and what is broken before what is in order."""
    for name in ("one.com", "two.com", "three.com", "four.com"):
        hosting.signed(name)
    aws.registry.delegate("three.com", ds=[WRONG_DS])
    aws.registry.undelegate("two.com")

    assert told(aws) == [
        ("three.com SOA", "bogus"),
        ("two.com SOA", "unanswered"),
        ("one.com SOA", "secure"),
    ]


def test_a_ds_that_was_left_behind(aws: Account, hosting: Hosting) -> None:
    """A zone without anything of DNSSEC is shown if its parent says otherwise."""
    hosting.zone()
    aws.registry.delegate("example.com", ds=[WRONG_DS])
    assert told(aws) == [("example.com SOA", "bogus")]


@pytest.mark.parametrize("name", ["*.wild.example", "_tcp.example", r"a\052b.example"])
def test_names_with_escapes(aws: Account, hosting: Hosting, name: str) -> None:
    """The names of zones are put to the DNS in its own spelling."""
    hosting.ksk(hosting.zone(name))
    ((_, status),) = told(aws)
    assert status == "unanswered"
