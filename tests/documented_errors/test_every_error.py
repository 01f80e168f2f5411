"""Every error that AWS documents for the DNSSEC operations and CreateKey can be had in a test."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from botocore import xform_name
from botocore.exceptions import ClientError

from docs.recipes.confirmed import CONFIRMED, Confirmed, confirmed
from docs.recipes.running import outcome
from docs.recipes.table import OPERATIONS, RECIPES, WITHOUT_CAUSE
from mock_dnssec import documented_errors
from mock_dnssec.wire.older_models import botocore_is_older

if TYPE_CHECKING:
    from collections.abc import Callable

    from docs.recipes.running import Recipe
    from mock_dnssec import Account
    from mock_dnssec.documentation import DocumentedError

BY_STATE = [
    pytest.param(operation, code, recipe, id=f"{operation}-{code}-{recipe.__name__}")
    for operation, rows in RECIPES.items()
    for code, recipes in rows.items()
    for recipe in recipes
]
DOCUMENTED = [
    (operation, error) for operation in OPERATIONS for error in documented_errors(operation)
]
PARAMETERS: dict[str, dict[str, Any]] = {
    "CreateKey": {},
    "CreateKeySigningKey": {
        "CallerReference": "request",
        "HostedZoneId": "Z1",
        "KeyManagementServiceArn": "arn:aws:kms:us-east-1:123456789012:key/1",
        "Name": "ksk",
        "Status": "ACTIVE",
    },
    **{
        f"{verb}KeySigningKey": {"HostedZoneId": "Z1", "Name": "ksk"}
        for verb in ("Activate", "Deactivate", "Delete")
    },
    **{operation: {"HostedZoneId": "Z1"} for operation in OPERATIONS[4:7]},
}
"""What a client lets pass."""

refusal = cache(outcome)


@pytest.mark.parametrize("operation", OPERATIONS)
def test_every_error_has_a_recipe_or_a_reason(operation: str) -> None:
    """Each error that AWS documents has a recipe, or it is said why there is none: no others."""
    documented = set(documented_errors(operation))
    common = set(documented_errors(operation, common=True)) - documented
    told = {*RECIPES[operation], *WITHOUT_CAUSE[operation]}
    assert documented - told == set()
    assert botocore_is_older() or told - documented <= common
    assert set(RECIPES[operation]) & set(WITHOUT_CAUSE[operation]) == set()


@pytest.mark.usefixtures("naps")
@pytest.mark.parametrize(("operation", "code", "recipe"), BY_STATE)
def test_a_recipe_brings_its_error_about(operation: str, code: str, recipe: Recipe) -> None:
    """The recipe's last call fails with AWS's error, status, and text unless AWS sends none."""
    response = refusal(recipe, operation).response
    (documented,) = (each for each in documented_errors(operation, common=True) if each == code)
    assert response["Error"]["Code"] == code
    assert response["ResponseMetadata"]["HTTPStatusCode"] == documented.http_status
    assert response["Error"]["Message"] or confirmed(code, "")


@pytest.mark.parametrize("text", CONFIRMED, ids=lambda text: f"{text.code}: {text.text[:40]}")
def test_a_confirmed_text_is_given(text: Confirmed) -> None:
    """Each text that AWS's answers are known to carry is what a recipe meets, to the letter."""
    messages = [
        refusal(recipe, operation).response["Error"]["Message"]
        for operation, rows in RECIPES.items()
        for recipe in rows.get(text.code, ())
    ]
    assert any(text.gives(text.code, message) for message in messages)


@pytest.mark.usefixtures("naps")
@pytest.mark.parametrize(("operation", "error"), DOCUMENTED)
def test_account_fail_brings_it_about(
    aws: Account, client: Callable[..., Any], operation: str, error: DocumentedError
) -> None:
    """A test can have any of the errors without its cause, as boto3's own exception."""
    aws.fail(operation, error, times=9)
    service = client("kms" if operation == "CreateKey" else "route53")
    with pytest.raises(ClientError) as caught:
        getattr(service, xform_name(operation))(**PARAMETERS[operation])
    assert isinstance(caught.value, service.exceptions.from_code(error))
    assert caught.value.response["Error"]["Message"] == error.sentence
    assert caught.value.response["ResponseMetadata"]["HTTPStatusCode"] == error.http_status
