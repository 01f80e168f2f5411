"""Whether a key can do what a request asks of it, besides what its KeyUsage and state say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from mock_dnssec.errors import AwsError
from mock_dnssec.kms.specs import KEY_SPECS

if TYPE_CHECKING:
    from mock_dnssec.kms.keys import Key

SYMMETRIC = "SYMMETRIC_DEFAULT"
"""The default encryption algorithm, and the one that takes an encryption context."""

_NO_CONTEXT = "EncryptionContext is not supported when encrypting/decrypting with asymmetric CMKs."


def check_algorithm(key: Key, algorithm: str) -> None:
    """Raise InvalidKeyUsageException unless the key offers ``algorithm`` for its KeyUsage."""
    if algorithm not in KEY_SPECS[key.spec].usages[key.usage]:
        raise AwsError(
            "InvalidKeyUsageException",
            f"Algorithm {algorithm} is incompatible with key spec {key.spec}.",
        )


def check_encryption(key: Key, algorithm: str, context: Mapping[str, str] | None) -> None:
    """Raise what AWS raises if the key cannot work by ``algorithm`` with this context."""
    check_algorithm(key, algorithm)
    if context and algorithm != SYMMETRIC:
        raise AwsError("ValidationException", _NO_CONTEXT)
