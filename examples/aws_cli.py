"""The AWS CLI's own examples, unchanged, run against an account in memory: a transcript.

python examples/aws_cli.py [json|text|table|yaml]    (YAML needs version 2 of the AWS CLI)

Each command is one of the AWS CLI's reference pages or of Route 53's developer guide; what stands
in capitals is filled in with what the commands before it have printed.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from mock_dnssec import mock_dnssec

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mock_dnssec.server.listener import Server

CREATE_KEY = [
    "aws kms create-key",
    """\
aws kms create-key \\
    --tags TagKey=Purpose,TagValue=Test \\
    --description "Development test key\"""",
    """\
aws kms create-key \\
   --key-spec RSA_4096 \\
   --key-usage ENCRYPT_DECRYPT""",
    """\
aws kms create-key \\
    --key-spec ECC_NIST_P521 \\
    --key-usage SIGN_VERIFY""",
    """\
aws kms create-key \\
    --key-spec ML_DSA_65 \\
    --key-usage SIGN_VERIFY""",
    """\
aws kms create-key \\
    --key-spec HMAC_384 \\
    --key-usage GENERATE_VERIFY_MAC""",
    """\
aws kms create-key \\
    --multi-region""",
    """\
aws kms create-key \\
    --origin EXTERNAL""",
]

CREATE_KEY_STORES = [
    """\
aws kms create-custom-key-store \\
    --custom-key-store-name ExampleCloudHSMKeyStore \\
    --cloud-hsm-cluster-id CLUSTER_ID \\
    --key-store-password kmsPswd \\
    --trust-anchor-certificate file://customerCA.crt \\
    --query CustomKeyStoreId --output text""",
    """\
aws kms create-custom-key-store \\
    --custom-key-store-name ExamplePublicEndpointXKS \\
    --custom-key-store-type EXTERNAL_KEY_STORE \\
    --xks-proxy-connectivity PUBLIC_ENDPOINT \\
    --xks-proxy-uri-endpoint "https://myproxy.xks.example.com" \\
    --xks-proxy-uri-path "/kms/xks/v1" \\
    --xks-proxy-authentication-credential "AccessKeyId=ACCESS_KEY,RawSecretAccessKey=SECRET" \\
    --query CustomKeyStoreId --output text""",
]

CONNECT_KEY_STORES = [
    "aws kms connect-custom-key-store --custom-key-store-id CLOUDHSM_STORE",
    "aws kms connect-custom-key-store --custom-key-store-id EXTERNAL_STORE",
]

CREATE_KEY_IN_STORES = [
    """\
aws kms create-key \\
    --origin AWS_CLOUDHSM \\
    --custom-key-store-id CLOUDHSM_STORE""",
    """\
aws kms create-key \\
    --origin EXTERNAL_KEY_STORE \\
    --custom-key-store-id EXTERNAL_STORE \\
    --xks-key-id bb8562717f809024""",
]

PREPARE_ZONE = [
    """\
aws route53 create-hosted-zone \\
    --name example.com --caller-reference 2014-04-01-18:47 \\
    --query "[HostedZone.Id, ChangeInfo.Id]" --output text""",
    """\
aws kms create-key \\
    --region us-east-1 --key-spec ECC_NIST_P256 --key-usage SIGN_VERIFY \\
    --policy file://policy.json \\
    --query KeyMetadata.Arn --output text""",
]

SIGN_ZONE = [
    "aws route53 wait resource-record-sets-changed --id CHANGE_ID",
    """\
aws --region us-east-1 route53 create-key-signing-key \\
    --hosted-zone-id ZONE_ID \\
    --key-management-service-arn KEY_ARN --name example_ksk \\
    --status ACTIVE \\
    --caller-reference 2014-04-01-18:48""",
    "aws --region us-east-1 route53 enable-hosted-zone-dnssec --hosted-zone-id ZONE_ID",
    "aws route53 get-dnssec --hosted-zone-id ZONE_ID",
]

POLICY = """{
    "Version": "2012-10-17",
    "Statement": [
        {
            "Sid": "Allow administration of the key",
            "Effect": "Allow",
            "Principal": {"AWS": "arn:aws:iam::123456789012:role/admin"},
            "Action": "kms:*",
            "Resource": "*"
        },
        {
            "Sid": "Allow Route 53 DNSSEC Service",
            "Effect": "Allow",
            "Principal": {"Service": "dnssec-route53.amazonaws.com"},
            "Action": ["kms:DescribeKey", "kms:GetPublicKey", "kms:Sign"],
            "Resource": "*"
        }
    ]
}"""
CONFIG = """\
[default]
cli_follow_urlparam = false
"""
"""Without this, version 1 of the AWS CLI fetches parameters that are URLs."""


class Shell:
    """Runs commands as a shell does, and prints what was asked and answered."""

    def __init__(self, program: str, server: Server, directory: str) -> None:
        self.program = [program, "--endpoint-url", server.endpoint]
        self.environ = {**server.environ, "AWS_CONFIG_FILE": "config"}
        self.directory = directory
        self.variables: dict[str, str] = {}

    def run(self, commands: Sequence[str], workers: int = 2) -> list[str]:
        """Run commands, some at a time, and print them in order."""
        with ThreadPoolExecutor(workers) as pool:
            answers = list(pool.map(self._answer, commands))
        for command, answer in zip(commands, answers, strict=True):
            print(f"$ {self._filled(command)}\n{answer}")
        return answers

    def _answer(self, command: str) -> str:
        words = shlex.split(self._filled(command).replace("\\\n", " "))
        done = subprocess.run(
            [*self.program, *words[1:]],
            env=self.environ,
            cwd=self.directory,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        return done.stdout

    def _filled(self, command: str) -> str:
        for name, value in self.variables.items():
            command = command.replace(name, value)
        return command


def transcript(shell: Shell) -> None:
    """Run all examples."""
    shell.run(CREATE_KEY)
    stores = shell.run(CREATE_KEY_STORES)
    shell.variables["CLOUDHSM_STORE"], shell.variables["EXTERNAL_STORE"] = map(str.strip, stores)
    shell.run(CONNECT_KEY_STORES)
    shell.run(CREATE_KEY_IN_STORES)
    zone, key = shell.run(PREPARE_ZONE)
    shell.variables["ZONE_ID"], shell.variables["CHANGE_ID"] = zone.split()
    shell.variables["KEY_ARN"] = key.strip()
    shell.run(SIGN_ZONE, workers=1)


def find_programs() -> Iterator[tuple[str, str]]:
    """Yield what each AWS CLI that works says of itself, "aws-cli/2.9.19", and where it is.

    That of this Python's environment comes first.
    """
    folders = [str(Path(sys.executable).parent), *os.environ["PATH"].split(os.pathsep)]
    found = filter(None, (shutil.which("aws", path=folder) for folder in folders))
    for program in dict.fromkeys(str(Path(path).resolve()) for path in found):
        done = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)
        if done.stdout:
            yield done.stdout.partition(" ")[0], program


def main(output: str) -> None:
    version = "aws-cli/2" if output == "yaml" else "aws-cli/"
    program = next((path for name, path in find_programs() if name.startswith(version)), None)
    if program is None:
        print("The AWS CLI is missing: pip install awscli; version 2 for YAML", file=sys.stderr)
        return
    with mock_dnssec() as account, account.server() as server, TemporaryDirectory() as directory:
        cluster = account.cloudhsm.create_cluster()
        proxy = account.xks.create_proxy()
        proxy.create_key("bb8562717f809024")
        Path(directory, "customerCA.crt").write_text(cluster.trust_anchor)
        Path(directory, "policy.json").write_text(POLICY)
        Path(directory, "config").write_text(f"{CONFIG}output = {output}\n")
        shell = Shell(program, server, directory)
        shell.variables = {
            "CLUSTER_ID": cluster.cluster_id,
            "ACCESS_KEY": proxy.access_key_id,
            "SECRET": proxy.raw_secret_access_key,
        }
        transcript(shell)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "json")
