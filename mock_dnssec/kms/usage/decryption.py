"""Decrypt, and what ReEncrypt shares with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple, cast

from mock_dnssec.errors import AwsError
from mock_dnssec.kms.cross_account import find_by_id_anywhere
from mock_dnssec.kms.dry_runs import end_dry_run
from mock_dnssec.kms.identifiers import find_key_or_alias
from mock_dnssec.kms.states import check_state, refusal
from mock_dnssec.kms.usage.algorithms import SYMMETRIC, check_encryption
from mock_dnssec.kms.usage.recipients import RecipientInfo, refuse_recipient

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mock_dnssec.kms.backend import Backend
    from mock_dnssec.kms.keys import Key
    from mock_dnssec.operations import Later, Result

_NO_SUCH_KEY = (
    "The ciphertext refers to a customer master key that does not exist, does not exist in this "
    "region, or you are not allowed to access."
)
_OTHER_KEY = "The key ID in the request does not identify a CMK that can perform this operation."
_MISSING = (
    "1 validation error detected: Value null at '{}' failed to satisfy constraint: Member must not "
    "be null"
)


class Decrypted(NamedTuple):
    """A plaintext, and the key and key material that it was found with."""

    plaintext: bytes
    key: Key
    material_id: str


class Decryption(NamedTuple):
    """What a request says of a ciphertext.

    ``operation`` is ``Decrypt``, or ``ReEncryptFrom`` as the permission is called. With
    ``ignore_ciphertext`` only the key that the request names has to pass the checks.
    https://docs.aws.amazon.com/kms/latest/developerguide/testing-permissions.html
    """

    operation: str
    blob: bytes | None
    key_id: str | None
    key_member: str
    algorithm: str
    context: Mapping[str, str] | None
    ignore_ciphertext: bool

    def prepare(self, backend: Backend) -> Callable[[], Decrypted]:
        """Check what needs no secret, and return the rest: never run it under the account's lock.

        Raises what AWS raises for a ciphertext or a key that cannot be used.
        """
        if self.ignore_ciphertext:
            key = self._named_key(backend)
            return lambda: Decrypted(b"", key, "")
        if self.blob is None:
            raise AwsError("ValidationException", _MISSING.format("ciphertextBlob"))
        if self.algorithm == SYMMETRIC:
            return self._symmetric(backend, self.blob)
        return self._asymmetric(backend, self.blob)

    def _symmetric(self, backend: Backend, blob: bytes) -> Callable[[], Decrypted]:
        from mock_dnssec.kms.crypto.ciphertexts import read

        ciphertext = read(blob)
        key = find_by_id_anywhere(backend, ciphertext.key_id, self.operation)
        if key is None:
            raise AwsError("AccessDeniedException", _NO_SUCH_KEY)
        material = key.material_of(ciphertext.material_id)
        if material is None:
            raise refusal(key, "PendingImport")
        named = key
        if self.key_id is not None:
            named = find_key_or_alias(backend, self.key_id, self.operation)

        def decrypt() -> Decrypted:
            plaintext = ciphertext.open(cast("bytes", material.secret), self.context)
            if named is not key:
                raise AwsError("IncorrectKeyException", _OTHER_KEY)
            check_state(self.operation, key)
            return Decrypted(plaintext, key, material.material_id)

        return decrypt

    def _asymmetric(self, backend: Backend, blob: bytes) -> Callable[[], Decrypted]:
        from mock_dnssec.kms.crypto.encryption_schemes import SCHEMES

        key = self._named_key(backend)
        material = key.current_material
        scheme = SCHEMES[self.algorithm]
        return lambda: Decrypted(scheme.decrypt(material.secret, blob), key, material.material_id)

    def _named_key(self, backend: Backend) -> Key:
        if self.key_id is None:
            raise AwsError("ValidationException", _MISSING.format(self.key_member))
        key = backend.key_for_use(self.key_id, self.operation, "ENCRYPT_DECRYPT")
        check_encryption(key, self.algorithm, self.context)
        return key


class DecryptionOperations:
    """Decrypt."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    def decrypt(
        self,
        *,
        ciphertext_blob: bytes | None = None,
        encryption_context: Mapping[str, str] | None = None,
        grant_tokens: Sequence[str] = (),  # noqa: ARG002 - every caller may use every key
        key_id: str | None = None,
        encryption_algorithm: str = SYMMETRIC,
        recipient: RecipientInfo | None = None,
        dry_run: bool = False,
        dry_run_modifiers: Sequence[str] = (),
    ) -> Later:
        """Recover a plaintext. A symmetric ciphertext itself says which key it needs.

        Raises what :meth:`Backend.key_for_use` raises, DryRunOperationException,
        InvalidCiphertextException, IncorrectKeyException, AccessDeniedException,
        ValidationException.
        https://docs.aws.amazon.com/kms/latest/APIReference/API_Decrypt.html
        """
        refuse_recipient(recipient)
        decrypt = Decryption(
            operation="Decrypt",
            blob=ciphertext_blob,
            key_id=key_id,
            key_member="keyId",
            algorithm=encryption_algorithm,
            context=encryption_context,
            ignore_ciphertext=ignores_ciphertext(dry_run, dry_run_modifiers),
        ).prepare(self._backend)

        def answer() -> Result:
            plaintext, key, material_id = decrypt()
            end_dry_run(dry_run)
            result: dict[str, object] = {
                "KeyId": key.arn,
                "Plaintext": plaintext,
                "EncryptionAlgorithm": encryption_algorithm,
            }
            if encryption_algorithm == SYMMETRIC:
                result["KeyMaterialId"] = material_id
            return result

        return answer


def ignores_ciphertext(dry_run: bool, modifiers: Sequence[str]) -> bool:
    """Tell whether a request leaves the ciphertext out of the checks: only a dry run may."""
    return dry_run and "IGNORE_CIPHERTEXT" in modifiers
