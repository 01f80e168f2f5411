"""Roll a key-signing key over by the double-DS method, as RFC 6781 (section 4.1.2) lays it out.

The parent zone lives in the same account, so Route 53 sees its DS records and refuses a step that
comes too early. The waiting takes days, and no time at all: the account's clock is moved.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import boto3
from botocore.exceptions import ClientError
from dnssec_tool import add_key_signing_key, enable_dnssec, remove_key_signing_key

from mock_dnssec import mock_dnssec

if TYPE_CHECKING:
    from mypy_boto3_route53.literals import RRTypeType

PARENT_TTL = 86_400


def publish(parent_id: str, child: str, record_type: RRTypeType, values: list[str]) -> None:
    boto3.client("route53").change_resource_record_sets(
        HostedZoneId=parent_id,
        ChangeBatch={
            "Changes": [
                {
                    "Action": "UPSERT",
                    "ResourceRecordSet": {
                        "Name": child,
                        "Type": record_type,
                        "TTL": PARENT_TTL,
                        "ResourceRecords": [{"Value": value} for value in values],
                    },
                }
            ]
        },
    )


def show(zone_id: str, step: str) -> None:
    keys = boto3.client("route53").get_dnssec(HostedZoneId=zone_id)["KeySigningKeys"]
    state = ", ".join(f"{key['Name']} {key['Status']} (tag {key['KeyTag']})" for key in keys)
    print(f"{step:<42} {state}")


def main() -> None:
    with mock_dnssec() as aws:
        route53 = boto3.client("route53")
        parent = route53.create_hosted_zone(Name="example.com", CallerReference="parent")
        child = route53.create_hosted_zone(Name="shop.example.com", CallerReference="child")
        parent_id, child_id = parent["HostedZone"]["Id"], child["HostedZone"]["Id"]
        publish(parent_id, "shop.example.com", "NS", child["DelegationSet"]["NameServers"])

        old_ds = enable_dnssec(child_id, "ksk_2025")
        publish(parent_id, "shop.example.com", "DS", [old_ds])
        show(child_id, "Signed, DS in the parent:")

        new_ds = add_key_signing_key(child_id, "ksk_2026")
        publish(parent_id, "shop.example.com", "DS", [old_ds, new_ds])
        show(child_id, "New key added, both DS in the parent:")

        try:
            remove_key_signing_key(child_id, "ksk_2025")
        except ClientError as refusal:
            print(f"Too early, says Route 53: {refusal.response['Error']['Code']}")

        aws.clock.advance(seconds=PARENT_TTL)
        publish(parent_id, "shop.example.com", "DS", [new_ds])
        aws.clock.advance(seconds=PARENT_TTL)
        remove_key_signing_key(child_id, "ksk_2025")
        show(child_id, "Old DS expired everywhere, old key gone:")


if __name__ == "__main__":
    main()
