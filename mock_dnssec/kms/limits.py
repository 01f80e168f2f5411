"""What KMS says when one of the account's quotas is reached."""

from __future__ import annotations

from mock_dnssec.errors import AwsError

_SENTENCE = "The request was rejected because a length constraint or quota was exceeded."


def limit_exceeded() -> AwsError:
    """Return the error for one more than the account may have.

    https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html
    """
    return AwsError("LimitExceededException", _SENTENCE)
