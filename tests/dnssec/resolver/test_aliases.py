"""CNAMEs, within a zone and across zones: an answer is as good as the weakest of its parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from mock_dnssec import Account
    from tests.dnssec.hosting import Hosting

pytestmark = pytest.mark.usefixtures("new_year")


def test_an_alias_within_a_zone(aws: Account, hosting: Hosting, zone: str) -> None:
    """A CNAME is followed, and the records are those of its target."""
    hosting.put(zone, "alias.example.com", "CNAME", "www.example.com")
    answer = aws.resolver().resolve("alias.example.com")

    assert answer.secure
    assert answer.records == ["192.0.2.1"]
    assert aws.resolver().resolve("alias.example.com", "CNAME").records == ["www.example.com."]


def test_an_alias_into_an_insecure_zone(aws: Account, hosting: Hosting, zone: str) -> None:
    """Across zones an answer is as good as the weakest of them."""
    other = hosting.zone("example.net")
    hosting.put(other, "www.example.net", "A", "198.51.100.1")
    aws.registry.delegate("example.net")
    hosting.put(zone, "out.example.com", "CNAME", "www.example.net")
    answer = aws.resolver().resolve("out.example.com")

    assert answer.insecure
    assert answer.records == ["198.51.100.1"]
    assert answer.reason.startswith("example.net is insecure: net proves that it has no DS")


def test_aliases_without_end(aws: Account, hosting: Hosting, zone: str) -> None:
    """A circle of CNAMEs is given up as SERVFAIL, and is not bogus."""
    hosting.put(zone, "one.example.com", "CNAME", "two.example.com")
    hosting.put(zone, "two.example.com", "CNAME", "one.example.com")
    answer = aws.resolver().resolve("one.example.com")

    assert (answer.status, answer.rcode) == ("unanswered", "SERVFAIL")
    assert answer.reason == "one.example.com A leads from CNAME to CNAME without end."


@pytest.mark.parametrize(("aliases", "status"), [(16, "secure"), (17, "unanswered")])
def test_many_aliases(aws: Account, hosting: Hosting, zone: str, aliases: int, status: str) -> None:
    """Sixteen CNAMEs one after another are followed, and no more."""
    hosting.put(zone, "0.example.com", "A", "192.0.2.1")
    for number in range(aliases):
        hosting.put(zone, f"{number + 1}.example.com", "CNAME", f"{number}.example.com")

    assert aws.resolver().resolve(f"{aliases}.example.com").status == status


def test_an_alias_into_a_bogus_zone(aws: Account, hosting: Hosting, zone: str) -> None:
    """An alias is bogus if what it leads to is, and no record is given out."""
    other = hosting.zone("example.net")
    hosting.put(other, "alias.example.net", "CNAME", "www.example.com")
    aws.registry.delegate("example.net")
    aws.registry.delegate("example.com", ds=[f"7 13 2 {'ab' * 32}"])
    answer = aws.resolver().resolve("alias.example.net")

    assert (answer.status, answer.rcode, answer.records) == ("bogus", "SERVFAIL", [])
    assert answer.reason.startswith("example.com is bogus")
