"""What a key policy allows an AWS service."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from mock_dnssec.kms.policies.principals import service_identities
from mock_dnssec.kms.policies.statements import Request, allow, read_policy


def service_may(
    policy: str, *, service: str, action: str, resource: str, context: Mapping[str, str]
) -> bool:
    """Tell whether a key policy allows an AWS service an action.

    ``service``: its principal, such as ``dnssec-route53.amazonaws.com``. ``action``: for instance
    ``kms:Sign``. ``resource``: the key's ARN. ``context``: the request's condition keys, such as
    ``aws:SourceAccount``, beside those that every request of a service has.
    https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
    """
    return _allowed(policy, service, action, resource, tuple(sorted(context.items())))


@lru_cache(maxsize=4096)
def _allowed(
    policy: str, service: str, action: str, resource: str, context: tuple[tuple[str, str], ...]
) -> bool:
    """Judge, and remember: GetDNSSEC asks the same of each key of a zone, call after call."""
    known = {
        "aws:principalisawsservice": "true",
        "aws:principalservicename": service,
        "aws:securetransport": "true",
        **{key.lower(): value for key, value in context},
    }
    return allow(read_policy(policy), Request(service_identities(service), action, resource, known))
