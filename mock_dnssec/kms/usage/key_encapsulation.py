"""Encapsulate and Decapsulate."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from mock_dnssec.errors import AwsError
from mock_dnssec.kms.dry_runs import end_dry_run
from mock_dnssec.kms.usage.algorithms import check_algorithm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mock_dnssec.kms.backend import Backend
    from mock_dnssec.kms.keys import Key
    from mock_dnssec.operations import Later, Result

_CIPHERTEXT_BYTES: Mapping[str, int] = {  # FIPS 203, table 3
    "ML_KEM_512": 768,
    "ML_KEM_768": 1088,
    "ML_KEM_1024": 1568,
}


class KeyEncapsulationOperations:
    """Encapsulate and Decapsulate: ML-KEM (FIPS 203)."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    def encapsulate(
        self,
        *,
        key_id: str,
        encapsulation_algorithm: str,
        grant_tokens: Sequence[str] = (),  # noqa: ARG002 - every caller may use every key
        dry_run: bool = False,
    ) -> Later:
        """Return a new shared secret, and the ciphertext from which the key's owner recovers it.

        Raises what :meth:`Backend.key_for_use` raises, DryRunOperationException.
        https://docs.aws.amazon.com/kms/latest/APIReference/API_Encapsulate.html
        """
        key = self._key("Encapsulate", key_id, encapsulation_algorithm)
        end_dry_run(dry_run)
        material = key.current_material

        def answer() -> Result:
            from mock_dnssec.kms.crypto.encapsulation import encapsulate

            shared_secret, ciphertext = encapsulate(material.secret)
            return {
                "KeyId": key.arn,
                "SharedSecret": shared_secret,
                "SharedSecretCiphertextBlob": ciphertext,
                "EncapsulationAlgorithm": encapsulation_algorithm,
            }

        return answer

    def decapsulate(
        self,
        *,
        key_id: str,
        shared_secret_ciphertext_blob: bytes,
        encapsulation_algorithm: str,
        grant_tokens: Sequence[str] = (),  # noqa: ARG002 - every caller may use every key
        dry_run: bool = False,
    ) -> Later:
        """Recover a shared secret: another one from what was not made for the key.

        Raises what :meth:`Backend.key_for_use` raises, InvalidCiphertextException,
        DryRunOperationException.
        https://docs.aws.amazon.com/kms/latest/APIReference/API_Decapsulate.html
        """
        key = self._key("Decapsulate", key_id, encapsulation_algorithm)
        if len(shared_secret_ciphertext_blob) != _CIPHERTEXT_BYTES[key.spec]:
            raise AwsError("InvalidCiphertextException")
        end_dry_run(dry_run)
        material = key.current_material

        def answer() -> Result:
            from mock_dnssec.kms.crypto.encapsulation import decapsulate

            return {
                "KeyId": key.arn,
                "SharedSecret": decapsulate(material.secret, shared_secret_ciphertext_blob),
                "EncapsulationAlgorithm": encapsulation_algorithm,
            }

        return answer

    def _key(self, operation: str, key_id: str, algorithm: str) -> Key:
        key = self._backend.key_for_use(key_id, operation, "ENCAPSULATE_DECAPSULATE")
        check_algorithm(key, algorithm)
        return key
