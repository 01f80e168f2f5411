"""Pre-signed and hand-signed requests that are sent with ``requests``."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pytest
import requests
from botocore.awsrequest import AWSRequest
from requests.adapters import HTTPAdapter
from urllib3.util import Retry, Timeout

from mock_dnssec import Account, UnmockedServiceError, mock_dnssec

from .signing import KMS, ask_kms, kms_request, presigned, signed

if TYPE_CHECKING:
    from collections.abc import Iterator

HOSTS = (
    "kms.us-east-1.amazonaws.com",
    "kms.eu-west-1.amazonaws.com",
    "kms-fips.us-east-1.amazonaws.com",
    "kms.us-east-1.api.aws",
    "kms-fips.us-gov-west-1.amazonaws.com",
    "kms.cn-north-1.amazonaws.com.cn",
    "vpce-1.kms.us-east-1.vpce.amazonaws.com",
)
GET_ADAPTER = requests.Session.get_adapter


@pytest.fixture
def session() -> Iterator[requests.Session]:
    """Return a session from before the activation."""
    with requests.Session() as session:
        yield session


def test_a_presigned_url(aws: Account, client: Any, connections: list[object]) -> None:
    """Route 53 answers a URL that a client has signed, with what the client itself would get."""
    zone = client("route53").create_hosted_zone(Name="example.com", CallerReference="1")
    answer = requests.get(
        presigned("route53", "get_hosted_zone", Id=zone["HostedZone"]["Id"]), timeout=9
    )

    assert (answer.status_code, answer.reason) == (200, "OK")
    assert "<Name>example.com.</Name>" in answer.text
    assert answer.headers["x-amzn-RequestId"]
    assert aws.calls[-1].parameters == {"Id": zone["HostedZone"]["Id"].rpartition("/")[2]}
    assert connections == []


def test_a_presigned_identity(aws: Account) -> None:
    """STS answers the pre-signed GetCallerIdentity that services ask for as a proof of identity."""
    answer = requests.get(
        presigned("sts", "get_caller_identity"), headers={"Accept": "application/xml"}, timeout=9
    )

    assert answer.ok
    assert "<Arn>arn:aws:iam::123456789012:user/mock-dnssec</Arn>" in answer.text


def test_a_request_signed_by_hand(
    session: requests.Session, aws: Account, connections: list[object]
) -> None:
    """A request with a SigV4 signature is answered in the Region of its host."""
    http = kms_request("CreateKey", KMS.replace("us-east-1", "eu-west-1"), Description="by hand")
    answer = session.send(signed("kms", "eu-west-1", http))
    key = answer.json()["KeyMetadata"]

    assert answer.headers["Content-Type"] == "application/x-amz-json-1.1"
    assert key["Description"] == "by hand"
    assert key["Arn"].startswith("arn:aws:kms:eu-west-1:123456789012:key/")
    assert connections == []


def test_xml_by_hand(aws: Account) -> None:
    """A document for Route 53 makes a hosted zone; a refusal has AWS's status and document."""
    url = "https://route53.amazonaws.com/2013-04-01/hostedzone"
    body = (
        '<CreateHostedZoneRequest xmlns="https://route53.amazonaws.com/doc/2013-04-01/">'
        "<Name>example.com</Name><CallerReference>1</CallerReference></CreateHostedZoneRequest>"
    )
    made, again = (
        requests.Session().send(signed("route53", "us-east-1", AWSRequest("POST", url, data=body)))
        for _ in range(2)
    )

    assert made.status_code == 201
    assert made.headers["Location"].startswith(f"{url}/Z")
    assert again.status_code == 409
    assert "<Code>HostedZoneAlreadyExists</Code>" in again.text


@pytest.mark.parametrize("host", HOSTS)
def test_every_endpoint(host: str, aws: Account, connections: list[object]) -> None:
    """Every variant of an endpoint, in every partition, is answered."""
    assert ask_kms("ListKeys", f"https://{host}/").json() == {"Keys": [], "Truncated": False}
    assert connections == []


@pytest.mark.parametrize(
    ("method", "url", "named"),
    [
        ("GET", "https://s3.us-east-1.amazonaws.com/", '"s3"'),
        ("GET", "https://zones.s3.amazonaws.com/example.com?x=y", '"s3"'),
        ("POST", "https://dynamodb.us-east-1.amazonaws.com/", '"dynamodb"'),
        ("GET", "https://sqs.us-west-2.api.aws/", '"sqs"'),
        ("GET", "https://api.ecr.us-east-1.amazonaws.com/", "<botocore's name of the service>"),
        ("GET", "https://unheard-of.amazonaws.com/", "<botocore's name of the service>"),
    ],
)
def test_the_rest_of_aws_is_refused(
    method: str, url: str, named: str, aws: Account, connections: list[object]
) -> None:
    """A request to a service that nobody answers says where to, and how to go on."""
    with pytest.raises(UnmockedServiceError) as refusal:
        requests.request(method, url, timeout=9)

    host, _, path = url.removeprefix("https://").partition("?")[0].partition("/")
    assert f"{method} /{path} was about to reach {host}" in str(refusal.value)
    assert f"passthrough=({named},)" in str(refusal.value)
    assert connections == []


@pytest.mark.parametrize("service", ["kms", "dynamodb", "stepfunctions"])
def test_passthrough(service: str, connections: list[object]) -> None:
    """A service that may pass is sent for on the network, ours included."""
    prefix = {"stepfunctions": "states"}.get(service, service)
    with mock_dnssec(passthrough=(service,)) as account:
        with pytest.raises(requests.exceptions.ConnectionError):
            requests.post(f"https://{prefix}.us-east-1.amazonaws.com/", timeout=9)
        assert len(account.calls) == 0

    assert connections != []


def test_other_hosts_pass(aws: Account, connections: list[object]) -> None:
    """What is not AWS's is none of the mock's business."""
    with pytest.raises(requests.exceptions.ConnectionError):
        requests.get("https://example.com/", timeout=9)

    assert connections != []


def test_accounts(aws: Account) -> None:
    """The access key tells the account, in a header as well as in a URL."""
    other = aws.account("210987654321")
    by_hand = signed("kms", "us-east-1", kms_request("CreateKey"), other.credentials)
    key = requests.Session().send(by_hand).json()["KeyMetadata"]
    identity = requests.get(
        presigned("sts", "get_caller_identity", other.credentials), timeout=9
    ).text

    assert key["AWSAccountId"] == "210987654321"
    assert "<Account>210987654321</Account>" in identity
    assert ask_kms("CreateKey").json()["KeyMetadata"]["AWSAccountId"] == "123456789012"


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        ("ConnectTimeout", requests.exceptions.ConnectTimeout),
        ("ReadTimeout", requests.exceptions.ReadTimeout),
        ("ConnectionReset", requests.exceptions.ConnectionError),
        ("EndpointUnreachable", requests.exceptions.ConnectionError),
    ],
)
def test_network_faults(error: str, expected: type[Exception], aws: Account) -> None:
    """A network fault is what ``requests`` makes of one."""
    aws.fail("ListKeys", error)
    with pytest.raises(expected) as failure:
        ask_kms("ListKeys")

    assert failure.type is expected
    assert isinstance(failure.value, requests.exceptions.RequestException)
    assert failure.value.request is not None
    assert ask_kms("ListKeys").ok


@pytest.mark.parametrize("timeout", [3, (9, 3), Timeout(read=3)])
def test_slow_answers(aws: Account, naps: list[float], timeout: Any) -> None:
    """A caller waits for a slow answer no longer than it says."""
    aws.slow("ListKeys", 5, times=2)
    http = signed("kms", "us-east-1", kms_request("ListKeys"))
    with pytest.raises(requests.exceptions.ReadTimeout):
        requests.Session().send(http, timeout=timeout)
    answer = requests.Session().send(http)

    assert answer.ok
    assert naps == [3, 5]


def test_retries(aws: Account) -> None:
    """A session that retries a status is answered again."""
    aws.fail("ListKeys", "KMSInternalException", times=2)
    session = requests.Session()
    retry = Retry(total=3, status_forcelist=[500], allowed_methods=["POST"])
    session.mount("https://", HTTPAdapter(max_retries=retry))

    assert session.send(signed("kms", "us-east-1", kms_request("ListKeys"))).ok
    assert len(aws.calls) == 3


@pytest.mark.parametrize(
    "body",
    [
        b"{}",
        bytearray(b"{}"),
        io.BytesIO(b"{}"),
        io.StringIO("{}"),
        iter([b"{", b"}"]),
        iter(["{", "}"]),
    ],
    ids=lambda body: type(body).__name__,
)
def test_bodies(aws: Account, body: Any) -> None:
    """A body may be octets, a file or an iterable, as ``requests`` sends them."""
    headers = {"X-Amz-Target": "TrentService.ListKeys"}

    assert requests.post(KMS, data=body, headers=headers, timeout=9).json()["Keys"] == []


def test_head(aws: Account) -> None:
    """HEAD, which AWS does not have here, is refused as by AWS: without a body."""
    answer = requests.head("https://route53.amazonaws.com/2013-04-01/hostedzone", timeout=9)

    assert (answer.status_code, answer.content) == (400, b"")


def test_garbage(aws: Account) -> None:
    """What AWS could not read is refused as AWS does, and changes nothing."""
    answer = requests.post(
        KMS, data=b"\xff{", headers={"X-Amz-Target": "TrentService.CreateKey"}, timeout=9
    )

    assert answer.status_code == 400
    assert answer.json()["__type"] == "SerializationException"
    assert list(aws.kms("us-east-1").keys.ids) == []


def test_everything_is_put_back(session: requests.Session) -> None:
    """The session's method is the very object that it was, after an exception in the body too."""
    with mock_dnssec():
        assert requests.Session.get_adapter is not GET_ADAPTER
    assert requests.Session.get_adapter is GET_ADAPTER
    with pytest.raises(requests.exceptions.HTTPError), mock_dnssec():
        ask_kms("DescribeKey", KeyId="unknown").raise_for_status()

    assert requests.Session.get_adapter is GET_ADAPTER
    assert isinstance(session.get_adapter(KMS), HTTPAdapter)


def test_an_adapter_of_the_users_own(aws: Account, session: requests.Session) -> None:
    """What a user has mounted for AWS in the place of an HTTP adapter stays there."""

    class Canned(requests.adapters.BaseAdapter):
        def send(self, request: Any, *_: Any, **__: Any) -> requests.Response:
            answer = requests.Response()
            answer.status_code = 418
            answer.url = request.url
            return answer

        def close(self) -> None: ...

    session.mount(KMS, Canned())

    assert session.post(KMS).status_code == 418
    assert len(aws.calls) == 0
