"""AWS's ``query`` protocol, which STS speaks: a form goes in, XML comes out.

It is not symmetric, as the others are. A form is turned into the XML that says the same, and XML
that botocore has written is put into the envelope of an answer, so that the rest is as everywhere.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import count
from typing import TYPE_CHECKING, cast
from urllib.parse import parse_qsl
from xml.etree.ElementTree import Element, SubElement, tostring

from mock_dnssec.errors import AwsError

if TYPE_CHECKING:
    from botocore.model import ListShape, Shape, StructureShape

STS_NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/"


class Form(dict[str, str]):
    """A form, whose names are paths: ``Tags.member.1.Key``."""

    def __init__(self, text: str) -> None:
        super().__init__(parse_qsl(text, keep_blank_values=True))
        self._names = sorted(self)

    def has_below(self, at: str) -> bool:
        """Say whether there is anything below a place."""
        nearest = bisect_left(self._names, f"{at}.")
        return nearest < len(self) and self._names[nearest].startswith(f"{at}.")


def readable_form(body: bytes, shape: Shape) -> bytes:
    """Return the members of ``shape`` that a form has, as XML. Raises MalformedInput."""
    request = Element("Request")
    _grow(request, shape, Form(body.decode(errors="replace")), "")
    return tostring(request)


def _grow(element: Element, shape: Shape, form: Form, at: str) -> None:
    if shape.type_name == "structure":
        for name, member in cast("StructureShape", shape).members.items():
            _graft(element, name, member, form, f"{at}.{name}" if at else name)
    elif shape.type_name == "list":
        item = cast("ListShape", shape).member
        for n in count(1):
            if not _graft(element, "member", item, form, f"{at}.member.{n}"):
                break
    else:
        element.text = form[at]
        if shape.type_name == "integer" and not form[at].removeprefix("-").isdecimal():
            raise AwsError("MalformedInput", "Unexpected request body.")


def _graft(parent: Element, name: str, shape: Shape, form: Form, at: str) -> bool:
    """Add what the form has at a place to ``parent``; return whether there is anything."""
    found = at in form or form.has_below(at)
    if found:
        _grow(SubElement(parent, name), shape, form, at)
    return found


def enveloped(operation: str, written: bytes, request_id: str) -> bytes:
    """Return the document that carries a result of ``operation``, given the result's element.

    botocore writes none for a result without members.
    """
    begin = f'<{operation}Response xmlns="{STS_NAMESPACE}">'
    result = written or f"<{operation}Result/>".encode()
    metadata = f"<ResponseMetadata><RequestId>{request_id}</RequestId></ResponseMetadata>"
    return begin.encode() + result + f"{metadata}</{operation}Response>".encode()
