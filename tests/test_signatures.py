"""Every operation of a backend has the signature that AWS's model gives it."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

import pytest
from botocore import xform_name

from mock_dnssec import Account
from mock_dnssec.wire.older_models import botocore_is_older
from mock_dnssec.wire.protocol import protocol_of

KEYWORD_ONLY = inspect.Parameter.KEYWORD_ONLY
SERVICES = ("kms", "route53", "route53domains", "sts")
METHODS: dict[tuple[str, str], Callable[..., Any]] = {
    (service, name): method
    for service in SERVICES
    for name, method in Account().backend(service, "us-east-1").operations.items()
}
OPERATIONS = {
    (service, xform_name(name)): protocol_of(service).operation(name)
    for service in SERVICES
    for name in protocol_of(service).operation_names
}
NOT_YET: dict[str, set[str]] = {
    "kms": {
        "DeleteImportedKeyMaterial",
        "DisableKeyRotation",
        "EnableKeyRotation",
        "GetKeyRotationStatus",
        "GetParametersForImport",
        "ImportKeyMaterial",
        "ListKeyRotations",
        "ReplicateKey",
        "RotateKeyOnDemand",
        "UpdatePrimaryRegion",
    },
    "route53": set(),
    "route53domains": {
        "AcceptDomainTransferFromAnotherAwsAccount",
        "CancelDomainTransferToAnotherAwsAccount",
        "CheckDomainTransferability",
        "GetContactReachabilityStatus",
        "GetDomainPrices",
        "GetDomainSuggestions",
        "ListPrices",
        "PushDomain",
        "RejectDomainTransferFromAnotherAwsAccount",
        "RenewDomain",
        "ResendContactReachabilityEmail",
        "ResendOperationAuthorization",
        "RestoreDomain",
        "RetrieveDomainAuthCode",
        "TransferDomain",
        "TransferDomainToAnotherAwsAccount",
        "UpdateDomainContact",
        "UpdateDomainContactPrivacy",
        "ViewBilling",
    },
    "sts": {
        "AssumeRoleWithSAML",
        "AssumeRoleWithWebIdentity",
        "AssumeRoot",
        "DecodeAuthorizationMessage",
        "GetAccessKeyInfo",
        "GetDelegatedAccessToken",
        "GetFederationToken",
        "GetSessionToken",
        "GetWebIdentityToken",
    },
}
"""Operations of the models that a backend may lack. Names are taken off this list, never added."""

ANNOTATIONS = {
    "blob": {"bytes"},
    "boolean": {"bool"},
    "integer": {"int"},
    "long": {"int"},
    "string": {"str"},
    "timestamp": {"datetime", "Instant"},
}
"""The words of which one must be in the annotation of a parameter, by the type of its member."""


def words(annotation: str) -> set[str]:
    """Return the names in an annotation."""
    for mark in "[]|,.":
        annotation = annotation.replace(mark, " ")
    return set(annotation.split())


@pytest.mark.parametrize(("service", "name"), sorted(METHODS))
def test_parameters_are_the_members(service: str, name: str) -> None:
    """A method takes the input's members by keyword; those that are required have no default.

    An older botocore lacks members, and requires others than AWS does today.
    """
    model = OPERATIONS.get((service, name))
    if model is None:
        assert botocore_is_older(), f"{service} has no operation {name}."
        return
    shape = model.input_shape
    members = {xform_name(member): member for member in shape.members} if shape else {}
    required = {member for member in members if shape and members[member] in shape.required_members}
    parameters = inspect.signature(METHODS[service, name]).parameters
    assert {parameter.kind for parameter in parameters.values()} <= {KEYWORD_ONLY}
    assert set(members) <= set(parameters)
    if not botocore_is_older():
        assert set(members) == set(parameters)
        assert required == {
            name for name, parameter in parameters.items() if parameter.default is parameter.empty
        }


@pytest.mark.parametrize(("service", "name"), sorted(set(METHODS) & set(OPERATIONS)))
def test_annotations_are_the_types(service: str, name: str) -> None:
    """Each parameter is annotated with the type of its member, and None where that is a default."""
    signature = inspect.signature(METHODS[service, name])
    shape = OPERATIONS[service, name].input_shape
    for member, of_member in (shape.members if shape else {}).items():
        parameter = signature.parameters[xform_name(member)]
        annotation = words(str(parameter.annotation))
        assert annotation & ANNOTATIONS.get(of_member.type_name, annotation), member
        assert (parameter.default is None) == ("None" in annotation), member
    assert words(str(signature.return_annotation)) & {"Result", "Later"}


@pytest.mark.parametrize("service", SERVICES)
def test_every_operation_has_a_method(service: str) -> None:
    """Each operation of the model has a method, but for those that are known to have none yet."""
    missing = {
        model.name
        for (of, name), model in OPERATIONS.items()
        if of == service and (of, name) not in METHODS
    }
    assert missing - NOT_YET[service] == set()
