"""GetKeyPolicy, PutKeyPolicy, ListKeyPolicies, and the policy that a key starts with."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError
from hypothesis import given
from hypothesis import strategies as st

from mock_dnssec.kms.policies.texts import render

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient

    from mock_dnssec import Account

DEFAULT = """{
  "Version" : "2012-10-17",
  "Id" : "key-default-1",
  "Statement" : [ {
    "Sid" : "Enable IAM User Permissions",
    "Effect" : "Allow",
    "Principal" : {
      "AWS" : "arn:aws:iam::123456789012:root"
    },
    "Action" : "kms:*",
    "Resource" : "*"
  } ]
}"""
GIVEN = """{"Statement":[{"Resource":"*","Effect":"Allow","Principal":{"AWS":["123456789012",
"arn:aws:iam::123456789012:role/Admin"]},"Action":["kms:*"],"Sid":"caf\u00e9 \\"1\\"",
"Condition":{}}],"Version":"2012-10-17"}"""
RETURNED = """{
  "Statement" : [ {
    "Resource" : "*",
    "Effect" : "Allow",
    "Principal" : {
      "AWS" : [ "123456789012", "arn:aws:iam::123456789012:role/Admin" ]
    },
    "Action" : [ "kms:*" ],
    "Sid" : "caf\u00e9 \\"1\\"",
    "Condition" : { }
  } ],
  "Version" : "2012-10-17"
}"""


@pytest.fixture
def key_id(kms: KMSClient) -> str:
    """A new key with the default policy."""
    return kms.create_key()["KeyMetadata"]["KeyId"]


def test_default_policy(kms: KMSClient, key_id: str) -> None:
    """A key created without a policy lets its account do everything, in KMS's own layout."""
    assert kms.get_key_policy(KeyId=key_id, PolicyName="default")["Policy"] == DEFAULT


def test_the_name_of_a_policy_may_be_left_out(aws: Account, key_id: str) -> None:
    """Without PolicyName the default policy is meant; an older botocore would not send that."""
    operations = aws.kms("us-east-1").operations
    operations["put_key_policy"](key_id=key_id, policy=GIVEN)
    answer = operations["get_key_policy"](key_id=key_id)
    assert answer == {"Policy": RETURNED, "PolicyName": "default"}


@pytest.mark.parametrize(
    ("region", "partition"), [("cn-north-1", "aws-cn"), ("us-gov-west-1", "aws-us-gov")]
)
def test_default_policy_of_other_partitions(
    client: Callable[..., Any], region: str, partition: str
) -> None:
    """The default policy names the account in the partition of the key's Region."""
    kms = client("kms", region)
    policy = kms.get_key_policy(
        KeyId=kms.create_key()["KeyMetadata"]["KeyId"], PolicyName="default"
    )["Policy"]
    assert policy == DEFAULT.replace("arn:aws:", f"arn:{partition}:")


def test_a_policy_comes_back_in_the_layout_of_kms(kms: KMSClient, key_id: str) -> None:
    """What was put means the same and keeps its order, but is laid out anew, as is CreateKey's."""
    kms.put_key_policy(KeyId=key_id, PolicyName="default", Policy=GIVEN)
    created = kms.create_key(Policy=GIVEN)["KeyMetadata"]["KeyId"]
    assert json.loads(GIVEN) == json.loads(RETURNED)
    assert kms.get_key_policy(KeyId=key_id, PolicyName="default")["Policy"] == RETURNED
    assert kms.get_key_policy(KeyId=created, PolicyName="default")["Policy"] == RETURNED


@pytest.mark.parametrize("escape", ["\\u4e2d", "\\ud83d\\ude00", "\\ud800"])
def test_characters_that_a_policy_cannot_have_stay_escaped(
    kms: KMSClient, key_id: str, escape: str
) -> None:
    """A policy has characters up to U+00FF: what it gives as an escape comes back as one."""
    kms.put_key_policy(
        KeyId=key_id, PolicyName="default", Policy=GIVEN.replace("caf\u00e9", escape)
    )
    returned = kms.get_key_policy(KeyId=key_id, PolicyName="default")["Policy"]
    assert returned == RETURNED.replace("caf\u00e9", escape)


def test_list_key_policies(kms: KMSClient, key_id: str) -> None:
    """A key has one policy, called default, which fits on the smallest page."""
    pages = [kms.list_key_policies(KeyId=key_id), kms.list_key_policies(KeyId=key_id, Limit=1)]
    assert [page["PolicyNames"] for page in pages] == [["default"], ["default"]]
    assert [page["Truncated"] for page in pages] == [False, False]


@pytest.mark.parametrize(
    ("name", "code", "message"),
    [
        (
            "AWS_RAM",
            "ValidationException",
            "The AWS_RAM policy can only be managed by the RAM service",
        ),
        ("mine", "UnsupportedOperationException", "Only default policy is supported"),
    ],
)
def test_put_a_policy_of_another_name(
    kms: KMSClient, key_id: str, name: str, code: str, message: str
) -> None:
    """A user can write the default policy alone."""
    with pytest.raises(ClientError) as refusal:
        kms.put_key_policy(KeyId=key_id, PolicyName=name, Policy=GIVEN)
    assert refusal.value.response["Error"] == {"Code": code, "Message": message}
    assert kms.get_key_policy(KeyId=key_id, PolicyName="default")["Policy"] == DEFAULT


@pytest.mark.parametrize("name", ["AWS_RAM", "mine"])
def test_get_a_policy_that_the_key_does_not_have(kms: KMSClient, key_id: str, name: str) -> None:
    """GetKeyPolicy does not find a policy of another name."""
    with pytest.raises(kms.exceptions.NotFoundException):
        kms.get_key_policy(KeyId=key_id, PolicyName=name)


def test_policies_can_be_read_and_put_in_any_key_state(kms: KMSClient, key_id: str) -> None:
    """Neither a disabled key nor one that waits for its deletion is beyond its policy."""
    kms.disable_key(KeyId=key_id)
    kms.schedule_key_deletion(KeyId=key_id)
    kms.put_key_policy(KeyId=key_id, PolicyName="default", Policy=GIVEN)
    assert kms.get_key_policy(KeyId=key_id, PolicyName="default")["Policy"] == RETURNED
    assert kms.list_key_policies(KeyId=key_id)["PolicyNames"] == ["default"]


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(json_values)
def test_the_layout_changes_no_value(value: object) -> None:
    """Whatever a policy says, it says after it was laid out anew."""
    assert json.loads(render(value)) == value
