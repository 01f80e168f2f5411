"""The texts that AWS's answers are known to carry, and where that is to be seen.

They are written down here once more, apart from the mock's own, so that the two check each other.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_TERRAFORM = "https://github.com/hashicorp/terraform-provider-aws"
_SNAPSHOTS = (
    "https://github.com/localstack/localstack/blob/main/tests/aws/services/"
    "{service}/test_{service}.snapshot.json"
)
_KMS_SNAPSHOTS = _SNAPSHOTS.format(service="kms")
_XKS_GUIDE = "https://docs.aws.amazon.com/kms/latest/developerguide/xks-troubleshooting.html"


class Confirmed(NamedTuple):
    """A text, with the places in it that differ from answer to answer in braces."""

    code: str
    text: str
    source: str = ""
    """Where AWS's answer was published; empty for captures without an address."""

    def gives(self, code: str, message: str) -> bool:
        """Return whether AWS would have said ``message`` with the error ``code``."""
        parts = map(re.escape, re.split(r"\{\w+\}", self.text))
        return code == self.code and re.fullmatch(".+".join(parts), message) is not None


CONFIRMED = (
    Confirmed(
        "InvalidInput",
        "Invalid XML ; javax.xml.stream.XMLStreamException: org.xml.sax.SAXParseException; "
        "lineNumber: 1; columnNumber: {column}; cvc-maxLength-valid: Value '{value}' with length = "
        "'{length}' is not facet-valid with respect to maxLength '{limit}' for type '{type}'.",
        "https://github.com/ansible-collections/amazon.aws/issues/3004",
    ),
    Confirmed(
        "NoSuchHostedZone",
        "No hosted zone found with ID: {zone_id}",
        _SNAPSHOTS.format(service="route53"),
    ),
    Confirmed(
        "InvalidArgument",
        "Operation is unsupported for private hosted zones.",
        "https://github.com/turbot/steampipe-plugin-aws/issues/587",
    ),
    Confirmed(
        "InvalidKMSArn",
        "The customer managed KMS key with the ARN '{arn}' does not grant all the required "
        "permissions for DNSSEC usage. Please review the key policy, and verify that you and "
        "Route 53 have permissions for the following actions: DescribeKey, GetPublicKey, and Sign.",
    ),
    Confirmed(
        "InvalidKeySigningKeyStatus",
        "Key Signing Key with name {name} cannot be deleted because current status is not "
        "INACTIVE.",
        f"{_TERRAFORM}/issues/21368",
    ),
    Confirmed(
        "KeySigningKeyWithActiveStatusNotFound",
        "Hosted zone with ID '{zone_id}' does not have a Key Signing Key in ACTIVE status.",
        f"{_TERRAFORM}/pull/19746",
    ),
    Confirmed(
        "HostedZonePartiallyDelegated",
        "Due to DNS lookup failure, we cannot determine if hosted zone with ID '{zone_id}' has NS "
        "records partially connected with its parent zone. Please retry later.",
        "https://github.com/ManagedKube/kubernetes-ops/pull/160",
    ),
    Confirmed(
        "KeySigningKeyInParentDSRecord",
        "Due to DNS lookup failure, we cannot determine if disabling DNSSEC in hosted zone "
        "'{zone}' will break the authentication chain. Please retry later.",
        f"{_TERRAFORM}/pull/19875",
    ),
    Confirmed(
        "ValidationException",
        "You must specify a KeyUsage value for all KMS keys except for symmetric encryption keys.",
        _KMS_SNAPSHOTS,
    ),
    Confirmed(
        "ValidationException",
        "KeyUsage {usage} is not compatible with KeySpec {spec}",
        _KMS_SNAPSHOTS,
    ),
    Confirmed(
        "UnsupportedOperationException",
        "KeySpec SM2 is not supported in this Region",
        "https://github.com/floci-io/floci/issues/3026",
    ),
    Confirmed(
        "MalformedPolicyDocumentException",
        "The new key policy will not allow you to update the key policy in the future.",
        "https://github.com/terraform-aws-modules/terraform-aws-eks/issues/1950",
    ),
    Confirmed(
        "MalformedPolicyDocumentException",
        "Policy contains a statement with no principal.",
        "https://github.com/terraform-aws-modules/terraform-aws-eks/pull/2163",
    ),
    Confirmed(
        "MalformedPolicyDocumentException",
        "Policy contains a statement with one or more invalid principals.",
        "https://github.com/awslabs/minimum-viable-dataspace-on-aws/issues/6",
    ),
    Confirmed(
        "MalformedPolicyDocumentException",
        "",
        "https://github.com/aws/aws-sdk-ruby/issues/1784",
    ),
    Confirmed("TagException", "Tags beginning with aws: are reserved", _KMS_SNAPSHOTS),
    Confirmed("TagException", "Duplicate tag keys", _KMS_SNAPSHOTS),
    Confirmed("TagException", "Too many tags", _KMS_SNAPSHOTS),
    Confirmed(
        "CustomKeyStoreInvalidStateException",
        "AWS KMS rejected the request because the external key store proxy did not respond in "
        "time. Retry the request. If you see this error repeatedly, report it to your external key "
        "store proxy administrator.",
        _XKS_GUIDE,
    ),
    Confirmed(
        "XksKeyNotFoundException",
        "The external key store proxy rejected the request because it could not find the external "
        "key.",
        _XKS_GUIDE,
    ),
    Confirmed(
        "XksKeyInvalidConfigurationException",
        "The key spec of the external key must be AES_256. The key spec of specified external key "
        "is {spec}.",
        _XKS_GUIDE,
    ),
    Confirmed(
        "XksKeyInvalidConfigurationException",
        "The status of the external key must be ENABLED. The status of specified external key is "
        "{status}.",
        _XKS_GUIDE,
    ),
)


def confirmed(code: str, message: str) -> Confirmed | None:
    """Return the confirmed text that ``message`` is an instance of, or None if it is inferred."""
    return next((each for each in CONFIRMED if each.gives(code, message)), None)
