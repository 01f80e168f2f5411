"""Key material: the secret behind a KMS key, made when it is first used."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Protocol, TypeAlias, cast

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat


class PublicKey(Protocol):
    """What the public keys of ``cryptography`` have in common."""

    def public_bytes(self, encoding: Encoding, format: PublicFormat) -> bytes:  # noqa: A002 - as in cryptography
        """Return the key in this encoding."""


class PrivateKey(Protocol):
    """What the private keys of ``cryptography`` have in common."""

    def public_key(self) -> PublicKey:
        """Return the public half."""


Secret: TypeAlias = bytes | PrivateKey
"""Bytes for symmetric encryption and HMAC keys, a private key for the others."""


class Material:
    """One key material. Relatives of a multi-Region key share it; a rotated key has had several.

    ``make`` runs once, when the secret is first asked for, whichever thread asks. Generating a key
    takes a while, so nobody should ask under the account's lock. ``valid_to`` is when imported
    material expires or was deleted; ``description`` is what its importer says of it.
    """

    __slots__ = ("_lock", "_make", "_secret", "description", "material_id", "valid_to")

    def __init__(
        self,
        material_id: str,
        make: Callable[[], Secret],
        *,
        valid_to: datetime | None = None,
        description: str | None = None,
    ) -> None:
        self.material_id = material_id
        self.valid_to = valid_to
        self.description = description
        self._make = make
        self._secret: Secret | None = None
        self._lock = threading.Lock()

    @property
    def secret(self) -> Secret:
        """The secret itself, made now if this is its first use."""
        with self._lock:
            if self._secret is None:
                self._secret = self._make()
            return self._secret

    def public_key(self) -> bytes:
        """Return the public half of an asymmetric secret as DER SubjectPublicKeyInfo (RFC 5280)."""
        from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

        public_key = cast("PrivateKey", self.secret).public_key()
        return public_key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
