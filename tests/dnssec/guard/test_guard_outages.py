"""The well-known ways to break a domain: what the guard says, and a resolver that agrees."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from mock_dnssec import BogusZoneError
from mock_dnssec.dnssec.guard.outages import moment

from .owners import DAY, HOUR, NS_TTL, Owner, Parent, ParentZone, guarded, sign_a_copy

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient
    from mypy_boto3_route53 import Route53Client
    from mypy_boto3_route53.type_defs import KeySigningKeyTypeDef as Key

    from mock_dnssec import Account
    from mock_dnssec.dnssec.resolver import Resolver


@pytest.fixture
def parent(aws: Account, request: pytest.FixtureRequest) -> Parent:
    """A registry, unless a test asks for another kind of parent."""
    aws.clock.freeze()
    made: Parent = request.getfixturevalue(getattr(request, "param", "registry"))
    return made


@pytest.fixture
def zone(aws: Account, kms: KMSClient, route53: Route53Client, parent: Parent) -> Owner:
    """A zone that has been signed for long."""
    zone = Owner(kms, route53, parent.name)
    parent.delegate(zone.name_servers)
    zone.signed_below(parent)
    aws.clock.advance(days=30)
    return zone


def asked(aws: Account, zone: Owner) -> Resolver:
    """Return a resolver that has just asked for something in the zone."""
    resolver = aws.resolver()
    assert resolver.resolve(zone.name, "SOA").secure
    return resolver


def is_bogus(resolver: Resolver, zone: Owner) -> bool:
    """Say whether a resolver calls a name bogus for which nobody has asked it before."""
    return resolver.resolve(f"unheard.{zone.name}").bogus


def remove_in_one_go(aws: Account, zone: Owner, parent: Parent) -> None:
    """Take the DS out of the parent and sign no more."""
    parent.publish()
    zone.disable()


def swap_in_one_go(aws: Account, zone: Owner, parent: Parent) -> None:
    """Add a key and have its DS in the parent at once, in place of the old."""
    parent.publish(zone.create_ksk())


def drop_the_old_key(aws: Account, zone: Owner, parent: Parent) -> None:
    """Wait for the new key to spread, and not for the old DS to go."""
    old, new = parent.published[0], zone.create_ksk()
    aws.clock.advance(seconds=HOUR)
    parent.publish(new)
    zone.deactivate(old)


TOO_EARLY: dict[str, tuple[Callable[[Account, Owner, Parent], None], str, int]] = {
    "disabled": (remove_in_one_go, "there is none", DAY),
    "swapped": (swap_in_one_go, "names none of these keys", HOUR),
    "old key gone": (drop_the_old_key, "names none of these keys", DAY),
}


@pytest.mark.parametrize(("act", "words", "early"), TOO_EARLY.values(), ids=TOO_EARLY)
def test_too_early(
    aws: Account,
    zone: Owner,
    parent: Parent,
    act: Callable[[Account, Owner, Parent], None],
    words: str,
    early: int,
) -> None:
    """Steps in the right order that do not wait."""
    with pytest.raises(BogusZoneError, match=words) as found, aws.guard(zone.name):
        act(aws, zone, parent)

    assert found.value.safe_at == aws.clock.now() + timedelta(seconds=early)


@pytest.mark.parametrize("act", [remove_in_one_go, drop_the_old_key])
def test_who_has_asked_before(
    aws: Account, zone: Owner, parent: Parent, act: Callable[[Account, Owner, Parent], None]
) -> None:
    """A resolver that holds the old DS agrees; one that comes later finds nothing wrong."""
    before = asked(aws, zone)

    act(aws, zone, parent)

    aws.clock.advance(seconds=HOUR)  # the DNSKEY set that it has is gone
    assert is_bogus(before, zone)
    assert not is_bogus(aws.resolver(), zone)


def test_an_unsigned_copy(aws: Account, zone: Owner, parent: Parent, copy: Owner) -> None:
    """Name servers of an unsigned zone below the old DS: bogus for everybody, and for good."""
    with pytest.raises(BogusZoneError, match="a DS promises") as found, aws.guard(zone.name):
        parent.delegate(copy.name_servers)

    assert found.value.safe_at is None
    assert is_bogus(aws.resolver(), zone)


def test_a_copy_with_keys_of_its_own(
    aws: Account, zone: Owner, parent: Parent, copy: Owner
) -> None:
    """Who knows the old name servers still asks them, and the new DS names no key of theirs."""
    with pytest.raises(BogusZoneError, match="name servers that the parent had before") as found:
        guarded(aws, zone, sign_a_copy, aws, parent, copy, HOUR)

    assert found.value.safe_at == aws.clock.now() + timedelta(seconds=NS_TTL)


def test_what_the_old_name_servers_said_last(
    aws: Account, zone: Owner, parent: Parent, copy: Owner
) -> None:
    """The guard still says where that is from when nobody asks these servers any more."""
    former = (
        r"came 1 s too early .*\n.*\(TTL 1 h, from the name servers that the parent had before\)"
    )
    with pytest.raises(BogusZoneError, match=former):
        guarded(aws, zone, sign_a_copy, aws, parent, copy, NS_TTL + HOUR - 1)


def test_who_knows_the_old_name_servers(
    aws: Account, zone: Owner, parent: Parent, copy: Owner
) -> None:
    """Such a resolver agrees."""
    aws.clock.advance(seconds=1)
    resolver = asked(aws, zone)

    sign_a_copy(aws, parent, copy, HOUR)

    assert is_bogus(resolver, zone)
    assert not is_bogus(aws.resolver(), zone)


def test_a_copy_after_all_that_time(aws: Account, zone: Owner, parent: Parent, copy: Owner) -> None:
    """When the old name servers are forgotten, and what they said last, the new DS may come."""
    guarded(aws, zone, sign_a_copy, aws, parent, copy, NS_TTL + HOUR)

    assert aws.resolver().resolve(zone.name, "SOA").secure


@pytest.fixture
def twin(aws: Account, zone: Owner, parent: Parent, copy: Owner) -> Owner:
    """The copy, signed with the KMS key of the zone itself: the DS is right for both."""
    aws.registry.undelegate(zone.name)
    copy.create_ksk(arn=parent.published[0]["KmsArn"])
    copy.enable()
    parent.delegate(zone.name_servers)
    aws.clock.advance(days=30)
    return copy


def test_a_copy_with_the_same_key(aws: Account, zone: Owner, parent: Parent, twin: Owner) -> None:
    """Zone-signing keys are Route 53's own: for the old zone's answers there is none in the new.

    To wait before does not help, since the step itself makes the old zone old.
    """
    with pytest.raises(BogusZoneError, match="is not in the DNSKEY set") as found:
        guarded(aws, zone, parent.delegate, twin.name_servers)

    over_at = aws.clock.now() + timedelta(seconds=NS_TTL + HOUR)
    assert f"broke example.com until {moment(over_at)}." in str(found.value)
    assert "No waiting before this step helps" in str(found.value)
    assert found.value.safe_at is None


def test_everything_in_one_step(aws: Account, zone: Owner, parent: Parent) -> None:
    """Keys and DS that are exchanged at the same moment go together, and with no cache."""
    old, new = parent.published[0], zone.create_ksk("INACTIVE")
    with pytest.raises(BogusZoneError, match="names none of these keys") as found:
        guarded(aws, zone, exchange, zone, parent, old, new)

    assert found.value.safe_at == aws.clock.now() + timedelta(seconds=HOUR)


def exchange(zone: Owner, parent: Parent, old: Key, new: Key) -> None:
    """Let another key sign, have its DS in the parent, and let the old one go."""
    zone.activate(new)
    parent.publish(new)
    zone.deactivate(old)


def disable_at_once(aws: Account, parent: ParentZone) -> None:
    """Take the DS of the parent zone out of the registry, and sign that zone no more."""
    aws.registry.delegate("example.com")
    parent.owner.disable()


@pytest.mark.parametrize("parent", ["parent_zone"], indirect=True)
def test_a_parent_without_signatures(aws: Account, zone: Owner, parent: ParentZone) -> None:
    """A zone whose parent signs no more is gone with it: all of the chain is watched."""
    with pytest.raises(BogusZoneError, match="came 1 d too early") as found:
        guarded(aws, zone, disable_at_once, aws, parent)

    assert (zone.name, found.value.zone) == ("shop.example.com", "example.com")


@pytest.mark.parametrize("shared", [True, False], ids=["both DS", "its DS alone"])
def test_one_of_two_kms_keys_is_lost(
    aws: Account, zone: Owner, parent: Parent, shared: bool
) -> None:
    """With the DS of both in the parent, one key that signs is enough; with its own only, not."""
    old, new = parent.published[0], zone.create_ksk()
    aws.clock.advance(seconds=HOUR)
    parent.publish(*([old, new] if shared else [old]))
    aws.clock.advance(seconds=parent.ttl)
    zone.kms.disable_key(KeyId=old["KmsArn"])
    if shared:
        guarded(aws, zone, aws.clock.advance, timedelta(days=30))
    else:
        with pytest.raises(BogusZoneError, match="has no valid signature by the key"):
            guarded(aws, zone, aws.clock.advance, timedelta(days=30))

    assert is_bogus(aws.resolver(), zone) != shared


def test_a_kms_key_that_is_mended_in_time(aws: Account, zone: Owner, parent: Parent) -> None:
    """Signatures in store last for days: within those, nobody notices a repair."""
    with aws.guard(zone.name):
        zone.kms.disable_key(KeyId=parent.published[0]["KmsArn"])
        aws.clock.advance(days=4)
        zone.kms.enable_key(KeyId=parent.published[0]["KmsArn"])
        zone.activate(parent.published[0])
        aws.clock.advance(days=30)
