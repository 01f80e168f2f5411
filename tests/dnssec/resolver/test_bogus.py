"""The well-known ways to break a zone, by boto3, and the sentence the resolver has for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from dns.dnssec import key_id

if TYPE_CHECKING:
    from mypy_boto3_route53.type_defs import KeySigningKeyTypeDef

    from mock_dnssec import Account
    from mock_dnssec.dnssec.resolver import Resolution
    from tests.dnssec.hosting import Hosting

pytestmark = pytest.mark.usefixtures("new_year")
REMEMBERED = (
    " The resolver learnt the DS at 2025-01-01 00:00 UTC and remembers it "
    "until 2025-01-02 00:00 UTC."
)


def www(aws: Account) -> Resolution:
    """Let a new resolver look up www.example.com."""
    return aws.resolver().resolve("www.example.com")


def short(ds: str) -> str:
    """Return a DS as the reasons print it."""
    *numbers, digest = ds.lower().split()
    return f"{' '.join(numbers)} {digest[:8]}..."


def check_bogus(answer: Resolution, reason: str) -> None:
    """Assert that an answer is bogus, withheld, and for this reason."""
    assert answer.reason == reason
    assert (answer.status, answer.rcode, answer.records) == ("bogus", "SERVFAIL", [])
    assert answer.bogus
    assert not answer.secure
    assert answer.why[-1] == reason


def test_signing_switched_off_too_early(
    aws: Account, hosting: Hosting, zone: str, ksk: KeySigningKeyTypeDef
) -> None:
    """A DS without keys in the zone: the outage of those who disable DNSSEC from the wrong end."""
    aws.registry.delegate("example.com")
    hosting.route53.disable_hosted_zone_dnssec(HostedZoneId=zone)
    aws.registry.delegate("example.com", ds=[ksk["DSRecord"]])

    check_bogus(
        www(aws),
        f"example.com is bogus: the DS {short(ksk['DSRecord'])} in com says that it is signed, "
        f"and example.com has no keys.{REMEMBERED}",
    )


@pytest.mark.parametrize(
    ("field", "value", "because"),
    [
        pytest.param(0, "7", "no key has the tag 7", id="tag"),
        pytest.param(1, "8", "key {tag} has algorithm 13, and the DS says 8", id="algorithm"),
        pytest.param(3, "ab" * 32, "key {tag} has another digest", id="digest"),
    ],
)
def test_a_wrong_ds(
    aws: Account,
    hosting: Hosting,
    ksk: KeySigningKeyTypeDef,
    field: int,
    value: str,
    because: str,
) -> None:
    """A DS with a slip of the pen is told from the right one, field by field."""
    fields = ksk["DSRecord"].split()
    fields[field] = value
    aws.registry.delegate("example.com", ds=[" ".join(fields)])
    one, other = sorted(map(key_id, hosting.ask("example.com", "DNSKEY").answer[0]))

    check_bogus(
        www(aws),
        f"example.com is bogus: the DS {short(' '.join(fields))} in com matches no key in the "
        f"DNSKEY set of example.com (keys {one} and {other}): "
        f"{because.format(tag=ksk['KeyTag'])}.{REMEMBERED}",
    )


def test_the_ds_of_another_zone(aws: Account, hosting: Hosting, zone: str) -> None:
    """The DS of one zone published for another names none of its keys."""
    _, ksk = hosting.signed("example.net")
    aws.registry.delegate("example.com", ds=[ksk["DSRecord"]])

    assert f"no key has the tag {ksk['KeyTag']}." in www(aws).reason


def test_a_ksk_replaced_without_its_ds(
    aws: Account, hosting: Hosting, zone: str, ksk: KeySigningKeyTypeDef
) -> None:
    """With only the DS of a key-signing key that is deactivated, the zone is bogus."""
    hosting.ksk(zone, "new")
    aws.registry.delegate("example.com")
    hosting.route53.deactivate_key_signing_key(HostedZoneId=zone, Name="ksk")
    aws.registry.delegate("example.com", ds=[ksk["DSRecord"]])

    answer = www(aws)
    assert answer.bogus
    assert f"no key has the tag {ksk['KeyTag']}." in answer.reason


def test_a_kms_key_that_went_away(
    aws: Account, hosting: Hosting, zone: str, ksk: KeySigningKeyTypeDef
) -> None:
    """Signatures made in advance last for five days; then the reason says since when no more."""
    hosting.kms.disable_key(KeyId=ksk["KmsArn"])
    aws.clock.advance(days=4)
    assert www(aws).secure

    aws.clock.advance(days=2)
    answer = www(aws)
    tag = ksk["KeyTag"]
    check_bogus(
        answer,
        f"example.com is bogus: the DS {short(ksk['DSRecord'])} in com names key {tag}, "
        "whose signature expired at 2025-01-06 02:00 UTC."
        f"{REMEMBERED.replace('01-02', '01-08').replace('01-01', '01-07')}",
    )


def test_both_kms_keys_that_went_away(
    aws: Account, hosting: Hosting, zone: str, ksk: KeySigningKeyTypeDef
) -> None:
    """Of several DS records and keys the reason names each, and what is wrong with it."""
    keys = sorted([ksk, hosting.ksk(zone, "second")], key=lambda key: key["DSRecord"].lower())
    aws.registry.delegate("example.com", ds=[key["DSRecord"] for key in keys])
    for key in keys:
        hosting.kms.disable_key(KeyId=key["KmsArn"])
    aws.clock.advance(days=6)

    answer = www(aws)
    records = " and ".join(short(key["DSRecord"]) for key in keys)
    told = f"example.com is bogus: the DS set {records} in com names "
    assert answer.reason.startswith(told)
    flaws = answer.reason.removeprefix(told).split(". The resolver", maxsplit=1)[0]
    assert set(flaws.split(", and ")) == {
        f"key {key['KeyTag']}, whose signature expired at 2025-01-06 02:00 UTC" for key in keys
    }


def test_a_key_added_while_the_kms_key_is_gone(
    aws: Account, hosting: Hosting, zone: str, ksk: KeySigningKeyTypeDef
) -> None:
    """A DNSKEY set that changes needs a new signature by the key that the DS names."""
    hosting.kms.disable_key(KeyId=ksk["KmsArn"])
    aws.clock.advance(hours=1)
    hosting.ksk(zone, "new")

    answer = www(aws)
    assert answer.bogus
    assert f"names key {ksk['KeyTag']}, which does not sign the DNSKEY set." in answer.reason


def test_the_key_is_mended(
    aws: Account, hosting: Hosting, zone: str, ksk: KeySigningKeyTypeDef
) -> None:
    """Enabled and activated again, the key signs anew, and the zone is secure."""
    hosting.kms.disable_key(KeyId=ksk["KmsArn"])
    hosting.route53.get_dnssec(HostedZoneId=zone)
    aws.clock.advance(days=6)
    assert www(aws).bogus

    hosting.kms.enable_key(KeyId=ksk["KmsArn"])
    hosting.route53.activate_key_signing_key(HostedZoneId=zone, Name="ksk")
    assert www(aws).secure


def test_below_a_bogus_zone(aws: Account, hosting: Hosting, zone: str) -> None:
    """What is below a bogus zone is bogus with it, and the reason is the zone's own."""
    child = hosting.zone("sub.example.com")
    hosting.put(child, "www.sub.example.com", "A", "192.0.2.7")
    hosting.put(zone, "sub.example.com", "NS", *hosting.name_servers(child))
    aws.registry.delegate("example.com", ds=[f"7 13 2 {'ab' * 32}"])
    answer = aws.resolver().resolve("www.sub.example.com")

    assert answer.bogus
    assert answer.reason.startswith("example.com is bogus: the DS 7 13 2 abababab...")
