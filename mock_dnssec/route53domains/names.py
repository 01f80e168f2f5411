"""Names that can be registered: a label under a top-level domain (TLD) that the registrar sells.

https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/registrar-tld-list.html
"""

from __future__ import annotations

import re

from mock_dnssec.route53domains.refusals import BAD_NAME, UNSUPPORTED_TLD

_LABEL = r"(?!-)[a-z0-9-]{1,63}(?<!-)"
_NAME = re.compile(rf"{_LABEL}(?:\.{_LABEL})+")
_HOST = re.compile(r"[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})+")

TWO_LABELS = {
    *("co.nz", "co.uk", "co.za", "com.ar", "com.au", "com.br", "com.mx", "com.sg"),
    *("me.uk", "net.au", "net.nz", "org.nz", "org.uk"),
}
"""What is sold under a country's own second level."""

NOT_FOR_SALE = {
    *("arpa", "example", "internal", "invalid", "local", "localhost", "onion", "test"),
    *("edu", "gov", "int", "mil"),
}
"""TLDs of special use (RFC 6761 and its successors), and those that have registrars of their own.

AWS's list of what it does sell grows from month to month, so every other TLD counts as sold.
"""


def registrable(name: str) -> str:
    """Return a domain name in lower case.

    Raises InvalidInput for what is no domain name, UnsupportedTLD for one that nobody can register
    here: ``www.example.com``, whose "TLD" is ``example.com``, is another.
    """
    lower = name.lower()
    if not _NAME.fullmatch(lower):
        raise BAD_NAME.error(name=name)
    tld = tld_of(lower)
    if tld in NOT_FOR_SALE or ("." in tld and tld not in TWO_LABELS):
        raise UNSUPPORTED_TLD.error(tld=tld)
    return lower


def tld_of(name: str) -> str:
    """Return what a domain is registered under: ``co.uk`` of ``example.co.uk``."""
    return name.partition(".")[2]


def is_host_name(name: str) -> bool:
    """Say whether a name in lower case can be that of a name server."""
    return _HOST.fullmatch(name) is not None
