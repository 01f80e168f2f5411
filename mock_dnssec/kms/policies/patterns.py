"""Wildcards and variables: what makes a policy's text more than text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from glob import escape
from typing import NamedTuple

_VARIABLE = re.compile(r"\$\{\s*(?P<key>[^},]+?)\s*(?:,\s*'(?P<default>[^']*)'\s*)?\}")
_LITERALS = {"*": "*", "?": "?", "$": "$"}


class Reading(NamedTuple):
    """How a value in a policy is read: its own characters, and what a variable inserts.

    With ``inserted`` None, a variable is text like any other.
    """

    own: Callable[[str], str]
    inserted: Callable[[str], str] | None


def wildcards(text: str) -> str:
    """Return ``text`` as a pattern for ``fnmatch`` in which ``*`` and ``?`` alone are special.

    https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
    """
    return text.replace("[", "[[]")


VERBATIM = Reading(str, None)
EXACT = Reading(str, str)
PATTERN = Reading(wildcards, escape)


def resolve(text: str, reading: Reading, context: Mapping[str, str]) -> str:
    """Return ``text`` with the values of its variables, such as ``${aws:SourceAccount}``.

    ``context`` has the request's condition keys in lower case. A variable may give a default, as in
    ``${aws:username, 'nobody'}``; ``${*}``, ``${?}`` and ``${$}`` stand for the characters
    themselves. Raises KeyError for a variable that has no value.
    https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
    """
    insert = reading.inserted
    if insert is None:
        return reading.own(text)
    values = {**_LITERALS, **context}

    def value(variable: re.Match[str]) -> str:
        key, default = variable["key"].lower(), variable["default"]
        return insert(values[key] if default is None else values.get(key, default))

    return _VARIABLE.sub(value, reading.own(text))
