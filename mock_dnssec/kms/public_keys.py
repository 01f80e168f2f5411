"""GetPublicKey."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mock_dnssec.errors import AwsError
from mock_dnssec.kms.specs import ALGORITHM_MEMBERS, KEY_SPECS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mock_dnssec.kms.backend import Backend
    from mock_dnssec.operations import Later, Result


class PublicKeyOperations:
    """GetPublicKey."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    def get_public_key(
        self,
        *,
        key_id: str,
        grant_tokens: Sequence[str] = (),  # noqa: ARG002 - every caller may use every key
    ) -> Later:
        """Return the public key of an asymmetric key as DER SubjectPublicKeyInfo (RFC 5280).

        Raises NotFoundException, KMSInvalidStateException, UnsupportedOperationException.
        https://docs.aws.amazon.com/kms/latest/APIReference/API_GetPublicKey.html
        """
        key = self._backend.key_or_alias(key_id, "GetPublicKey")
        spec = KEY_SPECS[key.spec]
        if spec.kind != "asymmetric":
            raise AwsError("UnsupportedOperationException")
        material = key.current_material

        def answer() -> Result:
            return {
                "KeyId": key.arn,
                "PublicKey": material.public_key(),
                "CustomerMasterKeySpec": key.spec,
                "KeySpec": key.spec,
                "KeyUsage": key.usage,
                ALGORITHM_MEMBERS[key.usage]: list(spec.usages[key.usage]),
            }

        return answer
