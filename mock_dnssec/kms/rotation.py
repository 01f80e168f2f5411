"""Rotation of key material: automatic, on the account's clock, and on demand.

https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html
"""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from mock_dnssec.errors import AwsError
from mock_dnssec.kms.identifiers import find_key
from mock_dnssec.kms.materials import Schedule, generate_material
from mock_dnssec.kms.multi_region import check_not_a_replica
from mock_dnssec.kms.origins import check_key_origin
from mock_dnssec.kms.states import check_state
from mock_dnssec.operations import NOTHING

if TYPE_CHECKING:
    from mock_dnssec.kms.backend import Backend
    from mock_dnssec.kms.crypto.material import Material
    from mock_dnssec.kms.keys import Key
    from mock_dnssec.operations import Result

ON_DEMAND_DURATION = timedelta(seconds=1)
"""How long GetKeyRotationStatus shows a rotation on demand as in progress."""

_NO_CONFLICT_BEFORE = timedelta(minutes=20)
_CONFLICT = (
    "The request was rejected because an automatic rotation of this key is currently in progress "
    "or scheduled to begin within the next 20 minutes."
)
_NOTHING_PENDING = "No available key material pending rotation for the key: {arn}."
_TOO_MANY = (
    "The on-demand rotations limit has been reached for the given keyId. No more on-demand "
    "rotations can be performed for this key: {arn}"
)


class RotationOperations:
    """EnableKeyRotation, DisableKeyRotation, GetKeyRotationStatus and RotateKeyOnDemand."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self._account = backend.account

    def enable_key_rotation(self, *, key_id: str, rotation_period_in_days: int = 365) -> Result:
        """Give a symmetric key new material at the end of each period, 365 days by default.

        Raises what :meth:`Backend.key_only` raises, UnsupportedOperationException.
        https://docs.aws.amazon.com/kms/latest/APIReference/API_EnableKeyRotation.html
        """
        key = self._key_of_kms("EnableKeyRotation", key_id)
        _check_spec(key)
        period = timedelta(days=rotation_period_in_days)
        renew = partial(generate_material, self._account.entropy, key.key_id, key.spec)
        key.history.schedule = Schedule(period, self._account.clock.now() + period, renew)
        return NOTHING

    def disable_key_rotation(self, *, key_id: str) -> Result:
        """Give a key no new material from now on.

        Raises what :meth:`Backend.key_only` raises, UnsupportedOperationException.
        https://docs.aws.amazon.com/kms/latest/APIReference/API_DisableKeyRotation.html
        """
        self._key_of_kms("DisableKeyRotation", key_id).history.schedule = None
        return NOTHING

    def get_key_rotation_status(self, *, key_id: str) -> Result:
        """Tell whether, how often and when next a key's material is rotated.

        Raises NotFoundException, InvalidArnException, UnsupportedOperationException.
        https://docs.aws.amazon.com/kms/latest/APIReference/API_GetKeyRotationStatus.html
        """
        key = find_key(self._backend, key_id, "GetKeyRotationStatus")
        check_key_origin(key, "AWS_KMS")
        status: dict[str, object] = {"KeyId": key.arn, "KeyRotationEnabled": False}
        schedule = key.history.schedule
        if schedule is not None and key.deletion is None:
            status["KeyRotationEnabled"] = True
            status["RotationPeriodInDays"] = schedule.period.days
            status["NextRotationDate"] = schedule.next_date
        started = self._started_on_demand(key)
        if started is not None:
            status["OnDemandRotationStartDate"] = started
        return status

    def rotate_key_on_demand(self, *, key_id: str) -> Result:
        """Give a symmetric key new material now: KMS's, or what was imported for it.

        Raises what :meth:`Backend.key_only` raises, UnsupportedOperationException,
        ConflictException, LimitExceededException.
        https://docs.aws.amazon.com/kms/latest/APIReference/API_RotateKeyOnDemand.html
        """
        key = self._backend.key_only(key_id, "RotateKeyOnDemand")
        check_not_a_replica(key)
        _check_spec(key)
        check_key_origin(key, "AWS_KMS", "EXTERNAL")
        material = self._next_material(key)
        self._check_limits(key)
        key.adopt(material, self._account.clock.now(), "ON_DEMAND")
        return {"KeyId": key.arn}

    def _started_on_demand(self, key: Key) -> datetime | None:
        last = key.history.rotations[-1]
        if last.date is None or last.type != "ON_DEMAND":
            return None
        return last.date if self._account.clock.now() < last.date + ON_DEMAND_DURATION else None

    def _key_of_kms(self, operation: str, key_id: str) -> Key:
        key = find_key(self._backend, key_id, operation)
        check_key_origin(key, "AWS_KMS")
        check_state(operation, key)
        check_not_a_replica(key)
        return key

    def _next_material(self, key: Key) -> Material:
        if key.origin == "AWS_KMS":
            number = len(key.history.rotations)
            return generate_material(self._account.entropy, key.key_id, key.spec, number)
        if key.pending_id is None or not is_everywhere(key, key.pending_id):
            raise AwsError("KMSInvalidStateException", _NOTHING_PENDING.format(arn=key.arn))
        return key.materials[key.pending_id]

    def _check_limits(self, key: Key) -> None:
        schedule = key.history.schedule
        if schedule and schedule.next_date - self._account.clock.now() <= _NO_CONFLICT_BEFORE:
            raise AwsError("ConflictException", _CONFLICT)
        on_demand = sum(rotation.type == "ON_DEMAND" for rotation in key.history.rotations)
        if on_demand >= self._account.quotas.on_demand_rotations:
            raise AwsError("LimitExceededException", _TOO_MANY.format(arn=key.arn))


def is_everywhere(key: Key, material_id: str) -> bool:
    """Tell whether the primary key and every replica hold this material."""
    primary = key.primary
    return all(relative.material_of(material_id) for relative in (primary, *primary.replicas))


def _check_spec(key: Key) -> None:
    if key.spec != "SYMMETRIC_DEFAULT":
        raise AwsError("UnsupportedOperationException")
