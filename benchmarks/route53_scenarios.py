"""Large zones and many zones against small ones and few."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from benchmarks.accounts import accounts
from benchmarks.canned import recorder
from benchmarks.measure import Action, medians
from benchmarks.rows import Client, clients, row
from mock_dnssec import mock_dnssec
from mock_dnssec.account import Account
from mock_dnssec.options import Options

BATCH = 1_000
PAGE = 300


def _zone(account: Account, route53: Client, records: int) -> str:
    """Return the id of a new zone that has so many records besides those of the apex."""
    account.quotas.records_per_zone = account.quotas.hosted_zones = 1_000_000
    created = route53.create_hosted_zone(Name="example.com", CallerReference=f"{records} records")
    zone_id = str(created["HostedZone"]["Id"])
    zone = account.route53.zones.get(zone_id)
    for number in range(records):
        zone.records.put(_record_set(f"host-{number:06}.example.com."))
    return zone_id


def _record_set(name: str) -> Any:
    return {"Name": name, "Type": "A", "TTL": 300, "ResourceRecords": [{"Value": "192.0.2.1"}]}


def _create_and_delete(route53: Client, zone_id: str) -> Action:
    """Return what creates a batch of records, spread over the zone's, and deletes them again."""
    names = [f"host-{number * 7:06}-new.example.com" for number in range(BATCH)]

    def action() -> None:
        for verb in ("CREATE", "DELETE"):
            changes = [{"Action": verb, "ResourceRecordSet": _record_set(name)} for name in names]
            route53.change_resource_record_sets(
                HostedZoneId=zone_id, ChangeBatch={"Changes": changes}
            )

    return action


def batches() -> Iterator[str]:
    """A batch of changes in a large and in an empty zone."""
    _, route53 = clients()
    with mock_dnssec() as account:
        actions = {
            "large": _create_and_delete(route53, _zone(account, route53, 10_000)),
            "empty": _create_and_delete(route53, _zone(account, route53, 0)),
        }
        taken = medians(actions, rounds=15)
    what = f"creating and deleting {BATCH:,} records in a zone of 10,000"
    yield row(what, taken["large"], "in an empty zone", taken["empty"], "at most 1.5 x")


def pages() -> Iterator[str]:
    """A page of records of a very large zone and of a small one."""
    _, route53 = clients()

    def page(zone_id: str) -> Action:
        return lambda: route53.list_resource_record_sets(HostedZoneId=zone_id, MaxItems=str(PAGE))

    with mock_dnssec() as account, recorder() as hook:
        large, small = (page(_zone(account, route53, size)) for size in (100_000, PAGE - 2))
        taken = medians({"large": large, "small": small, "canned": hook.canned(large)}, rounds=100)
    what = f"a page of {PAGE} records of a zone of 100,000"
    yield row(what, taken["large"], f"of a zone of {PAGE}", taken["small"], "at most 1.5 x")
    yield row(what, taken["large"], "canned", taken["canned"], "at most 2.5 x")


def zones() -> Iterator[str]:
    """Finding a zone among many and among few: accounts of one seed, so that its id is the same."""
    _, route53 = clients()
    many, few = (Account(Options(seed="zones")) for _ in range(2))
    with mock_dnssec(), accounts() as hook:
        for account, size in ((many, 5_000), (few, 50)):
            zone_id = hook.turn(account, lambda: _zones(account, route53, size))()  # noqa: B023
        calls: dict[str, Action] = {
            "get_hosted_zone": lambda: route53.get_hosted_zone(Id=zone_id),
            "list_hosted_zones_by_name": lambda: route53.list_hosted_zones_by_name(
                DNSName="example.com", MaxItems="10"
            ),
        }
        for name, call in calls.items():
            taken = medians({"many": hook.turn(many, call), "few": hook.turn(few, call)}, 300)
            what = f"`route53.{name}` among 5,000 zones"
            yield row(what, taken["many"], "among 50", taken["few"], "at most 1.2 x")


def _zones(account: Account, route53: Client, size: int) -> str:
    """Create so many zones and return the id of one of them."""
    account.quotas.hosted_zones = size
    created = route53.create_hosted_zone(Name="example.com", CallerReference="the first")
    for number in range(size - 1):
        route53.create_hosted_zone(Name=f"{number:04}.example", CallerReference=str(number))
    return str(created["HostedZone"]["Id"])


SCENARIOS: list[Callable[[], Iterator[str]]] = [batches, pages, zones]
