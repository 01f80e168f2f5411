"""What the tests of faults ask of every client: which error came, if one did."""

from __future__ import annotations

from typing import Any

from botocore.exceptions import ClientError


def code(method: Any, **parameters: object) -> str | None:
    """Call ``method`` and return the error's code, None for success."""
    try:
        method(**parameters)
    except ClientError as error:
        return error.response["Error"]["Code"]
    return None


def codes(method: Any, count: int, **parameters: object) -> list[str | None]:
    """Call ``method`` so many times and return the codes."""
    return [code(method, **parameters) for _ in range(count)]
