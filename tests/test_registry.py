"""The registry: what parents outside the account publish."""

from __future__ import annotations

from typing import Any

import pytest

from mock_dnssec import Account, MockUsageError

DIGEST = "89215220A57181200AEFB1F6411EC37E5E318E7BA8EE35EF33737398B25DE19D"
DS = f"55613 13 2 {DIGEST}"


def test_a_delegation_reads_back_in_normal_form(aws: Account) -> None:
    """Names and DS records are kept in one form, whatever their spelling."""
    aws.registry.delegate("Example.COM", name_servers=["NS-1.example.net."], ds=[DS])

    published = aws.registry.delegation("example.com.")

    assert published is not None
    assert published.name_servers == {"ns-1.example.net."}
    assert published.ds == (DS.lower(),)


def test_delegating_again_replaces(aws: Account) -> None:
    """The registry holds what was said last of a name."""
    aws.registry.delegate("example.com", name_servers=["ns1.example.net"], ds=[DS])
    aws.registry.delegate("example.com", name_servers=["ns2.example.net"])

    published = aws.registry.delegation("example.com")

    assert published is not None
    assert published.name_servers == {"ns2.example.net."}
    assert published.ds == ()


def test_undelegate(aws: Account) -> None:
    """A delegation that was taken away is not there; no other is touched."""
    aws.registry.delegate("example.com")
    aws.registry.delegate("example.net")

    aws.registry.undelegate("example.com")

    assert aws.registry.delegation("example.com") is None
    assert aws.registry.delegation("example.net") is not None


def test_undelegating_what_is_not_delegated_lists_what_is(aws: Account) -> None:
    """A name that is not in the registry is a mistake, and the answer says what is there."""
    aws.registry.delegate("example.net")

    with pytest.raises(MockUsageError, match=r"'example\.com' is not .* It has: example\.net\.\."):
        aws.registry.undelegate("example.com")


def test_lookups_fail_until_they_are_answered_again(aws: Account) -> None:
    """A failing name is the one that was named, until told otherwise."""
    aws.registry.fail_lookups("example.com")

    assert aws.registry.is_failing("EXAMPLE.com.")
    assert not aws.registry.is_failing("example.net")

    aws.registry.answer_lookups("example.com")

    assert not aws.registry.is_failing("example.com")


@pytest.mark.parametrize(
    ("given", "complaint"),
    [
        ({"name": "a..b"}, "'a..b' is not a domain name"),
        ({"name": "example.com", "name_servers": [f"{'a' * 64}.net"]}, "is not a domain name"),
        ({"name": "example.com", "name_servers": "ns1.example.net"}, "name_servers must be a list"),
        ({"name": "example.com", "ds": DS}, "ds must be a list of strings"),
        ({"name": "example.com", "ds": ["257 3 13 bSr2fT2h"]}, "'257 3 13 bSr2fT2h' is not a DS"),
        ({"name": "example.com", "ds": [DS[:-2]]}, "is not a DS record: digest length"),
        ({"name": "example.com", "ds": [f"{DS} {DIGEST}"]}, "is not a DS record"),
    ],
)
def test_mistakes_are_refused_and_change_nothing(aws: Account, given: Any, complaint: str) -> None:
    """What is no domain name or no DS record raises at once, and nothing is published."""
    with pytest.raises(MockUsageError, match=complaint):
        aws.registry.delegate(**given)

    assert aws.registry.delegation("example.com") is None
