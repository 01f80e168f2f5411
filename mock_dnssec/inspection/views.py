"""What exists in an account, to look at in assertions. Looking changes nothing.

Everything is read from the account when it is asked for, and is what GetDNSSEC, DescribeKey and
their like would answer at that moment.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from mock_dnssec.errors import MockUsageError

if TYPE_CHECKING:
    from datetime import datetime

    from mock_dnssec.kms.keys import Key
    from mock_dnssec.route53.backend import Backend
    from mock_dnssec.route53.signing.zone_signing import KeySigningKey
    from mock_dnssec.route53.zones.hosted_zones import HostedZone


@dataclass(frozen=True, repr=False)
class KmsKeyView:
    """A KMS key, as DescribeKey would show it.

    https://docs.aws.amazon.com/kms/latest/APIReference/API_KeyMetadata.html
    """

    _key: Key

    @property
    def key_id(self) -> str:
        """The bare id, without an ARN around it."""
        return self._key.key_id

    @property
    def arn(self) -> str:
        """The key's ARN."""
        return self._key.arn

    @property
    def region(self) -> str:
        """The Region that holds the key."""
        return self._key.region

    @property
    def spec(self) -> str:
        """The KeySpec, such as ``ECC_NIST_P256``."""
        return self._key.spec

    @property
    def usage(self) -> str:
        """The KeyUsage, such as ``SIGN_VERIFY``."""
        return self._key.usage

    @property
    def state(self) -> str:
        """The KeyState, such as ``Enabled``."""
        return self._key.state

    @property
    def deletion_date(self) -> datetime | None:
        """When the key will be gone; None if it is to stay."""
        return self._key.deletion_date

    @property
    def aliases(self) -> list[str]:
        """The names that the key has, such as ``alias/ksk``."""
        return sorted(self._key.alias_names)

    @property
    def policy(self) -> Mapping[str, object]:
        """The key policy, read from its JSON."""
        return cast("Mapping[str, object]", json.loads(self._key.policy))

    def __repr__(self) -> str:
        return f"<KMS key {self.key_id} {self.spec} {self.state}>"


@dataclass(frozen=True, repr=False)
class KeySigningKeyView:
    """A key-signing key (KSK), as GetDNSSEC would show it.

    https://docs.aws.amazon.com/Route53/latest/APIReference/API_KeySigningKey.html
    """

    _ksk: KeySigningKey

    @property
    def name(self) -> str:
        """The name that it was created with."""
        return self._ksk.name

    @property
    def status(self) -> str:
        """``ACTIVE``, ``INACTIVE``, ``ACTION_NEEDED`` or ``INTERNAL_FAILURE``."""
        return self._ksk.present_status

    @property
    def problem(self) -> str:
        """What is wrong and how to mend it, in AWS's words; empty where nothing is."""
        return self._ksk.problem or self._ksk.status_message

    @property
    def key_tag(self) -> int:
        """The key tag of the DNSKEY (RFC 4034 appendix B)."""
        return cast("int", self._ksk.published["KeyTag"])

    @property
    def dnskey(self) -> str:
        """The DNSKEY record's data."""
        return cast("str", self._ksk.published["DNSKEYRecord"])

    @property
    def ds(self) -> str:
        """The DS record's data, as the parent zone should have it."""
        return cast("str", self._ksk.published["DSRecord"])

    @property
    def kms_key_arn(self) -> str:
        """The ARN of the KMS key, which stays when that is deleted."""
        return self._ksk.kms_key.arn

    @property
    def kms_key(self) -> KmsKeyView | None:
        """The KMS key that it signs with; None once that is deleted."""
        key = self._ksk.kms_key.find()
        return None if key is None else KmsKeyView(key)

    def __repr__(self) -> str:
        return f"<key-signing key {self.name} {self.status}>"


@dataclass(frozen=True, repr=False)
class HostedZoneView:
    """A hosted zone and its DNSSEC, as GetHostedZone and GetDNSSEC would show them."""

    _zone: HostedZone
    _backend: Backend

    @property
    def id(self) -> str:
        """The bare id, without ``/hostedzone/``."""
        return self._zone.id

    @property
    def name(self) -> str:
        """The name as AWS writes it, with a dot at the end."""
        return self._zone.name

    @property
    def private(self) -> bool:
        """Whether it answers in VPCs only, which goes without DNSSEC."""
        return self._zone.private

    @property
    def signing(self) -> str:
        """``SIGNING``, ``NOT_SIGNING``, ``ACTION_NEEDED`` or ``INTERNAL_FAILURE``.

        https://docs.aws.amazon.com/Route53/latest/APIReference/API_DNSSECStatus.html
        """
        return cast("str", self._zone.dnssec.status["ServeSignature"])

    @property
    def key_signing_keys(self) -> Mapping[str, KeySigningKeyView]:
        """The key-signing keys by name, in the order of creation."""
        keys = dict(self._zone.dnssec.key_signing_keys)
        return ByName({name: KeySigningKeyView(ksk) for name, ksk in keys.items()})

    @property
    def ds_at_parent(self) -> list[str]:
        """The DS records' data that the parent zone publishes, in the form of a KSK's ``ds``."""
        from mock_dnssec.route53.signing.parents import delegation_of

        with self._backend.account.lock:
            published = delegation_of(self._backend, self._zone).ds
        if not published:
            return []
        from mock_dnssec.dnssec.dnskey import parse_ds

        return [parse_ds(ds).to_text(chunksize=0).upper() for ds in published]

    def __repr__(self) -> str:
        return f"<hosted zone {self.name} {self.id} {self.signing}>"


class ByName(dict[str, KeySigningKeyView]):
    """Key-signing keys by name; asking for one that is not there says which are."""

    def __missing__(self, name: str) -> KeySigningKeyView:
        have = ", ".join(self) or "none"
        raise MockUsageError(f"The zone has no key-signing key {name!r}. It has: {have}.")
