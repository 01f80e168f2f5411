"""DNSKEY, key tag and DS of a key-signing key, judged by published vectors and other code."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from typing import NamedTuple

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given
from hypothesis import strategies as st

from mock_dnssec.dnssec.dnskey import key_records, parse_ds

POINT_HALF = 32
LABEL = st.from_regex(r"[A-Za-z0-9]([A-Za-z0-9-]{0,20}[A-Za-z0-9])?", fullmatch=True)
NAMES = st.lists(LABEL, min_size=1, max_size=5).map(lambda labels: ".".join(labels) + ".")
P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
PUBLIC_KEYS = st.integers(1, P256_ORDER - 1).map(
    lambda secret: ec.derive_private_key(secret, ec.SECP256R1()).public_key()
)


class Vector(NamedTuple):
    """A key-signing key that has been published, and its DS."""

    owner: str
    public_key: str
    ds: str


VECTORS = [
    pytest.param(
        Vector(
            "example.net.",
            "GojIhhXUN/u4v54ZQqGSnyhWJwaubCvTmeexv7bR6edbkrSqQpF64cYbcB7wNcP+e+MAnLr+Wi9xMWyQLc8NAA==",
            "55648 13 2 b4c8c1fe2e7477127b27115656ad6256f424625bf5c1e2770ce6d6e37df61d17",
        ),
        id="RFC 6605 section 6.1",
    ),
    pytest.param(
        Vector(
            "slackb.com.",
            "bSr2fT2hBdGDUltm3fPrF4HB6x+2k2Ol51pImwom4jGa1J66Bo6g4x/2a2iAdjzejf8d4cCeXkuQvHkeDpLV+w==",
            "55613 13 2 89215220a57181200aefb1f6411ec37e5e318e7ba8ee35ef33737398b25de19d",
        ),
        id="a zone signed by Route 53 in .com",
    ),
    pytest.param(
        Vector(
            "nsmith.net.",
            "3Bjd/yf3x8Hh3TSx9kzPrrDbKu4Y81TTQqJ5m0pvl4WcTcgMoMcF2eTDrxA3+xLStQSCRoIZ8yTDPbKNi8ws/A==",
            "14056 13 2 757c69a00f8a91db120f1841669b8d91766bfc7704ebaaae6003280d7d335f9b",
        ),
        id="a zone signed by Route 53 in .net",
    ),
]


def der(public_key: ec.EllipticCurvePublicKey) -> bytes:
    """Return the key as KMS gives it."""
    return public_key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def from_point(point: bytes) -> bytes:
    """Return the key of these two coordinates (RFC 6605 section 4) as KMS would give it."""
    return der(ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), b"\4" + point))


def key_tag_of(rdata: bytes) -> int:
    """Compute a key tag as RFC 4034 appendix B writes it down."""
    total = sum(octet if position % 2 else octet << 8 for position, octet in enumerate(rdata))
    return (total + (total >> 16 & 0xFFFF)) & 0xFFFF


@pytest.mark.parametrize("vector", VECTORS)
def test_published_vectors(vector: Vector) -> None:
    """A published key gives the DS that its parent published."""
    records = key_records(vector.owner, from_point(base64.b64decode(vector.public_key)))

    assert records.dnskey.to_text(chunksize=0) == f"257 3 13 {vector.public_key}"
    assert records.ds.to_text() == vector.ds


@given(owner=NAMES, public_key=PUBLIC_KEYS)
def test_the_arithmetic_of_the_rfcs(owner: str, public_key: ec.EllipticCurvePublicKey) -> None:
    """For any key and name, tag and digest are those of RFC 4034, computed octet by octet."""
    records = key_records(owner, der(public_key))

    numbers = public_key.public_numbers()
    point = b"".join(half.to_bytes(POINT_HALF, "big") for half in (numbers.x, numbers.y))
    rdata = bytes.fromhex("0101 03 0d") + point
    wire_name = b"".join(bytes([len(label)]) + label.lower().encode() for label in owner.split("."))
    assert records.dnskey.to_wire() == rdata
    assert records.ds.key_tag == key_tag_of(rdata)
    assert records.ds.digest == hashlib.sha256(wire_name + rdata).digest()


@pytest.mark.parametrize("owner", ["example.com.", "A-b.EXAMPLE.co.uk.", r"0\04725.2.0.192.arpa."])
def test_bind_computes_the_same_ds(owner: str, ds_by_bind: Callable[[str, str], str]) -> None:
    """BIND's dnssec-dsfromkey makes the same DS of the DNSKEY."""
    records = key_records(owner, der(ec.derive_private_key(7, ec.SECP256R1()).public_key()))
    assert parse_ds(ds_by_bind(owner, records.dnskey.to_text())) == records.ds


def test_a_key_knows_its_ds_in_any_spelling() -> None:
    """A DS is recognised in upper case, lower case and pieces, and no other key's is."""
    mine, other = (
        key_records("example.com.", der(ec.derive_private_key(secret, ec.SECP256R1()).public_key()))
        for secret in (1, 2)
    )
    head, digest = mine.ds.to_text().rsplit(" ", 1)

    assert mine.named_by([other.ds.to_text(), f"{head} {digest.upper()}"])
    assert mine.named_by([f"{head} {digest[:20]} {digest[20:]}"])
    assert not mine.named_by([other.ds.to_text()])
    assert not mine.named_by([])
