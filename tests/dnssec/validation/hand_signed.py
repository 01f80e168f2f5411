"""Keys, records and signatures made by hand with dnspython, to be judged by the resolver."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, cast

import dns.dnssec
import dns.name
import dns.rrset
from cryptography.hazmat.primitives.asymmetric import ec
from dns.dnssectypes import Algorithm, DSDigest
from dns.rdatatype import RdataType
from dns.rdtypes.dnskeybase import Flag

from mock_dnssec.dnssec.validating.answers import Signed

if TYPE_CHECKING:
    from dns.name import Name
    from dns.rdtypes.ANY.DNSKEY import DNSKEY
    from dns.rdtypes.ANY.DS import DS
    from dns.rdtypes.ANY.RRSIG import RRSIG
    from dns.rrset import RRset

NOW = 1_735_689_600
"""2025-01-01 00:00 UTC."""
HOUR = 3600
ZONE = dns.name.from_text("example.com")


@dataclass(frozen=True)
class KeyPair:
    """A P-256 key of example.com, the same for the same secret."""

    secret: int
    flags: int = Flag.ZONE | Flag.SEP

    @cached_property
    def private(self) -> ec.EllipticCurvePrivateKey:
        """The private key."""
        return ec.derive_private_key(self.secret, ec.SECP256R1())

    @cached_property
    def dnskey(self) -> DNSKEY:
        """What is published of it."""
        public = self.private.public_key()
        return dns.dnssec.make_dnskey(public, Algorithm.ECDSAP256SHA256, self.flags)

    @property
    def tag(self) -> int:
        """The key tag."""
        return dns.dnssec.key_id(self.dnskey)

    def ds(self, digest: DSDigest = DSDigest.SHA256, zone: Name = ZONE) -> DS:
        """Return the DS of the key."""
        return dns.dnssec.make_ds(zone, self.dnskey, digest, policy=dns.dnssec.allow_all_policy)

    def sign(self, rrset: RRset, zone: Name = ZONE) -> RRSIG:
        """Return the key's signature, good from an hour before NOW until an hour after it."""
        window = (NOW - HOUR, NOW + HOUR)
        return dns.dnssec.sign(rrset, self.private, zone, self.dnskey, *window)


KSK, OTHER_KSK = KeyPair(7), KeyPair(8)
ZSK = KeyPair(9, Flag.ZONE)


def records(name: str, rdtype: str, *texts: str, ttl: int = 300) -> RRset:
    """Return records from their text."""
    return dns.rrset.from_text(f"{name}.", ttl, "IN", rdtype, *texts)


def key_set(*keys: KeyPair, signers: tuple[KeyPair, ...] = (KSK,)) -> Signed:
    """Return the DNSKEY set of example.com, signed."""
    rrset = dns.rrset.from_rdata(ZONE, HOUR, *(key.dnskey for key in keys))
    return Signed(rrset, tuple(key.sign(rrset) for key in signers))


def signed(rrset: RRset, *signers: KeyPair) -> Signed:
    """Return records with signatures."""
    return Signed(rrset, tuple(key.sign(rrset) for key in signers))


def covering(signed_set: Signed) -> RRset:
    """Return the RRSIG records as a response carries them."""
    name, ttl = signed_set.rrset.name, signed_set.rrset.ttl
    return dns.rrset.from_rdata(name, ttl, *signed_set.rrsigs)


def ds_from(text: str) -> DS:
    """Return a DS record from its text."""
    (ds,) = records("example.com", "DS", text)
    assert ds.rdtype == RdataType.DS
    return cast("DS", ds)
