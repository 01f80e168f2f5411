"""Domain names as Route 53 writes them."""

from __future__ import annotations

from typing import Any

import dns.name
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mock_dnssec.route53.names import normal, reversed_labels, with_decimal_escapes

from .records import apply, create, listed


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("WWW.Example.Com", "www.example.com."),
        ("*.example.com.", r"\052.example.com."),
        (r"\052.example.com.", r"\052.example.com."),
        (r"ex\344mple.example.com", r"ex\344mple.example.com."),
        (r"dots\.inside.example.com", r"dots\056inside.example.com."),
        ("user@host.example.com", r"user\100host.example.com."),
        (r"\101.example.com", "a.example.com."),
        ("_dmarc.example.com", "_dmarc.example.com."),
        ("xn--bcher-kva.example.com", "xn--bcher-kva.example.com."),
    ],
)
def test_names_are_kept_in_one_form(route53: Any, zone_id: str, given_name: str, kept: str) -> None:
    """Lower case, a dot at the end, and octal escapes for all but letters, digits, - and _."""
    apply(route53, zone_id, create(given_name))
    assert [record_set["Name"] for record_set in listed(route53, zone_id)] == [kept]


octets = st.binary(min_size=1, max_size=63)
wire_names = st.lists(octets, min_size=1, max_size=3)


@given(wire_names)
def test_the_normal_form_is_the_same_name_to_the_dns(parts: list[bytes]) -> None:
    """Any name written in escapes has one normal form, which dnspython reads as the same name."""
    written = ".".join("".join(f"\\{octet:03o}" for octet in part) for part in parts)
    form = normal(written)
    assert normal(form) == form
    assert dns.name.from_text(with_decimal_escapes(form)) == dns.name.Name([*parts, b""])


@given(st.lists(st.text("abc-_", min_size=1, max_size=5), min_size=1, max_size=4))
def test_reversing_labels_keeps_the_dot_at_the_end(parts: list[str]) -> None:
    """``www.example.com.`` is sorted as ``com.example.www.``."""
    name = ".".join(parts) + "."
    assert reversed_labels(name) == ".".join(reversed(parts)) + "."
    assert reversed_labels(reversed_labels(name)) == name
