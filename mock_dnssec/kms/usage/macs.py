"""GenerateMac and VerifyMac."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

from mock_dnssec.errors import AwsError
from mock_dnssec.kms.dry_runs import end_dry_run
from mock_dnssec.kms.usage.algorithms import check_algorithm

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from mock_dnssec.kms.backend import Backend
    from mock_dnssec.operations import Later, Result

_HASHES: Mapping[str, str] = {
    "HMAC_SHA_224": "sha224",
    "HMAC_SHA_256": "sha256",
    "HMAC_SHA_384": "sha384",
    "HMAC_SHA_512": "sha512",
}


class MacOperations:
    """GenerateMac and VerifyMac: HMAC (RFC 2104)."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    def generate_mac(
        self,
        *,
        message: bytes,
        key_id: str,
        mac_algorithm: str,
        grant_tokens: Sequence[str] = (),  # noqa: ARG002 - every caller may use every key
        dry_run: bool = False,
    ) -> Later:
        """Return the HMAC of a message.

        Raises what :meth:`Backend.key_for_use` raises, DryRunOperationException.
        https://docs.aws.amazon.com/kms/latest/APIReference/API_GenerateMac.html
        """
        arn, mac = self._prepare("GenerateMac", key_id, mac_algorithm, message)
        end_dry_run(dry_run)
        return lambda: {"Mac": mac(), "MacAlgorithm": mac_algorithm, "KeyId": arn}

    def verify_mac(
        self,
        *,
        message: bytes,
        key_id: str,
        mac_algorithm: str,
        mac: bytes,
        grant_tokens: Sequence[str] = (),  # noqa: ARG002 - every caller may use every key
        dry_run: bool = False,
    ) -> Later:
        """Tell whether an HMAC is that of the message; KMSInvalidMacException if not.

        Raises what :meth:`Backend.key_for_use` raises, DryRunOperationException.
        https://docs.aws.amazon.com/kms/latest/APIReference/API_VerifyMac.html
        """
        arn, expected = self._prepare("VerifyMac", key_id, mac_algorithm, message)
        end_dry_run(dry_run)

        def answer() -> Result:
            if not hmac.compare_digest(mac, expected()):
                raise AwsError("KMSInvalidMacException")
            return {"KeyId": arn, "MacValid": True, "MacAlgorithm": mac_algorithm}

        return answer

    def _prepare(
        self, operation: str, key_id: str, algorithm: str, message: bytes
    ) -> tuple[str, Callable[[], bytes]]:
        """Check everything, and return the key's ARN and what computes the MAC."""
        key = self._backend.key_for_use(key_id, operation, "GENERATE_VERIFY_MAC")
        check_algorithm(key, algorithm)
        material = key.current_material
        return key.arn, lambda: hmac.digest(
            cast("bytes", material.secret), message, _HASHES[algorithm]
        )
