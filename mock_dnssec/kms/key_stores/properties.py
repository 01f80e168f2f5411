"""The properties of a custom key store: which ones each type has, needs, and may change when.

https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateCustomKeyStore.html and
https://docs.aws.amazon.com/kms/latest/APIReference/API_UpdateCustomKeyStore.html
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypedDict, cast

from mock_dnssec.errors import AwsError

_MISSING = "You must specify {member} for a custom key store of type {type}."
_ENDPOINT_MISSING = "You must specify an XksProxyUriEndpoint for another XksProxyConnectivity."
_NOT_OF_TYPE = "{member} is not valid for a custom key store of type {type}."


class Credential(TypedDict):
    """With what KMS signs its requests to an external key store proxy."""

    AccessKeyId: str
    RawSecretAccessKey: str


class Properties(TypedDict, total=False):
    """What CreateCustomKeyStore tells of a key store, but for its name and type."""

    CloudHsmClusterId: str
    KeyStorePassword: str
    TrustAnchorCertificate: str
    XksProxyAuthenticationCredential: Credential
    XksProxyConnectivity: str
    XksProxyUriEndpoint: str
    XksProxyUriPath: str
    XksProxyVpcEndpointServiceName: str
    XksProxyVpcEndpointServiceOwner: str


_VPC_ONLY = frozenset({"XksProxyVpcEndpointServiceName", "XksProxyVpcEndpointServiceOwner"})
_REQUIRED: Mapping[str, frozenset[str]] = {
    "AWS_CLOUDHSM": frozenset({"CloudHsmClusterId", "KeyStorePassword", "TrustAnchorCertificate"}),
    "EXTERNAL_KEY_STORE": frozenset(
        {
            "XksProxyAuthenticationCredential",
            "XksProxyConnectivity",
            "XksProxyUriEndpoint",
            "XksProxyUriPath",
        }
    ),
}
CHANGEABLE_WHILE_CONNECTED = frozenset({"XksProxyAuthenticationCredential", "XksProxyUriPath"})
"""The rest, but for the name, changes only in a key store that is disconnected."""


def given(**members: object) -> Properties:
    """Return those members that a request has."""
    present = {name: value for name, value in members.items() if value is not None}
    return cast("Properties", present)


def check_properties(type_name: str, properties: Properties) -> None:
    """Refuse properties that a key store of this type lacks, or cannot have."""
    required = set(_REQUIRED[type_name])
    in_vpc = properties.get("XksProxyConnectivity") == "VPC_ENDPOINT_SERVICE"
    if in_vpc:
        required.add("XksProxyVpcEndpointServiceName")
    for member in sorted(required - properties.keys()):
        raise AwsError("ValidationException", _MISSING.format(member=member, type=type_name))
    for member in sorted(properties.keys() - required - (_VPC_ONLY if in_vpc else set())):
        raise AwsError("ValidationException", _NOT_OF_TYPE.format(member=member, type=type_name))


def changed(properties: Properties, changes: Properties) -> Properties:
    """Return ``properties`` with ``changes``.

    A proxy with a public endpoint has no VPC endpoint service. Raises ValidationException for
    another connectivity at the same endpoint.
    """
    merged: dict[str, object] = {**properties, **changes}
    if merged.get("XksProxyConnectivity") != properties.get("XksProxyConnectivity"):
        if "XksProxyUriEndpoint" not in changes:
            raise AwsError("ValidationException", _ENDPOINT_MISSING)
        for member in _VPC_ONLY - changes.keys():
            merged.pop(member, None)
    return cast("Properties", merged)
