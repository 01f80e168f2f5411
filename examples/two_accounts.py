"""Two accounts: DNS in one, and in the other a zone below it that is signed there."""

import boto3
from dnssec_tool import key_policy

from mock_dnssec import Account, mock_dnssec

DNS_ACCOUNT, TEAM_ACCOUNT = "123456789012", "210987654321"


def session_of(account_id: str) -> boto3.Session:
    """Return a session that acts in an account, by a role of it."""
    role = f"arn:aws:iam::{account_id}:role/dns-admin"
    sts = boto3.client("sts", region_name="us-east-1")
    given = sts.assume_role(RoleArn=role, RoleSessionName="signer")["Credentials"]
    return boto3.Session(
        given["AccessKeyId"], given["SecretAccessKey"], given["SessionToken"], "us-east-1"
    )


def sign_delegated_zone(parent_zone_id: str, name: str) -> str:
    """Sign a new zone in the team's account; publish its DS record in the parent zone of ours."""
    session = session_of(TEAM_ACCOUNT)
    kms, route53 = session.client("kms"), session.client("route53")
    zone = route53.create_hosted_zone(Name=name, CallerReference=name)["HostedZone"]
    key = kms.create_key(
        KeySpec="ECC_NIST_P256", KeyUsage="SIGN_VERIFY", Policy=key_policy(TEAM_ACCOUNT)
    )
    ksk = route53.create_key_signing_key(
        CallerReference=name,
        HostedZoneId=zone["Id"],
        KeyManagementServiceArn=key["KeyMetadata"]["Arn"],
        Name="ksk_1",
        Status="ACTIVE",
    )["KeySigningKey"]
    route53.enable_hosted_zone_dnssec(HostedZoneId=zone["Id"])
    publish_ds(parent_zone_id, name, ksk["DSRecord"])
    return ksk["DSRecord"]


def publish_ds(parent_zone_id: str, name: str, ds_record: str) -> None:
    """Publish the DS record of a zone in the parent zone, which is in our own account."""
    boto3.client("route53").change_resource_record_sets(
        HostedZoneId=parent_zone_id,
        ChangeBatch={
            "Changes": [
                {
                    "Action": "CREATE",
                    "ResourceRecordSet": {
                        "Name": name,
                        "Type": "DS",
                        "TTL": 300,
                        "ResourceRecords": [{"Value": ds_record}],
                    },
                }
            ]
        },
    )


def who_owns_what(account: Account) -> list[str]:
    """Return the names of an account's zones."""
    return [zone.name for zone in account.route53.zones]


if __name__ == "__main__":
    with mock_dnssec(account_id=DNS_ACCOUNT) as aws:
        parent = boto3.client("route53").create_hosted_zone(Name="example.com", CallerReference="1")
        print(sign_delegated_zone(parent["HostedZone"]["Id"], "team.example.com"))
        for account in (aws, aws.account(TEAM_ACCOUNT)):
            print(f"{account.id} has {', '.join(who_owns_what(account))}")
