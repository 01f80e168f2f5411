"""Changes and how long they take."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from mock_dnssec import Account, mock_dnssec
from tests.conftest import make_client

from .records import apply, create, listed, names_and_types, refused

if TYPE_CHECKING:
    from .conftest import NewZone


def test_changes_are_in_sync_at_once(route53: Any, zone_id: str) -> None:
    """Without propagation, the answer is PENDING as with AWS and GetChange says INSYNC."""
    info = apply(route53, zone_id, create("www.example.com"))
    assert info["Status"] == "PENDING"
    assert route53.get_change(Id=info["Id"])["ChangeInfo"] == {**info, "Status": "INSYNC"}


def test_a_change_keeps_its_comment(route53: Any, zone_id: str) -> None:
    """The batch's comment is in the answer and in GetChange."""
    batch = {"Comment": "new <host> & more", "Changes": [create("www.example.com")]}
    answer = route53.change_resource_record_sets(HostedZoneId=zone_id, ChangeBatch=batch)
    assert answer["ChangeInfo"]["Comment"] == "new <host> & more"
    again = route53.get_change(Id=answer["ChangeInfo"]["Id"])
    assert again["ChangeInfo"]["Comment"] == "new <host> & more"


def test_an_unknown_change_is_named_in_the_refusal(route53: Any) -> None:
    """NoSuchChange shows the id as it was sent."""
    with pytest.raises(route53.exceptions.NoSuchChange) as refusal:
        route53.get_change(Id="C15RYMEZ8RZJFM")
    error = refusal.value.response["Error"]
    assert error["Message"] == "Could not find resource with ID: C15RYMEZ8RZJFM"
    assert refusal.value.response["ResponseMetadata"]["HTTPStatusCode"] == 404


@pytest.fixture
def slow() -> Any:
    """An account whose changes take a minute."""
    with mock_dnssec(propagation=60) as account:
        account.clock.freeze()
        yield account


def test_propagation_waits_on_the_clock(slow: Account, route53: Any, new_zone: NewZone) -> None:
    """A change is PENDING until propagation has passed on the account's clock, not before."""
    submitted_at = slow.clock.now()
    info = apply(route53, new_zone(), create("www.example.com"))
    assert info["SubmittedAt"] == submitted_at
    slow.clock.advance(seconds=59.999)
    assert route53.get_change(Id=info["Id"])["ChangeInfo"]["Status"] == "PENDING"
    slow.clock.advance(timedelta(milliseconds=1))
    assert route53.get_change(Id=info["Id"])["ChangeInfo"]["Status"] == "INSYNC"


def test_pending_records_are_listed(slow: Account, route53: Any, new_zone: NewZone) -> None:
    """ListResourceRecordSets shows the newest records, pending ones too."""
    zone_id = new_zone()
    apply(route53, zone_id, create("www.example.com"))
    answer = route53.list_resource_record_sets(HostedZoneId=zone_id)
    assert answer["ResourceRecordSets"][-1]["Name"] == "www.example.com."


def test_the_waiter_works_without_a_wait(route53: Any, zone_id: str) -> None:
    """botocore's own waiter for changes is content at its first look."""
    info = apply(route53, zone_id, create("www.example.com"))
    waiter = route53.get_waiter("resource_record_sets_changed")
    waiter.wait(Id=info["Id"], WaiterConfig={"Delay": 0, "MaxAttempts": 1})
    assert route53.get_change(Id=info["Id"])["ChangeInfo"]["Status"] == "INSYNC"


@pytest.fixture
def awake(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no test sleep."""
    monkeypatch.setattr("time.sleep", lambda seconds: pytest.fail(f"slept for {seconds} seconds"))


@pytest.mark.usefixtures("awake")
def test_the_waiter_waits_on_the_accounts_clock(
    slow: Account, route53: Any, new_zone: NewZone
) -> None:
    """In place of sleeping, a waiter finds the account's clock turned forward, once."""
    info = apply(route53, new_zone(), create("www.example.com"))
    submitted_at = slow.clock.now()
    waiter = route53.get_waiter("resource_record_sets_changed")
    waiter.wait(Id=info["Id"])
    waiter.wait(Id=info["Id"])
    assert slow.clock.now() - submitted_at == timedelta(seconds=60)
    assert route53.get_change(Id=info["Id"])["ChangeInfo"]["Status"] == "INSYNC"


@pytest.mark.usefixtures("awake")
def test_the_waiter_moves_a_running_clock() -> None:
    """A clock that runs is turned forward too, and runs on."""
    route53 = make_client("route53")
    with mock_dnssec(propagation=timedelta(hours=1)) as account:
        created = route53.create_hosted_zone(Name="example.com", CallerReference="first")
        route53.get_waiter("resource_record_sets_changed").wait(Id=created["ChangeInfo"]["Id"])
        passed = account.clock.now() - created["ChangeInfo"]["SubmittedAt"]
        assert timedelta(hours=1) <= passed < timedelta(hours=2)


async def test_the_waiter_of_aiobotocore_does_not_sleep_either(slow: Account) -> None:
    """An awaited waiter waits on the account's clock as well."""
    session = pytest.importorskip(
        "aiobotocore.session", reason="aiobotocore pins a botocore that is not this one"
    )
    async with session.AioSession().create_client("route53", "us-east-1") as route53:
        created = await route53.create_hosted_zone(Name="example.com", CallerReference="first")
        waiter = route53.get_waiter("resource_record_sets_changed")
        await asyncio.wait_for(waiter.wait(Id=created["ChangeInfo"]["Id"]), 20)
    assert slow.clock.now() - created["ChangeInfo"]["SubmittedAt"] == timedelta(seconds=60)


def test_changes_may_follow_pending_ones(slow: Account, route53: Any, new_zone: NewZone) -> None:
    """A zone takes changes while earlier ones are PENDING, as Route 53 does."""
    zone_id = new_zone()
    infos = [apply(route53, zone_id, create(f"h{number}.example.com")) for number in range(3)]
    assert {info["Status"] for info in infos} == {"PENDING"}
    assert len(listed(route53, zone_id)) == 3


def test_a_request_that_comes_too_early(
    aws: Account, route53: Any, zone_id: str, naps: list[float]
) -> None:
    """PriorRequestNotComplete strikes where a test says so, and botocore asks again."""
    aws.fail("ChangeResourceRecordSets", "PriorRequestNotComplete", times=2)
    apply(route53, zone_id, create("www.example.com"))
    assert len(naps) == 2
    aws.fail("ChangeResourceRecordSets", "PriorRequestNotComplete", times=9)
    message = refused(route53, zone_id, create("w3.example.com"), code="PriorRequestNotComplete")
    assert message == (
        "The request was rejected because Route 53 was still processing a prior request."
    )
    assert names_and_types(listed(route53, zone_id)) == [("www.example.com.", "A")]


def test_every_change_has_an_id_of_its_own(route53: Any, new_zone: NewZone) -> None:
    """Creating, changing and deleting each submit a change."""
    created = route53.create_hosted_zone(Name="example.com", CallerReference="first")
    deleted = route53.delete_hosted_zone(Id=created["HostedZone"]["Id"])
    changed = apply(route53, new_zone(), create("www.example.com"))
    ids = {created["ChangeInfo"]["Id"], deleted["ChangeInfo"]["Id"], changed["Id"]}
    assert len(ids) == 3
