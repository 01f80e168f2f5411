"""What the values of each record type must look like.

https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/ResourceRecordTypes.html
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from mock_dnssec.route53.names import normal, with_decimal_escapes
from mock_dnssec.route53.records.problems import FatalProblemError

if TYPE_CHECKING:
    from dns.rdata import Rdata


class _Form(NamedTuple):
    """How many fields a value has, and which of them are domain names."""

    fields: int
    names: tuple[int, ...] = ()
    more: bool = False
    """Whether further fields may follow: parameters, or a digest in several pieces."""


_FORMS = {
    "A": _Form(1),
    "AAAA": _Form(1),
    "CAA": _Form(3),
    "CNAME": _Form(1, names=(0,)),
    "DS": _Form(4, more=True),
    "HTTPS": _Form(2, names=(1,), more=True),
    "MX": _Form(2, names=(1,)),
    "NAPTR": _Form(6, names=(5,)),
    "NS": _Form(1, names=(0,)),
    "PTR": _Form(1, names=(0,)),
    "SOA": _Form(7, names=(0, 1)),
    "SPF": _Form(1, more=True),
    "SRV": _Form(4, names=(3,)),
    "SSHFP": _Form(3, more=True),
    "SVCB": _Form(2, names=(1,), more=True),
    "TLSA": _Form(4, more=True),
    "TXT": _Form(1, more=True),
}
_TEXT_TYPES = frozenset({"TXT", "SPF"})

_REFUSALS = {
    "A": ("ARRDATAIllegalIPv4Address", "Value is not a valid IPv4 address"),
    "AAAA": ("AAAARRDATAIllegalIPv6Address", "Value is not a valid IPv6 address"),
    "TXT": ("CharacterStringTooLong", "Value is too long"),
    "SPF": ("CharacterStringTooLong", "Value is too long"),
}
_NUMBERS = {2: "Two", 3: "Three", 4: "Four", 6: "Six", 7: "Seven"}

_FIELD = re.compile(r'"(?:[^"\\]|\\.)*"|\S+')
_CHARACTER_STRINGS = re.compile(r'"(?:[^"\\]|\\.)*"(?:\s+"(?:[^"\\]|\\.)*")*')


def parse(record_type: str, value: str) -> Rdata:
    """Return what a value says; FatalProblemError for what no record of this type can have."""
    form = _FORMS[record_type]
    fields = _FIELD.findall(value) or [""]
    if record_type in _TEXT_TYPES:
        _check_quoted(value)
    elif len(fields) < form.fields or (len(fields) > form.fields and not form.more):
        raise _wrong_number_of_fields(record_type, value)
    for position in form.names:
        normal(fields[position])
    return _rdata(record_type, value)


def _check_quoted(value: str) -> None:
    if not _CHARACTER_STRINGS.fullmatch(value):
        raise FatalProblemError(
            "InvalidCharacterString", "Value should be enclosed in quotation marks", value
        )


def _wrong_number_of_fields(record_type: str, value: str) -> FatalProblemError:
    expected = _FORMS[record_type].fields
    if expected == 1:
        code, sentence = "NotSingleField", "Value contains spaces"
    else:
        code = f"Not{_NUMBERS[expected]}Fields"
        sentence = f"{record_type} record doesn't have {expected} fields"
    return FatalProblemError(f"{record_type}RRDATA{code}", sentence, value)


def _rdata(record_type: str, value: str) -> Rdata:
    import dns.exception
    import dns.name
    import dns.rdata

    text = with_decimal_escapes(value)
    try:
        return dns.rdata.from_text("IN", record_type, text, dns.name.root, relativize=False)
    except (dns.exception.DNSException, ValueError) as refused:
        default = (f"{record_type}RRDATAInvalid", f"Value is not valid {record_type} record data")
        raise FatalProblemError(*_REFUSALS.get(record_type, default), value) from refused
