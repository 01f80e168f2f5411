"""Symmetric ciphertexts: the blobs that Encrypt and GenerateDataKey give, and Decrypt takes.

AWS documents no form for them, so nothing may be read out of one. What AWS does document holds: a
blob names its key and key material, whatever Region of a multi-Region key made it, and all of it is
authenticated, with the encryption context as additional data.
https://docs.aws.amazon.com/kms/latest/developerguide/encrypt_context.html
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import NamedTuple
from zlib import crc32

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from mock_dnssec.errors import AwsError

NONCE_BYTES = 12  # NIST SP 800-38D, section 5.2.1.1

_PREFIX = bytes.fromhex("010202007840")  # AWS's start: AQICAHh in base64
_KEY_ID = slice(6, 42)
_MATERIAL_ID = slice(42, 74)
_NONCE = slice(74, 86)
_NAMED = slice(0, 86)
_CHECKSUM = slice(86, 90)
_HEAD = slice(0, 90)
_SEALED = slice(90, None)


class Ciphertext(NamedTuple):
    """A blob that was read. What it says of itself counts once :meth:`open` has proved it."""

    blob: bytes

    @property
    def key_id(self) -> str:
        """The id of the key that encrypted it."""
        return self.blob[_KEY_ID].decode("latin-1")

    @property
    def material_id(self) -> str:
        """The id of the key material that encrypted it."""
        return self.blob[_MATERIAL_ID].hex()

    def open(self, secret: bytes, context: Mapping[str, str] | None) -> bytes:
        """Return the plaintext. Raises InvalidCiphertextException for another secret or context."""
        head, sealed = self.blob[_HEAD], self.blob[_SEALED]
        try:
            return AESGCM(secret).decrypt(self.blob[_NONCE], sealed, head + _canonical(context))
        except InvalidTag:
            raise AwsError("InvalidCiphertextException") from None


def seal(
    plaintext: bytes,
    *,
    secret: bytes,
    key_id: str,
    material_id: str,
    nonce: bytes,
    context: Mapping[str, str] | None,
) -> bytes:
    """Return the blob that holds ``plaintext``, encrypted by AES-256-GCM."""
    named = _PREFIX + key_id.encode("latin-1") + bytes.fromhex(material_id) + nonce
    head = named + _checksum(named)
    return head + AESGCM(secret).encrypt(nonce, plaintext, head + _canonical(context))


def read(blob: bytes) -> Ciphertext:
    """Return the blob as what it is. Raises InvalidCiphertextException if it is no such blob.

    The checksum tells a damaged name of a key from the name of a key that is not there.
    """
    if not blob.startswith(_PREFIX) or blob[_CHECKSUM] != _checksum(blob[_NAMED]):
        raise AwsError("InvalidCiphertextException")
    return Ciphertext(blob)


def _checksum(named: bytes) -> bytes:
    return crc32(named).to_bytes(4, "big")


def _canonical(context: Mapping[str, str] | None) -> bytes:
    """Return the same bytes for the same pairs in any order; no context is an empty one."""
    return json.dumps(sorted(context.items())).encode() if context else b""
