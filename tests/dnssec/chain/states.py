"""States that a chain of trust can be in, good and bad: how each comes about, and its status."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from mypy_boto3_route53.type_defs import KeySigningKeyTypeDef

    from tests.dnssec.hosting import Hosting

Do = Callable[["Hosting", str, "KeySigningKeyTypeDef"], object]
WRONG_DS = f"7 13 2 {'ab' * 32}"


class State(NamedTuple):
    """What is done to example.com, and what www.example.com then is."""

    do: Do
    status: str


def _nothing(*_: object) -> None:
    pass


def _undelegated(hosting: Hosting, _: str, __: object) -> None:
    hosting.aws.registry.undelegate("example.com")


def _ds(*records: str) -> Do:
    def publish(hosting: Hosting, _: str, ksk: KeySigningKeyTypeDef) -> None:
        ds = [ksk["DSRecord"] if record == "own" else record for record in records]
        hosting.aws.registry.delegate("example.com", ds=ds)

    return publish


def _lame(hosting: Hosting, _: str, __: object) -> None:
    hosting.aws.registry.delegate("example.com", name_servers=["ns1.example.org"])


def _failing(hosting: Hosting, _: str, __: object) -> None:
    hosting.aws.registry.fail_lookups("example.com")


def _unsigned(hosting: Hosting, zone: str, _: object) -> None:
    hosting.aws.registry.delegate("example.com")
    hosting.route53.disable_hosted_zone_dnssec(HostedZoneId=zone)


def _signing_stopped(hosting: Hosting, zone: str, ksk: KeySigningKeyTypeDef) -> None:
    _unsigned(hosting, zone, ksk)
    hosting.aws.registry.delegate("example.com", ds=[ksk["DSRecord"]])


def _two_keys(hosting: Hosting, zone: str, ksk: KeySigningKeyTypeDef) -> None:
    second = hosting.ksk(zone, "second")
    hosting.aws.registry.delegate("example.com", ds=[ksk["DSRecord"], second["DSRecord"]])


def _expired(hosting: Hosting, _: str, ksk: KeySigningKeyTypeDef) -> None:
    hosting.kms.disable_key(KeyId=ksk["KmsArn"])
    hosting.aws.clock.advance(days=6)


def _not_signing(hosting: Hosting, zone: str, ksk: KeySigningKeyTypeDef) -> None:
    hosting.kms.disable_key(KeyId=ksk["KmsArn"])
    hosting.aws.clock.advance(hours=1)
    hosting.ksk(zone, "second")


STATES = {
    "secure": State(_nothing, "secure"),
    "two keys": State(_two_keys, "secure"),
    "a DS in advance": State(_ds("own", WRONG_DS), "secure"),
    "no DS": State(_ds(), "insecure"),
    "an unknown DS": State(_ds(f"7 253 2 {'ab' * 32}"), "insecure"),
    "unsigned": State(_unsigned, "insecure"),
    "a wrong DS": State(_ds(WRONG_DS), "bogus"),
    "signing stopped": State(_signing_stopped, "bogus"),
    "an expired signature": State(_expired, "bogus"),
    "a key that does not sign": State(_not_signing, "bogus"),
    "not delegated": State(_undelegated, "unanswered"),
    "lame": State(_lame, "unanswered"),
    "failing": State(_failing, "unanswered"),
}
