"""The DNS server on loopback: UDP, TCP, EDNS, truncation, and packets that are none."""

from __future__ import annotations

import socket
from contextlib import closing
from typing import TYPE_CHECKING

import dns.flags
import dns.message
import dns.opcode
import dns.query
import dns.rcode
import dns.rdataclass
import dns.rdatatype
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mock_dnssec.dnssec.packets import PAYLOAD, respond

if TYPE_CHECKING:
    from dns.message import Message

    from mock_dnssec import Account
    from mock_dnssec.dnssec.server import DnsServer
    from tests.judges.conftest import Ask

PATIENCE = 30
"""Seconds that a busy machine may take to answer."""

QUERY = dns.message.make_query("www.signed.com", "A", want_dnssec=True)


def over_udp(server: DnsServer, query: Message) -> Message:
    """Return the answer to a datagram."""
    return dns.query.udp(query, server.host, timeout=PATIENCE, port=server.port)


def over_tcp(server: DnsServer, query: Message) -> Message:
    """Return the answer on a connection."""
    return dns.query.tcp(query, server.host, timeout=PATIENCE, port=server.port)


def types(message: Message) -> set[str]:
    """Return the types in the answer section."""
    return {dns.rdatatype.to_text(rrset.rdtype) for rrset in message.answer}


@pytest.mark.parametrize("ask", [over_udp, over_tcp])
def test_signatures_for_those_who_ask(server: DnsServer, ask: object) -> None:
    """Signatures come with the DO bit, and without it the same records come alone."""
    assert callable(ask)
    plain = dns.message.make_query("www.signed.com", "A")

    assert types(ask(server, QUERY)) == {"A", "RRSIG"}
    assert types(ask(server, plain)) == {"A"}


def test_dig(dig: Ask) -> None:
    """dig +dnssec prints the signature, and that recursion is at hand."""
    printed = dig("+dnssec", "www.signed.com", "A")

    assert "status: NOERROR" in printed
    assert "RRSIG\tA 13 3 300 " in printed
    assert "flags: qr rd ra" in printed


def test_dig_compact_denial(dig: Ask) -> None:
    """A name that does not exist in a signed zone is NOERROR with its NSEC, as at AWS."""
    printed = dig("+dnssec", "nobody.signed.com", "A")

    assert "status: NOERROR" in printed
    assert r"NSEC	\000.nobody.signed.com. RRSIG NSEC" in printed


def test_truncation(server: DnsServer) -> None:
    """What does not fit into a datagram is truncated, and comes whole over TCP."""
    query = dns.message.make_query("big.signed.com", "TXT", want_dnssec=True, payload=4096)

    cut, whole = over_udp(server, query), over_tcp(server, query)

    assert cut.flags & dns.flags.TC
    assert len(cut.to_wire()) <= PAYLOAD == cut.payload
    assert not whole.flags & dns.flags.TC
    assert len(whole.answer[0]) == 20


def test_small_datagrams(server: DnsServer) -> None:
    """Who has no EDNS gets 512 bytes at most (RFC 1035 section 2.3.4)."""
    cut = over_udp(server, dns.message.make_query("big.signed.com", "TXT"))

    assert cut.flags & dns.flags.TC
    assert len(cut.to_wire()) <= 512


def test_dig_retries_over_tcp(dig: Ask) -> None:
    """dig asks again over TCP when it is told that the answer was truncated."""
    printed = dig("big.signed.com", "TXT")

    assert "Truncated, retrying in TCP mode" in printed
    assert "ANSWER: 20" in printed


def test_several_queries_on_one_connection(server: DnsServer) -> None:
    """A connection carries one query after another (RFC 7766 section 6.2.1)."""
    with closing(
        socket.create_connection((server.host, server.port), timeout=PATIENCE)
    ) as connection:
        for _ in range(3):
            dns.query.send_tcp(connection, QUERY)
            answer, _when = dns.query.receive_tcp(connection)
            assert QUERY.is_response(answer)


def test_names_that_nobody_delegates(dig: Ask) -> None:
    """The TLDs exist on demand; a name that none of them delegates is denied by them."""
    printed = dig("+dnssec", "nobody-has-this.dev", "A")

    assert "dev.\t\t\t" in printed
    assert "RRSIG\tNSEC 13 " in printed


def query(*, opcode: dns.opcode.Opcode = dns.opcode.QUERY, **changes: object) -> Message:
    """Return a query for www.signed.com with something unusual about it."""
    made = dns.message.make_query("www.signed.com", "A")
    made.set_opcode(opcode)
    for name, value in changes.items():
        if name == "edns":
            made.use_edns(int(str(value)))
        else:
            setattr(made.question[0], name, value)
    return made


@pytest.mark.parametrize(
    ("asked", "rcode"),
    [
        (query(opcode=dns.opcode.STATUS), dns.rcode.NOTIMP),
        (query(rdclass=dns.rdataclass.CH), dns.rcode.REFUSED),
        (query(rdtype=dns.rdatatype.AXFR), dns.rcode.REFUSED),
        (query(edns=1), dns.rcode.BADVERS),
    ],
)
def test_queries_that_are_not_answered(
    server: DnsServer, asked: Message, rcode: dns.rcode.Rcode
) -> None:
    """What the server does not do it says, in the DNS's words."""
    assert over_tcp(server, asked).rcode() == rcode


def test_more_than_one_question(server: DnsServer) -> None:
    """A query has one question (RFC 9619)."""
    asked = query()
    asked.question.append(QUERY.question[0])

    assert over_tcp(server, asked).rcode() == dns.rcode.FORMERR


def test_a_malformed_packet_is_a_format_error(server: DnsServer) -> None:
    """A packet that starts like a query and is none gets FORMERR with its id."""
    with closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as sender:
        sender.settimeout(PATIENCE)
        sender.sendto(b"\x12\x34" + bytes(3) + b"\x01" + bytes(6) + b"\xff", server_of(server))
        answer = dns.message.from_wire(sender.recv(512))

    assert (answer.id, answer.rcode()) == (0x1234, dns.rcode.FORMERR)


def test_garbage_on_a_connection(server: DnsServer) -> None:
    """Half a length, a length without a message, and hanging up leave the server answering."""
    for garbage in (b"\0", b"\xff\xff", b"\0\x05ab", b"GET / HTTP/1.1\r\n\r\n"):
        with closing(socket.create_connection(server_of(server), timeout=PATIENCE)) as connection:
            connection.sendall(garbage)

    assert types(over_tcp(server, QUERY)) == {"A", "RRSIG"}


def test_half_a_message_is_none(server: DnsServer) -> None:
    """What ends before its length says so is not answered."""
    wire = QUERY.to_wire()
    with closing(socket.create_connection(server_of(server), timeout=PATIENCE)) as connection:
        connection.sendall((len(wire) + 1).to_bytes(2, "big") + wire)
        connection.shutdown(socket.SHUT_WR)
        assert connection.recv(1) == b""


def server_of(server: DnsServer) -> tuple[str, int]:
    """Return a server's address."""
    return server.host, server.port


@settings(max_examples=300)
@given(
    packet=st.one_of(
        st.binary(max_size=80),
        st.builds(
            lambda at, byte: QUERY.to_wire()[:at] + byte + QUERY.to_wire()[at + 1 :],
            st.integers(0, len(QUERY.to_wire()) - 1),
            st.binary(min_size=1, max_size=3),
        ),
        st.builds(lambda end: QUERY.to_wire()[:end], st.integers(0, len(QUERY.to_wire()))),
    )
)
def test_any_packet(zoo: Account, packet: bytes) -> None:
    """Whatever comes, the answer is a DNS message with its id, or silence."""
    answer = respond(zoo.dns.internet, packet, over_udp=True)

    if answer is not None:
        assert answer[:2] == packet[:2]
        assert dns.message.from_wire(answer).flags & dns.flags.QR


def test_closing_hangs_up(zoo: Account) -> None:
    """A closed server has left its port and its connections."""
    with zoo.dns.serve() as server:
        connection = socket.create_connection(server_of(server), timeout=PATIENCE)
        dns.query.send_tcp(connection, QUERY)
        dns.query.receive_tcp(connection)
    with closing(connection):
        assert connection.recv(1) == b""
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(server_of(server), timeout=PATIENCE)


def test_a_port_that_is_taken(zoo: Account, server: DnsServer) -> None:
    """A port that somebody has is an OSError, as with any server."""
    with pytest.raises(OSError, match="in use"):
        zoo.dns.serve(port=server.port)
