"""A server is a client with inputs and outputs exchanged.

botocore serializes what a client sends and parses what a server answers. From a model whose
operations have ``input`` and ``output`` exchanged, its stock parser reads requests and its stock
serializer writes responses.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Description = dict[str, Any]
"""A service description in botocore's ``service-2`` format, as ``json.loads`` gives it."""

LOCATED = ("uri", "querystring")


def located_name(location: str, name: str) -> str:
    """Return the header that carries a URI or query member of a mirrored request."""
    return f"{location}:{name}"


def mirror(description: Description) -> Description:
    """Return ``description`` with the input and the output of every operation exchanged."""
    shapes: dict[str, Description] = dict(description["shapes"])
    namespace = _xml_namespace(description)
    operations = {
        name: _mirror_operation(operation, shapes, namespace)
        for name, operation in description["operations"].items()
    }
    return {**description, "operations": operations, "shapes": shapes}


def _mirror_operation(
    operation: Description, shapes: dict[str, Description], namespace: str | None
) -> Description:
    mirrored: Description = {
        "name": operation["name"],
        "http": {"method": "POST", "requestUri": "/"},
        "errors": operation.get("errors", []),
    }
    if "input" in operation:
        name = operation["input"]["shape"]
        shapes[f"{name}AsRead"] = _locate_in_headers(shapes[name])
        mirrored["output"] = {"shape": f"{name}AsRead"}
    if "output" in operation:
        name = operation["output"]["shape"]
        element = operation["output"].get("resultWrapper", name)
        mirrored["input"] = {"shape": name, "locationName": element}
        if namespace is not None:
            mirrored["input"]["xmlNamespace"] = {"uri": namespace}
    return mirrored


def _locate_in_headers(shape: Description) -> Description:
    members = {
        name: {
            **member,
            "location": "header",
            "locationName": located_name(member["location"], member.get("locationName", name)),
        }
        if member.get("location") in LOCATED
        else member
        for name, member in shape["members"].items()
    }
    return {**shape, "members": members}


def _xml_namespace(description: Description) -> str | None:
    declared: list[Mapping[str, str]] = [
        operation["input"]["xmlNamespace"]
        for operation in description["operations"].values()
        if "xmlNamespace" in operation.get("input", {})
    ]
    return declared[0]["uri"] if declared else None
