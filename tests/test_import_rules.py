"""Who may import whom: the rooms of the package and the walls between them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from itertools import permutations
from pathlib import Path
from typing import NamedTuple

import pytest

import mock_dnssec

PACKAGE = Path(mock_dnssec.__file__).parent
FILES = {
    ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted(PACKAGE.rglob("*.py"))
}
"""The package's files by the names of their modules."""


class Import(NamedTuple):
    """One name that a module imports: ``name`` is a module's or that of something in it."""

    name: str
    for_types_only: bool
    when_used: bool


@cache
def imports_of(module: str) -> tuple[Import, ...]:
    """Return all that a module imports, wherever it says so."""
    return tuple(_imports(ast.parse(FILES[module].read_text()).body, for_types=False, used=False))


def _imports(body: list[ast.stmt], *, for_types: bool, used: bool) -> Iterator[Import]:
    for node in body:
        if isinstance(node, ast.Import):
            yield from (Import(alias.name, for_types, used) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, "The package has absolute imports only."
            yield from (
                Import(f"{node.module}.{alias.name}", for_types, used) for alias in node.names
            )
        elif isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            yield from _imports(node.body, for_types=True, used=used)
        else:
            inner = [child for child in ast.walk(node) if child is not node]
            statements = [
                child for child in inner if isinstance(child, ast.Import | ast.ImportFrom)
            ]
            yield from _imports(list(statements), for_types=for_types, used=True)


def is_in(name: str, *rooms: str) -> bool:
    """Return whether a module, or a name in one, is in one of these rooms."""
    return any(name == room or name.startswith(f"{room}.") for room in rooms)


def offences(inside: tuple[str, ...], forbidden: tuple[str, ...]) -> set[str]:
    """Return the imports of ``forbidden`` that modules in ``inside`` have."""
    return {
        f"{module} imports {one.name}"
        for module in FILES
        if is_in(module, *inside)
        for one in imports_of(module)
        if is_in(one.name, *forbidden)
    }


SERVICES = ("kms", "route53", "route53domains", "dnssec", "sts")
MEETINGS = {
    ("dnssec", "route53"): "",  # the DNS publishes what Route 53 keeps
    ("route53", "dnssec"): ".dnskey",  # DNSKEY and DS records, which are the DNS's
    ("route53domains", "dnssec"): ".dnskey",
}
"""Which service may import which, beside types, and what of it."""


def test_services_know_no_wire() -> None:
    """The services import nothing from the wire, the interception, the dispatch or activation."""
    outside = (
        "wire",
        "interception",
        "dispatch",
        "activation",
        "decorators",
        "faults",
        "inspection",
        "pytest_plugin",
        "raw_requests",
        "server",
    )
    services = tuple(f"mock_dnssec.{name}" for name in SERVICES)
    assert offences(services, tuple(f"mock_dnssec.{name}" for name in outside)) == set()


def test_the_wire_knows_no_service() -> None:
    """The wire imports errors from the package, and nothing else."""
    allowed = ("mock_dnssec.wire", "mock_dnssec.errors")
    found = offences(("mock_dnssec.wire",), ("mock_dnssec",))
    assert {one for one in found if not is_in(one.rpartition(" ")[2], *allowed)} == set()


@pytest.mark.parametrize(("service", "other"), list(permutations(SERVICES, 2)))
def test_services_meet_in_the_account(service: str, other: str) -> None:
    """One service imports of another what is its business, and types for annotations."""
    found = {
        f"{module} imports {one.name}"
        for module in FILES
        if is_in(module, f"mock_dnssec.{service}")
        for one in imports_of(module)
        if is_in(one.name, f"mock_dnssec.{other}") and not one.for_types_only
    }
    allowed = MEETINGS.get((service, other))
    business = () if allowed is None else (f"mock_dnssec.{other}{allowed}",)
    assert {one for one in found if not is_in(one.rpartition(" ")[2], *business)} == set()


@pytest.mark.parametrize(
    ("library", "rooms"),
    [
        ("botocore.endpoint", ["interception.botocore_hook"]),
        ("botocore.awsrequest", ["interception.botocore_hook"]),
        ("cryptography", ["kms", "dnssec"]),
        ("dns", ["dnssec", "registry", "route53", "route53domains"]),
        ("xmltodict", ["wire", "sts"]),
        (
            "requests",
            [
                "interception.requests_hook",
                "interception.requests_stand_in",
                "interception.requests_mocks",
            ],
        ),
        ("responses", ["interception.requests_stand_in", "interception.requests_mocks"]),
        ("moto", []),
        ("boto3", ["pytest_plugin"]),
        ("werkzeug", ["server"]),
        ("pytest", ["pytest_plugin"]),
    ],
)
def test_each_library_has_its_rooms(library: str, rooms: list[str]) -> None:
    """What touches a library is where one would look for it."""
    allowed = tuple(f"mock_dnssec.{room}" for room in rooms)
    found = offences(("mock_dnssec",), (library,))
    assert {one for one in found if not is_in(one.partition(" ")[0], *allowed)} == set()


def test_no_module_needs_itself() -> None:
    """There is no cycle among the imports that run when a module is first imported."""
    graph = {
        module: {
            needed
            for one in imports_of(module)
            if not one.for_types_only and not one.when_used
            for needed in (one.name, one.name.rpartition(".")[0])
            if needed in FILES and needed != module
        }
        for module in FILES
    }
    order = list(TopologicalSorter(graph).static_order())
    assert set(order) == set(FILES)


def test_files_stay_small() -> None:
    """No file is so long that it could hold more than one concept."""
    lengths = {module: len(path.read_text().splitlines()) for module, path in FILES.items()}
    assert {module: length for module, length in lengths.items() if length > 300} == {}
