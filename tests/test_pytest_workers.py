"""pytest-xdist: each worker is a world of its own, and needs no ports."""

from __future__ import annotations

from .plugin_runs import QUIET, Run, run

__all__ = ["run"]

pytest_plugins = ("pytester",)

SUITE = """
import socket
import time

def test_one_world(dnssec_account_session, worker_id, request, monkeypatch):
    def refuse(*_):
        raise AssertionError("a port")

    for name in ("bind", "connect", "listen"):
        monkeypatch.setattr(socket.socket, name, refuse)
    route53 = boto3.client("route53")
    route53.create_hosted_zone(Name="example.com", CallerReference="the same")
    kms.create_alias(AliasName="alias/ksk", TargetKeyId=kms.create_key()["KeyMetadata"]["KeyId"])
    (request.config.rootpath / f"{worker_id}.made").touch()
    deadline = time.monotonic() + 60
    while len(list(request.config.rootpath.glob("*.made"))) < 2:
        assert time.monotonic() < deadline
        time.sleep(0.01)
    assert route53.get_hosted_zone_count()["HostedZoneCount"] == 1
    assert len(kms.list_keys()["Keys"]) == len(dnssec_account_session.calls.to("CreateKey")) == 1
"""


def test_two_workers_at_once(run: Run) -> None:
    """Two workers make the same things at the same time, and neither meets the other's."""
    result = run(SUITE, "-n2", "--dist=each", *QUIET, apart=True)

    result.assert_outcomes(passed=2)
