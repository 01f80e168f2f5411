"""Whether a signature over records is good: RFC 4035 section 5.3, with dnspython's cryptography."""

from __future__ import annotations

from typing import TYPE_CHECKING

import dns.dnssec
import dns.rdataset
from dns.exception import DNSException

from mock_dnssec.dnssec.validating.answers import Question
from mock_dnssec.dnssec.validating.reasons import BogusError, key_list, moment, plain, tag_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from dns.name import Name
    from dns.rdtypes.ANY.DNSKEY import DNSKEY
    from dns.rdtypes.ANY.RRSIG import RRSIG

    from mock_dnssec.dnssec.validating.answers import Signed


def good_signature(signed: Signed, zone: Name, keys: Collection[DNSKEY], now: int) -> RRSIG:
    """Return a signature by one of the zone's keys that holds; BogusError if none does."""
    flaws = []
    for rrsig in signed.rrsigs:
        found = flaw(signed, rrsig, zone, keys, now)
        if found is None:
            return rrsig
        what = Question(signed.rrset.name, signed.rrset.rdtype)
        flaws.append(f"the signature of key {rrsig.key_tag} over {what} {found}")
    raise BogusError(", and ".join(flaws) or f"it is not signed, and {plain(zone)} is")


def flaw(
    signed: Signed, rrsig: RRSIG, zone: Name, keys: Collection[DNSKEY], now: int
) -> str | None:
    """Say what is wrong with a signature over records of ``zone``, None if nothing is."""
    if rrsig.signer != zone:
        return f"is in the name of {plain(rrsig.signer)}, not of {plain(zone)}"
    if not any(tag_of(key) == rrsig.key_tag for key in keys):
        return f"is by no key of {plain(zone)}, which has {key_list(map(tag_of, keys))}"
    if now > rrsig.expiration:
        return f"expired at {moment(rrsig.expiration)}"
    if now < rrsig.inception:
        return f"does not hold before {moment(rrsig.inception)}"
    try:
        dns.dnssec.validate_rrsig(
            signed.rrset, rrsig, {zone: dns.rdataset.from_rdata_list(0, keys)}, now=now
        )
    except (DNSException, ValueError):
        return "does not verify: the records, the signature or the key have been changed"
    return None
