"""From a DS record to the keys of a zone: RFC 4035 section 5.2."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import dns.dnssec
from dns.dnssecalgs import get_algorithm_cls
from dns.dnssectypes import Algorithm, DSDigest
from dns.exception import UnsupportedAlgorithm
from dns.rdtypes.dnskeybase import Flag

from mock_dnssec.dnssec.validating.reasons import BogusError, and_list, key_list, plain, tag_of
from mock_dnssec.dnssec.validating.signatures import flaw

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from dns.name import Name
    from dns.rdtypes.ANY.DNSKEY import DNSKEY
    from dns.rdtypes.ANY.DS import DS
    from dns.rdtypes.ANY.RRSIG import RRSIG

    from mock_dnssec.dnssec.validating.answers import Signed

_DIGESTS = (DSDigest.SHA1, DSDigest.SHA256, DSDigest.SHA384)
_FORBIDDEN = (Algorithm.RSAMD5, Algorithm.DSA, Algorithm.DSANSEC3SHA1)
"""Algorithms that validators must not use: RFC 8624 section 3.1."""


def zone_keys(signed: Signed | None) -> list[DNSKEY]:
    """Return the keys of a DNSKEY set that may sign a zone (RFC 4034 section 2.1)."""
    keys = (cast("DNSKEY", rdata) for rdata in (signed.rrset if signed else ()))
    return [key for key in keys if key.flags & Flag.ZONE and key.protocol == 3]


def usable(ds_records: Collection[DS]) -> list[DS]:
    """Return the DS records that a validator goes by.

    It passes over algorithms and digests that it does not know, and over SHA-1 where there is
    better (RFC 4035 section 5.2, RFC 4509 section 3).
    """
    known = [ds for ds in ds_records if is_known(ds)]
    return [ds for ds in known if ds.digest_type != DSDigest.SHA1] or known


def is_known(ds: DS) -> bool:
    """Say whether a validator knows the algorithm and the digest of a DS."""
    try:
        get_algorithm_cls(ds.algorithm)
    except UnsupportedAlgorithm:
        return False
    return ds.digest_type in _DIGESTS and ds.algorithm not in _FORBIDDEN


def check_keys(
    zone: Name, ds_records: Sequence[DS], named_by: str, keys: Signed | None, now: int
) -> RRSIG:
    """Return the signature by which a DS record vouches for a zone's DNSKEY set.

    ``named_by`` is the DS set in words. Raises BogusError if there is no such signature.
    """
    if keys is None:
        raise BogusError(f"{named_by} says that it is signed, and {plain(zone)} has no keys")
    published = zone_keys(keys)
    named = [key for key in published if _is_named(zone, key, ds_records)]
    if not named:
        wrong = {mismatch(ds, zone, published) or "" for ds in ds_records}
        raise BogusError(
            f"{named_by} matches no key in the DNSKEY set of {plain(zone)} "
            f"({key_list(map(tag_of, published))}): {and_list(sorted(wrong))}"
        )
    try:
        return _signature_by(named, zone, keys, now)
    except BogusError as flawed:
        raise BogusError(f"{named_by} names {flawed}") from None


def _signature_by(named: Collection[DNSKEY], zone: Name, keys: Signed, now: int) -> RRSIG:
    tags = {tag_of(key) for key in named}
    flaws = []
    for rrsig in keys.rrsigs:
        if rrsig.key_tag in tags:
            found = flaw(keys, rrsig, zone, named, now)
            if found is None:
                return rrsig
            flaws.append(f"key {rrsig.key_tag}, whose signature {found}")
    if flaws:
        raise BogusError(", and ".join(flaws))
    raise BogusError(f"{key_list(tags)}, which does not sign the DNSKEY set")


def mismatch(ds: DS, zone: Name, keys: Collection[DNSKEY]) -> str | None:
    """Say why a DS record names none of a zone's keys; None if it names one."""
    tagged = [key for key in keys if tag_of(key) == ds.key_tag]
    if not tagged:
        return f"no key has the tag {ds.key_tag}"
    alike = [key for key in tagged if key.algorithm == ds.algorithm]
    if not alike:
        has, says = int(tagged[0].algorithm), int(ds.algorithm)
        return f"key {ds.key_tag} has algorithm {has}, and the DS says {says}"
    digests = (dns.dnssec.make_ds(zone, key, ds.digest_type, validating=True) for key in alike)
    return None if ds in digests else f"key {ds.key_tag} has another digest"


def _is_named(zone: Name, key: DNSKEY, ds_records: Collection[DS]) -> bool:
    return any(mismatch(ds, zone, [key]) is None for ds in ds_records)
