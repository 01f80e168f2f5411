"""Turning keys off and on, and the way to their deletion."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from mock_dnssec.errors import AwsError
from mock_dnssec.kms.keys import Deletion
from mock_dnssec.operations import NOTHING, Result

if TYPE_CHECKING:
    from mock_dnssec.kms.backend import Backend

_WINDOW = range(7, 31)
_BAD_WINDOW = "PendingWindowInDays must be between 7 and 30"


class LifecycleOperations:
    """EnableKey, DisableKey, ScheduleKeyDeletion and CancelKeyDeletion."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self._clock = backend.account.clock

    def enable_key(self, *, key_id: str) -> Result:
        """Let a disabled key be used again, with the rotations that it has missed.

        Raises what :meth:`Backend.key_only` raises.
        https://docs.aws.amazon.com/kms/latest/APIReference/API_EnableKey.html
        """
        key = self._backend.key_only(key_id, "EnableKey")
        key.remember()
        key.enabled = True
        key.history.resume(self._clock.now())
        return NOTHING

    def disable_key(self, *, key_id: str) -> Result:
        """Let nobody use a key until it is enabled again.

        Raises what :meth:`Backend.key_only` raises.
        https://docs.aws.amazon.com/kms/latest/APIReference/API_DisableKey.html
        """
        key = self._backend.key_only(key_id, "DisableKey")
        key.remember()
        key.enabled = False
        return NOTHING

    def schedule_key_deletion(self, *, key_id: str, pending_window_in_days: int = 30) -> Result:
        """Let a key be gone in 7 to 30 days of the account's clock.

        Raises ValidationException and what :meth:`Backend.key_only` raises.
        https://docs.aws.amazon.com/kms/latest/APIReference/API_ScheduleKeyDeletion.html
        """
        if pending_window_in_days not in _WINDOW:
            raise AwsError("ValidationException", _BAD_WINDOW)
        key = self._backend.key_only(key_id, "ScheduleKeyDeletion")
        key.remember()
        key.deletion = Deletion(self._clock.now(), timedelta(days=pending_window_in_days))
        result: dict[str, object] = {
            "KeyId": key.arn,
            "KeyState": key.state,
            "PendingWindowInDays": pending_window_in_days,
        }
        if key.deletion_date is not None:
            result["DeletionDate"] = key.deletion_date
        return result

    def cancel_key_deletion(self, *, key_id: str) -> Result:
        """Keep a key that is pending deletion; it is disabled then, whatever it was before.

        Raises what :meth:`Backend.key_only` raises.
        https://docs.aws.amazon.com/kms/latest/APIReference/API_CancelKeyDeletion.html
        """
        key = self._backend.key_only(key_id, "CancelKeyDeletion")
        key.remember()
        key.deletion = None
        key.enabled = False
        return {"KeyId": key.arn}
