"""The lock-out safety check: may somebody of the account still change the key policy?

https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html#prevent-unmanageable-key
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from mock_dnssec.kms.policies.principals import account_identities, principals_of_account
from mock_dnssec.kms.policies.statements import Request, Statement, allow

_KEYS_OF_THE_CALL = (
    *("kms:caller", "kms:via", "kms:bypass", "kms:policyname", "kms:grant", "kms:encryption"),
    *("aws:sourcearn", "aws:sourceaccount"),
)
"""Condition keys that are as they are in every PutKeyPolicy call, most of them absent.

Others depend on who calls, from where, or on the key, none of which is known here.
"""


def leaves_a_manager(statements: Sequence[Statement], key_arn: str) -> bool:
    """Tell whether a principal of the key's account may put another policy on the key.

    Since the mock does not know who calls, any principal will do: the account itself, or a user or
    role that the policy names. A condition that asks what the mock cannot know is taken to favour
    the caller.
    """
    _, partition, _, region, account_id, _ = key_arn.split(":", 5)
    context = {
        "kms:calleraccount": account_id,
        "kms:policyname": "default",
        "kms:bypasspolicylockoutsafetycheck": "false",
        "aws:principalaccount": account_id,
        "aws:principalisawsservice": "false",
        "aws:viaawsservice": "false",
        "aws:requestedregion": region,
        "aws:securetransport": "true",
    }
    decided = [one for given in statements for one in _as_far_as_known(given, context)]
    named = frozenset().union(*(statement.principals for statement in statements))
    return any(
        allow(decided, Request(account_identities(arn), "kms:PutKeyPolicy", key_arn, context))
        for arn in principals_of_account(named, partition, account_id)
    )


def _as_far_as_known(statement: Statement, context: Mapping[str, str]) -> Iterator[Statement]:
    known = tuple(
        condition
        for condition in statement.conditions
        if condition.key in context or condition.key.startswith(_KEYS_OF_THE_CALL)
    )
    if statement.effect == "Allow" or known == statement.conditions:
        yield replace(statement, conditions=known)
