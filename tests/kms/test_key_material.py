"""Key material: made on first use, once, and from the account's seed."""

from __future__ import annotations

import threading
import tracemalloc
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest

from mock_dnssec import mock_dnssec
from mock_dnssec.kms.crypto.material import Material
from mock_dnssec.kms.specs import KEY_SPECS

if TYPE_CHECKING:
    from collections.abc import Callable

    from mypy_boto3_kms import KMSClient

    from mock_dnssec import Account

    from .conftest import NewKey

REPRODUCIBLE = [
    (name, next(iter(spec.usages)))
    for name, spec in KEY_SPECS.items()
    if spec.kind == "asymmetric" and spec.outside_china and not name.startswith("RSA")
]
SECRET_SIZES = {"SYMMETRIC_DEFAULT": 32, "HMAC_224": 28, "HMAC_256": 32, "HMAC_512": 64}


def _key_with_seed(seed: int | str, spec: str, usage: str) -> tuple[str, bytes]:
    with mock_dnssec(seed=seed) as account:
        operations = account.kms("us-east-1").operations
        operations["create_key"](key_spec=spec, key_usage=usage)
        [key] = account.kms("us-east-1").keys
        return key.key_id, key.public_key()


@pytest.mark.parametrize(("spec", "usage"), REPRODUCIBLE)
def test_a_seed_gives_the_same_key_again(spec: str, usage: str) -> None:
    """Key id and public key follow from the seed; another seed gives others."""
    assert _key_with_seed(7, spec, usage) == _key_with_seed(7, spec, usage)
    other_id, other_key = _key_with_seed(8, spec, usage)
    key_id, public_key = _key_with_seed(7, spec, usage)
    assert other_id != key_id
    assert other_key != public_key


def test_an_rsa_key_keeps_its_id_only() -> None:
    """RSA keys cannot be made from a seed; their ids can."""
    first_id, first_key = _key_with_seed(7, "RSA_2048", "SIGN_VERIFY")
    second_id, second_key = _key_with_seed(7, "RSA_2048", "SIGN_VERIFY")
    assert first_id == second_id
    assert first_key != second_key


def test_a_key_does_not_depend_on_what_else_was_made_or_used() -> None:
    """The material of the first key is the same whether other keys exist or were used before."""
    first = _key_with_seed("seed", "ECC_NIST_P256", "SIGN_VERIFY")
    with mock_dnssec(seed="seed") as account:
        kms = account.kms("us-east-1")
        for _ in range(3):
            kms.operations["create_key"](key_spec="ECC_NIST_P256", key_usage="SIGN_VERIFY")
        keys = {key.key_id: key for key in kms.keys}
        for key_id in sorted(keys, reverse=True):
            keys[key_id].public_key()
        assert keys[first[0]].public_key() == first[1]


@pytest.mark.parametrize(("spec", "size"), SECRET_SIZES.items())
def test_symmetric_secrets_have_the_size_of_their_spec(aws: Account, spec: str, size: int) -> None:
    """256 bits for encryption, the size of its hash for HMAC."""
    usage = next(iter(KEY_SPECS[spec].usages))
    aws.kms("us-east-1").operations["create_key"](key_spec=spec, key_usage=usage)
    [key] = aws.kms("us-east-1").keys
    secret = key.current_material.secret
    assert isinstance(secret, bytes)
    assert len(secret) == size


def test_threads_that_use_a_fresh_key_at_once_get_one_material() -> None:
    """The secret is made by the first thread, and the others wait for it."""
    made: list[object] = []
    barrier = threading.Barrier(8)

    def make() -> bytes:
        made.append(object())
        return bytes(len(made))

    material = Material("id", make)

    def use(_: int) -> object:
        barrier.wait()
        return material.secret

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(use, range(8))) == [bytes(1)] * 8


def test_two_threads_get_the_public_key_of_a_fresh_rsa_key(kms: KMSClient, new_key: NewKey) -> None:
    """Through the API too, first use by two threads mints one key."""
    key_id = new_key("RSA_2048", "SIGN_VERIFY")["KeyId"]
    with ThreadPoolExecutor(2) as pool:
        answers = [pool.submit(kms.get_public_key, KeyId=key_id) for _ in range(2)]
        assert len({answer.result()["PublicKey"] for answer in answers}) == 1


@pytest.mark.parametrize("operation", ["get_public_key", "sign", "verify"])
def test_no_key_is_made_under_the_lock_of_the_account(aws: Account, operation: str) -> None:
    """An operation only hands over what has to be done with the key; it has made none itself."""
    kms = aws.kms("us-east-1")
    kms.operations["create_key"](key_spec="ECC_NIST_P256", key_usage="SIGN_VERIFY")
    [key] = kms.keys
    made = threading.Event()
    make = key.current_material.secret

    def slowly() -> Any:
        made.set()
        return make

    key.adopt(Material("id", slowly))
    signature = {"message": b"m", "signing_algorithm": "ECDSA_SHA_256"}
    parameters: dict[str, dict[str, Any]] = {
        "get_public_key": {},
        "sign": signature,
        "verify": {**signature, "signature": b"s"},
    }
    later = kms.operations[operation](key_id=key.key_id, **parameters[operation])
    assert callable(later)
    assert not made.is_set()


@pytest.mark.parametrize("spec", ["RSA_4096", "SYMMETRIC_DEFAULT", "ML_DSA_87"])
def test_a_key_that_was_never_used_is_small(aws: Account, spec: str) -> None:
    """Such a key takes less than 4 KiB."""
    kms = aws.kms("us-east-1")
    create_key: Callable[..., object] = kms.operations["create_key"]
    usage = list(KEY_SPECS[spec].usages)[-1]
    create_key(key_spec=spec, key_usage=usage)
    tracemalloc.start()
    for _ in range(100):
        create_key(key_spec=spec, key_usage=usage)
    size, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert size / 100 < 4096
