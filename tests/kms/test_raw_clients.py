"""Bad input from clients that do not check what they send: AWS's error, and nothing changes."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from botocore import xform_name
from botocore.config import Config
from botocore.exceptions import ClientError
from hypothesis import given
from hypothesis import strategies as st

from mock_dnssec import Account
from mock_dnssec.dispatch import dispatch
from mock_dnssec.wire.http import Request
from mock_dnssec.wire.protocol import protocol_of

from .support import UNKNOWN_ID

if TYPE_CHECKING:
    from botocore.model import Shape, StructureShape

KMS = protocol_of("kms")
OPERATIONS = sorted(KMS.operation_names)
READERS = ("ListAliases", "ListGrants", "ListResourceTags", "GetKeyPolicy", "DescribeKey")
OF_OTHER_TYPE = {
    "blob": 7,
    "boolean": "true",
    "integer": "7",
    "list": "item",
    "map": [],
    "string": 7,
    "structure": "member",
    "timestamp": "noon",
}
"""By type of the model: a value in JSON of another one."""


class World:
    """An account with a little in it, which is asked in bytes."""

    def __init__(self) -> None:
        self.account = Account()
        self.key_id: str = self.ask("CreateKey")["KeyMetadata"]["KeyId"]
        tags = [{"TagKey": "tag", "TagValue": "value"}]
        self.ask("TagResource", KeyId=self.key_id, Tags=tags)
        self.ask("CreateAlias", AliasName="alias/name", TargetKeyId=self.key_id)
        principal = "arn:aws:iam::123456789012:role/ExampleRole"
        self.ask("CreateGrant", KeyId=self.key_id, GranteePrincipal=principal, Operations=["Sign"])

    def send(self, operation: str, body: bytes) -> tuple[int, Any]:
        """Return the status and the document that answer ``body``."""
        request = Request("POST", "/", "", body)
        response = dispatch(self.account, "kms", operation, "us-east-1", request)
        return response.status, json.loads(response.body or b"{}")

    def ask(self, operation: str, **parameters: object) -> Any:
        """Return what a request in form answers."""
        return self.send(operation, json.dumps(parameters).encode())[1]

    def contents(self) -> list[Any]:
        """Return all that the readers tell of the account."""
        lists = [self.ask("ListKeys"), self.ask("ListAliases"), self.ask("DescribeCustomKeyStores")]
        return [*lists, *(self.ask(reader, KeyId=self.key_id) for reader in READERS)]

    def refuses(self, operation: str, body: bytes) -> str:
        """Return the code of the error that answers ``body``: nothing may have changed."""
        before = self.contents()
        status, document = self.send(operation, body)
        assert self.contents() == before
        assert status == 400
        return str(document["__type"])


@pytest.fixture(scope="module")
def world() -> World:
    """One account for all tests, since none of them changes it."""
    return World()


def _members(operation: str) -> dict[str, Shape]:
    shape = KMS.operation(operation).input_shape
    return dict(shape.members) if shape else {}


def _required(shape: StructureShape | None) -> list[str]:
    return list(shape.required_members) if shape else []


WITH_REQUIRED_MEMBERS = [name for name in OPERATIONS if _required(KMS.operation(name).input_shape)]
BLOBS = [
    (operation, name)
    for operation in OPERATIONS
    for name, shape in _members(operation).items()
    if shape.type_name == "blob"
]


@pytest.mark.parametrize("operation", WITH_REQUIRED_MEMBERS)
def test_every_member_that_is_missing_is_named(world: World, operation: str) -> None:
    """ValidationException counts them, whether they are not there or null."""
    required = _required(KMS.operation(operation).input_shape)
    for body in (b"{}", json.dumps(dict.fromkeys(required)).encode()):
        assert world.refuses(operation, body) == "ValidationException"
        message = world.send(operation, body)[1]["message"]
        assert message.startswith(f"{len(required)} validation error")
        assert all(f"'{name[0].lower()}{name[1:]}'" in message for name in required)


@pytest.mark.parametrize("operation", OPERATIONS)
def test_every_member_has_a_type(world: World, operation: str) -> None:
    """A value of another type is SerializationException, whatever else is missing."""
    for name, shape in _members(operation).items():
        body = json.dumps({name: OF_OTHER_TYPE[shape.type_name]}).encode()
        assert world.refuses(operation, body) == "SerializationException", name


@pytest.mark.parametrize(("operation", "name"), BLOBS)
@pytest.mark.parametrize("text", ["a", "not base64!", "====", "AA==AA=="])
def test_blobs_are_base64(world: World, operation: str, name: str, text: str) -> None:
    """Anything else is SerializationException."""
    body = json.dumps({name: text}).encode()
    assert world.refuses(operation, body) == "SerializationException"


BROKEN = {
    "nothing": b"",
    "no JSON": b"{",
    "XML": b"<CreateKey/>",
    "a list": b"[]",
    "a text": b'"text"',
    "a null": b"null",
    "no UTF-8": b'{"Description": "\xff"}',
    "half a surrogate pair": b'{"Description": "\\ud800"}',
    "half a pair in a tag": b'{"Tags": [{"TagKey": "\\udc00", "TagValue": ""}]}',
    "too deep": b'{"Tags":' * 100_000,
}


@pytest.mark.parametrize("body", BROKEN.values(), ids=BROKEN)
def test_a_body_is_a_json_object(world: World, body: bytes) -> None:
    """Anything else is SerializationException: not even a key with defaults is created."""
    assert world.refuses("CreateKey", body) == "SerializationException"


@pytest.mark.parametrize("target", ["Unknown", "createKey", "CreateKey2", ""])
def test_a_target_is_an_operation(world: World, target: str) -> None:
    """Anything else is UnknownOperationException, without a message."""
    assert world.refuses(target, b"{}") == "UnknownOperationException"
    assert world.send(target, b"{}")[1] == {"__type": "UnknownOperationException"}


TEXTS = st.sampled_from(
    ["", "x", "\0", "é" * 300, "alias/", "alias/name", "arn:aws:kms::::", UNKNOWN_ID, "{}"]
)
SCALARS = {
    "blob": st.sampled_from(["", "AAAA", "AQICAHg=", "A" * 6000]),
    "boolean": st.booleans(),
    "integer": st.sampled_from([-1, 0, 1, 7, 2560, 2**70]),
    "timestamp": st.sampled_from([0, 1e9, 4e9]),
}


def _values(shape: Any) -> st.SearchStrategy[Any]:
    """Return values of the type of ``shape``, most of them nonsense."""
    if shape.type_name == "structure":
        members = {name: _values(member) for name, member in shape.members.items()}
        return st.fixed_dictionaries({}, optional=members)
    if shape.type_name == "list":
        return st.lists(_values(shape.member), max_size=2)
    if shape.type_name == "map":
        return st.dictionaries(TEXTS, _values(shape.value), max_size=2)
    if shape.type_name == "string":
        return TEXTS | st.sampled_from(shape.enum) if shape.enum else TEXTS
    return SCALARS[shape.type_name]


@st.composite
def _requests(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    operation = draw(st.sampled_from(OPERATIONS))
    request = draw(_values(KMS.operation(operation).input_shape))
    request.pop("Recipient", None)  # what the mock does not model, it says in other words
    return operation, request


@given(asked=_requests(), own_key=st.booleans())
def test_nonsense_is_answered_and_a_refusal_changes_nothing(
    asked: tuple[str, dict[str, Any]], own_key: bool
) -> None:
    """Whatever the values are: an answer, or one of AWS's errors that leaves all as it was."""
    operation, request = asked
    world = World()
    if own_key and "KeyId" in request:
        request["KeyId"] = world.key_id
    before = world.contents()
    status, document = world.send(operation, json.dumps(request).encode())
    assert status in (200, 400)
    if status == 400:
        assert document["__type"]
        assert world.contents() == before


@cache
def _unchecking_client() -> Any:
    config = Config(parameter_validation=False)
    return boto3.session.Session().client("kms", region_name="us-east-1", config=config)


BADLY_CALLED: list[tuple[str, dict[str, Any], str]] = [
    *((name, {}, "ValidationException") for name in WITH_REQUIRED_MEMBERS),
    ("DescribeKey", {"KeyId": ""}, "ValidationException"),
    ("DescribeKey", {"KeyId": 7}, "SerializationException"),
    ("CreateKey", {"Description": 7}, "SerializationException"),
    ("CreateKey", {"MultiRegion": "yes"}, "SerializationException"),
    ("GenerateRandom", {"NumberOfBytes": "8"}, "SerializationException"),
    ("GenerateRandom", {"NumberOfBytes": 0}, "ValidationException"),
]


@pytest.mark.parametrize(("operation", "request_", "code"), BADLY_CALLED, ids=str)
def test_a_client_without_checks_gets_the_error(
    aws: Account, operation: str, request_: dict[str, Any], code: str
) -> None:
    """botocore parses it like any other error of AWS."""
    with pytest.raises(ClientError) as caught:
        getattr(_unchecking_client(), xform_name(operation))(**request_)
    assert caught.value.response["Error"]["Code"] == code
    assert caught.value.response["ResponseMetadata"]["HTTPStatusCode"] == 400
    assert len(aws.calls) == 1
