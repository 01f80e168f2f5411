"""The mock and moto at the same time, in either nesting order."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import moto
import pytest
from moto.backends import get_backend

from mock_dnssec import Account, mock_dnssec

ACCOUNT_ID = "123456789012"


@contextmanager
def moto_outside() -> Iterator[Account]:
    """Turn moto on, and then the mock."""
    with moto.mock_aws(), mock_dnssec() as account:
        yield account


@contextmanager
def moto_inside() -> Iterator[Account]:
    """Turn the mock on, and then moto."""
    with mock_dnssec() as account, moto.mock_aws():
        yield account


both_orders = pytest.mark.parametrize("both", [moto_outside, moto_inside])


def shadows() -> list[object]:
    """Return the keys and hosted zones that moto holds."""
    kms, route53 = get_backend("kms"), get_backend("route53")
    return [*kms[ACCOUNT_ID]["us-east-1"].keys, *route53[ACCOUNT_ID]["aws"].zones]
