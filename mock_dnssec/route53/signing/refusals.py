"""What Route 53 answers when it refuses a DNSSEC operation: every code and text in one table."""

from __future__ import annotations

from mock_dnssec.errors import Refusal

# Texts that AWS's answers are known to carry.
PRIVATE_ZONE = Refusal("InvalidArgument", "Operation is unsupported for private hosted zones.")
KEY_NOT_PERMITTED = Refusal(
    "InvalidKMSArn",
    "The customer managed KMS key with the ARN '{arn}' does not grant all the required permissions "
    "for DNSSEC usage. Please review the key policy, and verify that you and Route 53 have "
    "permissions for the following actions: DescribeKey, GetPublicKey, and Sign.",
)
NO_ACTIVE_KEY = Refusal(
    "KeySigningKeyWithActiveStatusNotFound",
    "Hosted zone with ID '{zone_id}' does not have a Key Signing Key in ACTIVE status.",
)
DELEGATION_UNKNOWN = Refusal(
    "HostedZonePartiallyDelegated",
    "Due to DNS lookup failure, we cannot determine if hosted zone with ID '{zone_id}' has NS "
    "records partially connected with its parent zone. Please retry later.",
)
DISABLING_UNSAFE = Refusal(
    "KeySigningKeyInParentDSRecord",
    "Due to DNS lookup failure, we cannot determine if disabling DNSSEC in hosted zone '{zone}' "
    "will break the authentication chain. Please retry later.",
)
KEY_NOT_INACTIVE = Refusal(
    "InvalidKeySigningKeyStatus",
    "Key Signing Key with name {name} cannot be deleted because current status is not INACTIVE.",
)

# Texts that are not public: the sentences of AWS's documentation of each error, completed by what
# the problem is where one error stands for several.
BAD_NAME = Refusal(
    "InvalidKeySigningKeyName",
    "The key-signing key (KSK) name that you specified isn't a valid name.",
)
BAD_KEY_STATUS = Refusal(
    "InvalidKeySigningKeyStatus",
    "The key-signing key (KSK) status isn't valid or another KSK has the status INTERNAL_FAILURE.",
)
SIGNING_FAILED = Refusal(
    "InvalidSigningStatus",
    "Your hosted zone status isn't valid for this operation. In the hosted zone, change the "
    "status to enable DNSSEC or disable DNSSEC.",
)
KEY_EXISTS = Refusal(
    "KeySigningKeyAlreadyExists",
    "You've already created a key-signing key (KSK) with this name or with the same customer "
    "managed key ARN.",
)
TOO_MANY_KEYS = Refusal(
    "TooManyKeySigningKeys",
    "You've reached the limit for the number of key-signing keys (KSKs). Remove at least one "
    "KSK, and then try again.",
)
NO_SUCH_KEY = Refusal(
    "NoSuchKeySigningKey",
    "The specified key-signing key (KSK) doesn't exist.",
)
KEY_IN_USE = Refusal(
    "KeySigningKeyInUse",
    "The key-signing key (KSK) that you specified can't be deactivated because it's the only KSK "
    "for a currently-enabled DNSSEC. Disable DNSSEC signing, or add or enable another KSK.",
)
KEY_IN_PARENT = Refusal(
    "KeySigningKeyInParentDSRecord",
    "The key-signing key (KSK) is specified in a parent DS record.",
)
DEACTIVATING_UNSAFE = Refusal(
    "KeySigningKeyInParentDSRecord",
    "Due to DNS lookup failure, we cannot determine if deactivating a Key Signing Key in hosted "
    "zone '{zone}' will break the authentication chain. Please retry later.",
)
PARTIALLY_DELEGATED = Refusal(
    "HostedZonePartiallyDelegated",
    "The hosted zone nameservers don't match the parent nameservers. The hosted zone and parent "
    "must have the same nameservers.",
)
NO_DNSSEC = Refusal("DNSSECNotFound", "The hosted zone doesn't have any DNSSEC resources.")
NOT_A_KEY_ARN = Refusal(
    "InvalidKMSArn",
    "'{arn}' isn't valid to use with DNSSEC signing: it is not the ARN of a customer managed key.",
)
WRONG_REGION = Refusal(
    "InvalidKMSArn",
    "The customer managed KMS key with the ARN '{arn}' isn't valid to use with DNSSEC signing: it "
    "must be in the us-east-1 Region.",
)
WRONG_SPEC = Refusal(
    "InvalidKMSArn",
    "The customer managed KMS key with the ARN '{arn}' isn't valid to use with DNSSEC signing: its "
    "key spec must be ECC_NIST_P256.",
)
WRONG_USAGE = Refusal(
    "InvalidKMSArn",
    "The customer managed KMS key with the ARN '{arn}' isn't valid to use with DNSSEC signing: its "
    "key usage must be SIGN_VERIFY.",
)
NOT_ENABLED = Refusal(
    "InvalidKMSArn",
    "The customer managed KMS key with the ARN '{arn}' isn't valid to use with DNSSEC signing: it "
    "must be enabled.",
)
