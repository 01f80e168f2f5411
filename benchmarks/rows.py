"""Rows of the table of results."""

from __future__ import annotations

from typing import Any

import boto3

Client = Any


def clients() -> tuple[Client, Client]:
    """Return clients of KMS and Route 53 of a new session."""
    session = boto3.session.Session("key", "secret", region_name="us-east-1")
    return session.client("kms"), session.client("route53")


def row(what: str, ours: float, other_name: str, other: float, bound: str) -> str:
    """Return the row that holds the mock's seconds against others."""
    ratio = f"{ours / other:.2f} x" if "at most" in bound else f"{other / ours:.1f} x faster"
    return f"| {what} | {shown(ours)} | {other_name} {shown(other)} | {ratio} | {bound} |"


def shown(seconds: float) -> str:
    """Return seconds in the unit that suits them."""
    return f"{seconds * 1e3:.2f} ms" if seconds >= 1e-3 else f"{seconds * 1e6:.0f} us"
