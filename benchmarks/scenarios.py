"""What is measured, against what, and the ratio that the project holds itself to."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from moto import mock_aws

from benchmarks import dns_scenarios, kms_scenarios, route53_scenarios
from benchmarks.accounts import accounts
from benchmarks.canned import recorder
from benchmarks.key_policy import KEY_POLICY
from benchmarks.measure import Action, import_seconds, medians
from benchmarks.rows import Client, clients, row, shown
from mock_dnssec import mock_dnssec

RECORDS = 300


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
        f"`route53.list_resource_record_sets` of {RECORDS}": lambda: (
            route53.list_resource_record_sets(HostedZoneId=zone_id, MaxItems=str(RECORDS))
        ),
    }


def calls() -> Iterator[str]:
    """Ordinary calls, the whole of boto3 included: against moto's, and against a canned reply."""
    moto = mock_aws()
    with _on(moto):
        theirs = _calls(*clients())
    with mock_dnssec() as account, accounts() as hook:
        ours = hook.turn(account, lambda: _calls(*clients()))()
    for name, call in ours.items():
        with accounts() as hook:
            taken = medians(
                {"ours": hook.turn(account, call), "moto": theirs[name]},
                rounds=100,
                around={"ours": mock_dnssec.__call__, "moto": lambda: _on(moto)},
            )
        yield row(name, taken["ours"], "moto", taken["moto"], "2.5 x faster")
    with mock_dnssec(), recorder() as canned:
        for name, call in _calls(*clients()).items():
            taken = medians({"ours": call, "canned": canned.canned(call)}, rounds=400)
            bound = "at most 2.5 x" if "list" in name else "at most 1.5 x"
            yield row(name, taken["ours"], "canned", taken["canned"], bound)


@contextmanager
def _on(moto: Any) -> Iterator[None]:
    """Turn moto on and off again without loss of what it holds."""
    moto.start(reset=False)
    try:
        yield
    finally:
        moto.stop(remove_data=False)


def signed_zone() -> Iterator[str]:
    """GetDNSSEC of a zone that signs with one key: moto has no such zones."""
    with mock_dnssec(), recorder() as hook:
        kms, route53 = clients()
        zone_id = route53.create_hosted_zone(Name="example.com", CallerReference="benchmark")[
            "HostedZone"
        ]["Id"]
        key = kms.create_key(
            KeySpec="ECC_NIST_P256", KeyUsage="SIGN_VERIFY", Policy=json.dumps(KEY_POLICY)
        )
        route53.create_key_signing_key(
            CallerReference="benchmark",
            HostedZoneId=zone_id,
            KeyManagementServiceArn=key["KeyMetadata"]["Arn"],
            Name="ksk",
            Status="ACTIVE",
        )
        route53.enable_hosted_zone_dnssec(HostedZoneId=zone_id)

        def call() -> object:
            return route53.get_dnssec(HostedZoneId=zone_id)

        measured = medians({"ours": call, "canned": hook.canned(call)}, rounds=400)
        yield row(
            "`route53.get_dnssec` of a signed zone",
            measured["ours"],
            "canned",
            measured["canned"],
            "at most 1.5 x",
        )


def create_key() -> Iterator[str]:
    """CreateKey: the mock makes key material when it is first used, moto at once."""
    for spec, usage, rounds, bound in (
        ("SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT", 40, "50 x faster"),
        ("RSA_4096", "SIGN_VERIFY", 9, "500 x faster"),
    ):
        taken: dict[str, float] = {}
        for name, mock in (("ours", mock_dnssec()), ("moto", mock_aws())):
            with mock:
                kms, _ = clients()
                call = {name: lambda: kms.create_key(KeySpec=spec, KeyUsage=usage)}  # noqa: B023
                taken |= medians(call, rounds if name == "moto" else 400)
        yield row(f"`kms.create_key` {spec}", taken["ours"], "moto", taken["moto"], bound)


def entering() -> Iterator[str]:
    """Turning the mock on and off again."""
    taken = medians({"ours": lambda: _enter(mock_dnssec), "moto": lambda: _enter(mock_aws())}, 100)
    yield row("entering and leaving", taken["ours"], "mock_aws", taken["moto"], "20 x faster")


def _enter(mock: Any) -> None:
    with mock:
        pass


def importing() -> Iterator[str]:
    """What `import mock_dnssec` costs on top of boto3."""
    taken = import_seconds("mock_dnssec", after="boto3", rounds=25)
    yield f"| `import mock_dnssec` after boto3 | {shown(taken)} | | | at most 20 ms |"


SCENARIOS: list[Callable[[], Iterator[str]]] = [
    calls,
    signed_zone,
    create_key,
    *kms_scenarios.SCENARIOS,
    *route53_scenarios.SCENARIOS,
    *dns_scenarios.SCENARIOS,
    entering,
    importing,
]

os.environ.setdefault("AWS_EC2_METADATA_DISABLED", "true")
