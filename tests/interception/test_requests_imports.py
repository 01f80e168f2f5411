"""When ``requests`` is imported does not matter, and the mock does not import it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

PROLOGUE = """
import sys
import boto3
from mock_dnssec import mock_dnssec

ASK = dict(url="https://kms.us-east-1.amazonaws.com/", data="{}",
           headers={"X-Amz-Target": "TrentService.ListKeys"})
finders = list(sys.meta_path)

def loaded(*names):
    return [name for name in names if name in sys.modules]
"""

SCRIPTS = {
    "never": """
with mock_dnssec():
    boto3.client("kms", "us-east-1").list_keys()
    assert loaded("requests", "responses") == []
assert sys.meta_path == finders
""",
    "inside the mock": """
with mock_dnssec() as account:
    import requests
    assert loaded("responses") == []
    assert requests.post(**ASK).json()["Keys"] == []
    assert len(account.calls) == 1
assert "mock_dnssec" not in requests.Session.get_adapter.__module__
assert sys.meta_path == finders
""",
    "by name": """
with mock_dnssec():
    from requests import post
    from requests.sessions import Session
    assert post(**ASK).ok
    assert Session().post(**ASK).ok
""",
    "after the mock": """
with mock_dnssec():
    pass
import requests
assert "mock_dnssec" not in requests.Session.get_adapter.__module__
assert sys.meta_path == finders
""",
    "before the mock": """
import requests
session = requests.Session()
with mock_dnssec():
    assert loaded("responses") == []
    assert session.post(**ASK).ok
""",
    "within the first of two mocks": """
with mock_dnssec():
    import requests
with mock_dnssec():
    assert requests.post(**ASK).ok
""",
}


@pytest.mark.parametrize("when", SCRIPTS)
def test_requests_is_imported(when: str) -> None:
    """Whenever it is imported, a session is mocked while the mock is on, and as it was after it."""
    subprocess.run(
        [sys.executable, "-c", PROLOGUE + SCRIPTS[when]], cwd=Path(__file__).parents[2], check=True
    )
