"""Who calls across accounts, and how a call is refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import ClientError

CALLER = "123456789012"
ROOT = {"AWS": f"arn:aws:iam::{CALLER}:root"}


def refusal_of(call: Callable[..., Any], **parameters: Any) -> tuple[str, str]:
    """Return code and message of the error that a call raises."""
    with pytest.raises(ClientError) as refusal:
        call(**parameters)
    error = refusal.value.response["Error"]
    return error["Code"], error["Message"]
