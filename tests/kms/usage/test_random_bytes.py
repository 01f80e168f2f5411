"""GenerateRandom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from mock_dnssec import MockUsageError, mock_dnssec

from ..support import refused

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient


@pytest.mark.parametrize("size", [1, 12, 44, 1024])
def test_as_many_bytes_come_as_are_asked_for(kms: KMSClient, size: int) -> None:
    """And nothing else."""
    answer = kms.generate_random(NumberOfBytes=size)
    assert len(answer["Plaintext"]) == size
    assert answer.keys() == {"Plaintext", "ResponseMetadata"}


def test_they_differ_from_call_to_call(kms: KMSClient) -> None:
    """No two answers are the same."""
    assert len({kms.generate_random(NumberOfBytes=16)["Plaintext"] for _ in range(9)}) == 9


def test_a_seed_gives_the_same_bytes_again() -> None:
    """Run to run, in order."""

    def drawn() -> list[object]:
        with mock_dnssec(seed=7) as account:
            draw: Any = account.kms("us-east-1").operations["generate_random"]
            return [draw(number_of_bytes=8)["Plaintext"] for _ in range(2)]

    first, second = drawn()
    assert first != second
    assert drawn() == [first, second]


def test_the_number_has_no_default(kms: KMSClient) -> None:
    """Though the model does not require it."""
    with refused("ValidationException", "NumberOfBytes is required."):
        kms.generate_random()


def test_the_number_has_its_limit(kms: KMSClient) -> None:
    """botocore stops less than one byte, KMS more than 1024."""
    message = (
        "1 validation error detected: Value '1025' at 'numberOfBytes' failed to satisfy "
        "constraint: Member must have value less than or equal to 1024"
    )
    with refused("ValidationException", message):
        kms.generate_random(NumberOfBytes=1025)


def test_a_key_store_must_exist(kms: KMSClient) -> None:
    """Random bytes may come from a CloudHSM cluster, if there is one."""
    with refused("CustomKeyStoreNotFoundException"):
        kms.generate_random(NumberOfBytes=8, CustomKeyStoreId="cks-1234567890abcdef0")


def test_attestation_is_said_to_be_unmodelled(kms: KMSClient) -> None:
    """A request for an enclave gets no answer that pretends to be encrypted for it."""
    with pytest.raises(MockUsageError, match="does not model cryptographic attestation"):
        kms.generate_random(NumberOfBytes=8, Recipient={"AttestationDocument": b"document"})
