"""What a user has who has only the server: whether it is there, and what key stores stand on."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from mock_dnssec import __version__

from .support import ask, ask_kms

if TYPE_CHECKING:
    from http.client import HTTPConnection

    from mock_dnssec import Account

ROOT = "/_mock_dnssec"


def create_store(connection: HTTPConnection, name: str, path: str) -> str:
    """Create a key store upon what a lever gives, connect it, and return its id."""
    parameters = ask(connection, "POST", f"{ROOT}/{path}").json
    created = ask_kms(connection, "CreateCustomKeyStore", CustomKeyStoreName=name, **parameters)
    store_id: str = created.json["CustomKeyStoreId"]
    connected = ask_kms(connection, "ConnectCustomKeyStore", CustomKeyStoreId=store_id)
    assert connected.status == 200
    return store_id


def test_health(aws: Account, connection: HTTPConnection) -> None:
    """The health path says that the server is ready, and for what."""
    answer = ask(connection, "GET", f"{ROOT}/health")
    assert answer.status == 200
    assert answer.json == {
        "status": "ready",
        "version": __version__,
        "account_id": aws.id,
        "services": ["kms", "route53", "route53domains", "sts"],
    }
    assert not aws.calls


STORES: list[tuple[str, dict[str, Any], str]] = [
    ("cloudhsm/clusters", {"Origin": "AWS_CLOUDHSM"}, "CloudHsmClusterId"),
    (
        "xks/proxies?key=bb8562717f809024",
        {"Origin": "EXTERNAL_KEY_STORE", "XksKeyId": "bb8562717f809024"},
        "XksKeyConfiguration",
    ),
]


@pytest.mark.parametrize(("path", "asked", "member"), STORES, ids=["CloudHSM", "XKS"])
def test_key_stores(
    connection: HTTPConnection, path: str, asked: dict[str, Any], member: str
) -> None:
    """What a lever answers is what CreateCustomKeyStore wants, and keys are created there."""
    store_id = create_store(connection, "store", path)
    created = ask_kms(connection, "CreateKey", CustomKeyStoreId=store_id, **asked)
    metadata: dict[str, Any] = created.json["KeyMetadata"]
    assert metadata["CustomKeyStoreId"] == store_id
    assert metadata["KeyState"] == "Enabled"
    assert metadata[member]


def test_several_proxies(connection: HTTPConnection) -> None:
    """Each has a URI of its own; one that is taken is refused with the reason."""
    for path in ("/kms/xks/v1", "/other/kms/xks/v1"):
        answer = ask(connection, "POST", f"{ROOT}/xks/proxies?uri_path={path}&key=a&key=b")
        assert answer.json["XksProxyUriPath"] == path
    answer = ask(connection, "POST", f"{ROOT}/xks/proxies")
    assert answer.status == 400
    assert "already" in answer.json["message"]


def test_the_clock(aws: Account, connection: HTTPConnection) -> None:
    """It moves as far as is said, and the answer says what time it is then."""
    start = aws.clock.freeze()
    answer = ask(connection, "POST", f"{ROOT}/clock/advance?days=7&seconds=0.5")
    assert aws.clock.now() == start + timedelta(days=7, seconds=0.5)
    assert answer.json == {"now": aws.clock.now().isoformat()}


@pytest.mark.parametrize("step", ["days=-1", "days=x", "days=nan", "days=1e300", "days=9e6", "d=1"])
def test_the_clock_cannot(aws: Account, connection: HTTPConnection, step: str) -> None:
    """A step that makes no sense is refused, and the clock stays where it is."""
    start = aws.clock.freeze()
    answer = ask(connection, "POST", f"{ROOT}/clock/advance?{step}")
    assert answer.status == 400
    assert "day" in answer.json["message"]
    assert aws.clock.now() == start


def test_a_proxy_in_a_vpc(connection: HTTPConnection) -> None:
    """The query says what ``account.xks.create_proxy`` may be told."""
    query = "vpc_endpoint_service_name=com.amazonaws.vpce.us-east-1.vpce-svc-1"
    answer = ask(connection, "POST", f"{ROOT}/xks/proxies?{query}")
    assert answer.json["XksProxyConnectivity"] == "VPC_ENDPOINT_SERVICE"


def test_what_a_proxy_does_not_have(connection: HTTPConnection) -> None:
    """A misspelt word of the query is refused with the list of what there is; nothing is made."""
    answer = ask(connection, "POST", f"{ROOT}/xks/proxies?uri_pth=/kms/xks/v1")
    assert answer.status == 400
    assert "uri_path" in answer.json["message"]
    assert ask(connection, "POST", f"{ROOT}/xks/proxies?key=a&key=a").status == 200


@pytest.mark.parametrize(("method", "path"), [("POST", "health"), ("GET", "coffee"), ("GET", "")])
def test_what_there_is_not(connection: HTTPConnection, method: str, path: str) -> None:
    """The answer lists what there is."""
    answer = ask(connection, method, f"{ROOT}/{path}")
    assert answer.status == 404
    assert "GET /_mock_dnssec/health" in answer.json["message"]
