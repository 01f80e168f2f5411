"""Encrypt, and what the other operations that encrypt share with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

from mock_dnssec.errors import AwsError
from mock_dnssec.kms.dry_runs import end_dry_run
from mock_dnssec.kms.usage.algorithms import SYMMETRIC, check_encryption

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mock_dnssec.entropy import Entropy
    from mock_dnssec.kms.backend import Backend
    from mock_dnssec.kms.keys import Key
    from mock_dnssec.operations import Later, Result

_LARGEST_PLAINTEXT: Mapping[tuple[str, str], int] = {
    ("RSAES_OAEP_SHA_1", "RSA_2048"): 214,
    ("RSAES_OAEP_SHA_1", "RSA_3072"): 342,
    ("RSAES_OAEP_SHA_1", "RSA_4096"): 470,
    ("RSAES_OAEP_SHA_256", "RSA_2048"): 190,
    ("RSAES_OAEP_SHA_256", "RSA_3072"): 318,
    ("RSAES_OAEP_SHA_256", "RSA_4096"): 446,
    ("SM2PKE", "SM2"): 1024,
}
"""In bytes. What is not here takes the 4096 bytes that the model allows."""


class Encryption:
    """A key about to encrypt: all has been checked but the size of the plaintext.

    Raises InvalidKeyUsageException for an algorithm that the key does not have and
    ValidationException for an encryption context where there is none.
    """

    def __init__(
        self, key: Key, algorithm: str, context: Mapping[str, str] | None, entropy: Entropy
    ) -> None:
        check_encryption(key, algorithm, context)
        self.key = key
        self._material = key.current_material
        self._algorithm = algorithm
        self._context = context
        self._entropy = entropy

    @property
    def material_id(self) -> str:
        """The id of the key material that encrypts."""
        return self._material.material_id

    def check_size(self, plaintext: bytes) -> None:
        """Raise ValidationException for more than the algorithm can encrypt."""
        spec, algorithm = self.key.spec, self._algorithm
        largest = _LARGEST_PLAINTEXT.get((algorithm, spec))
        if largest is not None and len(plaintext) > largest:
            raise AwsError(
                "ValidationException",
                f"Algorithm {algorithm} and key spec {spec} cannot encrypt data larger than "
                f"{largest} bytes.",
            )

    def apply(self, plaintext: bytes) -> bytes:
        """Return the ciphertext: never ask under the account's lock."""
        if self._algorithm != SYMMETRIC:
            from mock_dnssec.kms.crypto.encryption_schemes import SCHEMES

            return SCHEMES[self._algorithm].encrypt(self._material.secret, plaintext)
        from mock_dnssec.kms.crypto.ciphertexts import NONCE_BYTES, seal

        return seal(
            plaintext,
            secret=cast("bytes", self._material.secret),
            key_id=self.key.key_id,
            material_id=self.material_id,
            nonce=self._entropy.draw("kms:nonce", NONCE_BYTES),
            context=self._context,
        )


class EncryptionOperations:
    """Encrypt."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self._entropy = backend.account.entropy

    def encrypt(
        self,
        *,
        key_id: str,
        plaintext: bytes,
        encryption_context: Mapping[str, str] | None = None,
        grant_tokens: Sequence[str] = (),  # noqa: ARG002 - every caller may use every key
        encryption_algorithm: str = SYMMETRIC,
        dry_run: bool = False,
    ) -> Later:
        """Encrypt up to 4096 bytes.

        Raises what :meth:`Backend.key_for_use` raises, DryRunOperationException,
        ValidationException.
        https://docs.aws.amazon.com/kms/latest/APIReference/API_Encrypt.html
        """
        key = self._backend.key_for_use(key_id, "Encrypt", "ENCRYPT_DECRYPT")
        encryption = Encryption(key, encryption_algorithm, encryption_context, self._entropy)
        encryption.check_size(plaintext)
        end_dry_run(dry_run)

        def answer() -> Result:
            return {
                "CiphertextBlob": encryption.apply(plaintext),
                "KeyId": key.arn,
                "EncryptionAlgorithm": encryption_algorithm,
            }

        return answer
