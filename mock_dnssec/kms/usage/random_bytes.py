"""GenerateRandom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mock_dnssec.errors import AwsError
from mock_dnssec.kms.origins import not_supported
from mock_dnssec.kms.usage.recipients import RecipientInfo, refuse_recipient

if TYPE_CHECKING:
    from mock_dnssec.kms.backend import Backend
    from mock_dnssec.operations import Result

_NO_NUMBER = "NumberOfBytes is required."


class RandomBytesOperations:
    """GenerateRandom."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self._entropy = backend.account.entropy

    def generate_random(
        self,
        *,
        number_of_bytes: int | None = None,
        custom_key_store_id: str | None = None,
        recipient: RecipientInfo | None = None,
    ) -> Result:
        """Return random bytes, on request from a CloudHSM key store.

        Raises ValidationException, CustomKeyStoreNotFoundException,
        CustomKeyStoreInvalidStateException, UnsupportedOperationException.
        https://docs.aws.amazon.com/kms/latest/APIReference/API_GenerateRandom.html
        """
        refuse_recipient(recipient)
        if number_of_bytes is None:
            raise AwsError("ValidationException", _NO_NUMBER)
        if custom_key_store_id is not None:
            self._check_key_store(custom_key_store_id)
        return {"Plaintext": self._entropy.draw("kms:random", number_of_bytes)}

    def _check_key_store(self, store_id: str) -> None:
        """Refuse a key store that cannot give random bytes: they come from a CloudHSM cluster."""
        store = self._backend.key_stores.find(store_id)
        if store.type_name != "AWS_CLOUDHSM":
            raise not_supported()
        store.check_state("CONNECTED")
