"""What related multi-Region keys do for each other.

https://docs.aws.amazon.com/kms/latest/developerguide/multi-region-keys-overview.html
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from ..support import refused
from .test_macs import MESSAGE

if TYPE_CHECKING:
    from mock_dnssec import Account

    from ..conftest import NewKey

ELSEWHERE = "eu-west-1"
NO_SUCH_KEY = (
    "The ciphertext refers to a customer master key that does not exist, does not exist in this "
    "region, or you are not allowed to access."
)
Replicated = Callable[..., str]


@pytest.fixture
def there(client: Callable[..., Any]) -> Any:
    """KMS in the other Region."""
    return client("kms", ELSEWHERE)


@pytest.fixture
def replicated(aws: Account, kms: Any, new_key: NewKey) -> Replicated:
    """Return a function that gives the id of a new key with a replica that can be used."""

    def replicate(spec: str = "SYMMETRIC_DEFAULT", usage: str = "ENCRYPT_DECRYPT") -> str:
        key_id = new_key(spec, usage, MultiRegion=True)["KeyId"]
        kms.replicate_key(KeyId=key_id, ReplicaRegion=ELSEWHERE)
        aws.clock.advance(minutes=1)
        return key_id

    return replicate


def test_a_ciphertext_decrypts_in_every_region_with_a_related_key(
    client: Callable[..., Any], kms: Any, there: Any, replicated: Replicated
) -> None:
    """Both ways, and the answer names the key of the Region that was asked."""
    key_id = replicated()
    for encrypts, decrypts in ((kms, there), (there, kms)):
        blob = encrypts.encrypt(KeyId=key_id, Plaintext=b"secret")["CiphertextBlob"]
        decrypted = decrypts.decrypt(CiphertextBlob=blob, KeyId=key_id)
        assert decrypted["Plaintext"] == b"secret"
        assert decrypted["KeyId"].split(":")[3] == decrypts.meta.region_name
        with refused("AccessDeniedException", NO_SUCH_KEY):
            client("kms", "ap-south-1").decrypt(CiphertextBlob=blob)


def test_the_state_of_a_related_key_is_its_own(
    kms: Any, there: Any, replicated: Replicated
) -> None:
    """A replica decrypts while its primary is disabled."""
    key_id = replicated()
    blob = kms.encrypt(KeyId=key_id, Plaintext=b"secret")["CiphertextBlob"]
    kms.disable_key(KeyId=key_id)
    assert there.decrypt(CiphertextBlob=blob)["Plaintext"] == b"secret"
    with refused("DisabledException"):
        kms.decrypt(CiphertextBlob=blob)


def test_what_one_region_makes_another_verifies(
    kms: Any, there: Any, replicated: Replicated
) -> None:
    """A MAC and a signature, since the key material is the same."""
    mac = {
        "KeyId": replicated("HMAC_256", "GENERATE_VERIFY_MAC"),
        "Message": MESSAGE,
        "MacAlgorithm": "HMAC_SHA_256",
    }
    assert there.verify_mac(**mac, Mac=kms.generate_mac(**mac)["Mac"])["MacValid"]
    signature = {
        "KeyId": replicated("ECC_NIST_P256", "SIGN_VERIFY"),
        "Message": MESSAGE,
        "SigningAlgorithm": "ECDSA_SHA_256",
    }
    signed = kms.sign(**signature)["Signature"]
    assert there.verify(**signature, Signature=signed)["SignatureValid"]
