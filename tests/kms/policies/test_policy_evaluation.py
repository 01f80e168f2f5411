"""What a key policy allows a service: IAM's evaluation rules.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
"""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mock_dnssec.kms.policies.acceptance import default_policy
from mock_dnssec.kms.policies.evaluation import service_may

ROUTE53 = "dnssec-route53.amazonaws.com"
KEY = "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"
ZONE = {
    "aws:SourceAccount": "123456789012",
    "aws:SourceArn": "arn:aws:route53:::hostedzone/Z0123456789ABCDEFGHIJ",
}
NEEDED = ["kms:DescribeKey", "kms:GetPublicKey", "kms:Sign"]

Statement = Mapping[str, object]

ROOT = {
    "Effect": "Allow",
    "Principal": {"AWS": "arn:aws:iam::123456789012:root"},
    "Action": "kms:*",
    "Resource": "*",
}
USE = {"Effect": "Allow", "Principal": {"Service": ROUTE53}, "Action": NEEDED, "Resource": "*"}
DOCUMENTED = {
    **USE,
    "Condition": {
        "StringEquals": {"aws:SourceAccount": "123456789012"},
        "ArnLike": {"aws:SourceArn": "arn:aws:route53:::hostedzone/*"},
    },
}
GRANT = {
    "Effect": "Allow",
    "Principal": {"Service": [ROUTE53]},
    "Action": ["kms:CreateGrant"],
    "Resource": "*",
    "Condition": {"Bool": {"kms:GrantIsForAWSResource": True}},
}
DENY_ALL = {"Effect": "Deny", "Principal": "*", "Action": "*", "Resource": "*"}


def may(
    *statements: Statement,
    action: str = "kms:Sign",
    context: Mapping[str, str] = ZONE,
) -> bool:
    """Tell whether Route 53 may do ``action`` under a policy of ``statements``."""
    policy = json.dumps({"Version": "2012-10-17", "Statement": statements})
    return service_may(policy, service=ROUTE53, action=action, resource=KEY, context=context)


@pytest.mark.parametrize("action", NEEDED)
def test_the_documented_policy_allows_route_53_what_it_needs(action: str) -> None:
    """The example in AWS's guide allows DescribeKey, GetPublicKey and Sign, with its conditions."""
    assert may(ROOT, DOCUMENTED, GRANT, action=action)


def test_the_documented_policy_allows_no_more() -> None:
    """What no statement allows is denied: another action, another account's zone, a bare grant."""
    assert not may(DOCUMENTED, action="kms:Verify")
    assert not may(DOCUMENTED, context={**ZONE, "aws:SourceAccount": "999999999999"})
    assert not may(DOCUMENTED, context={})
    assert not may(GRANT, action="kms:CreateGrant")
    assert may(GRANT, action="kms:CreateGrant", context={"kms:GrantIsForAWSResource": "true"})


def test_the_default_policy_allows_a_service_nothing() -> None:
    """The account may delegate to its own principals, and a service is none of them."""
    policy = default_policy("123456789012", "aws")
    assert not service_may(policy, service=ROUTE53, action="kms:Sign", resource=KEY, context=ZONE)


@pytest.mark.parametrize(
    ("principal", "named"),
    [
        ("*", True),
        ({"Service": ROUTE53}, True),
        ({"Service": ["logs.amazonaws.com", ROUTE53]}, True),
        ({"AWS": "123456789012", "Service": ROUTE53}, True),
        ({"Service": "route53.amazonaws.com"}, False),
        ({"AWS": "*"}, False),
        ({"AWS": "arn:aws:iam::123456789012:root"}, False),
    ],
)
def test_principal_and_its_opposite(principal: object, named: bool) -> None:
    """``Principal`` is about the services that it names, ``NotPrincipal`` about all others."""
    opposite = {key: value for key, value in USE.items() if key != "Principal"}
    assert may({**USE, "Principal": principal}) is named
    assert may({**opposite, "NotPrincipal": principal}) is not named


@pytest.mark.parametrize(
    ("pattern", "covered"),
    [
        ("kms:Sign", True),
        ("KMS:sign", True),
        ("*", True),
        ("kms:*", True),
        ("kms:S?gn", True),
        ("kms:*i*", True),
        (["kms:Verify", "kms:Sign"], True),
        ("kms:Si", False),
        ("kms:Sign?", False),
        ("kms:[S]ign", False),
        ("route53:*", False),
    ],
)
def test_action_and_its_opposite(pattern: object, covered: bool) -> None:
    """Actions may have ``*`` and ``?`` and no other wildcard, whatever their case."""
    opposite = {key: value for key, value in USE.items() if key != "Action"}
    assert may({**USE, "Action": pattern}) is covered
    assert may({**opposite, "NotAction": pattern}) is not covered


@pytest.mark.parametrize(
    ("pattern", "covered"),
    [
        ("*", True),
        (KEY, True),
        ("arn:aws:kms:*:123456789012:key/*", True),
        (KEY.upper(), False),
        ("arn:aws:kms:us-east-1:123456789012:alias/*", False),
    ],
)
def test_resource_and_its_opposite(pattern: str, covered: bool) -> None:
    """A statement is about this key if its resource is ``*`` or matches the key's ARN."""
    opposite = {key: value for key, value in USE.items() if key != "Resource"}
    assert may({**USE, "Resource": pattern}) is covered
    assert may({**opposite, "NotResource": pattern}) is not covered


@pytest.mark.parametrize(
    "condition",
    [
        {"Bool": {"aws:PrincipalIsAWSService": "true"}},
        {"StringEquals": {"aws:PrincipalServiceName": ROUTE53}},
        {"Bool": {"aws:SecureTransport": True}},
    ],
)
def test_keys_of_every_request_of_a_service(condition: object) -> None:
    """A service's request says that it is one, which, and that it came over TLS."""
    assert may({**USE, "Condition": condition}, context={})
    assert not may(USE, {**DENY_ALL, "Condition": condition}, context={})


statements = st.fixed_dictionaries(
    {
        "Effect": st.sampled_from(["Allow", "Deny"]),
        "Principal": st.sampled_from(["*", {"Service": ROUTE53}, {"AWS": "123456789012"}]),
        "Action": st.sampled_from(["*", "kms:*", "kms:Sign", "kms:Get*", "kms:Describe???"]),
        "Resource": st.sampled_from(["*", KEY, "arn:aws:kms:*:*:alias/*"]),
        "Condition": st.sampled_from([{}, DOCUMENTED["Condition"], GRANT["Condition"]]),
    }
)
policies = st.lists(statements, min_size=1, max_size=4)
actions = st.sampled_from([*NEEDED, "kms:CreateGrant"])


@given(policies, actions)
def test_a_deny_always_wins(policy: list[Statement], action: str) -> None:
    """Nothing is allowed beside a statement that denies everything."""
    assert not may(*policy, DENY_ALL, action=action)


@given(policies, statements, actions)
def test_a_statement_works_in_one_direction(
    policy: list[Statement], more: Statement, action: str
) -> None:
    """Another Allow never takes a permission away; another Deny never gives one."""
    before, after = may(*policy, action=action), may(*policy, more, action=action)
    assert after >= before if more["Effect"] == "Allow" else after <= before


@given(st.permutations([ROOT, DOCUMENTED, GRANT, {**DENY_ALL, "Action": "kms:Verify"}]), actions)
def test_the_order_of_statements_does_not_matter(policy: list[Statement], action: str) -> None:
    """A policy means the same in whatever order its statements stand."""
    assert may(*policy, action=action) is (action in NEEDED)


@given(st.lists(st.booleans(), min_size=16, max_size=16))
def test_the_case_of_an_action_does_not_matter(upper: list[bool]) -> None:
    """A policy may write an action in any mixture of cases."""
    letters = zip("kms:GetPublicKey", upper, strict=True)
    spelled = "".join(letter.upper() if up else letter.lower() for letter, up in letters)
    assert may({**USE, "Action": spelled}, action="kms:GetPublicKey")
