"""A fault that never fires makes the test fail, and says why."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import boto3
import pytest

from mock_dnssec import (
    Account,
    UnfiredFaultError,
    UnmockedServiceError,
    mock_dnssec,
)

from .support import codes

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient
    from mypy_boto3_route53 import Route53Client


def complaint(aws: Account) -> list[str]:
    """Return the lines of the complaint about faults that have not fired."""
    with pytest.raises(UnfiredFaultError) as complained:
        aws.faults.check()
    return str(complained.value).splitlines()


def test_no_call(aws: Account, kms: KMSClient) -> None:
    """Where the operation was not called, the complaint names those that were."""
    aws.fail("CreateAlias", "AlreadyExistsException")
    kms.list_keys()
    kms.list_aliases()

    assert complaint(aws) == [
        "fail('CreateAlias', 'AlreadyExistsException') never fired:",
        "  CreateAlias was not called after that; these were: ListKeys, ListAliases.",
        "Say unused=True of a fault that may never fire.",
    ]


def test_a_call_that_came_before(aws: Account, kms: KMSClient) -> None:
    """Calls from before the fault was placed are none that could have met it."""
    kms.list_keys()
    aws.slow("ListKeys", 5)

    assert complaint(aws)[:2] == [
        "slow('ListKeys', 5) never fired:",
        "  ListKeys was not called after that; nor was any other operation.",
    ]


def test_calls_that_did_not_match(aws: Account, route53: Route53Client) -> None:
    """Each call that passed is listed with what was different."""
    aws.fail("GetHostedZone", "NoSuchHostedZone", when={"Id": "Z1"}, after=1)
    codes(route53.get_hosted_zone, 1, Id="Z2")
    codes(route53.get_hosted_zone, 1, Id="Z1")
    codes(route53.get_hosted_zone, 1, Id="/hostedzone/Z3")
    codes(route53.get_hosted_zone, 1, Id="Z" * 33)

    lines = complaint(aws)
    assert lines[:4] == [
        "fail('GetHostedZone', 'NoSuchHostedZone', after=1, when={'Id': 'Z1'}) never fired:",
        "  call 1: Id was 'Z2'",
        "  call 2: it matched, and was let pass: 1 of after=1",
        "  call 3: Id was 'Z3'",
    ]
    assert lines[4].startswith("  call 4: it had already failed: InvalidInput: ")


def test_other_reasons(aws: Account, kms: KMSClient) -> None:
    """A parameter may not be given at all; a function may say no; another fault may be first."""
    aws.fail("ListKeys", "AccessDeniedException")
    aws.fail("ListKeys", "InvalidMarkerException", when={"Limit": 7, "Marker": "m"})
    aws.fail("ListKeys", "InvalidMarkerException", when=lambda _: False)
    codes(kms.list_keys, 1)
    kms.list_keys(Limit=8)

    lines = complaint(aws)
    assert lines[1] == "  call 1: it met another: fail('ListKeys', 'AccessDeniedException')"
    assert lines[2] == "  call 2: Limit was 8, Marker was not given"
    assert lines[3] == "fail('ListKeys', 'InvalidMarkerException', when=<lambda>) never fired:"
    assert lines[5] == "  call 2: when() returned False"


def test_many_calls(aws: Account, kms: KMSClient) -> None:
    """Of many calls that passed, the first are listed."""
    aws.fail("ListKeys", "InvalidMarkerException", when={"Limit": 7})
    codes(kms.list_keys, 12)

    assert complaint(aws)[5:7] == ["  call 5: Limit was not given", "  and 7 more"]


def test_complaining_once(aws: Account) -> None:
    """The complaint comes once: neither a second check nor the end of the mock repeats it."""
    fault = aws.fail("ListKeys", "InvalidMarkerException")
    assert aws.faults.unfired() == [fault]
    complaint(aws)

    assert aws.faults.unfired() == []
    aws.faults.check()


@pytest.mark.parametrize("options", [{"unused": True}, {"unused": True, "times": None}])
def test_a_fault_that_may_never_fire(options: Any, aws: Account, kms: KMSClient) -> None:
    """A fault that may never fire is not complained about, in a block neither."""
    aws.fail("ListKeys", "InvalidMarkerException", **options)
    with aws.slow("ListKeys", 1, unused=True):
        kms.list_aliases()

    assert aws.faults.unfired() == []


def test_a_block(aws: Account, kms: KMSClient) -> None:
    """A fault is active in its block, and withdrawn at the end of it though it is not used up."""
    with aws.fail("ListKeys", "InvalidMarkerException", times=9) as fault:
        assert codes(kms.list_keys, 2) == ["InvalidMarkerException"] * 2

    assert codes(kms.list_keys, 1) == [None]
    assert fault.fired == 2


def test_a_block_in_which_it_never_fires(aws: Account, kms: KMSClient) -> None:
    """The end of the block complains, and withdraws the fault all the same."""
    with (
        pytest.raises(UnfiredFaultError, match="call 1: Limit was not given"),
        aws.fail("ListKeys", "InvalidMarkerException", when={"Limit": 7}),
    ):
        kms.list_keys()

    assert codes(kms.list_keys, 1, Limit=7) == [None]


def test_a_block_that_raises(aws: Account) -> None:
    """What the block raises is not hidden by a complaint."""
    with pytest.raises(ZeroDivisionError), aws.fail("ListKeys", "InvalidMarkerException"):
        raise ZeroDivisionError

    assert aws.faults.unfired() == []


def leave_with() -> None:
    """Place a fault in a ``with`` block that ends."""
    with mock_dnssec() as account:
        account.fail("ListKeys", "InvalidMarkerException")


@mock_dnssec
def leave_decorated() -> None:
    """Place a fault in a function that returns."""
    assert mock_dnssec.account is not None
    mock_dnssec.account.fail("ListKeys", "InvalidMarkerException")


def leave_by_hand() -> None:
    """Place a fault between ``start`` and ``stop``."""
    mock_dnssec.start().fail("ListKeys", "InvalidMarkerException")
    mock_dnssec.stop()


@pytest.mark.parametrize("leave", [leave_with, leave_decorated, leave_by_hand])
def test_the_end_of_the_mock(leave: Callable[[], None]) -> None:
    """The end of the mock complains about what has not fired, and the mock is off."""
    with pytest.raises(UnfiredFaultError, match="ListKeys was not called"):
        leave()

    assert mock_dnssec.account is None


def test_the_end_of_an_inner_mock() -> None:
    """Only the last to leave complains."""
    with mock_dnssec():
        with mock_dnssec() as account:
            account.fail("ListKeys", "InvalidMarkerException")
        assert codes(boto3.client("kms").list_keys, 1) == ["InvalidMarkerException"]


def test_the_end_by_an_exception() -> None:
    """What a body raises is not hidden by a complaint."""
    with pytest.raises(UnmockedServiceError), mock_dnssec.fail("ListKeys", "KMSInternalException"):
        boto3.client("sqs").list_queues()

    assert mock_dnssec.account is None
