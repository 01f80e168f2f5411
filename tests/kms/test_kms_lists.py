"""Lists and their pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mock_dnssec.kms.paging import paginate

from .support import refused

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient

    from mock_dnssec import Account
    from mock_dnssec.operations import Result

    from .conftest import NewKey


def test_keys_are_listed_by_id(kms: KMSClient, new_key: NewKey) -> None:
    """An entry is a key id and its ARN, in the order of the ids."""
    keys = sorted((new_key() for _ in range(5)), key=lambda key: key["KeyId"])
    answer = kms.list_keys()
    assert answer["Keys"] == [{"KeyId": key["KeyId"], "KeyArn": key.get("Arn")} for key in keys]
    assert answer["Truncated"] is False
    assert "NextMarker" not in answer


def test_keys_of_other_accounts_are_none(aws: Account, kms: KMSClient, new_key: NewKey) -> None:
    """ResourceOwners without SELF lists what others share, which is nothing here."""
    new_key()
    list_keys = aws.kms("us-east-1").operations["list_keys"]
    answer = list_keys(resource_owners=["OTHER_ACCOUNTS_VIA_RAM"])
    assert answer == {"Keys": [], "Truncated": False}
    assert len(kms.list_keys()["Keys"]) == 1


def test_paginators_walk_every_list(kms: KMSClient, new_key: NewKey) -> None:
    """botocore's own paginators see each entry once, in order."""
    key_id = new_key(Tags=[{"TagKey": f"t{n}", "TagValue": ""} for n in range(5)])["KeyId"]
    names = [f"alias/{n}" for n in range(5)]
    for name in reversed(names):
        kms.create_alias(AliasName=name, TargetKeyId=key_id)
    ids = sorted([key_id, *(new_key()["KeyId"] for _ in range(4))])
    size: Any = {"PaginationConfig": {"PageSize": 2}}
    keys = list(kms.get_paginator("list_keys").paginate(**size))
    assert [len(page["Keys"]) for page in keys] == [2, 2, 1]
    assert [key.get("KeyId") for page in keys for key in page["Keys"]] == ids
    aliases = kms.get_paginator("list_aliases").paginate(**size)
    assert [alias.get("AliasName") for page in aliases for alias in page["Aliases"]] == names
    of_key = kms.get_paginator("list_aliases").paginate(KeyId=key_id, **size)
    assert [alias.get("AliasName") for page in of_key for alias in page["Aliases"]] == names
    tags = kms.get_paginator("list_resource_tags").paginate(KeyId=key_id, **size)
    assert [tag["TagKey"] for page in tags for tag in page["Tags"]] == [f"t{n}" for n in range(5)]


def test_the_default_page_of_keys_holds_100(aws: Account, kms: KMSClient) -> None:
    """Truncated and NextMarker lead to the rest."""
    create_key = aws.kms("us-east-1").operations["create_key"]
    for _ in range(101):
        create_key()
    first = kms.list_keys()
    assert (len(first["Keys"]), first["Truncated"]) == (100, True)
    rest = kms.list_keys(Marker=first["NextMarker"])
    assert (len(rest["Keys"]), rest["Truncated"]) == (1, False)


def test_a_page_ends_where_it_ends_though_a_key_goes(
    aws: Account, kms: KMSClient, new_key: NewKey
) -> None:
    """A key that is deleted between two pages shifts nothing."""
    ids = sorted(new_key()["KeyId"] for _ in range(4))
    first = kms.list_keys(Limit=2)
    kms.schedule_key_deletion(KeyId=ids[1], PendingWindowInDays=7)
    aws.clock.advance(days=7)
    rest = kms.list_keys(Marker=first["NextMarker"])
    assert [key.get("KeyId") for key in rest["Keys"]] == ids[2:]


@pytest.mark.parametrize("marker", ["unknown", "AAAA", "ÿ", "YWZ0ZXI6/w=="])
@pytest.mark.parametrize("operation", ["list_keys", "list_aliases", "list_resource_tags"])
def test_a_marker_comes_from_a_page(kms: Any, new_key: NewKey, operation: str, marker: str) -> None:
    """Any other text is InvalidMarkerException."""
    key = {"KeyId": new_key()["KeyId"]} if operation == "list_resource_tags" else {}
    with refused("InvalidMarkerException"):
        getattr(kms, operation)(Marker=marker, **key)


@pytest.mark.parametrize(
    ("operation", "most"), [("list_keys", 1000), ("list_aliases", 100), ("list_resource_tags", 50)]
)
def test_a_page_has_a_greatest_size(kms: Any, new_key: NewKey, operation: str, most: int) -> None:
    """Each list has a limit of its own for Limit."""
    key = {"KeyId": new_key()["KeyId"]} if operation == "list_resource_tags" else {}
    getattr(kms, operation)(Limit=most, **key)
    with refused("ValidationException"):
        getattr(kms, operation)(Limit=most + 1, **key)


@given(
    names=st.lists(st.text(max_size=3), unique=True, max_size=12).map(sorted),
    gone=st.sets(st.text(max_size=3)),
    limit=st.integers(1, 5),
)
def test_pages_put_together_are_the_list(names: list[str], gone: set[str], limit: int) -> None:
    """No entry is lost or repeated, no page but the last is short, and the last one says so."""

    def entry(name: str) -> Result | None:
        return None if name in gone else {"Name": name}

    marker, pages = None, []
    while True:
        page: Any = paginate("ListKeys", "Names", names, entry, limit, marker)
        pages.append([shown["Name"] for shown in page["Names"]])
        marker = page.get("NextMarker")
        assert page["Truncated"] is (marker is not None)
        if marker is None:
            break
    assert [name for page in pages for name in page] == [n for n in names if n not in gone]
    assert all(len(page) == limit for page in pages[:-1])
