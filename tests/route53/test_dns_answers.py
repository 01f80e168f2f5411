"""TestDNSAnswer: what the name servers of a zone answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from .records import apply, create, upsert
from .test_alias_records import to

if TYPE_CHECKING:
    from .conftest import NewZone

DS = "55613 13 2 89215220A57181200AEFB1F6411EC37E5E318E7BA8EE35EF33737398B25DE19D"

ZONE = [
    create("a.example.com", "A", "192.0.2.1", "192.0.2.2"),
    create("a.example.com", "MX", "10 mail.example.com"),
    create("alias.example.com", "CNAME", "A.example.com"),
    create("hop.example.com", "CNAME", "alias.example.com."),
    create("away.example.com", "CNAME", "www.example.org"),
    create("lost.example.com", "CNAME", "none.example.com"),
    create("one.example.com", "CNAME", "two.example.com"),
    create("two.example.com", "CNAME", "one.example.com"),
    create("x.deep.example.com", "A"),
    create("*.wild.example.com", "TXT", '"any"'),
    create("known.wild.example.com", "A"),
    create("*.soft.example.com", "CNAME", "a.example.com"),
    create("child.example.com", "NS", "ns.example.org"),
    create("child.example.com", "DS", DS),
    create("ns.child.example.com", "A"),
    create(r"ex\344mple.example.com", "A"),
]
ADDRESSES = ["192.0.2.1", "192.0.2.2"]

ANSWERS: dict[tuple[str, str], tuple[str, list[str]]] = {
    # What is there, and what is not there of it.
    ("a.example.com", "A"): ("NOERROR", ADDRESSES),
    ("A.EXAMPLE.COM.", "A"): ("NOERROR", ADDRESSES),
    ("a.example.com", "MX"): ("NOERROR", ["10 mail.example.com."]),
    ("a.example.com", "AAAA"): ("NOERROR", []),
    ("none.example.com", "A"): ("NXDOMAIN", []),
    ("b.a.example.com", "A"): ("NXDOMAIN", []),
    (r"ex\344mple.example.com", "A"): ("NOERROR", ["192.0.2.1"]),
    # Names between those that have records exist too.
    ("deep.example.com", "A"): ("NOERROR", []),
    ("wild.example.com", "TXT"): ("NOERROR", []),
    # CNAME records.
    ("alias.example.com", "A"): ("NOERROR", ["A.example.com.", *ADDRESSES]),
    ("alias.example.com", "CNAME"): ("NOERROR", ["A.example.com."]),
    ("alias.example.com", "AAAA"): ("NOERROR", ["A.example.com."]),
    ("hop.example.com", "A"): ("NOERROR", ["alias.example.com.", "A.example.com.", *ADDRESSES]),
    ("away.example.com", "A"): ("NOERROR", ["www.example.org."]),
    ("lost.example.com", "A"): ("NXDOMAIN", ["none.example.com."]),
    ("one.example.com", "A"): ("NOERROR", ["two.example.com.", "one.example.com."]),
    # Wildcards.
    ("x.wild.example.com", "TXT"): ("NOERROR", ['"any"']),
    ("x.y.wild.example.com", "TXT"): ("NOERROR", ['"any"']),
    ("x.wild.example.com", "A"): ("NOERROR", []),
    ("known.wild.example.com", "TXT"): ("NOERROR", []),
    ("x.known.wild.example.com", "TXT"): ("NXDOMAIN", []),
    ("*.wild.example.com", "TXT"): ("NOERROR", ['"any"']),
    ("x.soft.example.com", "A"): ("NOERROR", ["a.example.com.", *ADDRESSES]),
    # Delegations: the answer is empty, as the servers of the child are asked next.
    ("child.example.com", "A"): ("NOERROR", []),
    ("child.example.com", "NS"): ("NOERROR", []),
    ("x.child.example.com", "A"): ("NOERROR", []),
    ("ns.child.example.com", "A"): ("NOERROR", []),
    ("child.example.com", "DS"): ("NOERROR", [DS.lower()]),
    ("x.child.example.com", "DS"): ("NOERROR", []),
    # The zone itself, and what is not in it.
    ("example.com", "A"): ("NOERROR", []),
    ("example.com", "DS"): ("NOERROR", []),
    ("example.org", "A"): ("REFUSED", []),
    ("com", "A"): ("REFUSED", []),
}


@pytest.fixture
def filled_zone(route53: Any, zone_id: str) -> str:
    """The id of a zone with the records of the table."""
    apply(route53, zone_id, *ZONE)
    return zone_id


def asked(route53: Any, zone_id: str, name: str, record_type: str = "A", **more: Any) -> Any:
    """Return the response code and the values that TestDNSAnswer gives."""
    answer = route53.test_dns_answer(
        HostedZoneId=zone_id, RecordName=name, RecordType=record_type, **more
    )
    return answer["ResponseCode"], answer["RecordData"]


@pytest.mark.parametrize(("name", "record_type"), ANSWERS)
def test_names_and_types(route53: Any, filled_zone: str, name: str, record_type: str) -> None:
    """A zone's servers answer as RFC 1034 and RFC 4592 have it."""
    assert asked(route53, filled_zone, name, record_type) == ANSWERS[name, record_type]


def test_the_members_of_an_answer(route53: Any, filled_zone: str) -> None:
    """The name is shown as it was asked for, and the server is one of the zone's."""
    answer = route53.test_dns_answer(
        HostedZoneId=filled_zone, RecordName="A.example.com", RecordType="A"
    )
    servers = route53.get_hosted_zone(Id=filled_zone)["DelegationSet"]["NameServers"]
    assert answer.pop("Nameserver") in servers
    assert answer.pop("ResponseMetadata")["HTTPStatusCode"] == 200
    assert answer == {
        "RecordName": "A.example.com",
        "RecordType": "A",
        "RecordData": ADDRESSES,
        "ResponseCode": "NOERROR",
        "Protocol": "UDP",
    }


def test_the_zones_own_records(route53: Any, zone_id: str) -> None:
    """The NS and SOA of the apex are answers as any other."""
    listed = route53.list_resource_record_sets(HostedZoneId=zone_id)["ResourceRecordSets"]
    for record_set in listed:
        values = [record["Value"] for record in record_set["ResourceRecords"]]
        answer = asked(route53, zone_id, "example.com", record_set["Type"])
        assert answer == ("NOERROR", values)


def test_large_answers_go_by_tcp(route53: Any, zone_id: str) -> None:
    """What does not fit into a datagram comes by TCP."""
    texts = [f'"{number:03} {"x" * 200}"' for number in range(20)]
    for size, protocol in [(18, "UDP"), (20, "TCP")]:
        apply(route53, zone_id, upsert("long.example.com", "TXT", *texts[:size]))
        answer = route53.test_dns_answer(
            HostedZoneId=zone_id, RecordName="long.example.com", RecordType="TXT"
        )
        assert answer["RecordData"] == texts[:size]
        assert answer["Protocol"] == protocol


def test_aliases_answer_with_the_records_of_their_targets(
    route53: Any, zone_id: str, new_zone: NewZone
) -> None:
    """An alias answers under its own name what its target has, in its own zone or another."""
    other = new_zone("example.org")
    apply(route53, other, create("www.example.org", "A", "192.0.2.9"))
    apply(
        route53,
        zone_id,
        create("www.example.com", AliasTarget=to(other, "www.example.org")),
        create("example.com", AliasTarget=to(zone_id, "www.example.com")),
        create("*.any.example.com", AliasTarget=to(zone_id, "example.com")),
    )
    for name in ("www.example.com", "example.com", "x.any.example.com"):
        assert asked(route53, zone_id, name) == ("NOERROR", ["192.0.2.9"])
    route53.change_resource_record_sets(
        HostedZoneId=other,
        ChangeBatch={
            "Changes": [upsert("www.example.org", "A", "192.0.2.10")],
        },
    )
    assert asked(route53, zone_id, "example.com") == ("NOERROR", ["192.0.2.10"])


def test_an_alias_whose_target_has_gone(route53: Any, zone_id: str, new_zone: NewZone) -> None:
    """An alias without its target has no answer, and one that leads to itself has none either."""
    other = new_zone("example.org")
    apply(route53, other, create("www.example.org"))
    apply(route53, zone_id, create("example.com", AliasTarget=to(other, "www.example.org")))
    apply(route53, other, {**create("www.example.org"), "Action": "DELETE"})
    assert asked(route53, zone_id, "example.com") == ("NOERROR", [])
    apply(route53, zone_id, create("a.example.com"))
    apply(route53, zone_id, create("b.example.com", AliasTarget=to(zone_id, "a.example.com")))
    apply(route53, zone_id, upsert("a.example.com", AliasTarget=to(zone_id, "b.example.com")))
    assert asked(route53, zone_id, "a.example.com") == ("NOERROR", [])


def test_aliases_of_other_services_have_addresses_for_documentation(
    route53: Any, zone_id: str
) -> None:
    """A distribution or load balancer answers one address of a documentation block, its own."""
    aliases = {
        "one.example.com": "d111.cloudfront.net",
        "same.example.com": "D111.cloudfront.net.",
        "other.example.com": "lb-1.us-east-1.elb.amazonaws.com",
    }
    for name, target in aliases.items():
        for record_type in ("A", "AAAA", "HTTPS"):
            alias = create(name, record_type, AliasTarget=to("Z2FDTNDATAQYW2", target))
            apply(route53, zone_id, alias)
    answers = {name: asked(route53, zone_id, name) for name in aliases}
    (address,) = answers["one.example.com"][1]
    assert address.startswith("192.0.2.")
    assert answers["one.example.com"] == answers["same.example.com"]
    assert answers["one.example.com"] != answers["other.example.com"]
    (address,) = asked(route53, zone_id, "one.example.com", "AAAA")[1]
    assert address.startswith("2001:db8:")
    assert asked(route53, zone_id, "one.example.com", "HTTPS") == ("NOERROR", [])
