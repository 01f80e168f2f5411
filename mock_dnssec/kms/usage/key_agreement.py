"""DeriveSharedSecret."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mock_dnssec.kms.dry_runs import end_dry_run
from mock_dnssec.kms.usage.algorithms import check_algorithm
from mock_dnssec.kms.usage.recipients import RecipientInfo, refuse_recipient

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mock_dnssec.kms.backend import Backend
    from mock_dnssec.operations import Later, Result


class KeyAgreementOperations:
    """DeriveSharedSecret."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    def derive_shared_secret(
        self,
        *,
        key_id: str,
        key_agreement_algorithm: str,
        public_key: bytes,
        grant_tokens: Sequence[str] = (),  # noqa: ARG002 - every caller may use every key
        dry_run: bool = False,
        recipient: RecipientInfo | None = None,
    ) -> Later:
        """Return the secret that a key shares with the holder of a public key, by ECDH.

        Raises what :meth:`Backend.key_for_use` raises, DryRunOperationException,
        ValidationException.
        https://docs.aws.amazon.com/kms/latest/APIReference/API_DeriveSharedSecret.html
        """
        refuse_recipient(recipient)
        key = self._backend.key_for_use(key_id, "DeriveSharedSecret", "KEY_AGREEMENT")
        check_algorithm(key, key_agreement_algorithm)
        material = key.current_material

        def answer() -> Result:
            from mock_dnssec.kms.crypto.ecdh import shared_secret

            secret = shared_secret(material.secret, public_key)
            end_dry_run(dry_run)
            return {
                "KeyId": key.arn,
                "SharedSecret": secret,
                "KeyAgreementAlgorithm": key_agreement_algorithm,
                "KeyOrigin": key.origin,
            }

        return answer
