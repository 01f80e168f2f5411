"""What the tests of KMS share."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timezone

import pytest
from botocore.exceptions import ClientError

NOON = datetime(2024, 2, 29, 12, tzinfo=timezone.utc)
UNKNOWN_ID = "1234abcd-12ab-34cd-56ef-1234567890ab"


@contextmanager
def refused(code: str, message: str | None = None) -> Iterator[None]:
    """Expect AWS's error ``code``, with this text where AWS's words are known."""
    with pytest.raises(ClientError) as caught:
        yield
    error = caught.value.response["Error"]
    assert error["Code"] == code
    if message is not None:
        assert error["Message"] == message
