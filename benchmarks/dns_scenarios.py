"""The DNS around an account: signed answers against the signature that they need."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

import dns.dnssec
import dns.name
import dns.rrset
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from dns.rdatatype import RdataType

from benchmarks.key_policy import KEY_POLICY
from benchmarks.measure import Action, import_seconds, medians
from benchmarks.rows import clients, row, shown
from mock_dnssec import mock_dnssec

if TYPE_CHECKING:
    from dns.name import Name

    from mock_dnssec.account import Account

ZONE, NAME = dns.name.from_text("example.com"), dns.name.from_text("www.example.com")
MISSING = dns.name.from_text("missing.example.com")
REUSE = 300
"""After so many seconds a signature is made anew."""


def _host_a_signed_zone() -> None:
    """Create example.com with an address of www, sign it, and publish its DS."""
    kms, route53 = clients()
    zone = route53.create_hosted_zone(Name="example.com", CallerReference="benchmark")["HostedZone"]
    key = kms.create_key(
        KeySpec="ECC_NIST_P256", KeyUsage="SIGN_VERIFY", Policy=json.dumps(KEY_POLICY)
    )
    route53.create_key_signing_key(
        CallerReference="benchmark",
        HostedZoneId=zone["Id"],
        KeyManagementServiceArn=key["KeyMetadata"]["Arn"],
        Name="ksk",
        Status="ACTIVE",
    )
    route53.enable_hosted_zone_dnssec(HostedZoneId=zone["Id"])
    address = {
        "Name": "www.example.com",
        "Type": "A",
        "TTL": 300,
        "ResourceRecords": [{"Value": "192.0.2.1"}],
    }
    route53.change_resource_record_sets(
        HostedZoneId=zone["Id"],
        ChangeBatch={"Changes": [{"Action": "CREATE", "ResourceRecordSet": address}]},
    )


def _bare_signatures() -> dict[str, Action]:
    """Return a P-256 signature, and dnspython's way to an RRSIG with one."""
    private = ec.generate_private_key(ec.SECP256R1())
    dnskey = dns.dnssec.make_dnskey(private.public_key(), 13)
    rrset = dns.rrset.from_text(NAME, 300, "IN", "A", "192.0.2.1")

    def rrsig() -> object:
        signature = dns.dnssec.sign(rrset, private, ZONE, dnskey, inception=0, lifetime=7500)
        return dns.rrset.from_rdata(NAME, 300, signature)

    scheme = ec.ECDSA(SHA256(), deterministic_signing=True)
    return {"P-256": lambda: private.sign(bytes(100), scheme), "dnspython": rrsig}


def _answers(account: Account) -> dict[str, Action]:
    """Return how one asks for what is signed anew each time, and for what has been signed."""
    servers = account.dns.internet.path(NAME)[-1]
    time = account.clock.freeze()

    def advance() -> None:
        nonlocal time
        time = account.clock.freeze(time + timedelta(seconds=REUSE))

    def signed_anew(name: Name) -> object:
        advance()
        return servers.answer(name, RdataType.A)

    return {
        "clock": advance,
        "denial anew": lambda: signed_anew(MISSING),
        "anew": lambda: signed_anew(NAME),
        "kept": lambda: servers.answer(NAME, RdataType.A),
        "unsigned": lambda: servers.answer(NAME, RdataType.A, dnssec=False),
    }


def answers() -> Iterator[str]:
    """Answers of a hosted zone's name servers: signed anew, signed before, and not signed."""
    with mock_dnssec() as account:
        _host_a_signed_zone()
        account.registry.delegate("example.com")
        taken = medians({**_answers(account), **_bare_signatures()}, rounds=2000)
    anew, denial = (taken[each] - taken["clock"] for each in ("anew", "denial anew"))
    p256, dnspython = taken["P-256"], taken["dnspython"]
    yield row("signed answer", anew, "P-256 signature", p256, "at most 6 x")
    yield row("signed answer", anew, "RRSIG by dnspython", dnspython, "at most 1.5 x")
    yield row("signed denial", denial, "two RRSIGs by dnspython", 2 * dnspython, "at most 1.5 x")
    yield row("answer signed before", taken["kept"], "unsigned", taken["unsigned"], "at most 1.5 x")


def importing() -> Iterator[str]:
    """What the DNS costs who asks for it: nobody else imports it."""
    taken = import_seconds("mock_dnssec.dnssec.service", after="mock_dnssec.account", rounds=9)
    yield f"| importing the DNS, when first asked | {shown(taken)} | | | |"


SCENARIOS: list[Callable[[], Iterator[str]]] = [answers, importing]
