"""Bodies that no SDK sends are refused in AWS's form, and never reach a backend."""

from __future__ import annotations

import time

import pytest

from mock_dnssec.errors import AwsError
from mock_dnssec.wire.http import Request
from mock_dnssec.wire.protocol import protocol_of

NAMESPACE = "https://route53.amazonaws.com/doc/2013-04-01/"
ROOT = "CreateHostedZoneRequest"
CONTENT = "<Name>example.com</Name><CallerReference>r</CallerReference>"
ZONE = {"Name": "example.com", "CallerReference": "r"}


def read(service: str, operation: str, body: str | bytes, path: str = "/") -> dict[str, object]:
    """Return the parameters of a request with this body."""
    body = body.encode() if isinstance(body, str) else body
    return protocol_of(service).read(operation, Request("POST", path, "", body))


def refused(service: str, operation: str, body: str | bytes) -> tuple[str, str]:
    """Return code and message of the refusal of this body."""
    with pytest.raises(AwsError) as caught:
        read(service, operation, body)
    return caught.value.code, caught.value.message


NOT_JSON = {
    "nothing": "",
    "cut off": '{"KeyId": "x"',
    "two documents": '{"KeyId": "x"} {}',
    "trailing comma": '{"KeyId": "x",}',
    "a constant of JavaScript": '{"KeyId": NaN}',
    "null": "null",
    "a number": "1",
    "a string": '"x"',
    "not UTF-8": b'{"KeyId": "\xff"}',
    "UTF-16": '{"KeyId": "x"}'.encode("utf-16"),
    "nested beyond measure": '{"a":' * 100_000,
    "a long number": '{"KeyId": ' + "1" * 5000 + "}",
}


@pytest.mark.parametrize("body", NOT_JSON.values(), ids=NOT_JSON)
def test_what_is_no_json_object(body: str | bytes) -> None:
    """KMS's framework answers SerializationException without a message."""
    assert refused("kms", "DescribeKey", body) == ("SerializationException", "")


LIST = "Start of list found where not expected"
STRUCTURE = "Start of structure or map found where not expected."

WRONG_TYPES = [
    ("DescribeKey", "[]", LIST),
    ("DescribeKey", '{"KeyId": 1}', "NUMBER_VALUE can not be converted to a String"),
    ("DescribeKey", '{"KeyId": 1.5}', "NUMBER_VALUE can not be converted to a String"),
    ("DescribeKey", '{"KeyId": true}', "TRUE_VALUE can not be converted to a String"),
    ("DescribeKey", '{"KeyId": false}', "FALSE_VALUE can not be converted to a String"),
    ("DescribeKey", '{"KeyId": ["x"]}', LIST),
    ("DescribeKey", '{"KeyId": {"a": 1}}', STRUCTURE),
    ("DescribeKey", '{"KeyId": "x", "GrantTokens": "t"}', "Expected list or null"),
    ("DescribeKey", '{"KeyId": "x", "GrantTokens": {}}', STRUCTURE),
    (
        "DescribeKey",
        '{"KeyId": "x", "GrantTokens": [1]}',
        "NUMBER_VALUE can not be converted to a String",
    ),
    ("CreateKey", '{"Tags": ["t"]}', "Expected null"),
    ("CreateKey", '{"MultiRegion": "true"}', "STRING_VALUE can not be converted to an Boolean"),
    ("GenerateRandom", '{"NumberOfBytes": "8"}', "STRING_VALUE can not be converted to an Integer"),
    ("GenerateRandom", '{"NumberOfBytes": true}', "TRUE_VALUE can not be converted to an Integer"),
    ("Encrypt", '{"KeyId": "x", "Plaintext": "x"}', ""),
    ("Encrypt", '{"KeyId": "x", "Plaintext": "????"}', ""),
    ("Encrypt", '{"KeyId": "x", "EncryptionContext": "c"}', "Expected map or null"),
    ("Encrypt", '{"KeyId": "x", "EncryptionContext": {"a": []}}', LIST),
    (
        "ImportKeyMaterial",
        '{"ValidTo": "tomorrow"}',
        "STRING_VALUE can not be converted to milliseconds since epoch",
    ),
    ("ImportKeyMaterial", '{"ValidTo": 1e300}', ""),
]


@pytest.mark.parametrize(("operation", "body", "message"), WRONG_TYPES)
def test_json_of_other_types(operation: str, body: str, message: str) -> None:
    """A value of another type than the model's is refused by what it is and should have been."""
    assert refused("kms", operation, body) == ("SerializationException", message)


@pytest.mark.parametrize(
    "body",
    [
        '{"KeyId": "x"}',
        '{"KeyId": "x", "GrantTokens": null}',
        '{"KeyId": "x", "Later": {"Than": ["this", null]}, "keyId": 1}',
    ],
)
def test_json_that_is_read_all_the_same(body: str) -> None:
    """A null is as good as nothing, and members that the model does not have are passed over."""
    assert read("kms", "DescribeKey", body) == {"KeyId": "x"}


NOT_XML = {
    "cut off": f'<{ROOT} xmlns="{NAMESPACE}">{CONTENT}',
    "cut off, of another form": f"<?xml version='1.0'?><{ROOT}>{CONTENT}",
    "JSON": '{"Name": "example.com"}',
    "two documents": f'<{ROOT} xmlns="{NAMESPACE}"/><{ROOT} xmlns="{NAMESPACE}"/>',
    "a control character": f'<{ROOT} xmlns="{NAMESPACE}"><Name>\x01</Name></{ROOT}>',
    "not UTF-8": f'<{ROOT} xmlns="{NAMESPACE}"><Name>'.encode() + b"\xff</Name></" + ROOT.encode(),
    "an entity that is not there": f'<{ROOT} xmlns="{NAMESPACE}"><Name>&a;</Name></{ROOT}>',
    "UTF-16": f'<{ROOT} xmlns="{NAMESPACE}"/>'.encode("utf-16"),
    "UTF-16 without a mark": f"<!DOCTYPE {ROOT}><{ROOT}/>".encode("utf-16-le"),
}


@pytest.mark.parametrize("body", NOT_XML.values(), ids=NOT_XML)
def test_what_is_no_xml(body: str | bytes) -> None:
    """Route 53 answers MalformedInput."""
    assert refused("route53", "CreateHostedZone", body)[0] == "MalformedInput"


ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "boom"}">' for n in range(10))
DOCUMENT_TYPES = {
    "none of note": f"<!DOCTYPE {ROOT}>",
    "an entity": f'<!DOCTYPE {ROOT} [<!ENTITY e9 "example.com">]>',
    "a file": f'<!DOCTYPE {ROOT} [<!ENTITY e9 SYSTEM "file:///etc/hostname">]>',
    "a billion laughs": f"<!DOCTYPE {ROOT} [{ENTITIES}]>",
}


@pytest.mark.parametrize("document_type", DOCUMENT_TYPES.values(), ids=DOCUMENT_TYPES)
def test_document_types(document_type: str) -> None:
    """A document type is refused before anything of it is read."""
    name = "<Name>&e9;</Name>" if "ENTITY" in document_type else "<Name>a</Name>"
    started = time.process_time()
    code, _ = refused(
        "route53",
        "CreateHostedZone",
        f'{document_type}<{ROOT} xmlns="{NAMESPACE}">{name}</{ROOT}>',
    )
    assert code == "MalformedInput"
    assert time.process_time() - started < 1


def test_another_root() -> None:
    """The root element is the operation's; what is there and what should be are named."""
    assert refused(
        "route53", "ChangeResourceRecordSets", f'<ChangeBatch xmlns="{NAMESPACE}"/>'
    ) == ("MalformedInput", "ChangeBatch is not valid, expected ChangeResourceRecordSetsRequest")


@pytest.mark.parametrize("namespace", ["", 'xmlns="https://route53.amazonaws.com/doc/2012-02-29/"'])
def test_another_namespace(namespace: str) -> None:
    """The schema knows the root element in its own namespace only."""
    assert refused("route53", "CreateHostedZone", f"<{ROOT} {namespace}>{CONTENT}</{ROOT}>") == (
        "InvalidInput",
        f"Invalid XML ; cvc-elt.1: Cannot find the declaration of element '{ROOT}'.",
    )


def document(content: str) -> str:
    """Return the document that SDKs send, with this content."""
    return f'<{ROOT} xmlns="{NAMESPACE}">{content}</{ROOT}>'


OTHER_FORMS = {
    "declaration": f'<?xml version="1.0" encoding="UTF-8"?>\n{document(CONTENT)}',
    "white space": f"<{ROOT}\n xmlns='{NAMESPACE}'>\n{CONTENT}\n</{ROOT}\n>",
    "comment": document(f"<!-- a zone -->{CONTENT}"),
    "unknown element": document(f"{CONTENT}<Later><Than/></Later>"),
    "CDATA": document(CONTENT.replace("example.com", "<![CDATA[example.com]]>")),
    "prefix": document(CONTENT)
    .replace("<", "<r:")
    .replace("<r:/", "</r:")
    .replace("xmlns", "xmlns:r"),
}


@pytest.mark.parametrize("body", OTHER_FORMS.values(), ids=OTHER_FORMS)
def test_xml_that_is_read_all_the_same(body: str) -> None:
    """Any form of the same document is the same request."""
    assert read("route53", "CreateHostedZone", body) == ZONE


@pytest.mark.parametrize(
    "value", ["<TTL>many</TTL>", "<TTL></TTL>", "<TTL>1.5</TTL>", "<TTL>1</TTL><TTL>2</TTL>"]
)
def test_numbers_that_are_none(value: str) -> None:
    """Text where the schema has a number is refused."""
    record_set = f"<ResourceRecordSet><Name>a</Name><Type>A</Type>{value}</ResourceRecordSet>"
    change = f"<Change><Action>CREATE</Action>{record_set}</Change>"
    batch = f"<ChangeBatch><Changes>{change}</Changes></ChangeBatch>"
    root = "ChangeResourceRecordSetsRequest"
    code, _ = refused(
        "route53", "ChangeResourceRecordSets", f'<{root} xmlns="{NAMESPACE}">{batch}</{root}>'
    )
    assert code == "InvalidInput"


def test_a_body_that_the_operation_has_no_use_for() -> None:
    """An operation whose parameters are all in the URI reads no body, whatever it is."""
    path = "/2013-04-01/hostedzone/Z1/dnssec"
    assert read("route53", "GetDNSSEC", "<not xml", path) == {"HostedZoneId": "Z1"}


def test_the_uri_is_decoded_once() -> None:
    """Percent-encoded labels and query values arrive as they were meant."""
    request = Request("GET", "/2013-04-01/hostedzone/%2Fzone%2FZ1/rrset", "name=%2541+b&type=", b"")
    with pytest.raises(AwsError, match="at 'startRecordType'"):
        protocol_of("route53").read("ListResourceRecordSets", request)
    request = request._replace(query="name=%2541+b")
    assert protocol_of("route53").read("ListResourceRecordSets", request) == {
        "HostedZoneId": "/zone/Z1",
        "StartRecordName": "%41 b",
    }
