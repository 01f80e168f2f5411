"""When imported key material expires.

https://docs.aws.amazon.com/kms/latest/developerguide/importing-keys-import-key-material.html
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from mock_dnssec.errors import AwsError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mock_dnssec.kms.crypto.material import Material
    from mock_dnssec.operations import Result

_LONGEST = timedelta(days=365)
_DATE_MISSING = "A validTo date must be set if the ExpirationModel is KEY_MATERIAL_EXPIRES"
_DATE_NOT_ALLOWED = (
    "When the value of ExpirationModel is KEY_MATERIAL_DOES_NOT_EXPIRE, you must omit ValidTo."
)
_DATE_PAST = "The value of ValidTo must be a future date and time."
_DATE_TOO_FAR = "The maximum value of ValidTo is 365 days from the request date."


def check_expiration(model: str, valid_to: datetime | None, now: datetime) -> None:
    """Refuse an ExpirationModel and a ValidTo that contradict each other, or a date out of range.

    Raises ValidationException.
    """
    if model == "KEY_MATERIAL_DOES_NOT_EXPIRE":
        if valid_to is not None:
            raise AwsError("ValidationException", _DATE_NOT_ALLOWED)
    elif valid_to is None:
        raise AwsError("ValidationException", _DATE_MISSING)
    elif valid_to <= now:
        raise AwsError("ValidationException", _DATE_PAST)
    elif valid_to > now + _LONGEST:
        raise AwsError("ValidationException", _DATE_TOO_FAR)


def expiration(materials: Iterable[Material]) -> Result:
    """Return the ExpirationModel, and ValidTo if it has one, of imported ``materials`` together."""
    dates = [material.valid_to for material in materials if material.valid_to is not None]
    if not dates:
        return {"ExpirationModel": "KEY_MATERIAL_DOES_NOT_EXPIRE"}
    return {"ExpirationModel": "KEY_MATERIAL_EXPIRES", "ValidTo": min(dates)}
