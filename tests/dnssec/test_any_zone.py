"""Whatever is in a signed zone and whatever is asked: the answer is signed, its absence proven."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple, cast

import dns.name
from botocore.exceptions import ClientError
from dns.rcode import NOERROR
from dns.rdatatype import RdataType
from hypothesis import given, settings
from hypothesis import strategies as st

from mock_dnssec import mock_dnssec
from tests.conftest import make_client

from .hosting import Hosting, types

if TYPE_CHECKING:
    from dns.name import Name
    from dns.rdtypes.ANY.CNAME import CNAME
    from dns.rrset import RRset

    from mock_dnssec.dnssec.responses import Response

APEX = "example.com"
VALUES = {
    "A": "192.0.2.1",
    "TXT": '"text"',
    "NS": "ns.example.net",
    "DS": f"1 13 2 {'0' * 64}",
}
NAMES = st.lists(st.sampled_from(["a", "b", "*"]), max_size=3).map(
    lambda labels: ".".join([*labels, APEX])
)


class Record(NamedTuple):
    """A record set to put into the zone, if Route 53 takes it."""

    name: str
    rdtype: str
    value: str


RECORDS = st.one_of(
    st.builds(
        lambda name, pair: Record(name, *pair), NAMES, st.sampled_from(sorted(VALUES.items()))
    ),
    st.builds(lambda name, target: Record(name, "CNAME", target), NAMES, NAMES),
)
QUESTIONS = st.tuples(
    NAMES,
    st.sampled_from(["A", "AAAA", "TXT", "CNAME", "NS", "DS", "SOA", "DNSKEY", "NSEC", "ANY"]),
)


def last_name(name: str, answer: list[RRset]) -> Name:
    """Return the name to which the CNAME records of an answer lead."""
    last = dns.name.from_text(name)
    for rrset in answer:
        if rrset.rdtype == RdataType.CNAME:
            last = cast("CNAME", rrset[0]).target
    return last


def check_denial(response: Response, name: str, rdtype: str) -> None:
    """Hold the proof of a negative answer against the question."""
    assert types(response.authority) == ["SOA", "RRSIG(SOA)", "NSEC", "RRSIG(NSEC)"]
    proof = response.authority[2]
    listed = set(proof[0].to_text().split()[1:])
    assert proof.name == last_name(name, response.answer)
    assert {"RRSIG", "NSEC"} <= listed
    assert not {rdtype, "CNAME", "DNAME"} & listed - {"NSEC"}
    delegation = "NS" in listed and "SOA" not in listed
    assert not delegation or (rdtype == "DS" and listed == {"NS", "RRSIG", "NSEC"})


@settings(max_examples=60)
@given(records=st.lists(RECORDS, max_size=8), questions=st.lists(QUESTIONS, min_size=1, max_size=8))
def test_any_question(records: list[Record], questions: list[tuple[str, str]]) -> None:
    """All that a zone says of itself validates; what it does not have, it denies for that name."""
    with mock_dnssec() as account:
        hosting = Hosting(account, make_client("route53"), make_client("kms"))
        zone, _ = hosting.signed()
        for record in records:
            with suppress(ClientError):
                hosting.put(zone, *record)
        for question in questions:
            response = hosting.ask_at(APEX, *question)
            own = [
                rrset
                for rrset in response.answer + response.authority
                if rrset.rdtype != RdataType.NS or rrset.name == dns.name.from_text(APEX)
            ]

            assert response.rcode == NOERROR
            hosting.check(own)
            if "SOA" in types(response.authority):
                check_denial(response, *question)
            else:
                assert response.answer or not response.authoritative
