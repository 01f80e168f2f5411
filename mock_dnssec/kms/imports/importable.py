"""Which key material can be imported for each key spec, and how it may be wrapped: a table.

https://docs.aws.amazon.com/kms/latest/developerguide/importing-keys-conceptual.html
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from mock_dnssec.kms.crypto.readers import Reader, elliptic_curve, octets, rsa, sm2


class Importable(NamedTuple):
    """A row: how the plaintext becomes the secret, and the wrapping algorithms for it."""

    read: Reader
    wrapping: frozenset[str]


_SM2PKE = frozenset({"SM2PKE"})
_OAEP = frozenset({"RSAES_OAEP_SHA_1", "RSAES_OAEP_SHA_256"}) | _SM2PKE
_BY_AES_KEY = frozenset({"RSA_AES_KEY_WRAP_SHA_1", "RSA_AES_KEY_WRAP_SHA_256"}) | _SM2PKE

IMPORTABLE_SPECS: Mapping[str, Importable] = {
    "SYMMETRIC_DEFAULT": Importable(octets(32, 32), _OAEP),
    "HMAC_224": Importable(octets(28, 64), _OAEP),
    "HMAC_256": Importable(octets(32, 64), _OAEP),
    "HMAC_384": Importable(octets(48, 128), _OAEP),
    "HMAC_512": Importable(octets(64, 128), _OAEP),
    "RSA_2048": Importable(rsa(2048), _BY_AES_KEY),
    "RSA_3072": Importable(rsa(3072), _BY_AES_KEY),
    "RSA_4096": Importable(rsa(4096), _BY_AES_KEY),
    "ECC_NIST_P256": Importable(elliptic_curve("secp256r1"), _OAEP | _BY_AES_KEY),
    "ECC_NIST_P384": Importable(elliptic_curve("secp384r1"), _OAEP | _BY_AES_KEY),
    "ECC_NIST_P521": Importable(elliptic_curve("secp521r1"), _OAEP | _BY_AES_KEY),
    "ECC_SECG_P256K1": Importable(elliptic_curve("secp256k1"), _OAEP | _BY_AES_KEY),
    "SM2": Importable(sm2, _SM2PKE),
}
