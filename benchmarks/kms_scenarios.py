"""Cryptography against the bare operation, many keys against few, and the memory of a key."""

from __future__ import annotations

import os
import tracemalloc
from collections.abc import Callable, Iterator

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256

from benchmarks.accounts import accounts
from benchmarks.canned import recorder
from benchmarks.measure import Action, medians
from benchmarks.rows import Client, clients, row
from mock_dnssec import mock_dnssec
from mock_dnssec.account import Account
from mock_dnssec.options import Options

MESSAGE = b"a message of some length"
MANY, FEW = 20_000, 20


def _bare_operations() -> dict[str, Action]:
    """Return what ``cryptography`` alone does for each call."""
    key, nonce, signing_key = (
        os.urandom(32),
        os.urandom(12),
        ec.generate_private_key(ec.SECP256R1()),
    )
    sealed = AESGCM(key).encrypt(nonce, MESSAGE, b"context")
    return {
        "encrypt": lambda: AESGCM(key).encrypt(nonce, MESSAGE, b"context"),
        "decrypt": lambda: AESGCM(key).decrypt(nonce, sealed, b"context"),
        "generate_data_key": lambda: AESGCM(key).encrypt(nonce, os.urandom(32), b"context"),
        "sign": lambda: signing_key.sign(MESSAGE, ec.ECDSA(SHA256())),
    }


def _calls(kms: Client) -> dict[str, Action]:
    key_id = kms.create_key()["KeyMetadata"]["KeyId"]
    sealed = kms.encrypt(KeyId=key_id, Plaintext=MESSAGE)["CiphertextBlob"]
    signing_key = kms.create_key(KeySpec="ECC_NIST_P256", KeyUsage="SIGN_VERIFY")["KeyMetadata"]
    return {
        "encrypt": lambda: kms.encrypt(KeyId=key_id, Plaintext=MESSAGE),
        "decrypt": lambda: kms.decrypt(CiphertextBlob=sealed),
        "generate_data_key": lambda: kms.generate_data_key(KeyId=key_id, KeySpec="AES_256"),
        "sign": lambda: kms.sign(
            KeyId=signing_key["KeyId"], Message=MESSAGE, SigningAlgorithm="ECDSA_SHA_256"
        ),
    }


def cryptography() -> Iterator[str]:
    """Cryptographic calls against a canned reply and the bare operation."""
    bare = _bare_operations()
    with mock_dnssec(), recorder() as hook:
        kms, _ = clients()
        for name, call in _calls(kms).items():
            actions = {"ours": call, "canned": hook.canned(call), "bare": bare[name]}
            taken = medians(actions, rounds=400)
            least = taken["canned"] + taken["bare"]
            yield row(f"`kms.{name}`", taken["ours"], "canned + bare", least, "at most 1.5 x")


def many_keys() -> Iterator[str]:
    """Calls in an account of many keys and in one of few."""
    kms, _ = clients()
    many, few = (Account(Options(seed="keys")) for _ in range(2))
    with mock_dnssec(), accounts() as hook:
        for account, size in ((many, MANY), (few, FEW)):
            hook.turn(account, lambda: _fill(kms, size))()  # noqa: B023
        calls: dict[str, Action] = {
            "create_key": kms.create_key,
            "describe_key": lambda: kms.describe_key(KeyId="alias/benchmark"),
            "list_keys": lambda: kms.list_keys(Limit=FEW),
        }
        for name, call in calls.items():
            taken = medians({"many": hook.turn(many, call), "few": hook.turn(few, call)}, 300)
            what = f"`kms.{name}` among {MANY:,} keys"
            yield row(what, taken["many"], f"among {FEW}", taken["few"], "at most 1.5 x")


def _fill(kms: Client, size: int) -> None:
    key_id = kms.create_key()["KeyMetadata"]["KeyId"]
    kms.create_alias(AliasName="alias/benchmark", TargetKeyId=key_id)
    for _ in range(size - 1):
        kms.create_key()


def memory() -> Iterator[str]:
    """What a key takes that was created and never used."""
    account, size = Account(), 2_000
    create_key = account.kms("us-east-1").operations["create_key"]
    create_key()
    tracemalloc.start()
    for _ in range(size):
        create_key()
    taken, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    yield f"| memory of a key never used | {taken / size / 1024:.1f} KiB | | | under 4 KiB |"


SCENARIOS: list[Callable[[], Iterator[str]]] = [cryptography, many_keys, memory]
