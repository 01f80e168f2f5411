"""A raw request says for which service, operation and Region it is, and who signed it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from botocore.auth import SigV4Auth, SigV4QueryAuth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from botocore.serialize import create_serializer
from hypothesis import given, settings
from hypothesis import strategies as st

from mock_dnssec.wire.addresses import SERVICES, TARGETS, Address, identify
from mock_dnssec.wire.http import Request

from .client_side import OPERATIONS, SPOKEN, operation_model, sent, service_model
from .shapes import content_of

if TYPE_CHECKING:
    from botocore.model import OperationModel

ACCESS_KEY = "AKIAIOSFODNN7EXAMPLE"
QUERY = b"Action=GetCallerIdentity&Version=2011-06-15"
ROUTE53 = "/2013-04-01/hostedzone"


def headers_of(model: OperationModel, parameters: dict[str, Any], protocol: str) -> dict[str, str]:
    """Return the headers that a client sends."""
    serializer: Any = create_serializer(protocol)
    headers: Mapping[str, str] = serializer.serialize_to_request(parameters, model)["headers"]
    return dict(headers)


@pytest.mark.parametrize(("service", "operation", "protocol"), SPOKEN)
@settings(max_examples=5)
@given(data=st.data())
def test_every_operation_is_told(
    service: str, operation: str, protocol: str, data: st.DataObject
) -> None:
    """Unsigned, and without a host that says more: every request of AWS's models names itself."""
    model = operation_model(service, operation)
    parameters = data.draw(content_of(model.input_shape))
    request = sent(service, operation, parameters, protocol)
    headers = headers_of(model, parameters, protocol)
    assert identify(request, headers) == Address(service, operation, "us-east-1", None)


def test_all_the_models_targets_are_known() -> None:
    """Each service that has a target in AWS's model is told by it."""
    prefixes = {
        service_model(service).metadata.get("targetPrefix"): service for service, _ in OPERATIONS
    }
    assert {prefix: name for prefix, name in prefixes.items() if prefix} == TARGETS


def signed(signer: Any, url: str, service: str, region: str) -> tuple[Request, Mapping[str, str]]:
    """Return a request that botocore has signed, and its headers."""
    request = AWSRequest(method="POST", url=url, data=b"")
    signer(Credentials(ACCESS_KEY, "secret"), service, region).add_auth(request)
    query = urlsplit(str(request.url)).query
    return Request("POST", "/", query, b""), dict(request.headers)


@pytest.mark.parametrize("signer", [SigV4Auth, SigV4QueryAuth])
@pytest.mark.parametrize("service", SERVICES)
def test_the_signature_tells_service_region_and_caller(signer: Any, service: str) -> None:
    """The credential scope is read from the header, or from the query of a presigned request."""
    request, headers = signed(signer, "http://127.0.0.1:5000/", service, "eu-west-3")
    assert identify(request, headers) == Address(service, "", "eu-west-3", ACCESS_KEY)


def test_a_signature_for_a_set_of_regions() -> None:
    """SigV4a names no Region in its scope."""
    authorization = (
        f"AWS4-ECDSA-P256-SHA256 Credential={ACCESS_KEY}/20250101/sts/aws4_request, SignedHeaders=x"
    )
    request = Request("POST", "/", "", QUERY)
    found = identify(request, {"AUTHORIZATION": authorization})
    assert found == Address("sts", "GetCallerIdentity", "us-east-1", ACCESS_KEY)


HOSTS = {
    "kms.eu-west-1.amazonaws.com": ("kms", "eu-west-1"),
    "kms-fips.us-gov-west-1.amazonaws.com": ("kms", "us-gov-west-1"),
    "kms.cn-north-1.amazonaws.com.cn": ("kms", "cn-north-1"),
    "kms.ap-southeast-2.api.aws": ("kms", "ap-southeast-2"),
    "route53.amazonaws.com": ("route53", "us-east-1"),
    "route53domains.us-east-1.amazonaws.com": ("route53domains", "us-east-1"),
    "sts.amazonaws.com": ("sts", "us-east-1"),
    "sts.eu-central-1.amazonaws.com:443": ("sts", "eu-central-1"),
}


@pytest.mark.parametrize(("host", "expected"), HOSTS.items(), ids=HOSTS)
def test_the_host_tells_what_nothing_else_does(host: str, expected: tuple[str, str]) -> None:
    """Service and Region of an unsigned request are those of AWS's endpoint."""
    service, region = expected
    assert identify(Request("POST", "/", "", b""), {"Host": host}) == (service, "", region, None)


@pytest.mark.parametrize(
    "request_",
    [Request("POST", "/", "", QUERY), Request("GET", "/", QUERY.decode(), b"")],
    ids=["POST", "GET"],
)
def test_sts_is_told_by_its_form(request_: Request) -> None:
    """The ``query`` protocol has action and version in the body, or in the URI of a GET."""
    assert identify(request_, {}) == Address("sts", "GetCallerIdentity", "us-east-1", None)


PATHS = {
    ("GET", ROUTE53): "ListHostedZones",
    ("GET", f"{ROUTE53}/"): "ListHostedZones",
    ("GET", f"{ROUTE53}/Z1/rrset/"): "ListResourceRecordSets",
    ("POST", f"{ROUTE53}/Z1/rrset"): "ChangeResourceRecordSets",
    ("GET", f"{ROUTE53}//hostedzone/Z1"): "GetHostedZone",
    ("GET", f"{ROUTE53}/hostedzone/Z1/dnssec"): "GetDNSSEC",
    ("GET", f"{ROUTE53}/%2Fhostedzone%2FZ1/dnssec"): "GetDNSSEC",
    ("GET", "/2013-04-01/change//change/C1"): "GetChange",
    ("GET", "/2013-04-01/delegationset/delegationset/N1"): "GetReusableDelegationSet",
    ("DELETE", "/2013-04-01/keysigningkey/hostedzone/Z1/name"): "DeleteKeySigningKey",
    ("DELETE", "/2013-04-01/keysigningkey/Z1/name"): "DeleteKeySigningKey",
    ("GET", "/2013-04-01/tags/hostedzone/Z1"): "ListTagsForResource",
    ("GET", "/2013-04-01/trafficpolicyinstances/hostedzone"): (
        "ListTrafficPolicyInstancesByHostedZone"
    ),
    ("PUT", ROUTE53): "",
    ("HEAD", ROUTE53): "",
    ("GET", "/2013-04-01/"): "",
    ("GET", "/2013-04-01/nothing/of/the/kind"): "",
    ("GET", f"{ROUTE53}/Z1/dnssec/more"): "",
}


@pytest.mark.parametrize(("asked", "operation"), PATHS.items(), ids=str)
def test_paths_of_route53(asked: tuple[str, str], operation: str) -> None:
    """A slash may follow, and an id may be given as Route 53 prints it."""
    method, path = asked
    assert identify(Request(method, path, "", b""), {}) == ("route53", operation, "us-east-1", None)


NOBODYS = [
    ("/", {}),
    ("/", {"X-Amz-Target": "DynamoDB_20120810.ListTables"}),
    ("/", {"X-Amz-Target": "TrentService"}),
    ("/", {"Host": "s3.eu-west-1.amazonaws.com"}),
    ("/", {"Host": "127.0.0.1:8000"}),
    ("/", {"Authorization": "AWS4-HMAC-SHA256 Credential=A/20250101/us-east-1/s3/aws4_request"}),
    ("/", {"Authorization": "Basic a21zOmttcw=="}),
    ("/service/Other/operation/CreateKey", {}),
    ("/2012-12-12/hostedzone", {}),
]


@pytest.mark.parametrize(("path", "headers"), NOBODYS, ids=str)
def test_what_is_for_nobody(path: str, headers: dict[str, str]) -> None:
    """A request for another service, or for none, has no address."""
    assert identify(Request("POST", path, "", b"\xff"), headers) is None


UNKNOWN = [
    ({"X-Amz-Target": "TrentService.Unknown"}, "kms", "Unknown"),
    ({"X-Amz-Target": "TrentService."}, "kms", ""),
    ({"X-Amz-Target": "Nonsense", "Host": "kms.us-east-1.amazonaws.com"}, "kms", ""),
]


@pytest.mark.parametrize(("headers", "service", "operation"), UNKNOWN, ids=str)
def test_operations_that_do_not_exist(
    headers: dict[str, str], service: str, operation: str
) -> None:
    """What a service does not have is still for that service, to refuse in its own words."""
    found = identify(Request("POST", "/", "", b"{}"), headers)
    assert found == Address(service, operation, "us-east-1", None)


def test_what_the_request_says_itself_comes_first() -> None:
    """A target or a path holds against the signature, which still tells Region and caller."""
    scope = f"Credential={ACCESS_KEY}/20250101/eu-west-1/sts/aws4_request"
    headers = {"Authorization": f"AWS4-HMAC-SHA256 {scope}", "X-Amz-Target": "TrentService.Sign"}
    found = identify(Request("POST", "/", "", b"{}"), headers)
    assert found == Address("kms", "Sign", "eu-west-1", ACCESS_KEY)
