"""Every validating resolver reaches the same verdict on every zone of the zoo."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.judges.zoo import EXHIBITS

if TYPE_CHECKING:
    from mock_dnssec import Account
    from tests.judges.conftest import Ask
    from tests.judges.exhibits import Exhibit

DELV = {
    "resolution failed: (?!ncache)": "bogus",
    "unsigned answer": "insecure",
    "fully validated": "secure",
}
"""What delv says of an answer, the worst first: an alias may lead from one to another.

Of what is denied delv says that it failed too: that it is in the negative cache, ``ncache``.
"""

exhibits = pytest.mark.parametrize("exhibit", EXHIBITS, ids=str)


@exhibits
def test_our_resolver(zoo: Account, exhibit: Exhibit) -> None:
    """The resolver of the account reaches the right verdict, and says why a zone is not secure."""
    resolution = zoo.resolver().resolve(exhibit.name, exhibit.record_type)

    assert resolution.status == exhibit.verdict
    assert resolution.reason or resolution.secure


@exhibits
def test_delv(delv: Ask, exhibit: Exhibit) -> None:
    """BIND's delv, with the trust anchor that was handed out, agrees."""
    printed = delv(exhibit.name, exhibit.record_type)

    said = [verdict for words, verdict in DELV.items() if re.search(words, printed)]
    assert said[:1] == [exhibit.verdict], printed


@exhibits
def test_unbound(unbound: Ask, exhibit: Exhibit) -> None:
    """unbound agrees: AD for what is secure, SERVFAIL for what is bogus, neither for the rest."""
    printed = unbound(exhibit.name, exhibit.record_type)

    status = re.search(r"status: (\w+)", printed)
    flags = re.search(r"flags: ([a-z ]+);", printed)
    assert status, printed
    assert flags, printed
    authentic = "ad" in flags[1].split()
    verdict = "secure" if authentic else "bogus" if status[1] == "SERVFAIL" else "insecure"
    assert verdict == exhibit.verdict, printed
