"""An account as text: a small tree of what exists, and of what is wrong with it."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from mock_dnssec.inspection.shortening import WIDTH, cut, shortened
from mock_dnssec.inspection.views import HostedZoneView, KmsKeyView

if TYPE_CHECKING:
    from mock_dnssec.account import Account
    from mock_dnssec.inspection.views import KeySigningKeyView

SHOWN_ZONES = 8
SHOWN_KEYS = 5
NAME_WIDTH = 40


def tree(account: Account) -> list[str]:
    """Return the lines about an account, and about the others in which there is anything."""
    own = _about(account)
    others = [_about(other) for other in account.accounts if other is not account]
    return [
        *(own if len(own) > 1 else [*own, "  no hosted zones and no KMS keys"]),
        *(line for lines in others if len(lines) > 1 for line in lines),
    ]


def _about(account: Account) -> list[str]:
    with account.lock:
        zones = [HostedZoneView(zone, account.route53) for zone in account.route53.zones]
        keys = [KmsKeyView(key) for name in account.kms_regions for key in account.kms(name).keys]
    zones.sort(key=lambda zone: not zone.key_signing_keys)
    used = {ksk.kms_key_arn for zone in zones for ksk in zone.key_signing_keys.values()}
    return [
        f"account {account.id} at {account.clock.now():%Y-%m-%d %H:%M:%S} UTC",
        *(cut(line) for zone in zones[:SHOWN_ZONES] for line in _zone(account, zone)),
        *([f"  and {len(zones) - SHOWN_ZONES} more hosted zones"] if zones[SHOWN_ZONES:] else []),
        *map(cut, _keys([key for key in keys if key.arn not in used])),
    ]


def _zone(account: Account, zone: HostedZoneView) -> Iterator[str]:
    keys, at_parent = zone.key_signing_keys.values(), zone.ds_at_parent
    facts = [zone.signing]
    if zone.private:
        facts = ["private"]
    elif account.registry.is_failing(zone.name):
        facts.append("the parent's servers fail")
    elif zone.signing != "NOT_SIGNING" and not at_parent:
        facts.append("no DS at the parent")
    yield f"  {cut(zone.name.rstrip('.') or '.', NAME_WIDTH)}  {zone.id}  {', '.join(facts)}"
    name_width = max((len(ksk.name) for ksk in keys), default=0)
    for ksk in keys:
        yield from _key_signing_key(ksk, at_parent, name_width)
    for ds in at_parent:
        if ds not in [ksk.ds for ksk in keys]:
            yield f"    the parent's DS is of no key here: {ds}"


def _key_signing_key(
    ksk: KeySigningKeyView, at_parent: Sequence[str], name_width: int
) -> Iterator[str]:
    key = ksk.kms_key
    facts = [
        f"key tag {ksk.key_tag}",
        f"KMS key {_short_id(ksk.kms_key_arn)} {'deleted' if key is None else key.state}",
    ]
    if at_parent:
        facts.append("DS at the parent" if ksk.ds in at_parent else "no DS at the parent")
    name = cut(ksk.name, NAME_WIDTH).ljust(min(name_width, NAME_WIDTH))
    yield f"    {name}  {ksk.status}, {', '.join(facts)}"
    indent = " " * 6
    yield from textwrap.wrap(
        ksk.problem,
        WIDTH,
        initial_indent=indent,
        subsequent_indent=indent,
        break_on_hyphens=False,
    )


def _keys(keys: Sequence[KmsKeyView]) -> Iterator[str]:
    """Tell of the KMS keys that are no key-signing key's."""
    if len(keys) > SHOWN_KEYS:
        states = Counter(key.state for key in keys)
        told = ", ".join(f"{count} {state}" for state, count in states.items())
        yield f"  {len(keys)} KMS keys without a key-signing key: {told}"
        return
    for key in keys:
        names = "".join(f"  {alias}" for alias in key.aliases)
        yield f"  KMS key {_short_id(key.arn)}  {key.spec} {key.state} in {key.region}{names}"


def _short_id(arn: str) -> str:
    return shortened(arn).removeprefix("key/")
