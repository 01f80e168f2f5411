"""STS: who calls, and roles to assume. Most scripts that write a key policy ask it first.

STS speaks AWS's ``query`` protocol: a form goes in, XML comes out.
"""

from __future__ import annotations

import re
from base64 import b32encode, b64encode
from collections.abc import Mapping
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING, cast
from urllib.parse import parse_qsl

from mock_dnssec.errors import AwsError, MockUsageError

if TYPE_CHECKING:
    from botocore.model import ServiceModel, StructureShape

    from mock_dnssec.account import Account

Members = Mapping[str, object]

NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/"
DEFAULT_DURATION = 3600
_CALLER = "user/mock-dnssec"
_ROLE_ARN = re.compile(
    r"arn:(?P<partition>aws[a-z-]*):iam::(?P<account_id>\d{12}):role/(.+/)?(?P<role>[^/]+)"
)


class Sts:
    """The STS of one account.

    The mock does not know who calls. So assuming a role changes nothing: GetCallerIdentity names
    the same IAM user before and after, and the role's credentials are as good as any others.
    """

    def __init__(self, account: Account) -> None:
        self._account = account
        self._operations = {
            "AssumeRole": self._assume_role,
            "GetCallerIdentity": self._get_caller_identity,
        }

    def respond(self, body: bytes, region: str) -> tuple[int, bytes]:
        """Return the HTTP status and the body that answer a form in ``region``.

        Raises MockUsageError for an operation that the mock does not have.
        """
        form = dict(parse_qsl(body.decode(), keep_blank_values=True))
        operation = form.get("Action", "")
        if operation not in self._operations:
            raise MockUsageError(
                f"mock_dnssec does not answer sts {operation}. "
                f"It answers: {', '.join(self._operations)}."
            )
        request_id = self._account.entropy.draw_uuid("request-id")
        try:
            parameters = _read(operation, form)
            with self._account.lock:
                result = self._operations[operation](parameters, region)
        except AwsError as error:
            fault = {"Type": "Sender", "Code": error.code, "Message": error.message}
            return 400, _render("ErrorResponse", {"Error": fault, "RequestId": request_id})
        metadata = {"ResponseMetadata": {"RequestId": request_id}}
        return 200, _render(f"{operation}Response", {f"{operation}Result": result, **metadata})

    def _get_caller_identity(self, _: Members, region: str) -> Members:
        """Name the caller, who is always the same.

        https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
        """
        partition = self._account.partition(region)
        return {
            "Arn": f"arn:{partition}:iam::{self._account.id}:{_CALLER}",
            "UserId": self._unique_id("AIDA", _CALLER),
            "Account": self._account.id,
        }

    def _assume_role(self, parameters: Members, _: str) -> Members:
        """Hand out credentials for any role, since the mock has no IAM.

        https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
        """
        role_arn, session = cast("str", parameters["RoleArn"]), parameters["RoleSessionName"]
        role = _ROLE_ARN.fullmatch(role_arn)
        if role is None:
            raise AwsError("ValidationError", f"{role_arn} is invalid")
        assumed = f"assumed-role/{role['role']}/{session}"
        seconds = cast("int", parameters.get("DurationSeconds", DEFAULT_DURATION))
        return {
            "AssumedRoleUser": {
                "AssumedRoleId": f"{self._unique_id('AROA', role_arn)}:{session}",
                "Arn": f"arn:{role['partition']}:sts::{role['account_id']}:{assumed}",
            },
            "Credentials": self._credentials(seconds),
            **{name: parameters[name] for name in ("SourceIdentity",) if name in parameters},
        }

    def _unique_id(self, prefix: str, of: str) -> str:
        """Return a unique id.

        https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
        """
        return prefix + b32encode(self._account.entropy.derive(f"sts:{of}", 11)).decode()[:17]

    def _credentials(self, seconds: int) -> Members:
        drawn = self._account.entropy.draw("sts:credentials", 300)
        expiration = self._account.clock.now() + timedelta(seconds=seconds)
        return {
            "AccessKeyId": f"ASIA{b32encode(drawn[:10]).decode()}",
            "SecretAccessKey": b64encode(drawn[10:40]).decode(),
            "SessionToken": b64encode(drawn[40:]).decode(),
            "Expiration": expiration.strftime("%Y-%m-%dT%H:%M:%SZ"),
        }


def _read(operation: str, form: Mapping[str, str]) -> Members:
    """Return the members of ``form`` that are no lists: session policies and tags do nothing here.

    Raises ValidationError, in AWS's words, where they break a limit of AWS's model.
    """
    from mock_dnssec.wire.constraints import IN_REQUESTS, checker
    from mock_dnssec.wire.wording import validation_error

    shape = cast("StructureShape", _model().operation_model(operation).input_shape)
    parameters = {
        name: _integer(form[name]) if member.type_name == "integer" else form[name]
        for name, member in shape.members.items()
        if name in form
    }
    if found := checker(shape, IN_REQUESTS)(parameters):
        raise validation_error("ValidationError", found)
    return parameters


def _integer(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise AwsError("MalformedInput", "Unexpected request body.") from None


@cache
def _model() -> ServiceModel:
    from botocore.loaders import create_loader
    from botocore.model import ServiceModel

    return ServiceModel(create_loader().load_service_model("sts", "service-2"))


def _render(element: str, members: Members) -> bytes:
    import xmltodict

    return xmltodict.unparse({element: {"@xmlns": NAMESPACE, **members}}).encode()
