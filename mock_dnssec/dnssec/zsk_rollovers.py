"""When a hosted zone's zone-signing key (ZSK) rolls: pre-published, every 9 to 30 days.

https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-configuring-dnssec-zsk-management.html
has 7 to 30 days. A key's successor is published a day before it signs, and the key itself for 8
days after: no cache then holds what it signed, since no TTL is longer than a week. With at least 9
days between two rollovers there are never more than two of these keys.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mock_dnssec.entropy import Entropy

_LEAD = timedelta(days=1)
_LINGERING = timedelta(days=8)
_LEAST_HOURS, _MOST_HOURS = 9 * 24, 30 * 24


class Zsks(NamedTuple):
    """The zone-signing keys of a moment, each by when it begins to sign; one of them signs."""

    published: list[datetime]
    signing: datetime


def zsks_at(
    moment: datetime,
    start: datetime,
    entropy: Entropy,
    label: str,
    may_roll: Callable[[datetime], bool],
) -> Zsks:
    """Return the keys of a moment in a zone that has been signed since ``start``.

    ``may_roll`` says whether the published keys could change at a time: a successor that could not
    be published, or could not begin to sign when it should have, is left out.
    """
    planned = takewhile(lambda roll: roll - _LEAD <= moment, _planned(start, entropy, label))
    births = [
        start,
        *(roll for roll in planned if may_roll(roll - _LEAD) and (roll > moment or may_roll(roll))),
    ]
    signing = max((birth for birth in births if birth <= moment), default=start)
    retired = {birth for birth, heir in pairwise(births) if heir + _LINGERING <= moment}
    return Zsks([birth for birth in births if birth not in retired], signing)


def _planned(start: datetime, entropy: Entropy, label: str) -> Iterator[datetime]:
    roll, number = start.replace(minute=0, second=0, microsecond=0), 0
    while True:
        number += 1
        drawn = int.from_bytes(entropy.derive(f"{label}:rollover:{number}", 4), "big")
        hours = _LEAST_HOURS + drawn % (_MOST_HOURS - _LEAST_HOURS + 1)
        roll += timedelta(hours=hours)
        yield roll
