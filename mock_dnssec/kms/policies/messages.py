"""How KMS refuses a key policy. Every text is here, so that a better one is easily put in.

https://docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html
"""

from __future__ import annotations

from mock_dnssec.errors import AwsError

NOT_JSON = ""
"""KMS sends no text for a policy that it cannot parse (confirmed)."""

NOT_A_POLICY = (
    "The request was rejected because the specified policy is not syntactically or semantically "
    "correct."
)
MISSING_FIELD = "Missing required field {}"
NO_PRINCIPAL = "Policy contains a statement with no principal."
INVALID_PRINCIPALS = "Policy contains a statement with one or more invalid principals."
LOCKED_OUT = "The new key policy will not allow you to update the key policy in the future."
FORBIDDEN_KEYS = (
    "These condition keys are not permitted in a key policy: "
    "aws:ResourceTag, kms:ResourceTag, kms:ResourceAliases"
)
OVERLY_PERMISSIVE = (
    "OverlyPermissiveCondition: Using the ForAllValues set operator with a single-valued condition "
    "key matches requests without the specified [encryption context or tag] or with an unspecified "
    "[encryption context or tag]. To fix, remove ForAllValues."
)
TOO_LONG = "The request was rejected because a length constraint or quota was exceeded."
MANAGED_BY_RAM = "The AWS_RAM policy can only be managed by the RAM service"
ONLY_DEFAULT = "Only default policy is supported"
NO_SUCH_POLICY = "No such policy exists"


def malformed(message: str = NOT_A_POLICY) -> AwsError:
    """Return the refusal of a policy that is not one, or would not do what it must."""
    return AwsError("MalformedPolicyDocumentException", message)
