"""What an import costs: nothing that a suite which does not use the mock would have to pay."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = (
    "boto3",
    "botocore",
    "cryptography",
    "dns",
    "moto",
    "responses",
    "unittest",
    "xmltodict",
)


def loaded_after(statements: str) -> set[str]:
    """Return which of the heavy packages a fresh interpreter has imported after ``statements``."""
    script = f"import sys\n{statements}\nprint(*{{n.partition('.')[0] for n in sys.modules}})"
    ran = subprocess.run(
        [sys.executable, "-c", script],
        cwd=Path(__file__).parents[1],
        capture_output=True,
        text=True,
        check=True,
    )
    return set(ran.stdout.split()) & set(HEAVY)


def test_the_package() -> None:
    """``import mock_dnssec`` imports nothing heavy, nor does decorating a function."""
    statements = """
from mock_dnssec import mock_dnssec

@mock_dnssec(seed=1)
def work(): ...
"""
    assert loaded_after(statements) == set()


def test_the_pytest_plugin() -> None:
    """The plugin, which every run of pytest loads, imports nothing heavy, nor the mock itself."""
    statements = """
import pytest
import mock_dnssec.pytest_plugin
loaded = {name for name in sys.modules if name.startswith("mock_dnssec.")}
assert all(name.startswith("mock_dnssec.pytest_plugin") for name in loaded), loaded
"""
    assert loaded_after(statements) == loaded_after("import pytest")


@pytest.mark.parametrize("name", ["Account", "MockUsageError", "documented_errors"])
def test_public_names(name: str) -> None:
    """Of the public names, those that know AWS's models bring botocore with them."""
    expected = {"botocore"} if name in ("Account", "documented_errors") else set()

    assert loaded_after(f"from mock_dnssec import {name}") & {"boto3", "botocore"} == expected


def test_activation() -> None:
    """Turning the mock on imports botocore, and neither DNS nor cryptography nor boto3."""
    loaded = loaded_after("from mock_dnssec import mock_dnssec\nwith mock_dnssec: pass")

    assert loaded & {"boto3", "cryptography", "dns", "responses", "xmltodict"} == set()


def test_the_first_calls() -> None:
    """Keys and who calls are answered without DNS and without asymmetric cryptography."""
    statements = """
import boto3
from mock_dnssec import mock_dnssec
with mock_dnssec:
    kms = boto3.client("kms", "us-east-1")
    key = kms.create_key(KeySpec="ECC_NIST_P256", KeyUsage="SIGN_VERIFY")["KeyMetadata"]
    kms.describe_key(KeyId=key["KeyId"])
    kms.get_key_policy(KeyId=key["KeyId"], PolicyName="default")
    kms.list_keys()
"""
    assert loaded_after(statements) & {"cryptography", "dns", "responses"} == set()


def test_unknown_names() -> None:
    """A name that the package does not have is an AttributeError, as with any module."""
    import mock_dnssec

    with pytest.raises(AttributeError, match="'mock_dnssec' has no attribute 'mock_dns'"):
        getattr(mock_dnssec, "mock_dns")  # noqa: B009 - mypy knows that there is no such name
