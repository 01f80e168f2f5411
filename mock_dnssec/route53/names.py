"""Domain names as Route 53 writes and sorts them.

https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DomainNameFormat.html
"""

from __future__ import annotations

import re
from functools import lru_cache

from mock_dnssec.route53.records.problems import FatalProblemError

_PLAIN = re.compile(r"(?:[a-z0-9_-]{1,63}\.)+")
_PLAIN_OCTETS = frozenset(b"abcdefghijklmnopqrstuvwxyz0123456789-_")
_ESCAPE = re.compile(r"\\(?:([0-3][0-7]{2})|([^0-9])?)")
_MAX_LENGTH = 254

_UNSUPPORTED = ("UnsupportedCharacter", "Value contains unsupported characters")
_REFUSALS = {
    "EmptyLabel": ("DomainLabelEmpty", "Domain label is empty"),
    "LabelTooLong": ("DomainLabelTooLong", "Domain label is too long"),
    "NameTooLong": ("DomainNameTooLong", "Domain name is too long"),
}
"""What dnspython's refusals are called in Route 53."""


def normal(name: str) -> str:
    r"""Return the form that Route 53 stores: lower case, a dot at the end, octal escapes.

    Every octet other than a-z, 0-9, ``-`` and ``_`` becomes an escape: ``*`` is ``\052``.
    Raises FatalProblemError for what is no domain name (RFC 1035 section 2.3.4).
    """
    dotted = name.lower() if name.endswith(".") else f"{name.lower()}."
    if len(dotted) <= _MAX_LENGTH and _PLAIN.fullmatch(dotted):
        return dotted
    return of_labels(_labels(name))


@lru_cache(maxsize=4096)
def of_labels(labels: tuple[bytes, ...]) -> str:
    """Return the form that Route 53 stores of a name in labels, with or without the root's."""
    return "".join(f"{_escaped(label)}." for label in labels if label) or "."


def reversed_labels(name: str) -> str:
    r"""Return what Route 53 sorts a normal name by: ``com.example.www.``.

    https://docs.aws.amazon.com/Route53/latest/APIReference/API_ListResourceRecordSets.html
    """
    return ".".join(reversed(name.split(".")))[1:] + "."


def is_under(name: str, zone: str) -> bool:
    """Say whether a normal name is the zone's own or below it."""
    return name == zone or name.endswith(f".{zone}")


def with_decimal_escapes(text: str) -> str:
    r"""Return the text with Route 53's octal escapes (``\052``) as master files write them.

    RFC 1035 section 5.1 counts in decimal: ``\042``. Raises FatalProblemError for other escapes.
    """
    return _ESCAPE.sub(_decimal, text)


def _labels(name: str) -> tuple[bytes, ...]:
    import dns.exception
    import dns.name

    if not name:
        raise FatalProblemError("DomainNameEmpty", "Domain name is empty", name)
    for character in name:
        if not "!" <= character <= "~":
            raise FatalProblemError(*_UNSUPPORTED, character)
    try:
        parsed = dns.name.from_text(with_decimal_escapes(name))
    except dns.exception.DNSException as refused:
        raise FatalProblemError(*_REFUSALS[type(refused).__name__], name) from refused
    return parsed.labels[:-1]


def _decimal(escape: re.Match[str]) -> str:
    octal, character = escape.groups()
    if octal:
        return f"\\{int(octal, 8):03d}"
    if character is None:
        raise FatalProblemError(*_UNSUPPORTED, escape.string)
    return escape[0]


def _escaped(label: bytes) -> str:
    return "".join(
        chr(octet) if octet in _PLAIN_OCTETS else f"\\{octet:03o}" for octet in label.lower()
    )
