"""An XML body before its content is looked at: is it XML, and the document that was asked for?"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, cast
from xml.etree import ElementTree

from mock_dnssec.errors import AwsError
from mock_dnssec.wire.error_documents import ROUTE53_NAMESPACE

if TYPE_CHECKING:
    from botocore.model import Shape, StructureShape

PRINTED_WITH_THEIR_KIND = ("ChangeId", "DelegationSetId", "ResourceId")
"""Shapes of ids that Route 53 prints as ``/hostedzone/Z1`` and takes with or without the kind."""

_KIND = re.compile("^/?(change|delegationset|hostedzone)/")


def not_xml() -> AwsError:
    """Return the error for a body that no XML parser reads."""
    return AwsError("MalformedInput", "The request body is not a well-formed XML document.")


def not_of_its_type() -> AwsError:
    """Return the error for a number that is none."""
    return AwsError("InvalidInput", "Invalid XML ; cvc-datatype-valid: A value is not a number.")


def readable_xml(body: bytes, shape: Shape) -> bytes:
    """Return the part of ``body`` that has members of ``shape``: all of it, or nothing.

    Raises AwsError for another root than that of ``shape``. A document type is refused unread, so
    that no entity is ever expanded; UTF-16 would hide one.
    """
    root = shape.serialization.get("name")
    if root is None or not body:
        return b""
    if b"<!DOCTYPE" in body or b"\0" in body:
        raise not_xml()
    if not body.startswith(f'<{root} xmlns="{ROUTE53_NAMESPACE}"'.encode()):
        _check_root(body, root)
    return body


def _check_root(body: bytes, root: str) -> None:
    parser = ElementTree.XMLParser(encoding="utf-8")  # noqa: S314 - no DTD gets here
    try:
        namespace, _, name = ElementTree.fromstring(body, parser).tag.rpartition("}")  # noqa: S314 - nor here
    except ElementTree.ParseError:
        raise not_xml() from None
    if name != root:
        raise AwsError("MalformedInput", f"{name} is not valid, expected {root}")
    if namespace != f"{{{ROUTE53_NAMESPACE}":
        raise AwsError(
            "InvalidInput",
            f"Invalid XML ; cvc-elt.1: Cannot find the declaration of element '{root}'.",
        )


def with_bare_ids(parameters: dict[str, object], shape: Shape) -> dict[str, object]:
    """Return ``parameters`` with the ids that SDKs send: without the kind of their resource."""
    for name in _ids(cast("StructureShape", shape)):
        value = parameters.get(name)
        if isinstance(value, str):
            parameters[name] = _KIND.sub("", value, count=1)
    return parameters


@cache
def _ids(shape: StructureShape) -> tuple[str, ...]:
    members = shape.members.items()
    return tuple(name for name, member in members if member.name in PRINTED_WITH_THEIR_KIND)
