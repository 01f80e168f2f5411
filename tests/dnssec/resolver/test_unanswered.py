"""What no server answers for: not secure, and not bogus either."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from mock_dnssec import Account
    from tests.dnssec.hosting import Hosting

pytestmark = pytest.mark.usefixtures("new_year")


def test_a_hosted_zone_that_is_not_delegated(aws: Account, hosting: Hosting) -> None:
    """A zone that no parent leads to is not secure, however well it is signed."""
    zone = hosting.zone()
    hosting.ksk(zone)
    hosting.route53.enable_hosted_zone_dnssec(HostedZoneId=zone)
    answer = aws.resolver().resolve("www.example.com")

    assert (answer.status, answer.records) == ("unanswered", [])
    assert answer.reason.startswith(
        "com does not delegate example.com, and so nobody finds this hosted zone."
    )


def test_a_name_that_nobody_hosts(aws: Account) -> None:
    """Where there is no hosted zone, the denial of the top-level domain is secure."""
    answer = aws.resolver().resolve("www.example.org")

    assert answer.secure
    assert answer.records == []
    assert answer.reason.startswith("org says of www.example.org A that it")


def test_a_lame_delegation(aws: Account, zone: str) -> None:
    """Name servers that do not have the zone make it unanswered, not bogus."""
    aws.registry.delegate("example.com", name_servers=["ns1.example.org", "ns2.example.org"])
    answer = aws.resolver().resolve("www.example.com")

    assert (answer.status, answer.rcode) == ("unanswered", "SERVFAIL")
    assert answer.reason == (
        "com delegates example.com to ns1.example.org, ns2.example.org, "
        "and there nobody answers for it."
    )


def test_a_parent_that_fails(aws: Account, zone: str) -> None:
    """While the parent's servers fail, the zone is unanswered, and afterwards secure again."""
    aws.registry.fail_lookups("example.com")
    answer = aws.resolver().resolve("www.example.com")
    aws.registry.answer_lookups("example.com")

    assert (answer.status, answer.rcode) == ("unanswered", "SERVFAIL")
    assert answer.reason == (
        "The name servers of com answer SERVFAIL when they are asked for www.example.com A."
    )
    assert aws.resolver().resolve("www.example.com").secure


def test_a_zone_that_was_deleted(aws: Account, hosting: Hosting) -> None:
    """Who remembers where a deleted zone was asks its servers in vain."""
    zone = hosting.zone()
    aws.registry.delegate("example.com")
    resolver = aws.resolver()
    assert resolver.resolve("example.com", "NS").insecure
    hosting.route53.delete_hosted_zone(Id=zone)
    answer = resolver.resolve("www.example.com")

    assert (answer.status, answer.rcode) == ("unanswered", "SERVFAIL")
    assert answer.reason == (
        "The name servers of example.com answer REFUSED when they are asked for www.example.com A."
    )
