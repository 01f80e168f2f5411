"""Run a recipe as a reader would, and hand over what AWS says to it."""

from __future__ import annotations

import inspect
from collections.abc import Callable

import botocore
from botocore.exceptions import ClientError

from docs.recipes.given import kms, route53
from mock_dnssec import mock_dnssec

Recipe = Callable[..., None]
"""Puts an account into a state and then makes the call that AWS refuses.

It may take ``aws``, the account, and ``call``, the operation to try.
"""


def outcome(recipe: Recipe, operation: str) -> ClientError:
    """Return the error with which ``operation``, the last call of the recipe, fails.

    The account's seed is always the same: so are ids and times in the error's text.
    """
    with mock_dnssec(seed=1) as aws:
        client = kms() if operation == "CreateKey" else route53()
        given = {"aws": aws, "call": getattr(client, botocore.xform_name(operation))}
        taken = inspect.signature(recipe).parameters
        try:
            recipe(**{name: given[name] for name in taken})
        except ClientError as error:
            if aws.calls[-1].operation == operation == error.operation_name:
                return error
            raise
    raise AssertionError(f"{recipe.__name__} ends well: {operation} succeeds.")
