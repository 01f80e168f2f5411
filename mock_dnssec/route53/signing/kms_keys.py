"""What Route 53 demands of a KMS key before it signs a hosted zone with it.

https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-configuring-dnssec-cmk-requirements.html
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from mock_dnssec.route53.signing.refusals import (
    KEY_NOT_PERMITTED,
    NOT_A_KEY_ARN,
    NOT_ENABLED,
    WRONG_REGION,
    WRONG_SPEC,
    WRONG_USAGE,
)

if TYPE_CHECKING:
    from mock_dnssec.account import Account
    from mock_dnssec.errors import Refusal
    from mock_dnssec.kms.keys import Key

_REGION = "us-east-1"
_KEY_ARN = re.compile(r"arn:aws[a-z-]*:kms:(?P<region>[a-z0-9-]+):\d{12}:key/(?P<key_id>[\w-]+)")
_ACTIONS = ("kms:DescribeKey", "kms:GetPublicKey", "kms:Sign")
_SERVICES = ("dnssec-route53.amazonaws.com", "api-service.dnssec.route53.aws.internal")
"""Route 53's service principal, and the one that policies from the feature's first months name."""

_TICK = timedelta(milliseconds=1)
"""The clock's precision."""

_ACTIVATE = "and then activate the key-signing key (KSK) again."
_GONE = (
    "The customer managed key does not exist any more. Deactivate and delete the key-signing key "
    "(KSK), and create one with another customer managed key."
)


@dataclass(frozen=True, slots=True)
class KmsKey:
    """The KMS key of this ARN as Route 53 uses it for one hosted zone."""

    account: Account
    zone_id: str
    arn: str

    def check(self) -> Key:
        """Return the key if Route 53 can sign the zone with it; raise InvalidKMSArn if not."""
        named = _KEY_ARN.fullmatch(self.arn)
        if named is None:
            raise NOT_A_KEY_ARN.error(arn=self.arn)
        if named["region"] != _REGION:
            raise WRONG_REGION.error(arn=self.arn)
        key = self.find()
        if key is None:
            raise KEY_NOT_PERMITTED.error(arn=self.arn)  # Route 53 cannot describe it
        unmet = self._unmet(key)
        if unmet:
            raise unmet.refusal.error(arn=self.arn)
        return key

    def problem(self) -> str | None:
        """Return what keeps Route 53 from using a key that was good, and what to do about it."""
        key = self.find()
        if key is None:
            return _GONE
        unmet = self._unmet(key)
        return unmet.repair if unmet else None

    def lost_at(self, key: Key, moment: datetime) -> datetime | None:
        """Return since when Route 53 could not use its key, as of a moment; None if it could."""
        if self._unmet(key.as_of(moment)) is None:
            return None
        for turn in key.turning_points():
            if turn <= moment and self._unmet(key.as_of(turn - _TICK)) is None:
                return turn
        return key.creation_date

    def permitted(self, key: Key) -> bool:
        """Say whether the key policy lets Route 53 do all it needs for this zone."""
        context = {
            "aws:SourceAccount": self.account.id,
            "aws:SourceArn": f"arn:aws:route53:::hostedzone/{self.zone_id}",
        }
        return any(
            all(key.lets(service, action, context) for action in _ACTIONS) for service in _SERVICES
        )

    def find(self) -> Key | None:
        """Return the key; None where there is none of this ARN (any more)."""
        key = self.account.kms(_REGION).keys.find(self.arn.rpartition("/")[2])
        return key if key is not None and key.arn == self.arn else None

    def _unmet(self, key: Key) -> Requirement | None:
        return next((each for each in _REQUIREMENTS if not each.met(self, key)), None)


class Requirement(NamedTuple):
    """One thing that must hold of a KMS key.

    ``repair`` is what a StatusMessage advises when it ceases to hold; empty for what never does.
    """

    met: Callable[[KmsKey, Key], bool]
    refusal: Refusal
    repair: str = ""


# Permission comes first: without it Route 53 could not see the rest.
_REQUIREMENTS = (
    Requirement(
        KmsKey.permitted,
        KEY_NOT_PERMITTED,
        "Route 53 may not use the customer managed key. Allow dnssec-route53.amazonaws.com the "
        f"actions {', '.join(_ACTIONS)} in its key policy, {_ACTIVATE}",
    ),
    Requirement(lambda _, key: key.spec == "ECC_NIST_P256", WRONG_SPEC),
    Requirement(lambda _, key: key.usage == "SIGN_VERIFY", WRONG_USAGE),
    Requirement(
        lambda _, key: key.state != "PendingDeletion",
        NOT_ENABLED,
        "The customer managed key is pending deletion. Cancel its deletion, enable it, "
        f"{_ACTIVATE}",
    ),
    Requirement(
        lambda _, key: key.state == "Enabled",
        NOT_ENABLED,
        f"The customer managed key is not enabled. Enable it, {_ACTIVATE}",
    ),
)
