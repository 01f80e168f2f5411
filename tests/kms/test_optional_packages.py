"""What ``cryptography`` lacks comes from optional packages."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from mock_dnssec import MockUsageError
from mock_dnssec.kms.crypto import ed25519ph

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient

    from .conftest import NewKey

INSTALL = r"pip install 'mock-dnssec\[all-algorithms\]'"


def test_ed25519ph_gives_the_published_signature() -> None:
    """The test vector of RFC 8032, section 7.3."""
    seed = bytes.fromhex("833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42")
    signature = ed25519ph.sign(Ed25519PrivateKey.from_private_bytes(seed), b"abc")
    assert signature.hex() == (
        "98a70222f0b8121aa9d30f813d683f809e462b469c7ff87639499bb94e6dae41"
        "31f85042463c2a355a2003d062adf5aaa10b8c61e636062aaad11c2a26083406"
    )


def test_ed25519ph_without_its_package_says_what_to_install(
    kms: KMSClient, new_key: NewKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other algorithm of the key spec needs nothing."""
    monkeypatch.setitem(sys.modules, "Crypto.Hash", None)
    key_id = new_key("ECC_NIST_EDWARDS25519", "SIGN_VERIFY")["KeyId"]
    kms.sign(KeyId=key_id, Message=b"m", SigningAlgorithm="ED25519_SHA_512")
    with pytest.raises(MockUsageError, match=INSTALL):
        kms.sign(
            KeyId=key_id,
            Message=bytes(64),
            MessageType="DIGEST",
            SigningAlgorithm="ED25519_PH_SHA_512",
        )


def test_ml_kem_512_without_its_package_says_what_to_install(
    kms: KMSClient, new_key: NewKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The key can be created and managed; only its material is missing."""
    monkeypatch.setitem(sys.modules, "kyber_py.ml_kem", None)
    key_id = new_key("ML_KEM_512", "ENCAPSULATE_DECAPSULATE")["KeyId"]
    assert kms.describe_key(KeyId=key_id)["KeyMetadata"].get("Enabled") is True
    with pytest.raises(MockUsageError, match=INSTALL):
        kms.get_public_key(KeyId=key_id)
