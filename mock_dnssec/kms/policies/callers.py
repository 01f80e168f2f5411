"""What a key policy allows the principals of an account, since the mock does not know who calls."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from mock_dnssec.kms.policies.principals import account_identities, principals_of_account
from mock_dnssec.kms.policies.statements import Request, Statement, allow


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountRequest:
    """What somebody of an account asks for.

    ``context`` are condition keys of this request, beside those of every request. ``absent`` is how
    the names begin of those that it certainly has not. Others depend on who calls, from where, or
    on the key, none of which is known here.
    """

    account_id: str
    action: str
    key_arn: str
    context: Mapping[str, str]
    absent: tuple[str, ...]


def account_may(statements: Sequence[Statement], request: AccountRequest) -> bool:
    """Tell whether the statements let a principal of the account do what is asked for.

    Any principal will do: the account itself, or a user or role of it that the statements name. A
    condition that asks what the mock cannot know is taken to favour the caller.
    """
    _, partition, _, region, _ = request.key_arn.split(":", 4)
    context = {
        "kms:calleraccount": request.account_id,
        "aws:principalaccount": request.account_id,
        "aws:principalisawsservice": "false",
        "aws:viaawsservice": "false",
        "aws:requestedregion": region,
        "aws:securetransport": "true",
        **request.context,
    }
    decided = [
        one for given in statements for one in _as_far_as_known(given, context, request.absent)
    ]
    named = frozenset().union(*(statement.principals for statement in statements))
    return any(
        allow(decided, Request(account_identities(arn), request.action, request.key_arn, context))
        for arn in principals_of_account(named, partition, request.account_id)
    )


def _as_far_as_known(
    statement: Statement, context: Mapping[str, str], absent: tuple[str, ...]
) -> Iterator[Statement]:
    decided = tuple(
        one for one in statement.conditions if one.key in context or one.key.startswith(absent)
    )
    if statement.effect == "Allow" or decided == statement.conditions:
        yield replace(statement, conditions=decided)
