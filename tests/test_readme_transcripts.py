"""What the README shows as printed is what is printed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from .plugin_runs import Run, run

__all__ = ["run"]

pytest_plugins = ("pytester",)

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
PRINTED = re.compile(r"BogusZoneError|-+ AWS calls|UnfiredFaultError")

STORIES = """
import sys

sys.path.insert(0, {examples!r})

from dnssec_tool import add_key_signing_key, enable_dnssec
from rollover_tool import disable_signing, new_zone, remove_ds, signed_domain

pytestmark = pytest.mark.mock_dnssec(seed=1)


def test_too_early(dnssec_account):
    domain = signed_domain("example.com")
    with dnssec_account.guard("example.com"):
        remove_ds("example.com", domain.key)
        dnssec_account.clock.advance(hours=21, minutes=46)
        disable_signing(domain.zone_id)


def test_refused(dnssec_account, dnssec_route53, dnssec_kms):
    zone = dnssec_route53.create_hosted_zone(Name="example.com", CallerReference="1")["HostedZone"]
    ds = enable_dnssec(zone["Id"])
    add_key_signing_key(zone["Id"], "ksk_2")
    dnssec_account.registry.delegate("example.com", ds=[ds])
    key = dnssec_account.hosted_zone("example.com").key_signing_keys["ksk_1"]
    dnssec_kms.disable_key(KeyId=key.kms_key_arn)
    dnssec_account.fail("GetDNSSEC", "ThrottlingException")
    dnssec_route53.get_dnssec(HostedZoneId=zone["Id"])
    dnssec_route53.deactivate_key_signing_key(HostedZoneId=zone["Id"], Name="ksk_1")


def test_unfired(dnssec_account, dnssec_route53):
    zone_id = new_zone("example.com")
    dnssec_account.fail("GetDNSSEC", "Throttling", when={{"HostedZoneId": "Z1"}})
    dnssec_route53.get_dnssec(HostedZoneId=zone_id)
"""


@pytest.fixture
def printed(run: Run, monkeypatch: pytest.MonkeyPatch) -> str:
    """What pytest prints of the README's stories, white space folded."""
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    result = run(STORIES.format(examples=str(ROOT / "examples")))
    return folded(re.sub(r"^E +", "", "\n".join(result.outlines), flags=re.MULTILINE))


def folded(text: str) -> str:
    """Return a text with its white space, and lines that frame it, as little as possible."""
    return re.sub(r"\s+", " ", re.sub(r"-{3,}", "---", text)).strip()


def test_what_is_printed(printed: str) -> None:
    """A step too early, a failed test and a fault that never fired say what the README shows."""
    transcripts = [text for language, text in BLOCKS if not language and PRINTED.match(text)]
    assert len(transcripts) == 3
    for transcript in transcripts:
        for part in re.split(r"^ *\.\.\.\n", transcript, flags=re.MULTILINE):
            assert folded(part) in printed
