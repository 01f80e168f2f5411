"""Grants: created, listed, retired and revoked."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

import pytest

from .support import NOON, UNKNOWN_ID, refused

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient

    from mock_dnssec import Account

    from .conftest import NewKey

ROLE = "arn:aws:iam::111122223333:role/ExampleRole"
ADMIN = "arn:aws:iam::123456789012:role/adminRole"
GRANT: dict[str, Any] = {"GranteePrincipal": ROLE, "Operations": ["Encrypt", "Decrypt"]}
DRY_RUN = "The request would have succeeded, but the DryRun option is set."
NewGrant = Callable[..., dict[str, Any]]


@pytest.fixture
def key_id(new_key: NewKey) -> str:
    """A symmetric encryption key."""
    return new_key()["KeyId"]


@pytest.fixture
def new_grant(kms: KMSClient, key_id: str) -> NewGrant:
    """Return a function that creates a grant for the key."""

    def create(**more: Any) -> dict[str, Any]:
        request: Any = {"KeyId": key_id, **GRANT, **more}
        return cast("dict[str, Any]", kms.create_grant(**request))

    return create


def _ids(answer: Any) -> list[str]:
    return [grant["GrantId"] for grant in answer["Grants"]]


def test_a_grant_is_listed_as_it_was_created(
    aws: Account, kms: KMSClient, key_id: str, new_grant: NewGrant
) -> None:
    """AWS's example: the key is named by its ARN, and a grant without a name has an empty one."""
    aws.clock.freeze(NOON)
    created = new_grant(
        RetiringPrincipal=ADMIN, Constraints={"EncryptionContextSubset": {"Department": "IT"}}
    )
    assert re.fullmatch(r"[0-9a-f]{64}", created["GrantId"])
    assert re.fullmatch(r"AQpA[\w-]+", created["GrantToken"])
    assert kms.list_grants(KeyId=key_id)["Grants"] == [
        {
            "KeyId": f"arn:aws:kms:us-east-1:{aws.id}:key/{key_id}",
            "GrantId": created["GrantId"],
            "Name": "",
            "CreationDate": NOON,
            "GranteePrincipal": ROLE,
            "RetiringPrincipal": ADMIN,
            "IssuingAccount": f"arn:aws:iam::{aws.id}:root",
            "Operations": ["Encrypt", "Decrypt"],
            "Constraints": {"EncryptionContextSubset": {"Department": "IT"}},
        }
    ]


def test_what_a_grant_does_not_have_is_absent(
    kms: KMSClient, key_id: str, new_grant: NewGrant
) -> None:
    """No retiring principal and no constraints."""
    new_grant(Name="name")
    (grant,) = kms.list_grants(KeyId=key_id)["Grants"]
    assert set(grant) == {
        *("KeyId", "GrantId", "Name", "CreationDate"),
        *("GranteePrincipal", "IssuingAccount", "Operations"),
    }
    assert grant.get("Name") == "name"


def test_requests_without_a_name_make_a_grant_each(
    kms: KMSClient, key_id: str, new_grant: NewGrant
) -> None:
    """Even if nothing else differs."""
    made = {new_grant()["GrantId"] for _ in range(3)}
    assert set(_ids(kms.list_grants(KeyId=key_id))) == made
    assert len(made) == 3


def test_a_name_makes_a_repeated_request_harmless(
    kms: KMSClient, new_key: NewKey, key_id: str, new_grant: NewGrant
) -> None:
    """Same parameters give the same grant with another token; any difference makes another."""
    first = new_grant(Name="name")
    again = new_grant(Name="name", Operations=["Decrypt", "Encrypt"])
    assert again["GrantId"] == first["GrantId"]
    assert again["GrantToken"] != first["GrantToken"]
    others = [
        new_grant(Name="other"),
        new_grant(Name="name", Operations=["Decrypt"]),
        new_grant(Name="name", RetiringPrincipal=ADMIN),
        new_grant(Name="name", Constraints={"EncryptionContextEquals": {"a": "b"}}),
        new_grant(Name="name", KeyId=new_key()["KeyId"]),
    ]
    assert len({first["GrantId"], *(other["GrantId"] for other in others)}) == 6
    kms.revoke_grant(KeyId=key_id, GrantId=first["GrantId"])
    assert new_grant(Name="name")["GrantId"] != first["GrantId"]


@pytest.mark.parametrize("way", ["revoked", "retired by its id", "retired by a token"])
def test_a_grant_ends(kms: KMSClient, key_id: str, new_grant: NewGrant, way: str) -> None:
    """In each of three ways; a second time it is not found."""
    kept = new_grant()["GrantId"]
    grant = new_grant(Name="name")
    token = new_grant(Name="name")["GrantToken"]
    named = {"KeyId": key_id, "GrantId": grant["GrantId"]}

    def end() -> None:
        if way == "revoked":
            kms.revoke_grant(**named)
        elif way == "retired by its id":
            kms.retire_grant(**named)
        else:
            kms.retire_grant(GrantToken=token)

    end()
    assert _ids(kms.list_grants(KeyId=key_id)) == [kept]
    with refused("NotFoundException"):
        end()


def test_a_retired_grant_takes_a_key_arn(kms: KMSClient, new_key: NewKey) -> None:
    """As the reference page has it."""
    key = new_key()
    grant_id = kms.create_grant(KeyId=key["KeyId"], **GRANT)["GrantId"]
    kms.retire_grant(KeyId=key.get("Arn", ""), GrantId=grant_id)
    assert kms.list_grants(KeyId=key["KeyId"])["Grants"] == []


def test_a_grant_belongs_to_its_key(kms: KMSClient, new_key: NewKey, new_grant: NewGrant) -> None:
    """Under another key it is not found."""
    with refused("NotFoundException"):
        kms.revoke_grant(KeyId=new_key()["KeyId"], GrantId=new_grant()["GrantId"])


def test_grants_are_filtered(kms: KMSClient, key_id: str, new_grant: NewGrant) -> None:
    """By id and by grantee."""
    first = new_grant()["GrantId"]
    second = new_grant(GranteePrincipal=ADMIN)["GrantId"]
    assert _ids(kms.list_grants(KeyId=key_id, GrantId=second)) == [second]
    assert _ids(kms.list_grants(KeyId=key_id, GranteePrincipal=ROLE)) == [first]
    assert _ids(kms.list_grants(KeyId=key_id, GrantId=first, GranteePrincipal=ADMIN)) == []
    assert _ids(kms.list_grants(KeyId=key_id, GrantId="0" * 64)) == []


def test_retirable_grants_are_those_of_all_keys(
    aws: Account, kms: KMSClient, new_key: NewKey, new_grant: NewGrant
) -> None:
    """Of keys that are not deleted, that is."""
    new_grant()
    mine = new_grant(RetiringPrincipal=ADMIN)["GrantId"]
    doomed = new_key()["KeyId"]
    other = new_grant(KeyId=doomed, RetiringPrincipal=ADMIN)["GrantId"]
    assert _ids(kms.list_retirable_grants(RetiringPrincipal=ADMIN)) == sorted([mine, other])
    kms.schedule_key_deletion(KeyId=doomed, PendingWindowInDays=7)
    aws.clock.advance(days=7)
    assert _ids(kms.list_retirable_grants(RetiringPrincipal=ADMIN)) == [mine]
    assert _ids(kms.list_retirable_grants(RetiringPrincipal=ROLE)) == []


def test_paginators_walk_the_lists(kms: KMSClient, key_id: str, new_grant: NewGrant) -> None:
    """botocore's own paginators see each grant once, in order."""
    ids = sorted(new_grant(RetiringPrincipal=ADMIN)["GrantId"] for _ in range(5))
    size: Any = {"PaginationConfig": {"PageSize": 2}}
    pages = list(kms.get_paginator("list_grants").paginate(KeyId=key_id, **size))
    assert [len(page["Grants"]) for page in pages] == [2, 2, 1]
    assert [one for page in pages for one in _ids(page)] == ids
    retirable = kms.get_paginator("list_retirable_grants").paginate(RetiringPrincipal=ADMIN, **size)
    assert [one for page in retirable for one in _ids(page)] == ids
    with refused("ValidationException"):
        kms.list_grants(KeyId=key_id, Limit=101)
    with refused("InvalidMarkerException"):
        kms.list_grants(KeyId=key_id, Marker="unknown")


@pytest.mark.usefixtures("naps")
def test_a_key_has_a_limited_number_of_grants(
    aws: Account, new_key: NewKey, new_grant: NewGrant
) -> None:
    """The quota is per key; the repetition of a named request needs no room."""
    aws.quotas.grants_per_key = 1
    first = new_grant(Name="name")
    with refused("LimitExceededException"):
        new_grant()
    assert new_grant(Name="name")["GrantId"] == first["GrantId"]
    new_grant(KeyId=new_key()["KeyId"])


def test_dry_runs_change_nothing(kms: KMSClient, key_id: str, new_grant: NewGrant) -> None:
    """What would fail fails as ever, what would succeed says so."""
    with refused("DryRunOperationException", DRY_RUN):
        new_grant(DryRun=True)
    assert kms.list_grants(KeyId=key_id)["Grants"] == []
    grant = new_grant()
    named = {"KeyId": key_id, "GrantId": grant["GrantId"]}
    with refused("DryRunOperationException", DRY_RUN):
        kms.revoke_grant(**named, DryRun=True)
    with refused("DryRunOperationException", DRY_RUN):
        kms.retire_grant(GrantToken=grant["GrantToken"], DryRun=True)
    assert _ids(kms.list_grants(KeyId=key_id)) == [grant["GrantId"]]
    with refused("NotFoundException"):
        new_grant(KeyId=UNKNOWN_ID, DryRun=True)


def test_relatives_have_grants_of_their_own(client: Callable[..., Any]) -> None:
    """A grant for a multi-Region primary key is none for its replica."""
    kms, abroad = client("kms"), client("kms", "eu-west-1")
    key_id = kms.create_key(MultiRegion=True)["KeyMetadata"]["KeyId"]
    kms.create_grant(KeyId=key_id, **GRANT)
    kms.replicate_key(KeyId=key_id, ReplicaRegion="eu-west-1")
    assert abroad.list_grants(KeyId=key_id)["Grants"] == []


def test_keys_without_grants_pay_nothing_for_them(aws: Account, kms: KMSClient) -> None:
    """The store of grants does not grow with the keys."""
    grants = aws.kms("us-east-1").grants
    before = sum(map(sys.getsizeof, vars(grants).values()))
    for _ in range(50):
        kms.list_grants(KeyId=kms.create_key()["KeyMetadata"]["KeyId"])
    assert sum(map(sys.getsizeof, vars(grants).values())) == before
