"""Tags of keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from .support import refused

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient

    from mock_dnssec import Account

    from .conftest import NewKey


def _tags(**values: str) -> list[Any]:
    return [{"TagKey": name, "TagValue": value} for name, value in values.items()]


def test_tags_are_added_and_replaced(kms: KMSClient, new_key: NewKey) -> None:
    """TagResource keeps what it is not told about; tags are listed by their keys."""
    key_id = new_key(Tags=_tags(tag2="two", tag1="one"))["KeyId"]
    kms.tag_resource(KeyId=key_id, Tags=_tags(tag3="", tag1="uno"))
    assert kms.list_resource_tags(KeyId=key_id)["Tags"] == _tags(tag1="uno", tag2="two", tag3="")


def test_tags_are_removed(kms: KMSClient, new_key: NewKey) -> None:
    """UntagResource passes over keys that are not there."""
    key = new_key(Tags=_tags(tag1="one", tag2="two"))
    kms.untag_resource(KeyId=key.get("Arn", ""), TagKeys=["tag1", "unknown"])
    assert kms.list_resource_tags(KeyId=key["KeyId"])["Tags"] == _tags(tag2="two")
    kms.untag_resource(KeyId=key["KeyId"], TagKeys=["tag2"])
    assert kms.list_resource_tags(KeyId=key["KeyId"])["Tags"] == []


def test_tags_of_one_key_are_not_those_of_another(kms: KMSClient, new_key: NewKey) -> None:
    """Each key has tags of its own."""
    tagged, bare = new_key()["KeyId"], new_key()["KeyId"]
    kms.tag_resource(KeyId=tagged, Tags=_tags(tag="value"))
    assert kms.list_resource_tags(KeyId=bare)["Tags"] == []


@pytest.mark.parametrize(
    ("tags", "message"),
    [
        (_tags(tag="1") * 2, "Duplicate tag keys"),
        ([{"TagKey": "aws:tag", "TagValue": ""}], "Tags beginning with aws: are reserved"),
        ([{"TagKey": "AWS:tag", "TagValue": ""}], "Tags beginning with aws: are reserved"),
        (_tags(**{f"tag{n}": "" for n in range(51)}), "Too many tags"),
    ],
)
def test_bad_tags_change_nothing(
    kms: KMSClient, new_key: NewKey, tags: list[Any], message: str
) -> None:
    """TagException has AWS's words, and the good tags of the request are not added either."""
    key_id = new_key()["KeyId"]
    with refused("TagException", message):
        kms.tag_resource(KeyId=key_id, Tags=[*_tags(good=""), *tags])
    assert kms.list_resource_tags(KeyId=key_id)["Tags"] == []


def test_a_key_has_a_limited_number_of_tags(aws: Account, kms: KMSClient, new_key: NewKey) -> None:
    """The quota counts what the key has already; replacing a tag needs no room."""
    aws.quotas.tags_per_key = 2
    key_id = new_key(Tags=_tags(tag1="", tag2=""))["KeyId"]
    kms.tag_resource(KeyId=key_id, Tags=_tags(tag1="new"))
    with refused("TagException", "Too many tags"):
        kms.tag_resource(KeyId=key_id, Tags=_tags(tag3=""))


def test_reserved_tags_cannot_be_removed(kms: KMSClient, new_key: NewKey) -> None:
    """UntagResource refuses keys that begin with aws:."""
    with refused("TagException"):
        kms.untag_resource(KeyId=new_key()["KeyId"], TagKeys=["aws:tag"])


@pytest.mark.parametrize(
    ("tag", "member"),
    [
        ({"TagKey": "k" * 129, "TagValue": ""}, "tagKey"),
        ({"TagKey": "k", "TagValue": "v" * 257}, "tagValue"),
    ],
)
def test_overlong_tags_are_refused(
    kms: KMSClient, new_key: NewKey, tag: dict[str, str], member: str
) -> None:
    """The message names the member by its place in the list."""
    value = max(tag.values(), key=len)
    limit = len(value) - 1
    message = (
        f"1 validation error detected: Value '{value}' at 'tags.1.member.{member}' failed to "
        f"satisfy constraint: Member must have length less than or equal to {limit}"
    )
    request: Any = {"KeyId": new_key()["KeyId"], "Tags": [tag]}
    with refused("ValidationException", message):
        kms.tag_resource(**request)
