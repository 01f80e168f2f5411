"""The tables of key specs and signing algorithms against AWS's own lists."""

from __future__ import annotations

import pytest
from botocore.loaders import Loader

from mock_dnssec.kms.crypto.signature_schemes import SCHEMES
from mock_dnssec.kms.specs import ALGORITHM_MEMBERS, KEY_SPECS


def _enum(shape: str) -> set[str]:
    model = Loader().load_service_model("kms", "service-2")
    return set(model["shapes"].get(shape, {}).get("enum", ()))


def _offered(usage: str) -> set[str]:
    rows = (spec.usages.get(usage, ()) for spec in KEY_SPECS.values())
    return {algorithm for row in rows for algorithm in row}


def test_every_key_spec_of_the_model_has_a_row() -> None:
    """A KeySpec that AWS adds to the model is missed at once."""
    assert _enum("KeySpec") | _enum("CustomerMasterKeySpec") <= set(KEY_SPECS)


def test_every_key_usage_of_the_model_has_a_list_of_algorithms() -> None:
    """A KeyUsage that AWS adds to the model is missed at once."""
    assert _enum("KeyUsageType") <= set(ALGORITHM_MEMBERS)


@pytest.mark.parametrize(
    ("usage", "shape"),
    [
        ("ENCRYPT_DECRYPT", "EncryptionAlgorithmSpec"),
        ("SIGN_VERIFY", "SigningAlgorithmSpec"),
        ("GENERATE_VERIFY_MAC", "MacAlgorithmSpec"),
        ("KEY_AGREEMENT", "KeyAgreementAlgorithmSpec"),
        ("ENCAPSULATE_DECAPSULATE", "EncapsulationAlgorithmSpec"),
    ],
)
def test_every_algorithm_of_the_model_belongs_to_a_key_spec(usage: str, shape: str) -> None:
    """An algorithm that AWS adds to the model is missed at once."""
    assert _enum(shape) <= _offered(usage)


def test_every_signing_algorithm_has_a_scheme() -> None:
    """What KeyMetadata promises in SigningAlgorithms, Sign can do."""
    assert set(SCHEMES) == _offered("SIGN_VERIFY")
