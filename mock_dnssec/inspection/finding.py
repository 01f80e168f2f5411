"""The hosted zone or the KMS key that a test names, and what there is where it names none."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, TypeVar

from mock_dnssec.errors import MockUsageError
from mock_dnssec.inspection.views import HostedZoneView, KmsKeyView
from mock_dnssec.route53.identifiers import bare
from mock_dnssec.route53.names import normal

if TYPE_CHECKING:
    from mock_dnssec.account import Account
    from mock_dnssec.kms.backend import Backend as Kms
    from mock_dnssec.kms.keys import Key

T = TypeVar("T")

SHOWN = 10
"""How many of what exists a message lists."""


def hosted_zone(account: Account, wanted: str) -> HostedZoneView:
    """Return the zone with this name or id."""
    zones = [HostedZoneView(zone, account.route53) for zone in account.route53.zones]
    found = [zone for zone in zones if bare(wanted) == zone.id or _is_named(zone, wanted)]
    known = {f"{zone.name} ({zone.id})": zone for zone in zones}
    return _only(f"hosted zone {wanted!r}", found, known)


def kms_key(account: Account, wanted: str) -> KmsKeyView:
    """Return the key with this id, alias or ARN of either, in whatever Region it is."""
    keys = [
        (KmsKeyView(key), _names(backend, key))
        for backend in map(account.kms, account.kms_regions)
        for key in backend.keys
    ]
    found = [key for key, names in keys if wanted in names]
    return _only(f"KMS key {wanted!r}", found, {key.arn: key for key, _ in keys})


def _is_named(zone: HostedZoneView, wanted: str) -> bool:
    try:
        return zone.name == normal(wanted)
    except ValueError:
        return False


def _names(backend: Kms, key: Key) -> Iterator[str]:
    yield from (key.key_id, key.arn)
    for alias in key.alias_names:
        yield from (alias, backend.arn(alias))


def _only(what: str, found: list[T], known: dict[str, T]) -> T:
    if len(found) == 1:
        return found[0]
    problem = "There are several of" if found else "There is no"
    names = [name for name, one in known.items() if not found or one in found]
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    have = ", ".join(names[:SHOWN]) or "nothing of the kind"
    raise MockUsageError(f"{problem} {what} in the account. It has: {have}{more}.")
