"""CreateGrant, and the ways to list and to end grants."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mock_dnssec.errors import AwsError
from mock_dnssec.kms.cross_account import home_of
from mock_dnssec.kms.dry_runs import end_dry_run
from mock_dnssec.kms.grants.grants import Constraints, Grant, Terms
from mock_dnssec.kms.grants.rules import check_for_key, check_principal, check_request
from mock_dnssec.kms.limits import limit_exceeded
from mock_dnssec.kms.paging import paginate
from mock_dnssec.operations import NOTHING, Result

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mock_dnssec.kms.backend import Backend
    from mock_dnssec.kms.grants.grants import Grants

_GRANT_ID = re.compile(r"[0-9a-f]{64}")

_INVALID_ID = "The request was rejected because the specified GrantId is not valid."
_INVALID_TOKEN = "The request was rejected because the specified grant token is not valid."  # noqa: S105 - a message
_NOT_FOUND = "Grant not found: {}"
_TOKEN_OR_ID = "You must specify a GrantToken, or a KeyId and a GrantId."  # noqa: S105 - a message
_TWO_GRANTEES = "You can specify GranteePrincipal or GranteeServicePrincipal, but not both."
_ONE_RETIREE = (
    "You must specify either RetiringPrincipal or RetiringServicePrincipal, but not both."
)


class GrantOperations:
    """The life of grants.

    https://docs.aws.amazon.com/kms/latest/developerguide/grants.html
    """

    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    def create_grant(
        self,
        *,
        key_id: str,
        operations: Sequence[str],
        grantee_principal: str | None = None,
        retiring_principal: str | None = None,
        constraints: Constraints | None = None,
        grant_tokens: Sequence[str] = (),  # noqa: ARG002 - every caller may create grants
        name: str = "",
        dry_run: bool = False,
        grantee_service_principal: str | None = None,
        retiring_service_principal: str | None = None,
    ) -> Result:
        """Let somebody use a key; a repeated request with a name returns the grant that it made.

        Raises what :meth:`Backend.key_only` raises, ValidationException, LimitExceededException,
        DryRunOperationException.
        https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateGrant.html
        """
        principals = _present(
            GranteePrincipal=grantee_principal,
            RetiringPrincipal=retiring_principal,
            GranteeServicePrincipal=grantee_service_principal,
            RetiringServicePrincipal=retiring_service_principal,
        )
        constraints = constraints or {}
        check_request(principals, operations, constraints)
        key = self._backend.key_only(key_id, "CreateGrant")
        check_for_key(key, operations, constraints)
        for principal in (grantee_principal, retiring_principal):
            if principal is not None:
                check_principal(principal)
        terms = Terms(key, name, principals, tuple(operations), constraints)
        home = home_of(key, self._backend)
        grant = home.grants.find_same(terms)
        if grant is None and len(home.grants.ids_of(key.arn)) >= home.account.quotas.grants_per_key:
            raise limit_exceeded()
        end_dry_run(dry_run)
        grant = grant or _create(home, terms)
        return {"GrantToken": home.grants.new_token(grant), "GrantId": grant.grant_id}

    def list_grants(
        self,
        *,
        key_id: str,
        limit: int | None = None,
        marker: str | None = None,
        grant_id: str | None = None,
        grantee_principal: str | None = None,
        grantee_service_principal: str | None = None,
    ) -> Result:
        """List the grants of a key, all or those that fit.

        Raises NotFoundException, InvalidArnException, InvalidGrantIdException,
        InvalidMarkerException, ValidationException.
        https://docs.aws.amazon.com/kms/latest/APIReference/API_ListGrants.html
        """
        wanted = _present(
            GranteePrincipal=grantee_principal, GranteeServicePrincipal=grantee_service_principal
        )
        if len(wanted) > 1:
            raise AwsError("ValidationException", _TWO_GRANTEES)
        key = self._backend.key_only(key_id, "ListGrants")
        grants = home_of(key, self._backend).grants
        ids = grants.ids_of(key.arn)
        if grant_id is not None:
            _check_id(grant_id)
            ids = [one for one in ids if one == grant_id]

        def entry(one: str) -> Result | None:
            grant = grants.find(one)
            if grant is None or not wanted.items() <= grant.terms.principals.items():
                return None
            return _entry(grant)

        return paginate("ListGrants", "Grants", ids, entry, limit, marker)

    def list_retirable_grants(
        self,
        *,
        limit: int | None = None,
        marker: str | None = None,
        retiring_principal: str | None = None,
        retiring_service_principal: str | None = None,
    ) -> Result:
        """List the grants that somebody may retire, on keys of any account.

        Raises InvalidArnException, InvalidMarkerException, ValidationException.
        https://docs.aws.amazon.com/kms/latest/APIReference/API_ListRetirableGrants.html
        """
        given = _present(
            RetiringPrincipal=retiring_principal,
            RetiringServicePrincipal=retiring_service_principal,
        )
        if len(given) != 1:
            raise AwsError("ValidationException", _ONE_RETIREE)
        if retiring_principal is not None:
            check_principal(retiring_principal)

        def entry(one: str) -> Result | None:
            found = (grants.find(one) for grants in self._everywhere())
            return next((_entry(grant) for grant in found if grant is not None), None)

        ids = sorted(one for grants in self._everywhere() for one in grants.ids_of(*given.values()))
        return paginate("ListRetirableGrants", "Grants", ids, entry, limit, marker)

    def retire_grant(
        self,
        *,
        grant_token: str | None = None,
        key_id: str | None = None,
        grant_id: str | None = None,
        dry_run: bool = False,
    ) -> Result:
        """End a grant that is named by its token, or by its key and id.

        Raises NotFoundException, InvalidArnException, InvalidGrantTokenException,
        InvalidGrantIdException, ValidationException, DryRunOperationException.
        https://docs.aws.amazon.com/kms/latest/APIReference/API_RetireGrant.html
        """
        if grant_token is not None and key_id is None and grant_id is None:
            grant = self._find_by_token(grant_token)
        elif grant_token is None and key_id is not None and grant_id is not None:
            grant = self._find("RetireGrant", key_id, grant_id)
        else:
            raise AwsError("ValidationException", _TOKEN_OR_ID)
        end_dry_run(dry_run)
        home_of(grant.terms.key, self._backend).grants.remove(grant)
        return NOTHING

    def revoke_grant(self, *, key_id: str, grant_id: str, dry_run: bool = False) -> Result:
        """End a grant of a key.

        Raises NotFoundException, InvalidArnException, InvalidGrantIdException,
        DryRunOperationException.
        https://docs.aws.amazon.com/kms/latest/APIReference/API_RevokeGrant.html
        """
        grant = self._find("RevokeGrant", key_id, grant_id)
        end_dry_run(dry_run)
        home_of(grant.terms.key, self._backend).grants.remove(grant)
        return NOTHING

    def _everywhere(self) -> list[Grants]:
        """Return the grants of every account: a principal may retire those on others' keys."""
        accounts = self._backend.account.accounts
        return [account.kms(self._backend.region).grants for account in accounts]

    def _find(self, operation: str, key_id: str, grant_id: str) -> Grant:
        key = self._backend.key_only(key_id, operation)
        _check_id(grant_id)
        grant = home_of(key, self._backend).grants.find(grant_id)
        if grant is None or grant.terms.key is not key:
            raise AwsError("NotFoundException", _NOT_FOUND.format(grant_id))
        return grant

    def _find_by_token(self, token: str) -> Grant:
        for grants in self._everywhere():
            grant_id = grants.read_token(token)
            if grant_id is None:
                continue
            grant = grants.find(grant_id)
            if grant is None:
                raise AwsError("NotFoundException", _NOT_FOUND.format(grant_id))
            return grant
        raise AwsError("InvalidGrantTokenException", _INVALID_TOKEN)


def _create(home: Backend, terms: Terms) -> Grant:
    grant_id = home.account.entropy.draw("kms:grant-id", 32).hex()
    grant = Grant(grant_id, terms, home.account.clock.now())
    home.grants.add(grant)
    return grant


def _entry(grant: Grant) -> Result:
    terms = grant.terms
    partition, account_id = terms.key.arn.split(":")[1], terms.key.account_id
    entry: dict[str, object] = {
        "KeyId": terms.key.arn,
        "GrantId": grant.grant_id,
        "Name": terms.name,
        "CreationDate": grant.creation_date,
        **terms.principals,
        "IssuingAccount": f"arn:{partition}:iam::{account_id}:root",
        "Operations": list(terms.operations),
    }
    if terms.constraints:
        entry["Constraints"] = terms.constraints
    return entry


def _present(**members: str | None) -> dict[str, str]:
    return {name: value for name, value in members.items() if value is not None}


def _check_id(grant_id: str) -> None:
    if not _GRANT_ID.fullmatch(grant_id):
        raise AwsError("InvalidGrantIdException", _INVALID_ID)
