"""The AWS CLI runs the examples of its reference pages against the server."""

from __future__ import annotations

import json
import runpy
import shlex
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.route53.dnssec_policies import SIGNING

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient
    from mypy_boto3_route53 import Route53Client

    from mock_dnssec.server.listener import Server

SCRIPT = Path(__file__).parents[2] / "examples" / "aws_cli.py"
RUN_SCRIPT = "import runpy, sys; runpy.run_path(sys.argv.pop(), run_name='__main__')"


@cache
def programs() -> dict[str, str]:
    """Return an AWS CLI that works for each major version that is installed."""
    find_programs = runpy.run_path(str(SCRIPT))["find_programs"]
    found = {version[: len("aws-cli/2")]: program for version, program in find_programs()}
    if not found:
        pytest.skip("The AWS CLI is missing: pip install awscli")
    return found


def answers(transcript: str) -> dict[str, str]:
    """Return what was answered, by the command in one line."""
    found = {}
    for entry in f"\n{transcript}".split("\n$ ")[1:]:
        lines = entry.splitlines()
        length = next(number for number, line in enumerate(lines, 1) if not line.endswith("\\"))
        command = " ".join(shlex.split("\n".join(lines[:length]).replace("\\\n", "")))
        found[command] = "\n".join(lines[length:])
    return found


def test_the_examples_of_the_reference_pages() -> None:
    """Each makes what its page says, and a zone is signed at the end."""
    assert programs()
    command = [sys.executable, "-c", RUN_SCRIPT, str(SCRIPT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    found = answers(done.stdout)
    keys = [
        json.loads(answer)["KeyMetadata"]
        for command, answer in found.items()
        if command.startswith("aws kms create-key") and "--query" not in command
    ]
    seen = [
        (key["KeySpec"], key["KeyUsage"], key["Origin"], key["MultiRegion"], key["KeyState"])
        for key in keys
    ]
    symmetric = ("SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT")
    assert seen == [
        (*symmetric, "AWS_KMS", False, "Enabled"),
        (*symmetric, "AWS_KMS", False, "Enabled"),
        ("RSA_4096", "ENCRYPT_DECRYPT", "AWS_KMS", False, "Enabled"),
        ("ECC_NIST_P521", "SIGN_VERIFY", "AWS_KMS", False, "Enabled"),
        ("ML_DSA_65", "SIGN_VERIFY", "AWS_KMS", False, "Enabled"),
        ("HMAC_384", "GENERATE_VERIFY_MAC", "AWS_KMS", False, "Enabled"),
        (*symmetric, "AWS_KMS", True, "Enabled"),
        (*symmetric, "EXTERNAL", False, "PendingImport"),
        (*symmetric, "AWS_CLOUDHSM", False, "Enabled"),
        (*symmetric, "EXTERNAL_KEY_STORE", False, "Enabled"),
    ]
    assert keys[1]["Description"] == "Development test key"
    assert keys[-1]["XksKeyConfiguration"] == {"Id": "bb8562717f809024"}
    (waited,) = (answer for command, answer in found.items() if " wait " in command)
    assert waited.strip() == ""
    created = next(text for command, text in found.items() if "create-key-signing-key" in command)
    *_, dnssec = found.values()
    assert json.loads(dnssec)["Status"] == {"ServeSignature": "SIGNING"}
    assert json.loads(created)["KeySigningKey"] in json.loads(dnssec)["KeySigningKeys"]


def create_key_signing_key(kms: KMSClient, route53: Route53Client) -> list[str]:
    """Create a key-signing key, and return the words of the command that would do so again."""
    zone = route53.create_hosted_zone(Name="example.com", CallerReference="1")["HostedZone"]
    key = kms.create_key(KeySpec="ECC_NIST_P256", KeyUsage="SIGN_VERIFY", Policy=SIGNING)
    parameters: dict[str, Any] = {
        "HostedZoneId": zone["Id"],
        "KeyManagementServiceArn": key["KeyMetadata"]["Arn"],
        "Name": "example_ksk",
        "Status": "ACTIVE",
        "CallerReference": "1",
    }
    route53.create_key_signing_key(**parameters)
    options = (
        "--hosted-zone-id",
        "--key-management-service-arn",
        "--name",
        "--status",
        "--caller-reference",
    )
    pairs = zip(options, parameters.values(), strict=True)
    return ["route53", "create-key-signing-key", *(word for pair in pairs for word in pair)]


FORMATS = [
    ("text", "KEYMETADATA\t123456789012\t", "KEYSIGNINGKEY\t"),
    ("table", "KeyMetadata", "|  KmsArn "),
    ("yaml", "  AWSAccountId: '123456789012'\n", "\n  KmsArn: arn:aws:kms:us-east-1:"),
]


@pytest.mark.parametrize(
    ("output", "of_kms", "of_route53"), FORMATS, ids=[output for output, *_ in FORMATS]
)
def test_output_formats(
    kms: KMSClient,
    route53: Route53Client,
    server: Server,
    output: str,
    of_kms: str,
    of_route53: str,
) -> None:
    """What both services answer, the AWS CLI prints in any format that its version has."""
    found = programs()
    program = found.get("aws-cli/2") if output == "yaml" else next(iter(found.values()))
    if program is None:
        pytest.skip("Version 1 of the AWS CLI prints no YAML: install version 2")
    commands = [["kms", "create-key"], create_key_signing_key(kms, route53)]

    def printed(words: list[str]) -> str:
        common = [program, "--endpoint-url", server.endpoint, "--output", output]
        return subprocess.run(
            [*common, *words], env=server.environ, check=True, capture_output=True, text=True
        ).stdout

    with ThreadPoolExecutor() as pool:
        by_kms, by_route53 = pool.map(printed, commands)
    assert of_kms in by_kms
    assert of_route53 in by_route53
