"""Profiles that assume a role: botocore fetches their credentials in the midst of a call."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ReadTimeoutError

from .conftest import OTHER_ID

if TYPE_CHECKING:
    from pathlib import Path

    from mock_dnssec import Account

PATIENCE: dict[str, Any] = {"read_timeout": 2, "retries": {"total_max_attempts": 1}}
OF_KMS = "https://kms.us-east-1.amazonaws.com/"


@pytest.fixture(autouse=True)
def _profiles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = tmp_path / "config"
    config.write_text(
        "[profile base]\naws_access_key_id = AKIAEXAMPLE\naws_secret_access_key = secret\n"
        f"[profile signer]\nrole_arn = arn:aws:iam::{OTHER_ID}:role/Signer\nsource_profile = base\n"
    )
    monkeypatch.setenv("AWS_CONFIG_FILE", str(config))


def test_the_account_of_the_role(aws: Account, other: Account) -> None:
    """Once there is another account, a profile acts in the account that its role is of."""
    session = boto3.session.Session(profile_name="signer", region_name="us-east-1")
    base = boto3.session.Session(profile_name="base", region_name="us-east-1")

    assert session.client("kms").create_key()["KeyMetadata"]["AWSAccountId"] == OTHER_ID
    assert base.client("kms").create_key()["KeyMetadata"]["AWSAccountId"] == aws.id
    assert [call.operation for call in aws.calls] == ["AssumeRole", "CreateKey", "CreateKey"]


def test_a_late_answer(aws: Account, other: Account, naps: list[float]) -> None:
    """The call that had to fetch credentials is waited for, and given up, as that call is."""
    aws.slow("ListKeys", 5)
    session = boto3.session.Session(profile_name="signer", region_name="us-east-1")
    with pytest.raises(ReadTimeoutError, match=OF_KMS):
        session.client("kms", config=Config(**PATIENCE)).list_keys()

    assert naps == [2]


async def test_a_late_answer_of_aiobotocore(
    aws: Account, other: Account, async_naps: list[float]
) -> None:
    """So it is in a loop."""
    reason = "aiobotocore pins a botocore that is not this one"
    sessions = pytest.importorskip("aiobotocore.session", reason=reason)
    from aiobotocore.config import AioConfig  # type: ignore[import-not-found,unused-ignore]

    aws.slow("ListKeys", 5)
    session = sessions.AioSession(profile="signer")
    config = AioConfig(**PATIENCE)
    with pytest.raises(ReadTimeoutError, match=OF_KMS):
        async with session.create_client("kms", "us-east-1", config=config) as kms:
            await kms.list_keys()

    assert 2 in async_naps
