"""GetKeyLastUsage: which uses of a key count, and what is told of the last one."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError

from mock_dnssec import mock_dnssec
from mock_dnssec.kms.usage.last_usage import TRACKED

from ..support import NOON, UNKNOWN_ID, refused
from .conftest import MODEL
from .test_usage_rules import USES, Use

if TYPE_CHECKING:
    from mock_dnssec import Account

    from ..conftest import NewKey


def _last(kms: Any, key_id: str) -> Any:
    return kms.get_key_last_usage(KeyId=key_id)["KeyLastUsage"]


def test_the_operations_that_count_are_those_of_the_model() -> None:
    """An operation that AWS adds is missed at once."""
    assert set(MODEL["shapes"]["KeyLastUsageTrackingOperation"]["enum"]) == TRACKED


def test_a_key_that_was_never_used_has_no_last_usage(
    aws: Account, kms: Any, new_key: NewKey
) -> None:
    """The element is empty; tracking started when the key was created."""
    aws.clock.freeze(NOON)
    key = new_key()
    aws.clock.advance(days=1)
    answer = kms.get_key_last_usage(KeyId=key["KeyId"])
    del answer["ResponseMetadata"]
    assert answer == {
        "KeyId": key.get("Arn"),
        "KeyLastUsage": {},
        "TrackingStartDate": NOON,
        "KeyCreationDate": NOON,
    }


@pytest.mark.parametrize("use", USES, ids=[use.operation for use in USES])
def test_a_successful_use_counts(aws: Account, kms: Any, new_key: NewKey, use: Use) -> None:
    """Operation and time are told, and ids that stay until the next use."""
    key_id = new_key(use.spec, use.usage)["KeyId"]
    aws.clock.freeze(NOON)
    more = {}
    if use.operation == "VerifyMac":
        more["Mac"] = kms.generate_mac(
            KeyId=key_id, Message=use.parameters["Message"], MacAlgorithm="HMAC_SHA_256"
        )["Mac"]
    use.call(kms, key_id, **more)
    last = _last(kms, key_id)
    assert (last["Operation"], last["Timestamp"]) == (use.operation, NOON)
    assert uuid.UUID(last["CloudTrailEventId"]).version == 4
    assert uuid.UUID(last["KmsRequestId"]) != uuid.UUID(last["CloudTrailEventId"])
    assert _last(kms, key_id) == last
    use.call(kms, key_id, **more)
    assert _last(kms, key_id)["CloudTrailEventId"] != last["CloudTrailEventId"]


def test_signing_and_verifying_count(kms: Any, new_key: NewKey) -> None:
    """A key used for signatures tells of them."""
    key_id = new_key("ECC_NIST_P256", "SIGN_VERIFY")["KeyId"]
    request = {
        "KeyId": key_id,
        "Message": b"m",
        "SigningAlgorithm": "ECDSA_SHA_256",
    }
    signature = kms.sign(**request)["Signature"]
    assert _last(kms, key_id)["Operation"] == "Sign"
    kms.verify(**request, Signature=signature)
    assert _last(kms, key_id)["Operation"] == "Verify"


def test_a_decryption_counts_for_the_key_of_the_ciphertext(kms: Any, key_id: str) -> None:
    """Though the request need not name it."""
    blob = kms.encrypt(KeyId=key_id, Plaintext=b"secret")["CiphertextBlob"]
    kms.decrypt(CiphertextBlob=blob)
    assert _last(kms, key_id)["Operation"] == "Decrypt"


def test_a_reencryption_counts_for_both_keys(kms: Any, new_key: NewKey) -> None:
    """The one that it decrypts with, and the one that it encrypts with."""
    old, new = new_key()["KeyId"], new_key()["KeyId"]
    blob = kms.encrypt(KeyId=old, Plaintext=b"secret")["CiphertextBlob"]
    kms.re_encrypt(CiphertextBlob=blob, DestinationKeyId=new)
    assert _last(kms, old)["Operation"] == _last(kms, new)["Operation"] == "ReEncrypt"


def test_a_replica_is_told_of_apart(
    aws: Account, kms: Any, client: Callable[..., Any], new_key: NewKey
) -> None:
    """What its primary does is not its own usage."""
    key_id = new_key(MultiRegion=True)["KeyId"]
    kms.replicate_key(KeyId=key_id, ReplicaRegion="eu-west-1")
    kms.encrypt(KeyId=key_id, Plaintext=b"secret")
    assert _last(kms, key_id)["Operation"] == "Encrypt"
    assert _last(client("kms", "eu-west-1"), key_id) == {}


def test_what_fails_or_only_looks_does_not_count(kms: Any, new_key: NewKey) -> None:
    """A dry run, a wrong signature, a disabled key, the public key, the description."""
    key_id = new_key("ECC_NIST_P256", "SIGN_VERIFY")["KeyId"]
    request = {"KeyId": key_id, "Message": b"m", "SigningAlgorithm": "ECDSA_SHA_256"}
    with pytest.raises(ClientError):
        kms.sign(**request, DryRun=True)
    with pytest.raises(ClientError):
        kms.verify(**request, Signature=b"x")
    kms.disable_key(KeyId=key_id)
    with pytest.raises(ClientError):
        kms.sign(**request)
    kms.get_public_key(KeyId=key_id)
    kms.describe_key(KeyId=key_id)
    assert _last(kms, key_id) == {}


def test_the_last_usage_can_be_asked_for_in_every_state(
    aws: Account, kms: Any, key_id: str
) -> None:
    """Until the key is deleted."""
    kms.encrypt(KeyId=key_id, Plaintext=b"secret")
    used = _last(kms, key_id)
    kms.disable_key(KeyId=key_id)
    assert _last(kms, key_id) == used
    kms.schedule_key_deletion(KeyId=key_id, PendingWindowInDays=7)
    assert _last(kms, key_id) == used
    aws.clock.advance(timedelta(days=7))
    with refused("NotFoundException"):
        kms.get_key_last_usage(KeyId=key_id)


def test_a_key_is_named_by_id_or_arn(kms: Any, new_key: NewKey) -> None:
    """Not by an alias."""
    key = new_key()
    kms.create_alias(AliasName="alias/mine", TargetKeyId=key["KeyId"])
    assert kms.get_key_last_usage(KeyId=key.get("Arn"))["KeyId"] == key.get("Arn")
    with refused("InvalidArnException", "Key Aliases are not supported for this operation."):
        kms.get_key_last_usage(KeyId="alias/mine")
    with refused("NotFoundException"):
        kms.get_key_last_usage(KeyId=UNKNOWN_ID)


def test_a_seed_gives_the_same_ids_again() -> None:
    """What the mock makes up can be snapshot-tested."""

    def told() -> object:
        with mock_dnssec(seed=7) as account:
            operations: Any = account.kms("us-east-1").operations
            operations["create_key"]()
            [key] = account.kms("us-east-1").keys
            operations["encrypt"](key_id=key.key_id, plaintext=b"p")()
            return operations["get_key_last_usage"](key_id=key.key_id)["KeyLastUsage"]

    assert told() == told()
