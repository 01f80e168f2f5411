"""The keys of a hosted zone, as Route 53 publishes them and signs with them.

https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-configuring-dnssec-zsk-management.html
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

import dns.name
from dns.rdtypes.dnskeybase import Flag

from mock_dnssec.dnssec.key_sets import Endorsement, KeySet
from mock_dnssec.dnssec.signatures import Signatures, Window
from mock_dnssec.dnssec.zone_keys import KmsPrivateKey, ZoneKey, derived_key
from mock_dnssec.dnssec.zsk_rollovers import zsks_at
from mock_dnssec.route53.names import with_decimal_escapes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mock_dnssec.account import Account
    from mock_dnssec.route53.signing.zone_signing import KeySigningKey
    from mock_dnssec.route53.zones.hosted_zones import HostedZone

DNSKEY_TTL = 3600

_HOUR = 3600
_PERIOD = 8 * _HOUR
_PREPARED = 15
"""Signatures over the DNSKEY set are made for so many periods in advance: five days."""

_REUSE = 300
"""For how long a signature over other data is given out, in seconds."""


def data_window(now: int, ttl: int) -> Window:
    """Return when a signature over data is valid: from an hour ago, for the TTL and two hours."""
    inception = now - now % _REUSE - _HOUR
    return Window(inception, inception + ttl + 2 * _HOUR)


def key_window(period: int) -> Window:
    """Return when the signature over the DNSKEY set is valid that is given out in a period.

    Eleven hours from an hour before the period of eight begins: 15:00 to 02:00 UTC, for one.
    """
    start = period * _PERIOD
    return Window(start - _HOUR, start + _PERIOD + DNSKEY_TTL + _HOUR)


class _State(NamedTuple):
    """What the keys depend on."""

    enabled_at: datetime
    hour: int
    ksks: tuple[tuple[object, ...], ...]


class HostedKeys:
    """The keys of one hosted zone."""

    def __init__(self, account: Account, zone: HostedZone) -> None:
        self._account = account
        self._zone = zone
        self._name = dns.name.from_text(with_decimal_escapes(zone.name))
        self._known: tuple[_State, KeySet] | None = None
        self._zsks: dict[datetime, Signatures] = {}

    def key_set(self) -> KeySet | None:
        """Return the keys that are published now; None while the zone is not signed."""
        with self._account.lock:
            enabled_at = self._zone.dnssec.enabled_at
            ksks = _published(self._zone)
            now = self._account.clock.now()
        if enabled_at is None:
            return None
        hour = int(now.timestamp()) // _HOUR
        state = _State(enabled_at, hour, tuple(map(_fingerprint, ksks)))
        if self._known is None or self._known[0] != state:
            self._known = state, self._make(enabled_at, ksks, now)
        return self._known[1]

    def _make(self, enabled_at: datetime, ksks: Sequence[KeySigningKey], now: datetime) -> KeySet:
        """Make the key set. It stays as it is from when some key-signing key can sign no more."""
        with self._account.lock:
            ever = [*self._zone.dnssec.key_signing_keys.values(), *self._zone.dnssec.deleted]
        lost = {ksk: ksk.unable_since(now) for ksk in ksks}
        moment = min([now, *(since for since in lost.values() if since is not None)])

        def may_roll(at: datetime) -> bool:
            return not any(ksk.hindered(at) for ksk in ever)

        label = f"dnssec:zsk:{self._zone.id}"
        zsks = zsks_at(moment, enabled_at, self._account.entropy, label, may_roll)
        signing = self._signatures(zsks.signing)
        changed_at = max([enabled_at, *(ksk.published_at for ksk in ksks)])
        return KeySet(
            zone=self._name,
            ttl=DNSKEY_TTL,
            endorsements=[_endorsement(ksk, lost[ksk], changed_at, now) for ksk in ksks],
            zsks=[self._signatures(birth).key.dnskey for birth in zsks.published],
            data=signing,
            window=self._data_window,
        )

    def _signatures(self, birth: datetime) -> Signatures:
        """Return what the zone-signing key signs that began to sign at this time."""
        if birth not in self._zsks:
            label = f"dnssec:zsk:{self._zone.id}:{birth.isoformat()}"
            key = derived_key(self._account.entropy, label, Flag.ZONE)
            self._zsks[birth] = Signatures(self._name, key)
        return self._zsks[birth]

    def _data_window(self, ttl: int) -> Window:
        return data_window(int(self._account.clock.now().timestamp()), ttl)


def _published(zone: HostedZone) -> list[KeySigningKey]:
    keys = zone.dnssec.key_signing_keys.values()
    return [ksk for ksk in keys if ksk.status != "INACTIVE"]


def _fingerprint(ksk: KeySigningKey) -> tuple[object, ...]:
    return ksk, ksk.status, ksk.modified_at, ksk.key.past, ksk.key.state


def _endorsement(
    ksk: KeySigningKey, lost_at: datetime | None, changed_at: datetime, now: datetime
) -> Endorsement:
    """Return a key-signing key with the signature that there is over the set as it is now.

    One that can sign no more has signed the set of then, for the periods to come.
    """
    key = ZoneKey(ksk.records.dnskey, KmsPrivateKey(ksk.key.sign))
    period = int(now.timestamp()) // _PERIOD
    if lost_at is None:
        return Endorsement(key, key_window(period))
    if lost_at < changed_at:
        return Endorsement(key, None)
    last = int(lost_at.timestamp()) // _PERIOD + _PREPARED - 1
    return Endorsement(key, key_window(min(period, last)))
