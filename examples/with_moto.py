"""moto beside the mock: KMS and Route 53 are mock_dnssec's, S3 and all the rest are moto's."""

import boto3
from dnssec_tool import enable_dnssec
from moto import mock_aws

from mock_dnssec import mock_dnssec


@mock_dnssec
@mock_aws
def publish_ds_record() -> str:
    """Sign a zone and leave its DS record in a bucket for whoever runs the parent zone."""
    zone = boto3.client("route53").create_hosted_zone(Name="example.com", CallerReference="moto")
    ds_record = enable_dnssec(zone["HostedZone"]["Id"])

    s3 = boto3.client("s3", region_name="us-east-1")
    s3.create_bucket(Bucket="ds-records")
    s3.put_object(Bucket="ds-records", Key="example.com", Body=ds_record.encode())
    return s3.get_object(Bucket="ds-records", Key="example.com")["Body"].read().decode()


if __name__ == "__main__":
    print(f"In moto's bucket: {publish_ds_record()}")
