"""Keys that sign zones: those that the mock holds itself, and those that are in KMS."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import dns.dnssec
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from dns.dnssecalgs.ecdsa import PrivateECDSAP256SHA256
from dns.dnssectypes import Algorithm

if TYPE_CHECKING:
    from collections.abc import Callable

    from dns.rdtypes.ANY.DNSKEY import DNSKEY
    from dns.rdtypes.dnskeybase import Flag

    from mock_dnssec.entropy import Entropy

_CURVE = ec.SECP256R1()
_COORDINATE_BYTES = 32
_SEED_BYTES = 40  # 8 more than the order has: what is taken modulo the order is as good as even


class ZoneKey(NamedTuple):
    """A key of a zone: what it publishes, and what signs with it."""

    dnskey: DNSKEY
    private: PrivateECDSAP256SHA256


class KmsPrivateKey(PrivateECDSAP256SHA256):
    """A private key that stays in KMS; ``sign`` has KMS make an ECDSA_SHA_256 signature in DER."""

    def __init__(self, sign: Callable[[bytes], bytes]) -> None:
        self._sign = sign

    def sign(self, data: bytes, verify: bool = False, deterministic: bool = True) -> bytes:  # noqa: ARG002 - as in dnspython
        """Return the signature as the DNS has it (RFC 6605 section 4)."""
        numbers = decode_dss_signature(self._sign(data))
        return b"".join(number.to_bytes(_COORDINATE_BYTES, "big") for number in numbers)


def derived_key(entropy: Entropy, label: str, flags: Flag) -> ZoneKey:
    """Make the P-256 key that an account's entropy has under ``label``: always the same one."""
    number = int.from_bytes(entropy.derive(label, _SEED_BYTES), "big")
    private = ec.derive_private_key(number % (_CURVE.group_order - 1) + 1, _CURVE)
    dnskey = dns.dnssec.make_dnskey(private.public_key(), Algorithm.ECDSAP256SHA256, flags)
    return ZoneKey(dnskey, PrivateECDSAP256SHA256(private))
