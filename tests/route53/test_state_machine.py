"""Any sequence of changes to zones, records and key-signing keys, held against a plain model."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import Any

from botocore.exceptions import ClientError
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from mock_dnssec import mock_dnssec
from tests.conftest import make_client

from .dnssec_policies import SIGNING
from .records import change

PARENT, CHILD = "example.com.", "child.example.com."
OWNERS = (PARENT, CHILD, "www.example.com.", "x.child.example.com.", "example.org.")
VALUES = {
    "A": ("192.0.2.1", "192.0.2.2"),
    "TXT": ('"one"', '"two"'),
    "CNAME": ("a.example.net.", "b.example.net."),
    "NS": ("ns1.example.net.", "ns2.example.net."),
}

Records = dict[tuple[str, str], tuple[str, ...]]
Change = tuple[str, str, str, tuple[str, ...]]
"""An action, a name, a type and the values."""

zone_names = st.sampled_from([PARENT, CHILD])
ksk_names = st.sampled_from(["one", "one", "two", "three"])
verbs = st.sampled_from(["ACTIVE", "INACTIVE", "activate", "deactivate", "delete"])
changes = st.lists(
    st.tuples(
        st.sampled_from(["CREATE", "UPSERT", "DELETE"]),
        st.sampled_from(OWNERS),
        st.sampled_from(sorted(VALUES)),
        st.sampled_from([0, 1]),
    ),
    min_size=1,
    max_size=3,
)


@dataclass
class Zone:
    """What the model keeps of a zone; its key-signing keys by name: whether each is ACTIVE."""

    id: str
    servers: tuple[str, ...]
    records: Records = field(default_factory=dict)
    keys: dict[str, bool] = field(default_factory=dict)
    signed: bool = False


def after(zone: str, present: Records, batch: list[Change]) -> Records | None:
    """Return the records after a batch, None if there is anything against it."""
    records = dict(present)
    for actions in (("DELETE", "UPSERT"), ("CREATE", "UPSERT")):
        keys = [(owner, kind) for action, owner, kind, _ in batch if action in actions]
        if len(set(keys)) < len(keys):
            return None
    for action, owner, kind, values in batch:
        if not f".{owner}".endswith(f".{zone}"):
            return None
        if action == "DELETE" and records.get((owner, kind)) != values:
            return None
        if action != "CREATE":
            records.pop((owner, kind), None)
    for action, owner, kind, values in batch:
        if action != "DELETE":
            if (owner, kind) in records:
                return None
            records[owner, kind] = values
    for owner, kind in records:
        if kind == "CNAME" and (owner == zone or [each for each, _ in records].count(owner) > 1):
            return None
    return records if (zone, "NS") in records else None


def creation(zone: Zone, key: str) -> str:
    """Return what ought to come of creating a key-signing key."""
    if key in zone.keys:
        return "KeySigningKeyAlreadyExists"
    return "TooManyKeySigningKeys" if len(zone.keys) == 2 else ""


class Route53Model(RuleBasedStateMachine):
    """A parent zone and a child zone that come and go, and what ought to come of each call."""

    def __init__(self) -> None:
        super().__init__()
        mock_dnssec.start()
        self.route53 = make_client("route53")
        self.kms = make_client("kms")
        self.references = map(str, itertools.count())
        self.zones = {name: self.new_zone(name) for name in (PARENT, CHILD)}
        assert self.create_key(self.zones[CHILD], "one", "ACTIVE") == ""
        self.zones[CHILD].keys["one"] = True

    def teardown(self) -> None:
        """Leave the account."""
        mock_dnssec.stop()

    def outcome(self, operation: str, **request: Any) -> str:
        """Call Route 53 and return the error's code, "" for success."""
        try:
            getattr(self.route53, operation)(**request)
        except ClientError as error:
            return str(error.response["Error"]["Code"])
        return ""

    def new_zone(self, name: str) -> Zone:
        """Create a zone, with the two records that it is born with."""
        created = self.route53.create_hosted_zone(Name=name, CallerReference=next(self.references))
        servers = tuple(f"{each}." for each in created["DelegationSet"]["NameServers"])
        zone_id = created["HostedZone"]["Id"].rpartition("/")[2]
        return Zone(zone_id, servers, {(name, "NS"): servers})

    def published(self, zone: str, kind: str) -> tuple[str, ...]:
        """Return what the parent zone says of a zone: nothing but of the child."""
        return self.zones[PARENT].records.get((CHILD, kind), ()) if zone == CHILD else ()

    def ds(self, zone: Zone) -> dict[str, str]:
        """Return the DS records of a zone's keys, by the keys' names."""
        keys = self.route53.get_dnssec(HostedZoneId=zone.id)["KeySigningKeys"]
        return {key["Name"]: key["DSRecord"] for key in keys}

    @rule(name=zone_names)
    def replace_zone(self, name: str) -> None:
        """Delete a zone, which must hold nothing but its NS and SOA, and create another."""
        zone = self.zones[name]
        expected = "HostedZoneNotEmpty" if len(zone.records) > 1 or zone.keys else ""

        assert self.outcome("delete_hosted_zone", Id=zone.id) == expected
        if not expected:
            assert self.outcome("get_hosted_zone", Id=zone.id) == "NoSuchHostedZone"
            self.zones[name] = self.new_zone(name)

    @rule(name=zone_names, drawn=changes)
    def change_records(self, name: str, drawn: list[tuple[str, str, str, int]]) -> None:
        """Send a batch to a zone; of what is there, it deletes the first value as it is."""
        present = self.zones[name].records
        batch = [
            (action, owner, kind, (VALUES[kind][which],))
            if action != "DELETE" or which
            else (action, owner, kind, present.get((owner, kind), ("192.0.2.9",)))
            for action, owner, kind, which in drawn
        ]
        self.send(name, batch)

    @rule(key=ksk_names, right=st.booleans())
    def delegate(self, key: str, right: bool) -> None:
        """Let the parent name the child's servers, or others, and the DS of one of its keys."""
        child = self.zones[CHILD]
        servers = child.servers if right else ("ns.example.net.",)
        batch: list[Change] = [("UPSERT", CHILD, "NS", servers)]
        if key in child.keys:
            batch.append(("UPSERT", CHILD, "DS", (self.ds(child)[key],)))
        self.send(PARENT, batch)

    @rule()
    def empty(self) -> None:
        """Take away all that was added to the parent zone."""
        records = self.zones[PARENT].records.items()
        batch = [("DELETE", *key, values) for key, values in records if key != (PARENT, "NS")]
        if batch:
            self.send(PARENT, batch)

    def send(self, name: str, batch: list[Change]) -> None:
        """Send a batch, expecting what the model makes of it."""
        zone = self.zones[name]
        records = after(name, zone.records, batch)
        sent = [change(action, owner, kind, *values) for action, owner, kind, values in batch]

        operation = "change_resource_record_sets"
        outcome = self.outcome(operation, HostedZoneId=zone.id, ChangeBatch={"Changes": sent})
        assert outcome == ("InvalidChangeBatch" if records is None else "")
        zone.records = zone.records if records is None else records

    @rule(name=zone_names, key=ksk_names, verb=verbs)
    def change_key(self, name: str, key: str, verb: str) -> None:
        """Create, activate, deactivate or delete a key-signing key."""
        zone = self.zones[name]
        if verb in ("ACTIVE", "INACTIVE"):
            outcome, expected = self.create_key(zone, key, verb), creation(zone, key)
        else:
            operation = f"{verb}_key_signing_key"
            expected = self.turning(name, key, verb)
            outcome = self.outcome(operation, HostedZoneId=zone.id, Name=key)

        assert outcome == expected
        if not expected:
            zone.keys[key] = verb in ("ACTIVE", "activate")
            if verb == "delete":
                del zone.keys[key]

    def create_key(self, zone: Zone, key: str, status: str) -> str:
        """Create a key-signing key from a KMS key of its own."""
        kms_key = self.kms.create_key(
            KeySpec="ECC_NIST_P256", KeyUsage="SIGN_VERIFY", Policy=SIGNING
        )
        return self.outcome(
            "create_key_signing_key",
            CallerReference=next(self.references),
            HostedZoneId=zone.id,
            KeyManagementServiceArn=kms_key["KeyMetadata"]["Arn"],
            Name=key,
            Status=status,
        )

    def turning(self, name: str, key: str, verb: str) -> str:
        """Return what ought to come of activating, deactivating or deleting a key."""
        zone = self.zones[name]
        if key not in zone.keys:
            return "NoSuchKeySigningKey"
        if verb == "activate" or not zone.keys[key]:
            return ""
        if verb == "delete":
            return "InvalidKeySigningKeyStatus"
        if zone.signed and list(zone.keys.values()).count(True) == 1:
            return "KeySigningKeyInUse"
        if self.ds(zone)[key] in self.published(name, "DS"):
            return "KeySigningKeyInParentDSRecord"
        return ""

    @rule(name=zone_names, signed=st.sampled_from([True, True, False]))
    def sign(self, name: str, signed: bool) -> None:
        """Turn signing on or off."""
        zone = self.zones[name]
        delegated = self.published(name, "NS")
        expected = ""
        if signed and True not in zone.keys.values():
            expected = "KeySigningKeyWithActiveStatusNotFound"
        elif signed and delegated and set(delegated) != set(zone.records[name, "NS"]):
            expected = "HostedZonePartiallyDelegated"
        elif not signed and not zone.keys and not zone.signed:
            expected = "DNSSECNotFound"
        elif not signed and self.published(name, "DS"):
            expected = "KeySigningKeyInParentDSRecord"
        else:
            zone.signed = signed

        operation = f"{'enable' if signed else 'disable'}_hosted_zone_dnssec"
        assert self.outcome(operation, HostedZoneId=zone.id) == expected

    @rule()
    def look(self) -> None:
        """All that Route 53 shows is what the model holds."""
        listed = self.route53.list_hosted_zones()["HostedZones"]
        shown = {one["Name"]: one["ResourceRecordSetCount"] for one in listed}
        assert shown == {name: len(zone.records) + 1 for name, zone in self.zones.items()}
        for name, zone in self.zones.items():
            dnssec = self.route53.get_dnssec(HostedZoneId=zone.id)
            assert dnssec["Status"]["ServeSignature"] == (
                "SIGNING" if zone.signed else "NOT_SIGNING"
            )
            keys = {key["Name"]: key["Status"] == "ACTIVE" for key in dnssec["KeySigningKeys"]}
            assert keys == zone.keys
            page = self.route53.list_resource_record_sets(HostedZoneId=zone.id)
            records = {
                (one["Name"], one["Type"]): tuple(each["Value"] for each in one["ResourceRecords"])
                for one in page["ResourceRecordSets"]
            }
            assert records.pop((name, "SOA"))
            assert records == zone.records


TestRoute53Model = Route53Model.TestCase
TestRoute53Model.settings = settings(max_examples=50, stateful_step_count=40)
