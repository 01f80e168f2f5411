"""The chains of trust that the report of a failed test shows."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from mock_dnssec.dnssec.chain.chain import Chain
from mock_dnssec.dnssec.validating.aliases import WEAKEST_FIRST
from mock_dnssec.route53.names import with_decimal_escapes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mock_dnssec.account import Account

_MOST_ZONES = 20
_SHOWN = 3


def chains(account: Account) -> list[Chain]:
    """Return the chains of the first zones that have to do with DNSSEC, the broken ones first."""
    found = islice(_chains(account), _MOST_ZONES)
    return sorted(found, key=lambda chain: WEAKEST_FIRST.index(chain.status))[:_SHOWN]


def _chains(account: Account) -> Iterator[Chain]:
    for zone in list(account.route53.zones):
        if not zone.private:
            chain = Chain(account, with_decimal_escapes(zone.name), "SOA")
            if chain.status == "bogus" or not zone.dnssec.absent:
                yield chain
