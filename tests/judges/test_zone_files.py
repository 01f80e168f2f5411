"""Zones written to files, as the verifiers of BIND and NLnet Labs judge them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import dns.zone
import pytest

from mock_dnssec import MockUsageError
from tests.judges.conftest import run

if TYPE_CHECKING:
    from mock_dnssec import Account

SIGNED = (
    "signed.com",
    "island.com",
    "family.org",
    "son.family.org",
    "rolling.net",
    "rolled.net",
    "wrongds.com",
    "mended.com",
    "names.com",
    "records.net",
    "wild.org",
    "routed.com",
    "aliases.net",
    "corp.net",
    "8.44.in-addr.arpa",
)
VERIFIERS: dict[str, Callable[[str, Path], tuple[str, ...]]] = {
    "dnssec-verify": lambda zone, path: ("-o", zone, str(path)),
    "ldns-verify-zone": lambda _, path: (str(path),),
}
GOOD = {"dnssec-verify": "Zone fully signed", "ldns-verify-zone": "Zone is verified and complete"}

verifiers = pytest.mark.parametrize("verifier", VERIFIERS)


def verdict(verifier: str, zone: str, text: str, directory: Path) -> str:
    """Return what a verifier says of a zone."""
    path = directory / "zone"
    path.write_text(text)
    return run(verifier, *VERIFIERS[verifier](zone, path))


@verifiers
@pytest.mark.parametrize("zone", SIGNED)
def test_signed_zones(zoo: Account, verifier: str, zone: str, tmp_path: Path) -> None:
    """A signed zone's file is complete and every signature in it verifies."""
    said = verdict(verifier, zone, zoo.dns.zone_file(zone), tmp_path)

    assert GOOD[verifier] in said, said


@verifiers
def test_a_zone_of_another_account(zoo: Account, verifier: str, tmp_path: Path) -> None:
    """The file of a zone is there by the account that has it."""
    text = zoo.account("210987654321").dns.zone_file("team.lab.corp.net")

    said = verdict(verifier, "team.lab.corp.net", text, tmp_path)

    assert GOOD[verifier] in said, said


@verifiers
def test_signatures_that_have_run_out(zoo: Account, verifier: str, tmp_path: Path) -> None:
    """The file of a zone whose KMS key is gone has the last signatures, and they have expired."""
    said = verdict(verifier, "keylost.com", zoo.dns.zone_file("keylost.com"), tmp_path)

    assert GOOD[verifier] not in said
    assert "expired" in said.lower(), said


def test_an_unsigned_zone(zoo: Account) -> None:
    """An unsigned zone's file has its records and nothing of DNSSEC."""
    zone = dns.zone.from_text(zoo.dns.zone_file("unsigned.com"), relativize=False)

    types = {rdataset.rdtype.name for _, rdataset in zone.iterate_rdatasets()}
    assert types == {"A", "NS", "SOA"}


def test_a_zone_that_is_not_there(zoo: Account) -> None:
    """Asking for the file of a zone that does not exist says which ones there are."""
    with pytest.raises(MockUsageError, match=r"signed\.com"):
        zoo.dns.zone_file("nowhere.com")
