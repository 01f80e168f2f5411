"""What a grant may say: the rules of CreateGrant.

https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateGrant.html
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from mock_dnssec.errors import AwsError
from mock_dnssec.kms.policies.principals import names_principal
from mock_dnssec.kms.specs import KEY_SPECS

if TYPE_CHECKING:
    from mock_dnssec.kms.grants.grants import Constraints
    from mock_dnssec.kms.keys import Key

_FOR_EVERY_KEY = frozenset({"CreateGrant", "DescribeKey", "RetireGrant"})
_BY_USAGE: Mapping[str, frozenset[str]] = {
    "ENCRYPT_DECRYPT": frozenset({"Decrypt", "Encrypt", "ReEncryptFrom", "ReEncryptTo"}),
    "SIGN_VERIFY": frozenset({"Sign", "Verify"}),
    "GENERATE_VERIFY_MAC": frozenset({"GenerateMac", "VerifyMac"}),
    "KEY_AGREEMENT": frozenset({"DeriveSharedSecret"}),
    "ENCAPSULATE_DECAPSULATE": frozenset({"Decapsulate", "Encapsulate"}),
}
_BY_KIND: Mapping[str, frozenset[str]] = {
    "symmetric": frozenset(
        {
            "GenerateDataKey",
            "GenerateDataKeyPair",
            "GenerateDataKeyPairWithoutPlaintext",
            "GenerateDataKeyWithoutPlaintext",
        }
    ),
    "HMAC": frozenset(),
    "asymmetric": frozenset({"GetPublicKey"}),
}
_MOST_PAIRS = 8
_LONGEST_VALUE = 384

_ONE_GRANTEE = "You must specify either GranteePrincipal or GranteeServicePrincipal, but not both."
_ONE_RETIREE = "You can specify RetiringPrincipal or RetiringServicePrincipal, but not both."
_SERVICE_TERMS = (
    "A grant for a GranteeServicePrincipal must have a SourceArn constraint, and a "
    "RetiringPrincipal or RetiringServicePrincipal."
)
_NO_OPERATION = "Grants must contain at least one operation."
_ONLY_CREATE_GRANT = "Grants must not contain only the CreateGrant operation."
_NOT_FOR_KEY = "Operations {operations} are not valid for a grant on the key {arn}."
_NO_CONTEXT = (
    "Encryption context grant constraints are valid only for symmetric encryption KMS keys."
)
_LARGE_CONTEXT = (
    "An encryption context grant constraint cannot have more than 8 pairs, nor values of more than "
    "384 characters."
)


def check_request(
    principals: Mapping[str, str], operations: Sequence[str], constraints: Constraints
) -> None:
    """Refuse what contradicts itself, whatever the key is."""
    for_service = "GranteeServicePrincipal" in principals
    if for_service == ("GranteePrincipal" in principals):
        raise AwsError("ValidationException", _ONE_GRANTEE)
    retirees = principals.keys() & {"RetiringPrincipal", "RetiringServicePrincipal"}
    if len(retirees) > 1:
        raise AwsError("ValidationException", _ONE_RETIREE)
    if for_service and not (retirees and "SourceArn" in constraints):
        raise AwsError("ValidationException", _SERVICE_TERMS)
    if not operations:
        raise AwsError("ValidationException", _NO_OPERATION)
    if set(operations) == {"CreateGrant"}:
        raise AwsError("ValidationException", _ONLY_CREATE_GRANT)


def check_for_key(key: Key, operations: Sequence[str], constraints: Constraints) -> None:
    """Refuse operations that the key does not support, and constraints that do not fit it."""
    kind = KEY_SPECS[key.spec].kind
    supported = _FOR_EVERY_KEY | _BY_USAGE[key.usage] | _BY_KIND[kind]
    unsupported = [operation for operation in operations if operation not in supported]
    if unsupported:
        message = _NOT_FOR_KEY.format(operations=", ".join(unsupported), arn=key.arn)
        raise AwsError("ValidationException", message)
    contexts = [
        constraints[name]
        for name in ("EncryptionContextEquals", "EncryptionContextSubset")
        if name in constraints
    ]
    if contexts and kind != "symmetric":
        raise AwsError("ValidationException", _NO_CONTEXT)
    for context in contexts:
        longest = max(map(len, context.values()), default=0)
        if len(context) > _MOST_PAIRS or longest > _LONGEST_VALUE:
            raise AwsError("ValidationException", _LARGE_CONTEXT)


def check_principal(name: str) -> None:
    """Refuse what is not the ARN of an account, user, role or session."""
    if not names_principal(name):
        raise AwsError("InvalidArnException", f"ARN does not refer to a valid principal: {name}")
