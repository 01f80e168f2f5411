"""What the tests of the cryptographic operations share."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from botocore.loaders import Loader
from cryptography.hazmat.primitives.serialization import load_der_public_key

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient

    from ..conftest import NewKey

MODEL: dict[str, Any] = Loader().load_service_model("kms", "service-2")

NEEDS = {
    "test_dry_runs_without_ciphertext.py": "DryRunModifierType",
    "test_key_agreement.py": "DeriveSharedSecretRequest",
    "test_key_encapsulation.py": "EncapsulateRequest",
    "test_last_usage.py": "GetKeyLastUsageRequest",
}
collect_ignore = [path for path, shape in NEEDS.items() if shape not in MODEL["shapes"]]
"""What an older botocore cannot ask for."""


def answer(operation: str, **members: object) -> dict[str, object]:
    """Return the members, but those that are None or that an older botocore does not know."""
    known = MODEL["shapes"][MODEL["operations"][operation]["output"]["shape"]]["members"]
    return {name: value for name, value in members.items() if value is not None and name in known}


@pytest.fixture
def key_id(new_key: NewKey) -> str:
    """The id of a symmetric encryption key."""
    return new_key()["KeyId"]


@pytest.fixture
def public_key(kms: KMSClient) -> Callable[[str], Any]:
    """Return a function that gives the public key of a KMS key as ``cryptography`` reads it."""
    return lambda key_id: load_der_public_key(kms.get_public_key(KeyId=key_id)["PublicKey"])
