"""Whatever is done to a zone: resolver, tree and picture have an answer, and it is right."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from botocore.exceptions import ClientError
from dns.dnssec import make_ds
from hypothesis import given, settings
from hypothesis import strategies as st

from mock_dnssec import mock_dnssec
from mock_dnssec.dnssec.dnskey import parse_ds
from mock_dnssec.dnssec.publication import publication_of
from tests.dnssec.steps import STEPS, Owner, Step

if TYPE_CHECKING:
    from mock_dnssec import Account


def expected(aws: Account) -> str:
    """Return what the zone is, by the DS records of its parent and by who signs its keys."""
    delegation = aws.registry.delegation("example.com")
    if delegation is None:
        return "unanswered"
    if not delegation.ds:
        return "insecure"
    (zone,) = aws.route53.zones
    servers = aws.dns.internet.of(aws, zone)
    signers = publication_of(aws.dns.internet, servers).signers
    vouched_for = {make_ds("example.com.", key, "SHA256") for key in signers}
    return "bogus" if vouched_for.isdisjoint(map(parse_ds, delegation.ds)) else "secure"


@settings(max_examples=50)
@given(steps=st.lists(STEPS, min_size=1, max_size=10))
def test_any_sequence_of_steps(steps: list[Step]) -> None:
    """After any steps, allowed or refused, a new resolver says what the published keys amount to.

    The chain says the same, and can be printed and drawn.
    """
    with mock_dnssec(seed=1) as aws:
        owner = Owner(aws)
        for step in steps:
            try:
                step(owner)
            except ClientError:
                continue
            answer = aws.resolver().resolve("www.example.com")
            chain = aws.chain("www.example.com")

            assert answer.status == expected(aws), answer
            assert chain.status == answer.status
            assert max(map(len, str(chain).splitlines())) <= 100
            assert ET.fromstring(chain.svg()) is not None
