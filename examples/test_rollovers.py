"""DNSSEC by the book: orders of steps after which no resolver in the world lost the domain.

The guard watches on behalf of every resolver that may still hold an older answer. Take a wait away,
or make one a second shorter, and it says which step came too early and by how much.
"""

import boto3
import pytest
from dnssec_tool import add_ds, enable_dnssec
from publish_ds_at_registrar import register
from rollover_tool import (
    HOUR,
    SignedDomain,
    activate,
    create_ksk,
    deactivate,
    disable_signing,
    lower_ttls,
    remove_ds,
    signed_domain,
)

from mock_dnssec import Account

DS_TTL = 24 * HOUR
NS_TTL = 48 * HOUR
"""The TTL of a new zone's NS records, the longest that it has."""


@pytest.fixture
def aws(dnssec_account: Account) -> Account:
    """The account, on a clock that stands still until a story moves it."""
    dnssec_account.clock.freeze()
    return dnssec_account


@pytest.fixture
def domain(aws: Account) -> SignedDomain:
    """example.com, which has been signed for a month."""
    domain = signed_domain()
    aws.clock.advance(days=30)
    return domain


def test_enabling(aws: Account) -> None:
    """Sign first. The registry's DS follows when no cache holds an unsigned answer any more."""
    zone_id = register("example.com")
    with aws.guard("example.com"):
        lower_ttls(zone_id, HOUR)
        aws.clock.advance(seconds=NS_TTL)  # answers from before live as long as this
        enable_dnssec(zone_id, "ksk_1")
        aws.clock.advance(seconds=HOUR)
        [key] = boto3.client("route53").get_dnssec(HostedZoneId=zone_id)["KeySigningKeys"]
        add_ds("example.com", key)
    assert aws.resolver().resolve("example.com", "SOA").secure


def test_double_signature_rollover(aws: Account, domain: SignedDomain) -> None:
    """Both keys sign while the registry swaps the DS (RFC 6781 section 4.1.2)."""
    with aws.guard("example.com"):
        new_key = create_ksk(domain.zone_id, "ksk_2")
        aws.clock.advance(seconds=HOUR)  # every DNSKEY set has both keys
        add_ds("example.com", new_key)
        remove_ds("example.com", domain.key)
        aws.clock.advance(seconds=DS_TTL)  # every DS names the new key
        deactivate(domain.zone_id, "ksk_1")


def test_double_ds_rollover(aws: Account, domain: SignedDomain) -> None:
    """The registry vouches for both keys before the new one signs (RFC 6781 section 4.1.2).

    Route 53 refuses to deactivate a key that the registry vouches for, so both sign for an hour.
    """
    with aws.guard("example.com"):
        new_key = create_ksk(domain.zone_id, "ksk_2", status="INACTIVE")
        add_ds("example.com", new_key)
        aws.clock.advance(seconds=DS_TTL)  # every DS set names both keys
        activate(domain.zone_id, "ksk_2")
        aws.clock.advance(seconds=HOUR)  # every DNSKEY set has both keys
        remove_ds("example.com", domain.key)
        deactivate(domain.zone_id, "ksk_1")


def test_disabling(aws: Account, domain: SignedDomain) -> None:
    """The DS goes first. Signing goes when no cache holds the DS any more."""
    with aws.guard("example.com"):
        remove_ds("example.com", domain.key)
        aws.clock.advance(seconds=DS_TTL)
        disable_signing(domain.zone_id)
    assert aws.resolver().resolve("example.com", "SOA").insecure
