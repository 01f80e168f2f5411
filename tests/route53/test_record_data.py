"""The values that each record type may have."""

from __future__ import annotations

from typing import Any

import pytest

from .records import apply, create, listed, refused

VALID = [
    ("A", "192.0.2.1"),
    ("AAAA", "2001:0db8:85a3:0:0:8a2e:0370:7334"),
    ("AAAA", "::ffff:192.0.2.1"),
    ("CAA", '0 issue "ca.example.net; account=123"'),
    ("CAA", '128 iodef "mailto:security@example.com"'),
    ("CNAME", "hostname.example.com"),
    ("CNAME", r"\052.example.com."),
    ("DS", "55613 13 2 89215220A57181200AEFB1F6411EC37E5E318E7BA8EE35EF33737398B25DE19D"),
    ("DS", "55613 13 2 89215220A57181200AEFB1F6411EC37E 5E318E7BA8EE35EF33737398B25DE19D"),
    ("HTTPS", "16 . alpn=h2,h3 ipv4hint=192.0.2.1"),
    ("HTTPS", "0 svc.example.com"),
    ("MX", "10 mailserver.example.com."),
    ("MX", "0 ."),
    ("NAPTR", r'100 50 "u" "E2U+sip" "!^(\\+441632960083)$!sip:\\1@example.com!" .'),
    ("NAPTR", '100 51 "u" "E2U+h323" "!^.*$!h323:operator@example.com!" .'),
    ("NS", "ns-1.example.com"),
    ("PTR", "hostname.example.com"),
    ("SPF", '"v=spf1 ip4:192.168.0.1/16 -all"'),
    ("SRV", "10 5 80 hostname.example.com"),
    ("SSHFP", "1 1 09F6A01D2175742B257C6B98B7C72C44C4040683"),
    ("SVCB", "1 svc.example.com alpn=h2 port=8443"),
    ("TLSA", "3 1 1 " + "AB" * 32),
    ("TXT", '"Sample Text Entries"'),
    ("TXT", '"one" "two"'),
    ("TXT", r'"a \"quoted\" word, \344 and \\"'),
    ("TXT", '""'),
    ("TXT", f'"{"x" * 255}" "{"y" * 255}"'),
]

NO_ADDRESS = ("ARRDATAIllegalIPv4Address", "Value is not a valid IPv4 address")
NOT_QUOTED = ("InvalidCharacterString", "Value should be enclosed in quotation marks")
CONFIRMED = [
    ("A", "192.0.2", *NO_ADDRESS),
    ("A", "ns-738.awsdns-28.net.", *NO_ADDRESS),
    ("A", "", *NO_ADDRESS),
    ("A", "192.0.2.1, 192.0.2.2", "ARRDATANotSingleField", "Value contains spaces"),
    ("AAAA", "192.0.2.1", "AAAARRDATAIllegalIPv6Address", "Value is not a valid IPv6 address"),
    ("SRV", "1 1 80 a. b.", "SRVRRDATANotFourFields", "SRV record doesn't have 4 fields"),
    ("TXT", "text", *NOT_QUOTED),
    ("TXT", '""text""', *NOT_QUOTED),
    ("TXT", f'"{"x" * 256}"', "CharacterStringTooLong", "Value is too long"),
]

INVALID = [
    ("A", "2001:db8::1"),
    ("AAAA", "2001:db8::1::2"),
    ("CAA", "0 issue"),
    ("CAA", '256 issue "ca.example.net"'),
    ("CNAME", ""),
    ("CNAME", "a..example.com"),
    ("CNAME", "two names"),
    ("DS", "55613 13 2"),
    ("DS", "55613 13 2 89215220"),
    ("DS", "70000 13 2 89215220A57181200AEFB1F6411EC37E5E318E7BA8EE35EF33737398B25DE19D"),
    ("HTTPS", "16 . nonsense=1"),
    ("MX", "mailserver.example.com"),
    ("MX", "65536 mailserver.example.com"),
    ("NAPTR", "100 50"),
    ("NS", "x" * 64 + ".example.com"),
    ("PTR", "bücher.example"),
    ("SOA", "ns.example.com. admin.example.com. 1 7200 900 1209600"),
    ("SOA", "ns.example.com. admin.example.com. one 7200 900 1209600 300"),
    ("SPF", "v=spf1"),
    ("SRV", "10 5 70000 hostname.example.com"),
    ("SSHFP", "1 1"),
    ("SVCB", "svc.example.com"),
    ("TLSA", "3 1 1 not-hex"),
]


@pytest.mark.parametrize(("record_type", "value"), VALID)
def test_valid_values_are_kept_as_they_are(
    route53: Any, zone_id: str, record_type: str, value: str
) -> None:
    """AWS's own examples of each type pass and are listed unchanged."""
    apply(route53, zone_id, create("www.example.com", record_type, value))
    answer = route53.list_resource_record_sets(
        HostedZoneId=zone_id, StartRecordName="www.example.com"
    )
    assert answer["ResourceRecordSets"][0]["ResourceRecords"] == [{"Value": value}]


@pytest.mark.parametrize(("record_type", "value", "problem", "sentence"), CONFIRMED)
def test_invalid_values_are_reported_in_awss_words(
    route53: Any, zone_id: str, record_type: str, value: str, problem: str, sentence: str
) -> None:
    """The refusal names the problem, its sentence and the value."""
    message = refused(route53, zone_id, create("www.example.com", record_type, value))
    assert message == (
        f"[Invalid Resource Record: 'FATAL problem: {problem} ({sentence}) "
        f"encountered with '{value}'']"
    )


@pytest.mark.parametrize(("record_type", "value"), INVALID)
def test_invalid_values_of_every_type(
    route53: Any, zone_id: str, record_type: str, value: str
) -> None:
    """Values that a type's format does not allow are refused and leave nothing behind."""
    name = "example.com" if record_type == "SOA" else "www.example.com"
    action = create(name, record_type, value)
    assert refused(route53, zone_id, action).startswith("[")
    assert listed(route53, zone_id) == []


def test_every_type_of_awss_model_is_validated(route53: Any) -> None:
    """The tables above have a good and a bad value for every type that the model knows."""
    shape = route53.meta.service_model.shape_for("RRType")
    assert {record_type for record_type, _ in VALID} | {"SOA"} >= set(shape.enum)
    bad = {record_type for record_type, _ in INVALID}
    assert bad | {record_type for record_type, *_ in CONFIRMED} >= set(shape.enum)
