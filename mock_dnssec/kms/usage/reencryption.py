"""ReEncrypt."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from mock_dnssec.kms.dry_runs import end_dry_run
from mock_dnssec.kms.usage.algorithms import SYMMETRIC
from mock_dnssec.kms.usage.decryption import Decryption, ignores_ciphertext
from mock_dnssec.kms.usage.encryption import Encryption

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mock_dnssec.kms.backend import Backend
    from mock_dnssec.operations import Later, Result


class ReEncryptionOperations:
    """ReEncrypt."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self._entropy = backend.account.entropy

    def re_encrypt(
        self,
        *,
        destination_key_id: str,
        ciphertext_blob: bytes | None = None,
        source_encryption_context: Mapping[str, str] | None = None,
        source_key_id: str | None = None,
        destination_encryption_context: Mapping[str, str] | None = None,
        source_encryption_algorithm: str = SYMMETRIC,
        destination_encryption_algorithm: str = SYMMETRIC,
        grant_tokens: Sequence[str] = (),  # noqa: ARG002 - every caller may use every key
        dry_run: bool = False,
        dry_run_modifiers: Sequence[str] = (),
    ) -> Later:
        """Decrypt a ciphertext and encrypt its plaintext under another key, without showing it.

        Raises what :meth:`Backend.key_for_use` raises, DryRunOperationException,
        InvalidCiphertextException, IncorrectKeyException, AccessDeniedException,
        ValidationException.
        https://docs.aws.amazon.com/kms/latest/APIReference/API_ReEncrypt.html
        """
        decrypt = Decryption(
            operation="ReEncryptFrom",
            blob=ciphertext_blob,
            key_id=source_key_id,
            key_member="sourceKeyId",
            algorithm=source_encryption_algorithm,
            context=source_encryption_context,
            ignore_ciphertext=ignores_ciphertext(dry_run, dry_run_modifiers),
        ).prepare(self._backend)
        key = self._backend.key_for_use(destination_key_id, "ReEncryptTo", "ENCRYPT_DECRYPT")
        encryption = Encryption(
            key, destination_encryption_algorithm, destination_encryption_context, self._entropy
        )

        def answer() -> Result:
            source = decrypt()
            encryption.check_size(source.plaintext)
            end_dry_run(dry_run)
            result: dict[str, object] = {
                "CiphertextBlob": encryption.apply(source.plaintext),
                "SourceKeyId": source.key.arn,
                "KeyId": key.arn,
                "SourceEncryptionAlgorithm": source_encryption_algorithm,
                "DestinationEncryptionAlgorithm": destination_encryption_algorithm,
            }
            if source_encryption_algorithm == SYMMETRIC:
                result["SourceKeyMaterialId"] = source.material_id
            if destination_encryption_algorithm == SYMMETRIC:
                result["DestinationKeyMaterialId"] = encryption.material_id
            return result

        return answer
