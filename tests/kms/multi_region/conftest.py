"""What the tests of multi-Region keys share."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from mock_dnssec.kms.replication import PASSAGE_DURATION

from ..conftest import SHAPES
from ..support import NOON

if TYPE_CHECKING:
    from mock_dnssec import Account

    from ..conftest import NewKey

HOME, EUROPE, SYDNEY = "us-east-1", "eu-west-1", "ap-southeast-2"

NEEDS = {
    "test_imports_of_relatives.py": "ImportType",
    "test_rotation_of_relatives.py": "ListKeyRotationsRequest",
}
collect_ignore = [path for path, shape in NEEDS.items() if shape not in SHAPES]
"""What an older botocore cannot ask for."""


@pytest.fixture
def regions(client: Callable[..., Any]) -> Callable[[str], Any]:
    """Return a function that gives KMS in a Region."""
    return lambda region: client("kms", region)


@pytest.fixture
def primary(aws: Account, new_key: NewKey) -> str:
    """The id of a symmetric primary key in us-east-1, made at noon, when the clock stands."""
    aws.clock.freeze(NOON)
    return new_key(MultiRegion=True)["KeyId"]


@pytest.fixture
def replicate(aws: Account, kms: Any) -> Callable[..., dict[str, Any]]:
    """Return a function that replicates a key of us-east-1 and waits until the replica is there."""

    def replicate(key_id: str, *others: str, **more: Any) -> dict[str, Any]:
        for region in others:
            answer = kms.replicate_key(KeyId=key_id, ReplicaRegion=region, **more)
        aws.clock.advance(PASSAGE_DURATION)
        metadata: dict[str, Any] = answer["ReplicaKeyMetadata"]
        return metadata

    return replicate
