"""GenerateDataKey and GenerateDataKeyWithoutPlaintext."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from mock_dnssec.errors import AwsError
from mock_dnssec.kms.dry_runs import end_dry_run
from mock_dnssec.kms.identifiers import find_key_or_alias
from mock_dnssec.kms.specs import KEY_SPECS
from mock_dnssec.kms.usage.algorithms import SYMMETRIC
from mock_dnssec.kms.usage.encryption import Encryption
from mock_dnssec.kms.usage.recipients import RecipientInfo, refuse_recipient

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mock_dnssec.kms.backend import Backend
    from mock_dnssec.operations import Later, Result

_BYTES = {"AES_128": 16, "AES_256": 32}
_ONE_SIZE = "Please specify either number of bytes or key spec."
_ASYMMETRIC = "You cannot generate a data key with an asymmetric CMK"


def wrapping(
    backend: Backend, operation: str, key_id: str, context: Mapping[str, str] | None
) -> Encryption:
    """Return what encrypts a new data key, once the key that is named has passed all checks."""
    key = backend.key_for_use(key_id, operation, "ENCRYPT_DECRYPT")
    if KEY_SPECS[key.spec].kind != "symmetric":
        raise AwsError("InvalidKeyUsageException", _ASYMMETRIC)
    return Encryption(key, SYMMETRIC, context, backend.account.entropy)


class DataKeyOperations:
    """GenerateDataKey and GenerateDataKeyWithoutPlaintext."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self._entropy = backend.account.entropy

    def generate_data_key(
        self,
        *,
        key_id: str,
        encryption_context: Mapping[str, str] | None = None,
        number_of_bytes: int | None = None,
        key_spec: str | None = None,
        grant_tokens: Sequence[str] = (),  # noqa: ARG002 - every caller may use every key
        recipient: RecipientInfo | None = None,
        dry_run: bool = False,
    ) -> Later:
        """Return a new data key, in plaintext and encrypted under the key.

        Raises what :meth:`Backend.key_for_use` raises, DryRunOperationException,
        ValidationException.
        https://docs.aws.amazon.com/kms/latest/APIReference/API_GenerateDataKey.html
        """
        refuse_recipient(recipient)
        size = self._size("GenerateDataKey", key_id, number_of_bytes, key_spec)
        encryption = wrapping(self._backend, "GenerateDataKey", key_id, encryption_context)
        end_dry_run(dry_run)

        def answer() -> Result:
            plaintext = self._entropy.draw("kms:data-key", size)
            return {"Plaintext": plaintext, **_wrapped(encryption, plaintext)}

        return answer

    def generate_data_key_without_plaintext(
        self,
        *,
        key_id: str,
        encryption_context: Mapping[str, str] | None = None,
        key_spec: str | None = None,
        number_of_bytes: int | None = None,
        grant_tokens: Sequence[str] = (),  # noqa: ARG002 - every caller may use every key
        dry_run: bool = False,
    ) -> Later:
        """Do as GenerateDataKey does, and keep the data key to itself.

        https://docs.aws.amazon.com/kms/latest/APIReference/API_GenerateDataKeyWithoutPlaintext.html
        """
        operation = "GenerateDataKeyWithoutPlaintext"
        size = self._size(operation, key_id, number_of_bytes, key_spec)
        encryption = wrapping(self._backend, operation, key_id, encryption_context)
        end_dry_run(dry_run)
        return lambda: _wrapped(encryption, self._entropy.draw("kms:data-key", size))

    def _size(
        self, operation: str, key_id: str, number_of_bytes: int | None, key_spec: str | None
    ) -> int:
        """Return the size in bytes that a request asks for in one of two ways."""
        if number_of_bytes is not None and key_spec is None:
            return number_of_bytes
        if key_spec is not None and number_of_bytes is None:
            return _BYTES[key_spec]
        find_key_or_alias(self._backend, key_id, operation)
        raise AwsError("ValidationException", _ONE_SIZE)


def _wrapped(encryption: Encryption, plaintext: bytes) -> Result:
    return {
        "CiphertextBlob": encryption.apply(plaintext),
        "KeyId": encryption.key.arn,
        "KeyMaterialId": encryption.material_id,
    }
