"""GenerateDataKeyPair and GenerateDataKeyPairWithoutPlaintext."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from mock_dnssec.kms.dry_runs import end_dry_run
from mock_dnssec.kms.key_types import check_region
from mock_dnssec.kms.origins import check_key_origin
from mock_dnssec.kms.specs import KEY_SPECS
from mock_dnssec.kms.usage.data_keys import wrapping
from mock_dnssec.kms.usage.recipients import RecipientInfo, refuse_recipient

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from mock_dnssec.kms.backend import Backend
    from mock_dnssec.operations import Later, Result


class DataKeyPairOperations:
    """GenerateDataKeyPair and GenerateDataKeyPairWithoutPlaintext."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self._draw = partial(backend.account.entropy.draw, "kms:data-key-pair")

    def generate_data_key_pair(
        self,
        *,
        key_id: str,
        key_pair_spec: str,
        encryption_context: Mapping[str, str] | None = None,
        grant_tokens: Sequence[str] = (),  # noqa: ARG002 - every caller may use every key
        recipient: RecipientInfo | None = None,
        dry_run: bool = False,
    ) -> Later:
        """Return a new key pair, its private key in plaintext and encrypted under the key.

        Raises what :meth:`Backend.key_for_use` raises, DryRunOperationException,
        UnsupportedOperationException.
        https://docs.aws.amazon.com/kms/latest/APIReference/API_GenerateDataKeyPair.html
        """
        refuse_recipient(recipient)
        generate = self._prepare(
            "GenerateDataKeyPair", key_id, key_pair_spec, encryption_context, dry_run
        )

        def answer() -> Result:
            private_key, wrapped = generate()
            return {"PrivateKeyPlaintext": private_key, **wrapped}

        return answer

    def generate_data_key_pair_without_plaintext(
        self,
        *,
        key_id: str,
        key_pair_spec: str,
        encryption_context: Mapping[str, str] | None = None,
        grant_tokens: Sequence[str] = (),  # noqa: ARG002 - every caller may use every key
        dry_run: bool = False,
    ) -> Later:
        """Do as GenerateDataKeyPair does, and keep the private key to itself.

        https://docs.aws.amazon.com/kms/latest/APIReference/API_GenerateDataKeyPairWithoutPlaintext.html
        """
        generate = self._prepare(
            "GenerateDataKeyPairWithoutPlaintext",
            key_id,
            key_pair_spec,
            encryption_context,
            dry_run,
        )
        return lambda: generate()[1]

    def _prepare(
        self,
        operation: str,
        key_id: str,
        spec: str,
        context: Mapping[str, str] | None,
        dry_run: bool,
    ) -> Callable[[], tuple[bytes, Result]]:
        """Check everything, and return what gives the private key and the rest of the answer."""
        encryption = wrapping(self._backend, operation, key_id, context)
        key = encryption.key
        check_key_origin(key, "AWS_KMS", "EXTERNAL")
        check_region(spec, self._backend.partition)
        end_dry_run(dry_run)

        def generate() -> tuple[bytes, Result]:
            from mock_dnssec.kms.crypto.key_pairs import encode

            private_key, public_key = encode(KEY_SPECS[spec].generate(self._draw))
            return private_key, {
                "PrivateKeyCiphertextBlob": encryption.apply(private_key),
                "PublicKey": public_key,
                "KeyId": key.arn,
                "KeyPairSpec": spec,
                "KeyMaterialId": encryption.material_id,
            }

        return generate
