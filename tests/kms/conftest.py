"""Fixtures for the tests of KMS."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from botocore.loaders import Loader

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient
    from mypy_boto3_kms.type_defs import KeyMetadataTypeDef

NewKey = Callable[..., "KeyMetadataTypeDef"]

SHAPES: dict[str, Any] = Loader().load_service_model("kms", "service-2")["shapes"]
collect_ignore = [] if "ImportType" in SHAPES else ["test_state_machine.py"]
"""What an older botocore cannot ask for."""


@pytest.fixture
def new_key(kms: KMSClient) -> NewKey:
    """Return a function that creates a key in us-east-1 and gives its metadata."""

    def create(spec: str = "SYMMETRIC_DEFAULT", usage: str | None = None, **more: Any) -> Any:
        if usage is not None:
            more["KeyUsage"] = usage
        return kms.create_key(**{"KeySpec": spec, **more})["KeyMetadata"]

    return create


@pytest.fixture
def signing_key(new_key: NewKey) -> KeyMetadataTypeDef:
    """A key that signs, as Route 53 wants it."""
    return new_key("ECC_NIST_P256", "SIGN_VERIFY")
