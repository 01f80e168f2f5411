"""A key-signing key in the DNS: its DNSKEY, and the DS that names it in the parent.

Import this module late: it brings dnspython's DNSSEC code with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import dns.dnssec
import dns.rdata
from cryptography.hazmat.primitives.serialization import load_der_public_key
from dns.dnssectypes import Algorithm, DSDigest
from dns.rdtypes.dnskeybase import Flag

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
    from dns.rdtypes.ANY.DNSKEY import DNSKEY
    from dns.rdtypes.ANY.DS import DS


@dataclass(frozen=True, slots=True)
class KeyRecords:
    """What the DNS publishes of a key-signing key: in the zone itself, and in its parent."""

    dnskey: DNSKEY
    ds: DS

    def named_by(self, records: Iterable[str]) -> bool:
        """Say whether one of these DS records, in text form, is the key's."""
        return self.ds in map(parse_ds, records)


def key_records(owner: str, public_key: bytes) -> KeyRecords:
    """Return the records of the zone ``owner`` for a P-256 key in DER SubjectPublicKeyInfo form.

    The DNSKEY is a secure entry point for ECDSAP256SHA256 (RFC 4034 section 2.1, RFC 6605 section
    4); the DS is its SHA-256 digest with the owner's name (RFC 4034 section 5.1.4, RFC 4509).
    """
    key = cast("EllipticCurvePublicKey", load_der_public_key(public_key))
    dnskey = dns.dnssec.make_dnskey(key, Algorithm.ECDSAP256SHA256, Flag.ZONE | Flag.SEP)
    return KeyRecords(dnskey, dns.dnssec.make_ds(owner, dnskey, DSDigest.SHA256))


def ds_of(owner: str, dnskey: str) -> DS:
    """Return the SHA-256 DS of a DNSKEY in its presentation form (RFC 4034 section 2.2)."""
    key = cast("DNSKEY", dns.rdata.from_text("IN", "DNSKEY", dnskey))
    return dns.dnssec.make_ds(owner, key, DSDigest.SHA256)


def parse_ds(text: str) -> DS:
    """Return a DS from its presentation form (RFC 4034 section 5.3), ``55613 13 2 89215220...``.

    Raises dns.exception.SyntaxError for what is none, a digest of the wrong length included.
    """
    return cast("DS", dns.rdata.from_text("IN", "DS", text))
