"""Which KeySpec, KeyUsage, Origin and key store go together in CreateKey.

https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html
"""

from __future__ import annotations

from mock_dnssec.errors import AwsError
from mock_dnssec.kms.imports.importable import IMPORTABLE_SPECS
from mock_dnssec.kms.specs import KEY_SPECS

_DEFAULT_SPEC = "SYMMETRIC_DEFAULT"
_KEY_STORE_ORIGINS = frozenset({"AWS_CLOUDHSM", "EXTERNAL_KEY_STORE"})

_TWO_SPECS = (
    "You cannot specify KeySpec and CustomerMasterKeySpec in the same request. "
    "CustomerMasterKeySpec is deprecated."
)
_USAGE_MISSING = (
    "You must specify a KeyUsage value for all KMS keys except for symmetric encryption keys."
)
_STORE_MISSING = "You must specify a CustomKeyStoreId for a KMS key with Origin {origin}."
_STORE_NOT_ALLOWED = "CustomKeyStoreId is not valid for a KMS key with Origin {origin}."
_XKS_KEY_MISSING = "You must specify an XksKeyId for a KMS key with Origin EXTERNAL_KEY_STORE."
_XKS_KEY_NOT_ALLOWED = "XksKeyId is not valid for a KMS key with Origin {origin}."
_NOT_IN_STORE = (
    "A custom key store can only contain symmetric encryption KMS keys in a single Region."
)


def choose_spec(key_spec: str | None, customer_master_key_spec: str | None) -> str:
    """Return the KeySpec that a request asks for, under its present name or its old one."""
    if key_spec and customer_master_key_spec:
        raise AwsError("ValidationException", _TWO_SPECS)
    return key_spec or customer_master_key_spec or _DEFAULT_SPEC


def choose_usage(spec: str, key_usage: str | None) -> str:
    """Return the KeyUsage of a new key of this spec: only one of them has a default."""
    if key_usage is None:
        if spec != _DEFAULT_SPEC:
            raise AwsError("ValidationException", _USAGE_MISSING)
        return "ENCRYPT_DECRYPT"
    if key_usage not in KEY_SPECS[spec].usages:
        raise AwsError(
            "ValidationException", f"KeyUsage {key_usage} is not compatible with KeySpec {spec}"
        )
    return key_usage


def check_region(spec: str, partition: str) -> None:
    """Refuse a spec that the Regions of this partition do not offer."""
    if not KEY_SPECS[spec].offered_in(partition):
        raise AwsError(
            "UnsupportedOperationException", f"KeySpec {spec} is not supported in this Region"
        )


def check_origin(spec: str, origin: str) -> None:
    """Refuse imported material for a spec that AWS does not import."""
    if origin == "EXTERNAL" and spec not in IMPORTABLE_SPECS:
        raise AwsError(
            "ValidationException", f"KeySpec {spec} is not supported for Origin EXTERNAL"
        )


def check_key_store(
    origin: str, spec: str, store_id: str | None, xks_key_id: str | None, *, multi_region: bool
) -> None:
    """Refuse members that contradict each other about the key store of a new key."""
    in_store = origin in _KEY_STORE_ORIGINS
    external = origin == "EXTERNAL_KEY_STORE"
    if in_store and store_id is None:
        raise AwsError("ValidationException", _STORE_MISSING.format(origin=origin))
    if store_id is not None and not in_store:
        raise AwsError("ValidationException", _STORE_NOT_ALLOWED.format(origin=origin))
    if external and xks_key_id is None:
        raise AwsError("ValidationException", _XKS_KEY_MISSING)
    if xks_key_id is not None and not external:
        raise AwsError("ValidationException", _XKS_KEY_NOT_ALLOWED.format(origin=origin))
    if in_store and (spec != _DEFAULT_SPEC or multi_region):
        raise AwsError("UnsupportedOperationException", _NOT_IN_STORE)
