"""What DNSSEC adds to a hosted zone: its key-signing keys, and whether its answers are signed.

AWS notices a broken KMS key when it signs next, hours or days later. Here a key-signing key turns
ACTION_NEEDED when somebody looks: a KMS key that is broken and mended unseen has done no harm, and
one that was seen broken needs ActivateKeySigningKey after it is mended, as AWS documents.
https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-configuring-dnssec-troubleshoot.html
"""

from __future__ import annotations

import base64
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

from mock_dnssec.errors import MockUsageError
from mock_dnssec.route53.names import with_decimal_escapes

if TYPE_CHECKING:
    from datetime import datetime

    from mock_dnssec.clock import Clock
    from mock_dnssec.dnssec.dnskey import KeyRecords
    from mock_dnssec.kms.keys import Key
    from mock_dnssec.operations import Result
    from mock_dnssec.route53.signing.kms_keys import KmsKey

KeyStatus = Literal["ACTIVE", "INACTIVE", "ACTION_NEEDED", "INTERNAL_FAILURE"]

_KEY_FAILED = (
    "Route 53 failed to process a request for the key-signing key (KSK). Activate or deactivate "
    "the KSK to correct the problem."
)
_ZONE_FAILED = (
    "Route 53 failed to process a request for the hosted zone. Enable or disable DNSSEC signing "
    "to correct the problem."
)


class Period(NamedTuple):
    """A time that is over."""

    start: datetime
    end: datetime

    def covers(self, moment: datetime) -> bool:
        """Say whether a moment was in it."""
        return self.start <= moment < self.end


@dataclass(eq=False, kw_only=True)
class KeySigningKey:
    """A key-signing key (KSK) of a hosted zone.

    ``creation`` is the ChangeInfo that its creation was answered with.
    https://docs.aws.amazon.com/Route53/latest/APIReference/API_KeySigningKey.html
    """

    name: str
    zone_name: str
    caller_reference: str
    kms_key: KmsKey
    key: Key
    creation: Result
    status: KeyStatus
    clock: Clock
    status_message: str = ""
    created_at: datetime = field(init=False)
    modified_at: datetime = field(init=False)
    published_at: datetime = field(init=False)
    """When it last came into the DNSKEY set, if it is in it."""
    seen_lost: datetime | None = None
    """Since when the KMS key could not be used, as it was when the status turned ACTION_NEEDED."""
    services: list[Period] = field(default_factory=list)
    """When it was in the DNSKEY set, each time but this one."""
    failures: list[Period] = field(default_factory=list)
    """When it could not sign, of the times that ended with another status."""

    def __post_init__(self) -> None:
        self.created_at = self.modified_at = self.published_at = self.clock.now()

    @cached_property
    def records(self) -> KeyRecords:
        """The DNSKEY and DS of the key: makes the KMS key's material if it is not there yet."""
        from mock_dnssec.dnssec.dnskey import key_records

        return key_records(with_decimal_escapes(self.zone_name), self.key.public_key())

    @cached_property
    def published(self) -> Result:
        """What AWS tells of the records, under its member names."""
        dnskey, ds = self.records.dnskey, self.records.ds
        return {
            "Flag": int(dnskey.flags),
            "SigningAlgorithmMnemonic": "ECDSAP256SHA256",
            "SigningAlgorithmType": int(dnskey.algorithm),
            "DigestAlgorithmMnemonic": "SHA-256",
            "DigestAlgorithmType": int(ds.digest_type),
            "KeyTag": ds.key_tag,
            "DigestValue": ds.digest.hex().upper(),
            "PublicKey": base64.b64encode(dnskey.key).decode(),
            "DNSKEYRecord": dnskey.to_text(chunksize=0),
            "DSRecord": ds.to_text(chunksize=0).upper(),
        }

    def turn(self, status: KeyStatus, message: str = "") -> None:
        """Change the status, if it is another than before."""
        if status != self.status:
            now = self.clock.now()
            lost_at = self.unable_since(now)
            if lost_at is not None:
                self.failures.append(Period(lost_at, now))
            if self.status == "INACTIVE":
                self.published_at = now
            elif status == "INACTIVE":
                self.services.append(Period(self.published_at, now))
            self.status, self.status_message = status, message
            self.modified_at = now

    @property
    def problem(self) -> str | None:
        """What keeps an ACTIVE key from signing, which nobody may have noticed yet."""
        return self.kms_key.problem() if self.status == "ACTIVE" else None

    @property
    def present_status(self) -> KeyStatus:
        """The status that GetDNSSEC would show now."""
        return "ACTION_NEEDED" if self.problem else self.status

    def observe(self) -> None:
        """Turn ACTION_NEEDED if the key signs with a KMS key that Route 53 can use no more."""
        problem = self.problem
        if problem:
            self.seen_lost = self.unable_since(self.clock.now())
            self.turn("ACTION_NEEDED", problem)

    def hindered(self, moment: datetime) -> bool:
        """Say whether it was in the DNSKEY set at a moment and could not sign that."""
        published = self.status != "INACTIVE" and self.published_at <= moment
        if not published and not any(service.covers(moment) for service in self.services):
            return False
        failed = any(failure.covers(moment) for failure in self.failures)
        return failed or self.kms_key.lost_at(self.key, moment) is not None

    def unable_since(self, moment: datetime) -> datetime | None:
        """Return since when Route 53 can make no signatures with the key; None while it can.

        A key that was seen broken stays so until it is activated again.
        """
        if self.status == "INTERNAL_FAILURE":
            return self.modified_at
        if self.status == "ACTION_NEEDED":
            return self.seen_lost
        return self.kms_key.lost_at(self.key, moment)


@dataclass(slots=True, eq=False)
class ZoneSigning:
    """The DNSSEC state of one hosted zone; key-signing keys by name, in the order of creation."""

    enabled_at: datetime | None = None
    """Since when the zone is signed; None while it is not."""
    failed: bool = False
    key_signing_keys: dict[str, KeySigningKey] = field(default_factory=dict)
    deleted: list[KeySigningKey] = field(default_factory=list)
    """Key-signing keys that were there before."""

    @property
    def enabled(self) -> bool:
        """Whether the zone is signed."""
        return self.enabled_at is not None

    @property
    def absent(self) -> bool:
        """Whether the zone has nothing of DNSSEC."""
        return not (self.enabled or self.failed or self.key_signing_keys)

    @property
    def status(self) -> Result:
        """The zone's DNSSECStatus, as it is now.

        https://docs.aws.amazon.com/Route53/latest/APIReference/API_DNSSECStatus.html
        """
        if self.failed:
            return {"ServeSignature": "INTERNAL_FAILURE", "StatusMessage": _ZONE_FAILED}
        if not self.enabled:
            return {"ServeSignature": "NOT_SIGNING"}
        keys = self.key_signing_keys.values()
        broken = any(key.present_status == "ACTION_NEEDED" for key in keys)
        return {"ServeSignature": "ACTION_NEEDED" if broken else "SIGNING"}

    def has_key(self, status: KeyStatus, *, besides: KeySigningKey | None = None) -> bool:
        """Say whether a key-signing key, other than ``besides``, has this status."""
        keys = self.key_signing_keys.values()
        return any(key.status == status and key is not besides for key in keys)

    def delete_key(self, name: str) -> None:
        """Delete a key-signing key."""
        self.deleted.append(self.key_signing_keys.pop(name))

    def observe(self) -> None:
        """Let every key-signing key notice what has become of its KMS key."""
        for key in self.key_signing_keys.values():
            key.observe()

    def fail(self) -> None:
        """Give the zone the status INTERNAL_FAILURE, which no call to AWS brings about.

        Enabling or disabling DNSSEC signing corrects it.
        """
        self.failed = True

    def fail_key(self, name: str) -> None:
        """Give a key-signing key the status INTERNAL_FAILURE, which no call to AWS brings about.

        Activating or deactivating the key corrects it. Raises MockUsageError if there is none of
        this name.
        """
        if name not in self.key_signing_keys:
            have = ", ".join(self.key_signing_keys) or "none"
            raise MockUsageError(f"No key-signing key {name!r} in the zone. It has: {have}.")
        self.key_signing_keys[name].turn("INTERNAL_FAILURE", _KEY_FAILED)
