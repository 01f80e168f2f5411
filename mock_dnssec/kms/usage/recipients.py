"""Recipient: an answer that only an attested environment can read.

https://docs.aws.amazon.com/kms/latest/developerguide/cryptographic-attestation.html
"""

from __future__ import annotations

from typing import TypedDict

from mock_dnssec.errors import MockUsageError

_NOT_MODELLED = (
    "The mock does not model cryptographic attestation: it cannot answer a request with a "
    "Recipient. Leave it out, and the answer holds the plaintext."
)


class RecipientInfo(TypedDict, total=False):
    """An attestation document as the API spells it."""

    KeyEncryptionAlgorithm: str
    AttestationDocument: bytes


def refuse_recipient(recipient: RecipientInfo | None) -> None:
    """Raise MockUsageError for a request that wants its answer encrypted for an enclave."""
    if recipient is not None:
        raise MockUsageError(_NOT_MODELLED)
