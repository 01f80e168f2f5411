"""The signatures of a zone's data: made when they are asked for, and kept while they may serve."""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import dns.dnssec
import dns.rrset
from dns.dnssecalgs.ecdsa import PrivateECDSAP256SHA256
from dns.rdtypes.ANY.RRSIG import RRSIG

if TYPE_CHECKING:
    from dns.name import Name
    from dns.rrset import RRset

    from mock_dnssec.dnssec.zone_keys import ZoneKey

_rrsig: Callable[..., RRSIG] = RRSIG  # which dnspython has not annotated

_TIMES = slice(8, 16)
"""Where the expiration and the inception are in what is signed (RFC 4034 section 3.1)."""

_MOST_KEPT = 10_000


class Window(NamedTuple):
    """When a signature is valid, in seconds since 1970."""

    inception: int
    expiration: int


@dataclass(slots=True)
class _Signed:
    """An RRset with the last signature over it, and with what the next one will cover.

    It keeps its RRset, so that no other can have the same ``id``.
    """

    rrset: RRset
    template: RRSIG
    covered: bytes
    window: Window | None = None
    signature: RRset | None = None


class _Recorder(PrivateECDSAP256SHA256):
    """Notes what dnspython would have signed: the RRset in canonical form (RFC 4034 section 6)."""

    def __init__(self) -> None:
        self.covered = b""

    def sign(self, data: bytes, verify: bool = False, deterministic: bool = True) -> bytes:  # noqa: ARG002 - as in dnspython
        self.covered = data
        return b""


class Signatures:
    """What one key has signed in a zone. RRsets are known by identity: they must not change."""

    def __init__(self, zone: Name, key: ZoneKey) -> None:
        self._zone = zone
        self.key = key
        self._signed: dict[int, _Signed] = {}

    def over(self, rrset: RRset, window: Window) -> RRset:
        """Return the RRSIG of an RRset for a window."""
        signed = self._signed.get(id(rrset))
        if signed is None:
            if len(self._signed) >= _MOST_KEPT:
                self._signed.clear()
            signed = self._signed[id(rrset)] = self._prepared(rrset)
        if signed.signature is None or signed.window != window:
            signed.signature, signed.window = self._sign(signed, window), window
        return signed.signature

    def _prepared(self, rrset: RRset) -> _Signed:
        recorder = _Recorder()
        template = dns.dnssec.sign(
            rrset, recorder, self._zone, self.key.dnskey, inception=0, expiration=0
        )
        return _Signed(rrset, template, recorder.covered)

    def _sign(self, signed: _Signed, window: Window) -> RRset:
        covered, template = signed.covered, signed.template
        times = struct.pack("!II", window.expiration, window.inception)
        rrsig = _rrsig(
            template.rdclass,
            template.rdtype,
            template.type_covered,
            template.algorithm,
            template.labels,
            template.original_ttl,
            window.expiration,
            window.inception,
            template.key_tag,
            template.signer,
            self.key.private.sign(covered[: _TIMES.start] + times + covered[_TIMES.stop :]),
        )
        return dns.rrset.from_rdata(signed.rrset.name, signed.rrset.ttl, rrsig)
