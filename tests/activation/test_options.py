"""What an activation may be told, and how it is refused."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from mock_dnssec import MockUsageError, mock_dnssec
from tests.conftest import make_client

INVALID = (
    ({"account_id": "1234"}, "12 digits, not '1234'"),
    ({"account_id": "12345678901٢"}, "12 digits"),
    ({"account_id": "123456789012\n"}, "12 digits"),
    ({"account_id": 123456789012}, "str of 12 digits, not 123456789012"),
    ({"account_id": None}, "12 digits, not None"),
    ({"seed": 1.5}, "an int, a str or bytes, not 1.5"),
    ({"seed": ["x"]}, "an int, a str or bytes"),
    ({"propagation": -1}, "cannot be negative, as -1 is"),
    ({"propagation": timedelta(seconds=-1)}, "cannot be negative"),
    ({"propagation": "60"}, "a number of seconds or a timedelta, not '60'"),
    ({"propagation": None}, "a number of seconds or a timedelta, not None"),
    ({"propagation": float("nan")}, "a number of seconds or a timedelta, not nan"),
    ({"propagation": float("inf")}, "a number of seconds or a timedelta, not inf"),
    ({"passthrough": "s3"}, r"a tuple .* such as \('s3',\), not 's3'"),
    ({"passthrough": ["s3"]}, r"a tuple .*, not \['s3'\]"),
    ({"passthrough": None}, "a tuple .*, not None"),
    ({"passthrough": ("s4",)}, r"'s4', which botocore does not know .* It knows: .*\bs3\b"),
    ({"passthrough": (3,)}, "names 3, which botocore does not know"),
)


@pytest.mark.parametrize(("options", "message"), INVALID)
def test_invalid_values(options: dict[str, Any], message: str) -> None:
    """A value that makes no sense raises at once and says what would."""
    with pytest.raises(MockUsageError, match=message):
        mock_dnssec(**options)


def test_unknown_options() -> None:
    """An option that does not exist raises at once and lists those that do."""
    with pytest.raises(
        MockUsageError,
        match="no option 'sed'\\. It has: account_id, seed, propagation, passthrough",
    ):
        mock_dnssec(sed=1)  # type: ignore[call-overload]


def test_account_id() -> None:
    """The account's number is in its ARNs."""
    with mock_dnssec(account_id="111122223333") as account:
        arn = make_client("kms").create_key()["KeyMetadata"]["Arn"]

    assert account.id == "111122223333"
    assert arn.split(":")[4] == "111122223333"


@pytest.mark.parametrize("seed", [1, "one", b"one"])
def test_seed(seed: Any) -> None:
    """Accounts of one seed make the same ids at the same times."""

    def made() -> tuple[Any, ...]:
        with mock_dnssec(seed=seed):
            key = make_client("kms").create_key()["KeyMetadata"]
            zone = make_client("route53").create_hosted_zone(
                Name="example.com", CallerReference="1"
            )
        return key["Arn"], key["CreationDate"], zone["HostedZone"]["Id"], zone["ChangeInfo"]

    assert made() == made()


def test_seeds_differ() -> None:
    """Seeds that differ, in type only even, make different ids, and so does none."""

    def key_id(seed: Any) -> str:
        with mock_dnssec(seed=seed):
            return str(make_client("kms").create_key()["KeyMetadata"]["KeyId"])

    assert len({key_id(seed) for seed in (1, "1", b"1", 2, None, None)}) == 6


@pytest.mark.parametrize("propagation", [60, 60.0, timedelta(minutes=1)])
def test_propagation(propagation: Any) -> None:
    """A change stays PENDING that long on the account's clock."""
    with mock_dnssec(propagation=propagation) as account:
        account.clock.freeze()
        route53 = make_client("route53")
        change = route53.create_hosted_zone(Name="example.com", CallerReference="1")["ChangeInfo"]
        account.clock.advance(seconds=59)
        before = route53.get_change(Id=change["Id"])["ChangeInfo"]["Status"]
        account.clock.advance(seconds=1)
        after = route53.get_change(Id=change["Id"])["ChangeInfo"]["Status"]

    assert (before, after) == ("PENDING", "INSYNC")


def test_options_add_up() -> None:
    """An activation that is called again keeps what it was told before."""
    with mock_dnssec(seed=1)(account_id="111122223333")(seed=2) as account:
        assert (account.options.seed, account.id) == (2, "111122223333")


CONTRADICTIONS: tuple[tuple[dict[str, Any], dict[str, Any], str], ...] = (
    ({"seed": 1}, {"seed": 2}, "is already on with seed=1, so seed=2 cannot be had inside"),
    ({}, {"seed": 1}, "seed=None, so seed=1"),
    ({"seed": 1}, {"seed": None}, "seed=1, so seed=None"),
    ({"propagation": 60}, {"propagation": 0}, "propagation=60, so propagation=0"),
    ({}, {"account_id": "111122223333"}, "'123456789012', so account_id='111122223333'"),
    ({}, {"passthrough": ("s3",)}, r"passthrough=\(\), so passthrough=\('s3',\)"),
)


@pytest.mark.parametrize(("outer", "inner", "message"), CONTRADICTIONS)
def test_contradictions(outer: dict[str, Any], inner: dict[str, Any], message: str) -> None:
    """An option that the active account does not have raises, and leaves that account as it is."""
    with mock_dnssec(**outer) as account:
        make_client("kms").create_key()
        with pytest.raises(MockUsageError, match=message), mock_dnssec(**inner):
            pytest.fail("This must not be entered.")
        assert mock_dnssec.account is account
        assert len(make_client("kms").list_keys()["Keys"]) == 1
    assert mock_dnssec.account is None


@pytest.mark.parametrize("inner", [{}, {"seed": 1}, {"propagation": 0}])
def test_agreement(inner: dict[str, Any]) -> None:
    """Options that are not given, or given as the active account has them, join."""
    with mock_dnssec(seed=1) as account, mock_dnssec(**inner) as joined:
        assert joined is account


def test_a_contradiction_at_start() -> None:
    """A ``start()`` that was refused needs no ``stop()``."""
    with mock_dnssec(seed=1), pytest.raises(MockUsageError, match="seed=2"):
        mock_dnssec(seed=2).start()
    assert mock_dnssec.account is None
