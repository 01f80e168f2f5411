"""What is measured, against what, and the ratio that the project holds itself to."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any

import boto3
from moto import mock_aws

from benchmarks.canned import recorder
from benchmarks.measure import Action, import_seconds, medians
from mock_dnssec import mock_dnssec

Client = Any

RECORDS = 300


def _clients() -> tuple[Client, Client]:
    session = boto3.session.Session("key", "secret", region_name="us-east-1")
    return session.client("kms"), session.client("route53")


def _row(what: str, ours: float, other_name: str, other: float, bound: str) -> str:
    ratio = f"{ours / other:.2f} x" if "at most" in bound else f"{other / ours:.1f} x faster"
    return f"| {what} | {_shown(ours)} | {other_name} {_shown(other)} | {ratio} | {bound} |"


def _shown(seconds: float) -> str:
    return f"{seconds * 1e3:.2f} ms" if seconds >= 1e-3 else f"{seconds * 1e6:.0f} us"


def _zone_of_records(route53: Client) -> str:
    zone = route53.create_hosted_zone(Name="example.com", CallerReference="benchmark")
    zone_id = str(zone["HostedZone"]["Id"])
    changes = [
        {
            "Action": "CREATE",
            "ResourceRecordSet": {
                "Name": f"host-{number}.example.com",
                "Type": "A",
                "TTL": 300,
                "ResourceRecords": [{"Value": "192.0.2.1"}],
            },
        }
        for number in range(RECORDS)
    ]
    route53.change_resource_record_sets(HostedZoneId=zone_id, ChangeBatch={"Changes": changes})
    return zone_id


def _calls(kms: Client, route53: Client) -> dict[str, Action]:
    key_id = kms.create_key()["KeyMetadata"]["KeyId"]
    zone_id = _zone_of_records(route53)
    return {
        "`kms.describe_key`": lambda: kms.describe_key(KeyId=key_id),
        "`route53.get_hosted_zone`": lambda: route53.get_hosted_zone(Id=zone_id),
        "`route53.get_dnssec`": lambda: route53.get_dnssec(HostedZoneId=zone_id),
        f"`route53.list_resource_record_sets` of {RECORDS}": lambda: (
            route53.list_resource_record_sets(HostedZoneId=zone_id, MaxItems=str(RECORDS))
        ),
    }


def calls() -> Iterator[str]:
    """Ordinary calls: the whole of boto3 included."""
    with mock_aws():
        theirs = {
            name: medians({"moto": call}, rounds=60)["moto"]
            for name, call in _calls(*_clients()).items()
            if name != "`route53.get_dnssec`"
        }
    with mock_dnssec(), recorder() as hook:
        for name, call in _calls(*_clients()).items():
            measured = medians({"ours": call, "canned": hook.canned(call)}, rounds=400)
            bound = "at most 2.5 x" if "list" in name else "at most 1.5 x"
            yield _row(name, measured["ours"], "canned", measured["canned"], bound)
            if name in theirs:
                yield _row(name, measured["ours"], "moto", theirs[name], "2.5 x faster")


def create_key() -> Iterator[str]:
    """CreateKey: the mock makes key material when it is first used, moto at once."""
    for spec, usage, rounds, bound in (
        ("SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT", 40, "50 x faster"),
        ("RSA_4096", "SIGN_VERIFY", 9, "500 x faster"),
    ):
        taken: dict[str, float] = {}
        for name, mock in (("ours", mock_dnssec()), ("moto", mock_aws())):
            with mock:
                kms, _ = _clients()
                call = {name: lambda: kms.create_key(KeySpec=spec, KeyUsage=usage)}  # noqa: B023
                taken |= medians(call, rounds if name == "moto" else 400)
        yield _row(f"`kms.create_key` {spec}", taken["ours"], "moto", taken["moto"], bound)


def entering() -> Iterator[str]:
    """Turning the mock on and off again."""
    taken = medians({"ours": lambda: _enter(mock_dnssec), "moto": lambda: _enter(mock_aws())}, 100)
    yield _row("entering and leaving", taken["ours"], "mock_aws", taken["moto"], "20 x faster")


def _enter(mock: Any) -> None:
    with mock:
        pass


def importing() -> Iterator[str]:
    """What `import mock_dnssec` costs on top of boto3."""
    alone, both = import_seconds("import boto3", "import boto3, mock_dnssec", rounds=25)
    yield (
        f"| `import mock_dnssec` | {_shown(both - alone)} | on top of boto3's {_shown(alone)} "
        "| | at most 20 ms |"
    )


SCENARIOS: list[Callable[[], Iterator[str]]] = [calls, create_key, entering, importing]

os.environ.setdefault("AWS_EC2_METADATA_DISABLED", "true")
