"""The wire as AWS's API reference prints it, for clients in any language."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError
from botocore.serialize import SERIALIZERS, create_serializer

from tests.interception.signing import KEYS
from tests.interception.support import with_options
from tests.wire.client_side import CBOR, operation_model

from .support import NAMESPACE, Answer, ask, ask_kms

if TYPE_CHECKING:
    from http.client import HTTPConnection

    from mock_dnssec import Account
    from mock_dnssec.server.listener import Server

KEY_POLICY = """{
  "Version": "2012-10-17",
  "Id": "dnssec-policy",
  "Statement": [
    {
      "Sid": "Allow administration of the key",
      "Effect": "Allow",
      "Principal": {"AWS": "arn:aws:iam::111122223333:role/admin"},
      "Action": ["kms:*"],
      "Resource": "*"
    },
    {
      "Sid": "Allow Route 53 DNSSEC Service",
      "Effect": "Allow",
      "Principal": {"Service": "dnssec-route53.amazonaws.com"},
      "Action": ["kms:DescribeKey", "kms:GetPublicKey", "kms:Sign"],
      "Resource": "*",
      "Condition": {
        "StringEquals": {"aws:SourceAccount": "111122223333"},
        "ArnEquals": {"aws:SourceArn": "arn:aws:route53:::hostedzone/ZONE"}
      }
    },
    {
      "Sid": "Allow Route 53 DNSSEC to CreateGrant",
      "Effect": "Allow",
      "Principal": {"Service": "dnssec-route53.amazonaws.com"},
      "Action": ["kms:CreateGrant"],
      "Resource": "*",
      "Condition": {"Bool": {"kms:GrantIsForAWSResource": true}}
    }
  ]
}"""
"""https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/access-control-managing-permissions.html#KMS-key-policy-for-DNSSEC"""


def create_zone(connection: HTTPConnection, name: str = "example.com") -> str:
    """Create a hosted zone, and return its id as Route 53 prints it."""
    body = (
        f'<CreateHostedZoneRequest xmlns="{NAMESPACE}"><Name>{name}</Name>'
        f"<CallerReference>{name}</CallerReference></CreateHostedZoneRequest>"
    )
    return ask(connection, "POST", "/2013-04-01/hostedzone", body).text("HostedZone/Id")


def create_key(connection: HTTPConnection, zone_id: str, account: Account) -> str:
    """Create the KMS key of the documentation's key policy, and return its ARN."""
    policy = KEY_POLICY.replace("111122223333", account.id)
    answer = ask_kms(
        connection,
        "CreateKey",
        KeySpec="ECC_NIST_P256",
        KeyUsage="SIGN_VERIFY",
        Policy=policy.replace("ZONE", zone_id.rpartition("/")[2]),
    )
    arn: str = answer.json["KeyMetadata"]["Arn"]
    return arn


def request(zone_id: str, arn: str, *, xmlns: str = f' xmlns="{NAMESPACE}"', **changed: str) -> str:
    """Return the body of CreateKeySigningKey, line by line as the page prints it."""
    members = {
        "CallerReference": "reference",
        "HostedZoneId": zone_id,
        "KeyManagementServiceArn": arn,
        "Name": "example",
        "Status": "ACTIVE",
        **changed,
    }
    lines = "\n".join(f"   <{name}>{text}</{name}>" for name, text in members.items())
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<CreateKeySigningKeyRequest{xmlns}>\n'
        f"{lines}\n</CreateKeySigningKeyRequest>\n"
    )


Create = Callable[..., Answer]


@pytest.fixture
def create(aws: Account, connection: HTTPConnection) -> Create:
    """Return a function that sends CreateKeySigningKey for a zone and a key that are there."""
    zone_id = create_zone(connection)
    arn = create_key(connection, zone_id, aws)

    def create(zone: str = zone_id, **changed: str) -> Answer:
        body = request(zone, arn, **changed)
        return ask(connection, "POST", "/2013-04-01/keysigningkey", body)

    return create


MEMBERS = [
    "CreatedDate",
    "DigestAlgorithmMnemonic",
    "DigestAlgorithmType",
    "DigestValue",
    "DNSKEYRecord",
    "DSRecord",
    "Flag",
    "KeyTag",
    "KmsArn",
    "LastModifiedDate",
    "Name",
    "PublicKey",
    "SigningAlgorithmMnemonic",
    "SigningAlgorithmType",
    "Status",
]
"""https://docs.aws.amazon.com/Route53/latest/APIReference/API_CreateKeySigningKey.html"""


def test_create_key_signing_key_as_the_page_prints_it(aws: Account, create: Create) -> None:
    """201, where the key-signing key is, and all elements that the page lists."""
    answer = create()
    (zone,) = aws.route53.zones
    assert answer.status == 201
    path = f"/2013-04-01/keysigningkey/{zone.id}/example"
    assert answer.headers["Location"] == f"https://route53.amazonaws.com{path}"
    assert answer.headers["x-amzn-RequestId"]
    root = f'<CreateKeySigningKeyResponse xmlns="{NAMESPACE}">'
    assert answer.body.startswith(f'<?xml version="1.0"?>\n{root}'.encode())
    for name in MEMBERS:
        assert answer.text(f"KeySigningKey/{name}")
    for name in ("Id", "Status", "SubmittedAt"):
        assert answer.text(f"ChangeInfo/{name}")
    assert answer.text("KeySigningKey/Status") == "ACTIVE"


def test_an_id_as_route53_prints_it(create: Create, connection: HTTPConnection) -> None:
    """A zone's id with ``/hostedzone/`` before it is as good in a body and in a path."""
    zone_id = create_zone(connection, "other.example")
    assert zone_id.startswith("/hostedzone/")
    bare = zone_id.rpartition("/")[2]
    for path in (zone_id, zone_id[1:], bare, zone_id.replace("/", "%2F")):
        answer = ask(connection, "GET", f"/2013-04-01/hostedzone/{path}")
        assert answer.text("HostedZone/Id") == zone_id
    answer = ask(connection, "GET", f"/2013-04-01/hostedzone/{bare}/rrset/?maxitems=1")
    assert answer.text("IsTruncated") == "true"


REFUSED: list[tuple[dict[str, str], int, str, str]] = [
    ({"xmlns": ""}, 400, "InvalidInput", "Cannot find the declaration of element"),
    ({"Status": "BOGUS"}, 400, "InvalidKeySigningKeyStatus", ""),
    ({"Name": "a" * 129}, 400, "InvalidInput", "cvc-maxLength-valid"),
    ({"KeyManagementServiceArn": "arn"}, 400, "InvalidKMSArn", ""),
    ({"zone": "Z0NOTTHERE"}, 404, "NoSuchHostedZone", "Z0NOTTHERE"),
]


@pytest.mark.parametrize(("changed", "status", "code", "text"), REFUSED, ids=str)
def test_errors_of_create_key_signing_key(
    create: Create, changed: dict[str, str], status: int, code: str, text: str
) -> None:
    """The page's codes and statuses, in Route 53's document."""
    answer = create(**changed)
    assert answer.status == status
    assert answer.headers["Content-Type"] == "text/xml"
    assert answer.text("Error/Type") == "Sender"
    assert answer.text("Error/Code") == code
    assert text in answer.text("Error/Message")
    assert answer.text("RequestId") == answer.headers["x-amzn-RequestId"]


def test_a_name_that_is_taken(create: Create) -> None:
    """The one error of the page with a status of its own."""
    assert create().status == 201
    answer = create(CallerReference="other")
    assert answer.status == 409
    assert answer.text("Error/Code") == "KeySigningKeyAlreadyExists"


def test_the_documentations_key_policy(
    aws: Account, create: Create, connection: HTTPConnection
) -> None:
    """With the user's own account and role in it, it makes a key that Route 53 may use."""
    arn = create().text("KeySigningKey/KmsArn")
    answer = ask_kms(connection, "GetKeyPolicy", KeyId=arn, PolicyName="default")
    assert json.loads(answer.json["Policy"])["Id"] == "dnssec-policy"


def test_domains_in_json(connection: HTTPConnection) -> None:
    """Route 53 Domains is told by its target."""
    target = {"X-Amz-Target": "Route53Domains_v20140515.CheckDomainAvailability"}
    answer = ask(connection, "POST", "/", '{"DomainName": "example.com"}', target)
    assert answer.json == {"Availability": "AVAILABLE"}


def _cbor(parameters: Any) -> bytes:
    serializer: Any = create_serializer(CBOR)
    model = operation_model("route53domains", "CheckDomainAvailability")
    body: bytes = serializer.serialize_to_request(parameters, model)["body"]
    return body


def test_domains_in_cbor(connection: HTTPConnection) -> None:
    """Route 53 Domains is told by its path; a botocore that is too old for CBOR says so."""
    path = "/service/Route53Domains_v20140515/operation/CheckDomainAvailability"
    if CBOR in SERIALIZERS:
        answer = ask(connection, "POST", path, _cbor({"DomainName": "example.com"}))
        assert answer.status == 200
        assert answer.headers["smithy-protocol"] == "rpc-v2-cbor"
        assert b"AVAILABLE" in answer.body
    else:
        answer = ask(connection, "POST", path, b"\xa0")
        assert answer.status == 501
        assert "pip install --upgrade botocore" in answer.json["message"]


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_sts_by_its_form(aws: Account, connection: HTTPConnection, method: str) -> None:
    """The form is in the body, or in the URI of a GET, as presigned requests have it."""
    form = "Action=GetCallerIdentity&Version=2011-06-15"
    path, body = (f"/?{form}", "") if method == "GET" else ("/", form)
    answer = ask(connection, method, path, body)
    assert answer.status == 200
    assert f"<Account>{aws.id}</Account>".encode() in answer.body


UNKNOWN = [
    ("POST", "/", {"X-Amz-Target": "TrentService.MakeCoffee"}, 400, b"UnknownOperationException"),
    ("PUT", "/2013-04-01/hostedzone", {}, 400, b"<Code>UnknownOperationException</Code>"),
    ("OPTIONS", "/2013-04-01/hostedzone", {}, 400, b"<Code>UnknownOperationException</Code>"),
    ("GET", "/2013-04-01/coffee", {}, 400, b"<Code>UnknownOperationException</Code>"),
    ("GET", "/", {}, 404, b"cannot tell what GET / is for"),
    ("POST", "/", {"X-Amz-Target": "DynamoDB_20120810.ListTables"}, 404, b"cannot tell"),
]


@pytest.mark.parametrize(("method", "path", "headers", "status", "text"), UNKNOWN, ids=str)
def test_what_does_not_exist(
    connection: HTTPConnection,
    method: str,
    path: str,
    headers: dict[str, str],
    status: int,
    text: bytes,
) -> None:
    """Unknown operations are refused in the service's words, unknown services with what exists."""
    answer = ask(connection, method, path, "", headers)
    assert answer.status == status
    assert text in answer.body
    assert "html" not in answer.headers["Content-Type"]


@pytest.mark.parametrize(
    ("service", "method"),
    [("s3", "list_buckets"), ("sns", "list_topics"), ("dynamodb", "list_tables")],
)
def test_clients_of_other_services(server: Server, service: str, method: str) -> None:
    """Whoever has one endpoint for all services reads why there is no answer, XML or JSON."""
    client = with_options(**KEYS, endpoint_url=server.endpoint)(service)
    with pytest.raises(ClientError, match="mock_dnssec cannot tell what"):
        getattr(client, method)()


def test_an_operation_of_sts_that_the_mock_does_not_have(connection: HTTPConnection) -> None:
    """The answer says which there are."""
    answer = ask(connection, "POST", "/", "Action=GetSessionToken&Version=2011-06-15")
    assert answer.status == 501
    assert b"AssumeRole" in answer.body


def test_head(connection: HTTPConnection) -> None:
    """HEAD gets the status and no body, and the connection stays in step."""
    answer = ask(connection, "HEAD", "/_mock_dnssec/health")
    assert (answer.status, answer.body) == (200, b"")
    assert ask(connection, "GET", "/_mock_dnssec/health").status == 200
