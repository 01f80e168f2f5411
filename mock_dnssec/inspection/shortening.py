"""Texts and ids, as short as they can be told apart in a terminal."""

from __future__ import annotations

import re

WIDTH = 100
"""No line that is shown is longer."""

_BEFORE_AN_ID = re.compile(r"arn:aws[a-z-]*:[a-z0-9-]*:[a-z0-9-]*:[0-9]*:|/hostedzone/|/change/")
_LONG_ID = re.compile(
    r"\b((?:mrk-)?[0-9a-f]{8})(?:(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{24})\b"
    r"|\b([CZ][0-9A-Z]{7})[0-9A-Z]{6,}\b"
)


def shortened(text: str) -> str:
    """Return a text with ARNs cut to their tails, and the ids of keys and zones to eight digits.

    ``arn:aws:kms:us-east-1:123456789012:key/1b2c3d4e-...`` becomes ``key/1b2c3d4e``.
    """
    return _LONG_ID.sub(r"\1\2", _BEFORE_AN_ID.sub("", text))


def cut(text: str, width: int = WIDTH) -> str:
    """Return a text with its end left out if it is longer than ``width``."""
    return text if len(text) <= width else f"{text[: max(width - 3, 0)]}..."
