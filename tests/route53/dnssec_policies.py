"""Key policies as people write them for Route 53's DNSSEC signing."""

from __future__ import annotations

import json
from typing import Any

SERVICE = "dnssec-route53.amazonaws.com"
ACTIONS = ("kms:DescribeKey", "kms:GetPublicKey", "kms:Sign")

Statement = dict[str, Any]

ACCOUNT_MANAGES: Statement = {
    "Effect": "Allow",
    "Principal": {"AWS": "arn:aws:iam::123456789012:root"},
    "Action": "kms:*",
    "Resource": "*",
}


def for_service(**changes: Any) -> Statement:
    """Return the statement that lets Route 53 sign, with some of its elements changed."""
    statement = {
        "Effect": "Allow",
        "Principal": {"Service": SERVICE},
        "Action": list(ACTIONS),
        "Resource": "*",
    }
    return {**statement, **changes}


def policy(*statements: Statement) -> str:
    """Return a key policy that also leaves the key to the account."""
    return json.dumps({"Version": "2012-10-17", "Statement": [ACCOUNT_MANAGES, *statements]})


SIGNING = policy(for_service())
