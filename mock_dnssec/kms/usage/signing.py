"""Sign and Verify."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mock_dnssec.errors import AwsError
from mock_dnssec.kms.dry_runs import end_dry_run
from mock_dnssec.kms.specs import KEY_SPECS
from mock_dnssec.kms.usage.algorithms import check_algorithm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mock_dnssec.kms.backend import Backend
    from mock_dnssec.kms.crypto.signature_schemes import Scheme
    from mock_dnssec.kms.keys import Key
    from mock_dnssec.operations import Later, Result


class SigningOperations:
    """Sign and Verify."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    def sign(
        self,
        *,
        key_id: str,
        message: bytes,
        signing_algorithm: str,
        message_type: str = "RAW",
        grant_tokens: Sequence[str] = (),  # noqa: ARG002 - every caller may use every key
        dry_run: bool = False,
    ) -> Later:
        """Sign a message, or its digest.

        Raises what :meth:`Backend.key_for_use` raises, DryRunOperationException,
        ValidationException.
        https://docs.aws.amazon.com/kms/latest/APIReference/API_Sign.html
        """
        key = self._backend.key_for_use(key_id, "Sign", "SIGN_VERIFY")
        scheme = _scheme(key, signing_algorithm, message, message_type)
        end_dry_run(dry_run)
        material = key.current_material

        def answer() -> Result:
            return {
                "KeyId": key.arn,
                "Signature": scheme.sign(material.secret, message, message_type),
                "SigningAlgorithm": signing_algorithm,
            }

        return answer

    def verify(
        self,
        *,
        key_id: str,
        message: bytes,
        signature: bytes,
        signing_algorithm: str,
        message_type: str = "RAW",
        grant_tokens: Sequence[str] = (),  # noqa: ARG002 - every caller may use every key
        dry_run: bool = False,
    ) -> Later:
        """Tell whether a signature is the key's own; KMSInvalidSignatureException if not.

        Raises what :meth:`Backend.key_for_use` raises, DryRunOperationException,
        ValidationException.
        https://docs.aws.amazon.com/kms/latest/APIReference/API_Verify.html
        """
        key = self._backend.key_for_use(key_id, "Verify", "SIGN_VERIFY")
        scheme = _scheme(key, signing_algorithm, message, message_type)
        end_dry_run(dry_run)
        material = key.current_material

        def answer() -> Result:
            from cryptography.exceptions import InvalidSignature

            try:
                scheme.verify(material.secret, signature, message, message_type)
            except InvalidSignature:
                raise AwsError("KMSInvalidSignatureException") from None
            return {
                "KeyId": key.arn,
                "SignatureValid": True,
                "SigningAlgorithm": signing_algorithm,
            }

        return answer


def _scheme(key: Key, algorithm: str, message: bytes, message_type: str) -> Scheme:
    """Return the scheme called ``algorithm``, if this key can apply it to this message."""
    from mock_dnssec.kms.crypto.signature_schemes import SCHEMES

    check_algorithm(key, algorithm)
    lengths = SCHEMES[algorithm].lengths
    if message_type not in lengths:
        offered = KEY_SPECS[key.spec].usages[key.usage]
        other_algorithm = any(message_type in SCHEMES[name].lengths for name in offered)
        at_fault = f"algorithm {algorithm}" if other_algorithm else f"key spec {key.spec}"
        raise AwsError(
            "ValidationException", f"Message type {message_type} is incompatible with {at_fault}."
        )
    if lengths[message_type] not in (None, len(message)):
        raise AwsError(
            "ValidationException", f"Digest is invalid length for algorithm {algorithm}."
        )
    return SCHEMES[algorithm]
