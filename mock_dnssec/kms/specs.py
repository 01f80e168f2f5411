"""What each key spec is: a table.

https://docs.aws.amazon.com/kms/latest/developerguide/symm-asymm-choose-key-spec.html
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from mock_dnssec.kms.crypto.generators import (
    Generator,
    ed25519,
    elliptic_curve,
    ml_dsa,
    ml_kem,
    ml_kem_512,
    octets,
    rsa,
    sm2,
)

ALGORITHM_MEMBERS: Mapping[str, str] = {
    "ENCRYPT_DECRYPT": "EncryptionAlgorithms",
    "SIGN_VERIFY": "SigningAlgorithms",
    "GENERATE_VERIFY_MAC": "MacAlgorithms",
    "KEY_AGREEMENT": "KeyAgreementAlgorithms",
    "ENCAPSULATE_DECAPSULATE": "EncapsulationAlgorithms",
}
"""The member of KeyMetadata and GetPublicKey that lists the algorithms of a KeyUsage."""


class KeySpec(NamedTuple):
    """A row: what keys of the spec may be used for, and what they are made of.

    An alias stays with keys of one ``kind``. ``usages`` holds the algorithms of each permitted
    KeyUsage, in the order in which AWS lists them.
    """

    kind: str
    usages: Mapping[str, tuple[str, ...]]
    generate: Generator
    in_china: bool = True
    outside_china: bool = True

    def offered_in(self, partition: str) -> bool:
        """Tell whether the Regions of ``partition`` have keys of this spec."""
        return self.in_china if partition == "aws-cn" else self.outside_china


_SYMMETRIC = {"ENCRYPT_DECRYPT": ("SYMMETRIC_DEFAULT",)}
_RSA = {
    "ENCRYPT_DECRYPT": ("RSAES_OAEP_SHA_1", "RSAES_OAEP_SHA_256"),
    "SIGN_VERIFY": (
        "RSASSA_PKCS1_V1_5_SHA_256",
        "RSASSA_PKCS1_V1_5_SHA_384",
        "RSASSA_PKCS1_V1_5_SHA_512",
        "RSASSA_PSS_SHA_256",
        "RSASSA_PSS_SHA_384",
        "RSASSA_PSS_SHA_512",
    ),
}
_P256 = {"SIGN_VERIFY": ("ECDSA_SHA_256",), "KEY_AGREEMENT": ("ECDH",)}
_P384 = {"SIGN_VERIFY": ("ECDSA_SHA_384",), "KEY_AGREEMENT": ("ECDH",)}
_P521 = {"SIGN_VERIFY": ("ECDSA_SHA_512",), "KEY_AGREEMENT": ("ECDH",)}
_P256K1 = {"SIGN_VERIFY": ("ECDSA_SHA_256",)}
_ED25519 = {"SIGN_VERIFY": ("ED25519_SHA_512", "ED25519_PH_SHA_512")}
_ML_DSA = {"SIGN_VERIFY": ("ML_DSA_SHAKE_256",)}
_ML_KEM = {"ENCAPSULATE_DECAPSULATE": ("ML_KEM",)}
_SM2 = {"ENCRYPT_DECRYPT": ("SM2PKE",), "SIGN_VERIFY": ("SM2DSA",), "KEY_AGREEMENT": ("ECDH",)}

KEY_SPECS: Mapping[str, KeySpec] = {
    "SYMMETRIC_DEFAULT": KeySpec("symmetric", _SYMMETRIC, octets(32)),
    "HMAC_224": KeySpec("HMAC", {"GENERATE_VERIFY_MAC": ("HMAC_SHA_224",)}, octets(28)),
    "HMAC_256": KeySpec("HMAC", {"GENERATE_VERIFY_MAC": ("HMAC_SHA_256",)}, octets(32)),
    "HMAC_384": KeySpec("HMAC", {"GENERATE_VERIFY_MAC": ("HMAC_SHA_384",)}, octets(48)),
    "HMAC_512": KeySpec("HMAC", {"GENERATE_VERIFY_MAC": ("HMAC_SHA_512",)}, octets(64)),
    "RSA_2048": KeySpec("asymmetric", _RSA, rsa(2048)),
    "RSA_3072": KeySpec("asymmetric", _RSA, rsa(3072)),
    "RSA_4096": KeySpec("asymmetric", _RSA, rsa(4096)),
    "ECC_NIST_P256": KeySpec("asymmetric", _P256, elliptic_curve("SECP256R1")),
    "ECC_NIST_P384": KeySpec("asymmetric", _P384, elliptic_curve("SECP384R1")),
    "ECC_NIST_P521": KeySpec("asymmetric", _P521, elliptic_curve("SECP521R1")),
    "ECC_SECG_P256K1": KeySpec("asymmetric", _P256K1, elliptic_curve("SECP256K1")),
    "ECC_NIST_EDWARDS25519": KeySpec("asymmetric", _ED25519, ed25519),
    "ML_DSA_44": KeySpec("asymmetric", _ML_DSA, ml_dsa("MLDSA44")),
    "ML_DSA_65": KeySpec("asymmetric", _ML_DSA, ml_dsa("MLDSA65")),
    "ML_DSA_87": KeySpec("asymmetric", _ML_DSA, ml_dsa("MLDSA87")),
    "ML_KEM_512": KeySpec("asymmetric", _ML_KEM, ml_kem_512, in_china=False),
    "ML_KEM_768": KeySpec("asymmetric", _ML_KEM, ml_kem("MLKEM768"), in_china=False),
    "ML_KEM_1024": KeySpec("asymmetric", _ML_KEM, ml_kem("MLKEM1024"), in_china=False),
    "SM2": KeySpec("asymmetric", _SM2, sm2, outside_china=False),
}
