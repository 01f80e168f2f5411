"""Bad input from clients that do not check what they send: AWS's error, and nothing changes."""

from __future__ import annotations

from typing import Any

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError
from botocore.serialize import create_serializer
from hypothesis import given, settings
from hypothesis import strategies as st

from mock_dnssec import Account
from mock_dnssec.dispatch import dispatch
from mock_dnssec.wire.http import Request
from tests.wire.client_side import operation_model, received, service_model

NAMESPACE = "https://route53.amazonaws.com/doc/2013-04-01/"
OPERATIONS = sorted(service_model("route53").operation_names)
READERS = [
    "ListHostedZones",
    "ListHealthChecks",
    "ListCidrCollections",
    "ListReusableDelegationSets",
    "ListTrafficPolicies",
    "ListTrafficPolicyInstances",
    "ListQueryLoggingConfigs",
    "ListResourceRecordSets",
    "GetDNSSEC",
    "GetHostedZone",
]
WRITER: Any = create_serializer("rest-xml", include_validation=False)


class World:
    """An account with a little in it, which is asked in bytes."""

    def __init__(self) -> None:
        self.account = Account()
        zone = self.ask("CreateHostedZone", Name="example.com", CallerReference="first")
        self.zone_id = zone["HostedZone"]["Id"].rpartition("/")[2]
        record_set = {"Name": "www.example.com", "Type": "A", "TTL": 60}
        self.ask(
            "ChangeResourceRecordSets",
            HostedZoneId=self.zone_id,
            ChangeBatch={
                "Changes": [
                    {
                        "Action": "CREATE",
                        "ResourceRecordSet": {
                            **record_set,
                            "ResourceRecords": [{"Value": "192.0.2.1"}],
                        },
                    }
                ]
            },
        )

    def send(self, operation: str, request: Request) -> tuple[int, Any]:
        """Return the status of the answer and what a client reads in it."""
        response = dispatch(self.account, "route53", operation, "us-east-1", request)
        return response.status, received("route53", operation, response)

    def ask(self, operation: str, **parameters: object) -> Any:
        """Return what a request in form answers."""
        status, answer = self.send(operation, written(operation, parameters))
        assert status in (200, 201), answer
        return answer

    def contents(self) -> list[Any]:
        """Return all that the readers tell of the account."""
        answers = []
        for reader in READERS:
            shape = operation_model("route53", reader).input_shape
            zone = dict.fromkeys(shape.required_members if shape else [], self.zone_id)
            answers.append(self.ask(reader, **zone))
            del answers[-1]["ResponseMetadata"]
        return answers

    def refuses(self, operation: str, request: Request) -> tuple[str, str]:
        """Return code and message of the error that answers: nothing may have changed."""
        before = self.contents()
        status, answer = self.send(operation, request)
        assert status >= 400
        assert self.contents() == before
        assert answer["Error"]["Type"] == "Sender"
        return answer["Error"]["Code"], answer["Error"].get("Message", "")


def written(operation: str, parameters: Any) -> Request:
    """Return the request that botocore writes without looking at the parameters."""
    model = operation_model("route53", operation)
    written = WRITER.serialize_to_request(parameters, model)
    query = "&".join(f"{name}={value}" for name, value in written["query_string"].items())
    return Request(written["method"], written["url_path"], query, written["body"] or b"")


@pytest.fixture(scope="module")
def world() -> World:
    """One account for all tests, since none of them changes it."""
    return World()


def batch(content: str, *, root: str = "ChangeResourceRecordSetsRequest") -> bytes:
    """Return a body with this ChangeBatch."""
    return f'<{root} xmlns="{NAMESPACE}"><ChangeBatch>{content}</ChangeBatch></{root}>'.encode()


def one(record_set: str) -> bytes:
    """Return a body that creates one set."""
    return batch(
        "<Changes><Change><Action>CREATE</Action><ResourceRecordSet>"
        f"{record_set}</ResourceRecordSet></Change></Changes>"
    )


NAMED = "<Name>a.example.com</Name><Type>TXT</Type>"
RECORD = (
    "<TTL>60</TTL><ResourceRecords><ResourceRecord><Value>{}</Value></ResourceRecord>"
    "</ResourceRecords>"
)
LAUGHS = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "boom"}">' for n in range(9))

BODIES = {
    "nothing": (b"", "InvalidInput"),
    "cut off": (one(NAMED)[:-9], "MalformedInput"),
    "JSON": (b'{"ChangeBatch": {}}', "MalformedInput"),
    "another root": (batch("", root="ChangeBatch"), "MalformedInput"),
    "no namespace": (one(NAMED).replace(NAMESPACE.encode(), b""), "InvalidInput"),
    "an entity": (
        b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
        + one(NAMED + RECORD.format('"&e;"')),
        "MalformedInput",
    ),
    "a billion laughs": (
        f"<!DOCTYPE x [{LAUGHS}]>".encode() + one(NAMED + RECORD.format('"&e8;"')),
        "MalformedInput",
    ),
    "an unknown entity": (one(NAMED + RECORD.format('"&e;"')), "MalformedInput"),
    "no changes": (batch("<Changes/>"), "InvalidInput"),
    "no type": (one("<Name>a.example.com</Name>"), "InvalidInput"),
    "no content": (one(NAMED), "InvalidInput"),
    "no values": (one(f"{NAMED}<TTL>60</TTL><ResourceRecords/>"), "InvalidInput"),
    "a value too long": (one(NAMED + RECORD.format(f'"{"x" * 4000}"')), "InvalidInput"),
    "a name too long": (
        one(f"<Name>{'x' * 1025}</Name><Type>A</Type>" + RECORD.format("192.0.2.1")),
        "InvalidInput",
    ),
    "a comment too long": (
        batch(f"<Comment>{'x' * 257}</Comment><Changes><Change/></Changes>"),
        "InvalidInput",
    ),
    "a TTL that is none": (one(f"{NAMED}<TTL>soon</TTL>"), "InvalidInput"),
    "a TTL too large": (
        one(NAMED + RECORD.format('"x"').replace("60", str(2**31))),
        "InvalidInput",
    ),
    "no quotes": (one(NAMED + RECORD.format("x")), "InvalidChangeBatch"),
    "a name with a zero octet": (
        one(f"<Name>a\\000.example.org</Name><Type>A</Type>{RECORD.format('192.0.2.1')}"),
        "InvalidChangeBatch",
    ),
}


@pytest.mark.parametrize(("body", "code"), BODIES.values(), ids=BODIES)
def test_bodies_out_of_form(world: World, body: bytes, code: str) -> None:
    """AWS's error, no record more or less, and nothing of a document type is ever read."""
    path = f"/2013-04-01/hostedzone/{world.zone_id}/rrset/"
    answer = world.refuses("ChangeResourceRecordSets", Request("POST", path, "", body))
    assert answer[0] == code
    assert "root:" not in answer[1]
    assert "boom" not in answer[1]


@pytest.mark.parametrize("path", ["/", "", "/2013-04-01/hostedzone", "/2013-04-01/x/y/z", "//"])
@pytest.mark.parametrize("operation", ["GetHostedZone", "GetDNSSEC", "DeleteHostedZone"])
def test_paths_that_lead_nowhere(world: World, operation: str, path: str) -> None:
    """A path without the zone's id is a request without its parameter."""
    request = Request("GET", path, "", b"")
    assert world.refuses(operation, request)[0] == "InvalidInput"


def test_numbers_out_of_range_are_named_as_aws_names_them(world: World) -> None:
    """A negative TTL is refused in the words that Route 53 gave users of it."""
    body = one(NAMED + RECORD.format('"x"').replace("60", "-7780919223"))
    path = f"/2013-04-01/hostedzone/{world.zone_id}/rrset/"
    code, message = world.refuses("ChangeResourceRecordSets", Request("POST", path, "", body))
    assert code == "InvalidInput"
    assert message == (
        "1 validation error detected: Value '-7780919223' at "
        "'changeBatch.changes.1.member.resourceRecordSet.tTL' failed to satisfy constraint: "
        "Member must have value greater than or equal to 0"
    )


def test_lengths_that_are_fixed_are_named_as_aws_names_them(world: World) -> None:
    """A continent has two letters: the schema says so in a facet of its own."""
    location = "<GeoLocation><ContinentCode>Default</ContinentCode></GeoLocation>"
    body = one(f"{NAMED}<SetIdentifier>x</SetIdentifier>{location}")
    path = f"/2013-04-01/hostedzone/{world.zone_id}/rrset/"
    code, message = world.refuses("ChangeResourceRecordSets", Request("POST", path, "", body))
    assert code == "InvalidInput"
    assert message.endswith(
        "cvc-length-valid: Value 'Default' with length = '7' is not facet-valid with respect to "
        "length '2' for type 'ContinentCode'."
    )


TEXTS = st.sampled_from(
    ["", "x", "*", "..", "a" * 70, "é", "example.com", "www.example.com.", r"\052.example.com",
     "192.0.2.1", "192.0.2.0/24", "2001:db8::1", "0", "-1", "1", "{}", '"x"', "10 a.", "ZUNKNOWN"]
)  # fmt: skip
SCALARS = {
    "boolean": st.booleans(),
    "integer": st.sampled_from([-1, 0, 1, 10, 30, 256, 2**40]),
    "long": st.sampled_from([-1, 0, 1, 60, 2**31 - 1, 2**31, 2**70]),
    "timestamp": st.sampled_from(["2025-01-01T00:00:00Z"]),
}


def _values(shape: Any) -> st.SearchStrategy[Any]:
    """Return values of the type of ``shape``, most of them nonsense."""
    if shape.type_name == "structure":
        required = {name: _values(shape.members[name]) for name in shape.required_members}
        optional = {
            name: _values(member) for name, member in shape.members.items() if name not in required
        }
        return st.fixed_dictionaries(required, optional=optional)
    if shape.type_name == "list":
        return st.lists(_values(shape.member), max_size=2)
    if shape.type_name == "string":
        return TEXTS | st.sampled_from(shape.enum) if shape.enum else TEXTS
    return SCALARS[shape.type_name]


@st.composite
def _requests(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    operation = draw(st.sampled_from(OPERATIONS))
    shape = operation_model("route53", operation).input_shape
    return operation, draw(_values(shape)) if shape else {}


@settings(max_examples=150)
@given(asked=_requests(), own_zone=st.booleans())
def test_nonsense_is_answered_and_a_refusal_changes_nothing(
    asked: tuple[str, dict[str, Any]], own_zone: bool
) -> None:
    """Whatever the values are: an answer, or one of AWS's errors that leaves all as it was."""
    operation, parameters = asked
    world = World()
    for name in ("HostedZoneId", "Id"):
        if own_zone and name in parameters:
            parameters[name] = world.zone_id
    before = world.contents()
    status, answer = world.send(operation, written(operation, parameters))
    assert status in (200, 201, 400, 403, 404, 409)
    if status >= 400:
        assert answer["Error"]["Code"]
        assert world.contents() == before


BADLY_CALLED = [
    ("get_hosted_zone", {"Id": ""}, "NoSuchHostedZone"),
    ("create_hosted_zone", {}, "InvalidInput"),
    ("create_hosted_zone", {"Name": "example.com", "CallerReference": ""}, "InvalidInput"),
    ("create_key_signing_key", {"Status": "ON"}, "InvalidInput"),
    ("list_resource_record_sets", {"HostedZoneId": "Z1", "MaxItems": "x"}, "NoSuchHostedZone"),
    ("list_hosted_zones", {"MaxItems": "x"}, "InvalidInput"),
    pytest.param("list_hosted_zones", {"MaxItems": "9" * 5000}, "InvalidInput", id="no end"),
    ("get_change", {"Id": "C"}, "NoSuchChange"),
    ("get_change", {"Id": "\x01"}, "InvalidInput"),
    ("list_hosted_zones_by_name", {"DNSName": "a.", "HostedZoneId": "Z\0"}, "InvalidInput"),
]


@pytest.mark.parametrize(("method", "parameters", "code"), BADLY_CALLED, ids=str)
def test_a_client_without_checks_gets_the_error(
    aws: Account, method: str, parameters: dict[str, Any], code: str
) -> None:
    """botocore parses it like any other error of AWS."""
    route53 = boto3.client("route53", config=Config(parameter_validation=False))
    with pytest.raises(ClientError) as caught:
        getattr(route53, method)(**parameters)
    assert caught.value.response["Error"]["Code"] == code
    assert len(aws.calls) == 1
