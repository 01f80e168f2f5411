"""What a resolver concludes of an answer: its status, why, and for how long."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

import dns.name
import dns.rrset
from dns.rcode import Rcode
from dns.rdatatype import RdataType

from mock_dnssec.dnssec.validating.answers import Answer, Question, Signed
from mock_dnssec.dnssec.validating.reasons import and_list, key_list, moment, plain, short_ds
from mock_dnssec.dnssec.validating.trust import usable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dns.rdtypes.ANY.DS import DS
    from dns.rdtypes.ANY.RRSIG import RRSIG

_FOREVER = 2**32


def anchored(anchor: DS) -> Answer:
    """Return the trust anchor in the form of an answer: the root's DS, which nobody publishes."""
    return Answer(
        question=Question(dns.name.root, RdataType.DS),
        zone=dns.name.root,
        rcode=Rcode.NOERROR,
        data=Signed(dns.rrset.from_rdata(dns.name.root, 0, anchor), ()),
        status="secure",
        asked=0,
        expires=_FOREVER,
    )


def ds_records(ds: Answer) -> list[DS]:
    """Return the DS records of an answer about them."""
    if ds.data is None or ds.data.rrset.rdtype != RdataType.DS:
        return []
    return [cast("DS", rdata) for rdata in ds.data.rrset]


def of_delegation(ds: Answer) -> Answer:
    """Return what the parent's answer about a zone's DS means for the zone."""
    if ds.status != "secure" or usable(ds_records(ds)):
        return ds
    zone, parent = plain(ds.question.name), plain(ds.zone)
    if ds_records(ds):
        because = (
            f"{published(ds)} has an algorithm or a digest that resolvers do not know, "
            "and so the zone counts as unsigned"
        )
    else:
        because = f"{parent} proves that it has no DS for it"
    reason = f"{zone} is insecure: {because}.{memory(ds, 'this')}"
    return replace(ds, status="insecure", reason=reason, why=(*ds.why, reason))


def found_bogus(answer: Answer, basis: Answer, problem: str) -> Answer:
    """Return the answer as bogus, for a problem with the keys or the data of ``basis``."""
    subject = plain(answer.zone) if _is_of_keys(answer) else str(answer.question)
    thing = "the DS" if _is_of_keys(answer) else f"the DNSKEY set of {plain(answer.zone)}"
    reason = f"{subject} is bogus: {problem}.{memory(basis, thing)}"
    return replace(answer, status="bogus", reason=reason, why=(*answer.why, reason))


def found_secure(answer: Answer, basis: Answer, proofs: Sequence[RRSIG]) -> Answer:
    """Return the answer as secure, for no longer than its signatures hold.

    RFC 4035 section 5.3.3.
    """
    lifetimes = [min(proof.original_ttl, proof.expiration - answer.asked) for proof in proofs]
    until = moment(min(proof.expiration for proof in proofs))
    signers = key_list(proof.key_tag for proof in proofs)
    zone, what = plain(answer.zone), "the records" if answer.data else "the proof of absence"
    if _is_of_keys(answer):
        said = f"{zone} is secure: {published(basis)} names {signers}, which signs the keys"
    else:
        said = f"{answer.question} is secure: {signers} of {zone} signs {what}"
    expires = min(answer.expires, answer.asked + min(lifetimes))
    return replace(answer, expires=expires, why=(*answer.why, f"{said} until {until}."))


def published(ds: Answer) -> str:
    """Return a DS set in words: ``the DS 12345 13 2 abcdef01... in com``."""
    records = sorted(map(short_ds, ds_records(ds)))
    if ds.question.name == dns.name.root:
        return f"the trust anchor {and_list(records)}"
    what = "the DS set" if len(records) > 1 else "the DS"
    return f"{what} {and_list(records)} in {plain(ds.zone)}"


def memory(answer: Answer, thing: str) -> str:
    """Return a sentence: when the resolver learnt a thing, and until when it remembers it."""
    if answer.expires == _FOREVER:
        return ""
    asked, expires = moment(answer.asked), moment(answer.expires)
    return f" The resolver learnt {thing} at {asked} and remembers it until {expires}."


def _is_of_keys(answer: Answer) -> bool:
    return answer.question == (answer.zone, RdataType.DNSKEY)
