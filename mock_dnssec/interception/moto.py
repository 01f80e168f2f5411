"""moto, while it is active as well: it answers what is not ours, and has accounts of its own."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import ModuleType


def active_moto() -> ModuleType | None:
    """Return moto's module of mocks while one is active."""
    moto = sys.modules.get("moto.core.models")
    return moto if moto is not None and moto.botocore_stubber.enabled else None


def account_in_moto(access_key: str) -> str | None:
    """Return the id of the account that moto, while it is active, has given an access key for.

    None for what moto does not know, and for its default account.
    """
    iam = sys.modules.get("moto.iam.models")  # which moto imports before it gives any
    if iam is None or active_moto() is None:
        return None
    account_id: str = iam.get_account_id_from(access_key)
    return None if account_id == iam.DEFAULT_ACCOUNT_ID else account_id
