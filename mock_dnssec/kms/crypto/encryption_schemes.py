"""The asymmetric encryption algorithms, a row each.

https://docs.aws.amazon.com/kms/latest/developerguide/asymmetric-key-specs.html
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

from cryptography.hazmat.primitives.asymmetric.padding import MGF1, OAEP
from cryptography.hazmat.primitives.hashes import SHA1, SHA256, SM3, HashAlgorithm

from mock_dnssec.errors import AwsError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

    from mock_dnssec.kms.crypto.material import Secret


class EncryptionScheme:
    """RSAES-OAEP (RFC 8017, section 7.1) with one hash throughout and an empty label."""

    def __init__(self, digest: HashAlgorithm) -> None:
        self._padding = OAEP(MGF1(digest), digest, label=None)

    def encrypt(self, secret: Secret, plaintext: bytes) -> bytes:
        """Return the ciphertext, as long as the modulus."""
        return cast("RSAPrivateKey", secret).public_key().encrypt(plaintext, self._padding)

    def decrypt(self, secret: Secret, ciphertext: bytes) -> bytes:
        """Return the plaintext. Raises InvalidCiphertextException for what is not the key's."""
        try:
            return cast("RSAPrivateKey", secret).decrypt(ciphertext, self._padding)
        except ValueError:
            raise AwsError("InvalidCiphertextException") from None


SCHEMES: Mapping[str, EncryptionScheme] = {
    "RSAES_OAEP_SHA_1": EncryptionScheme(SHA1()),  # noqa: S303 - AWS's algorithm
    "RSAES_OAEP_SHA_256": EncryptionScheme(SHA256()),
    # SM2 keys refuse to be made, so that this is never come to.
    "SM2PKE": EncryptionScheme(SM3()),
}
