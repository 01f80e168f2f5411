"""Operations that work on keys of some origins only.

https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html, footnotes 6, 7 and 9
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mock_dnssec.errors import AwsError

if TYPE_CHECKING:
    from mock_dnssec.kms.keys import Key

_NOT_SUPPORTED = (
    "The request was rejected because a specified parameter is not supported or a specified "
    "resource is not valid for this operation."
)


def check_key_origin(key: Key, *allowed: str) -> None:
    """Raise UnsupportedOperationException for a key whose Origin is none of these."""
    if key.origin not in allowed:
        raise AwsError(
            "UnsupportedOperationException",
            f"{key.arn} origin is {key.origin} which is not valid for this operation.",
        )


def not_supported() -> AwsError:
    """Return the error for a parameter that does not go with the key."""
    return AwsError("UnsupportedOperationException", _NOT_SUPPORTED)
