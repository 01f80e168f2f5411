"""From the bytes of a DNS query to the bytes of its answer (RFC 1035 section 4, RFC 6891)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import dns.edns
import dns.exception
import dns.flags
import dns.message
import dns.opcode
import dns.rcode
import dns.rdataclass
import dns.rdatatype

if TYPE_CHECKING:
    from dns.name import Name
    from dns.rdatatype import RdataType
    from dns.rrset import RRset

    from mock_dnssec.dnssec.internet import Internet
    from mock_dnssec.dnssec.responses import Response

PAYLOAD = 1232
"""The largest UDP answer that is sent, in bytes: larger ones would be split (DNS flag day 2020)."""

_HEADER = 12
_LONGEST = 65535
_LONGEST_ALIAS_CHAIN = 16
_TRANSFERS = (dns.rdatatype.AXFR, dns.rdatatype.IXFR)


def respond(internet: Internet, packet: bytes, *, over_udp: bool) -> bytes | None:
    """Return what a name server that knows the whole ``internet`` answers to ``packet``.

    It answers as a resolver that validates nothing does: with the records, their signatures and the
    proofs of absence if the query asks for them (the DO bit, RFC 3225), and leaves the judgement to
    whoever asks. None for what is not to be answered, such as a response.
    """
    try:
        query = dns.message.from_wire(packet)
    except dns.exception.DNSException:
        return _malformed(packet)
    if query.flags & dns.flags.QR:
        return None
    answer = dns.message.make_response(query, recursion_available=True, our_payload=PAYLOAD)
    answer.set_rcode(_refusal(query) or dns.rcode.NOERROR)
    answer.want_dnssec(bool(query.ednsflags & dns.flags.DO))
    if answer.rcode() == dns.rcode.NOERROR:
        _fill(answer, internet)
    limit = min(max(query.payload, 512), PAYLOAD) if over_udp else _LONGEST
    return answer.to_wire(max_size=limit, prefer_truncation=True)


def _malformed(packet: bytes) -> bytes | None:
    """Return a FORMERR with the id of the packet, if it is a query as far as one can see."""
    if len(packet) < _HEADER or packet[2] & 0x80:
        return None
    answer = dns.message.Message(id=int.from_bytes(packet[:2], "big"))
    answer.flags = dns.flags.QR
    answer.set_rcode(dns.rcode.FORMERR)
    return answer.to_wire()


def _refusal(query: dns.message.Message) -> dns.rcode.Rcode | None:
    """Return the response code for a query that is well formed but cannot be answered."""
    if query.opcode() != dns.opcode.QUERY:
        return dns.rcode.NOTIMP
    if query.edns > 0:
        return dns.rcode.BADVERS
    if len(query.question) != 1:
        return dns.rcode.FORMERR
    question = query.question[0]
    if question.rdclass != dns.rdataclass.IN or question.rdtype in _TRANSFERS:
        return dns.rcode.REFUSED
    return None


def _fill(answer: dns.message.Message, internet: Internet) -> None:
    """Add what the name servers on the way say, CNAME after CNAME."""
    name, record_type = answer.question[0].name, answer.question[0].rdtype
    wants_dnssec = bool(answer.ednsflags & dns.flags.DO)
    for _ in range(_LONGEST_ALIAS_CHAIN):
        said = internet.ask(name, record_type, dnssec=wants_dnssec)
        answer.set_rcode(said.rcode)
        _extend(answer.answer, said.answer)
        target = _target(said, name, record_type)
        if target is None:
            _extend(answer.authority, said.authority)
            return
        name = target
    answer.set_rcode(dns.rcode.SERVFAIL)


def _target(said: Response, name: Name, record_type: RdataType) -> Name | None:
    """Return the name that the answer's CNAME records lead to, if the answer ends with one."""
    aliases = {
        rrset.name: rrset[0].target for rrset in said.answer if rrset.rdtype == dns.rdatatype.CNAME
    }
    if record_type == dns.rdatatype.CNAME or name not in aliases:
        return None
    passed = set()
    while name in aliases and name not in passed:
        passed.add(name)
        name = aliases[name]
    answered = any(one.name == name and one.rdtype == record_type for one in said.answer)
    return None if answered or said.rcode != dns.rcode.NOERROR else name


def _extend(section: list[RRset], rrsets: list[RRset]) -> None:
    section.extend(rrset for rrset in rrsets if rrset not in section)
