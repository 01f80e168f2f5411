"""The lock-out safety check: may somebody of the account still change the key policy?

https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html#prevent-unmanageable-key
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mock_dnssec.kms.policies.callers import AccountRequest, account_may

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mock_dnssec.kms.policies.statements import Statement

_ABSENT = (
    *("kms:caller", "kms:via", "kms:bypass", "kms:policyname", "kms:grant", "kms:encryption"),
    *("aws:sourcearn", "aws:sourceaccount"),
)
"""Condition keys that are as they are in every PutKeyPolicy call, most of them absent."""


def leaves_a_manager(statements: Sequence[Statement], key_arn: str) -> bool:
    """Tell whether a principal of the key's account may put another policy on the key."""
    request = AccountRequest(
        account_id=key_arn.split(":")[4],
        action="kms:PutKeyPolicy",
        key_arn=key_arn,
        context={
            "kms:policyname": "default",
            "kms:bypasspolicylockoutsafetycheck": "false",
        },
        absent=_ABSENT,
    )
    return account_may(statements, request)
