"""Related keys rotate together, by what their primary key is told."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from ..support import NOON, refused
from .conftest import EUROPE

if TYPE_CHECKING:
    from collections.abc import Callable

    from mock_dnssec import Account


def _rotations(kms: Any, key_id: str) -> list[Any]:
    return list(kms.list_key_rotations(KeyId=key_id)["Rotations"])


def test_the_rotation_of_the_primary_is_that_of_its_replicas(
    aws: Account, kms: Any, regions: Callable[[str], Any], primary: str, replicate: Any
) -> None:
    """Status, list and material are the same, for replicas made before and after."""
    europe = regions(EUROPE)
    kms.enable_key_rotation(KeyId=primary, RotationPeriodInDays=100)
    replicate(primary, EUROPE)
    blob = kms.encrypt(KeyId=primary, Plaintext=b"secret")["CiphertextBlob"]
    kms.rotate_key_on_demand(KeyId=primary)
    aws.clock.advance(days=250)
    assert europe.decrypt(CiphertextBlob=blob)["Plaintext"] == b"secret"
    assert len(_rotations(europe, primary)) == 3
    assert _rotations(europe, primary) == _rotations(kms, primary)
    status = europe.get_key_rotation_status(KeyId=primary)
    assert status["KeyRotationEnabled"] is True
    assert status["NextRotationDate"] == NOON + timedelta(days=300)


@pytest.mark.parametrize(
    "operation", ["enable_key_rotation", "disable_key_rotation", "rotate_key_on_demand"]
)
def test_a_replica_is_not_told_to_rotate(
    regions: Callable[[str], Any], primary: str, replicate: Any, operation: str
) -> None:
    """AWS wants that set on the primary key."""
    replicate(primary, EUROPE)
    with refused("UnsupportedOperationException"):
        getattr(regions(EUROPE), operation)(KeyId=primary)


@pytest.mark.parametrize(("disabled", "rotated"), [("us-east-1", 0), (EUROPE, 1)])
def test_related_keys_rotate_while_their_primary_is_enabled(
    aws: Account,
    kms: Any,
    regions: Callable[[str], Any],
    primary: str,
    replicate: Any,
    disabled: str,
    rotated: int,
) -> None:
    """A disabled replica does not stop them."""
    replicate(primary, EUROPE)
    kms.enable_key_rotation(KeyId=primary, RotationPeriodInDays=100)
    regions(disabled).disable_key(KeyId=primary)
    aws.clock.advance(days=150)
    assert len(_rotations(regions(EUROPE), primary)) == rotated
