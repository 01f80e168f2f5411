"""Principals: whom a statement of a key policy names, and who a caller is to it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mock_dnssec.kms.policies.messages import INVALID_PRINCIPALS, NO_PRINCIPAL, malformed

Identity = tuple[str, str]
"""A kind of principal and a name of that kind: ``("Service", "dnssec-route53.amazonaws.com")``."""

Identities = frozenset[Identity]

ANYONE: Identity = ("*", "*")

_NAME = r"[\w+=,.@-]+"
_WELL_FORMED = {
    "AWS": re.compile(
        rf"\*|\d{{12}}|arn:aws[a-z-]*:(iam::\d{{12}}:(root|(user|role)(/{_NAME})+)"
        rf"|sts::\d{{12}}:(assumed-role/{_NAME}/{_NAME}|federated-user/{_NAME}))",
        re.ASCII,
    ),
    "Service": re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+"),
    "Federated": re.compile(
        rf"arn:aws[a-z-]*:iam::\d{{12}}:(saml|oidc)-provider(/{_NAME})+|[a-z0-9-]+(\.[a-z0-9-]+)+",
        re.ASCII,
    ),
}
"""The kinds of principals that a key policy may name, and how their names are written.

IAM groups are no principals, and KMS shows a deleted user or role as a unique id (``AIDA...``):
both are refused. The mock has no IAM, so whoever is written as a principal exists.
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
"""


def read_principals(value: object) -> Identities:
    """Return the principals of a statement's ``Principal`` or ``NotPrincipal``.

    Raises MalformedPolicyDocumentException.
    """
    if value == "*":
        return frozenset({ANYONE})
    if not isinstance(value, dict):
        raise malformed(INVALID_PRINCIPALS)
    named = [
        (kind, name)
        for kind, names in value.items()
        for name in (names if isinstance(names, list) else [names])
    ]
    if not named:
        raise malformed(NO_PRINCIPAL)
    if not all(_is_well_formed(kind, name) for kind, name in named):
        raise malformed(INVALID_PRINCIPALS)
    return frozenset(named)


def _is_well_formed(kind: str, name: object) -> bool:
    return (
        kind in _WELL_FORMED
        and isinstance(name, str)
        and _WELL_FORMED[kind].fullmatch(name) is not None
    )


def names_principal(arn: str) -> bool:
    """Tell whether ``arn`` is the ARN of an account, or of a user, role or session of one."""
    return arn.startswith("arn:") and _is_well_formed("AWS", arn)


def service_identities(name: str) -> Identities:
    """Return what an AWS service is to a statement: itself, and anyone.

    ``{"AWS": "*"}`` names everyone who has an account, and a service has none (inferred).
    """
    return frozenset({ANYONE, ("Service", name)})


def account_identities(arn: str) -> Identities:
    """Return what the principal of an account is to a statement: itself, its account, and anyone.

    A statement that names the account lets it delegate to its principals by IAM policies.
    https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
    """
    _, partition, _, _, account_id, _ = arn.split(":", 5)
    root = f"arn:{partition}:iam::{account_id}:root"
    return frozenset({ANYONE, *(("AWS", name) for name in ("*", account_id, root, arn))})


def principals_of_account(named: Identities, partition: str, account_id: str) -> Iterator[str]:
    """Yield the ARN of an account, and the ARNs of its principals among those ``named``."""
    yield f"arn:{partition}:iam::{account_id}:root"
    for kind, name in named:
        if kind == "AWS" and f"::{account_id}:" in name:
            yield name


def are_of_partition(named: Identities, partition: str) -> bool:
    """Tell whether all ARNs among ``named`` are of one partition: KMS sees no principal of another.

    https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
    """
    arns = (name for _, name in named if name.startswith("arn:"))
    return all(arn.startswith(f"arn:{partition}:") for arn in arns)
