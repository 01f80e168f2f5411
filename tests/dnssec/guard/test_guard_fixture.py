"""The fixture that guards zones, in runs of pytest of their own."""

from __future__ import annotations

from ...plugin_runs import Run, run

__all__ = ["run"]

pytest_plugins = ("pytester",)

BEGIN = """
import json

WRONG = "1 13 2 " + 64 * "0"
POLICY = json.dumps({"Statement": [{"Effect": "Allow", "Action": "kms:*", "Resource": "*",
    "Principal": {"AWS": "arn:aws:iam::123456789012:root",
                  "Service": "dnssec-route53.amazonaws.com"}}]})

@pytest.fixture
def zone_id(dnssec_account, dnssec_kms, dnssec_route53):
    zone = dnssec_route53.create_hosted_zone(Name="example.com", CallerReference="1")
    key = dnssec_kms.create_key(KeySpec="ECC_NIST_P256", KeyUsage="SIGN_VERIFY", Policy=POLICY)
    ksk = dnssec_route53.create_key_signing_key(
        CallerReference="1", HostedZoneId=zone["HostedZone"]["Id"], Name="ksk", Status="ACTIVE",
        KeyManagementServiceArn=key["KeyMetadata"]["Arn"])["KeySigningKey"]
    dnssec_route53.enable_hosted_zone_dnssec(HostedZoneId=zone["HostedZone"]["Id"])
    dnssec_account.registry.delegate("example.com", ds=[ksk["DSRecord"]])
    dnssec_account.clock.advance(days=30)
    return zone["HostedZone"]["Id"]
"""


def test_a_step_that_comes_too_early(run: Run) -> None:
    """The test fails at its own line, and that is told once: there is no error besides."""
    result = run(
        BEGIN
        + """
def test_disable(dnssec_account, dnssec_guard, dnssec_route53, zone_id):
    dnssec_guard("example.com")
    dnssec_account.registry.delegate("example.com")
    dnssec_route53.disable_hosted_zone_dnssec(HostedZoneId=zone_id)
"""
    )

    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*BogusZoneError: DisableHostedZoneDNSSEC(*) came 1 d too early*"])


def test_what_a_test_has_caught(run: Run) -> None:
    """A test that catches the failure fails at its end."""
    result = run(
        BEGIN
        + """
def test_disable(dnssec_account, dnssec_guard, dnssec_route53, zone_id):
    dnssec_guard()
    with pytest.raises(AssertionError):
        dnssec_account.registry.delegate("example.com", ds=[WRONG])
"""
    )

    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*BogusZoneError: registry.delegate(*) broke example.com.*"])


def test_a_guard_without_a_zone(run: Run) -> None:
    """A misspelt name fails the test that would have proved nothing."""
    result = run(
        BEGIN
        + """
def test_typo(dnssec_guard, zone_id):
    dnssec_guard("exmaple.com")
"""
    )

    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(
        ["*MockUsageError: The guard of exmaple.com has seen no such zone*"]
    )


def test_cleaning_up(run: Run) -> None:
    """A guard ends with its test, passed or failed: what cleans up after it need not wait."""
    result = run(
        BEGIN
        + """
@pytest.fixture
def guarded(dnssec_account, dnssec_guard, dnssec_route53, zone_id):
    dnssec_guard("example.com")
    yield
    dnssec_account.registry.delegate("example.com")
    dnssec_route53.disable_hosted_zone_dnssec(HostedZoneId=zone_id)

def test_that_passes(guarded):
    pass

def test_that_fails(guarded):
    raise ValueError
"""
    )

    result.assert_outcomes(passed=1, failed=1)


def test_all_is_well(run: Run) -> None:
    """A test in which nothing comes too early passes; what was before its guard does not count."""
    result = run(
        BEGIN
        + """
def test_wait(dnssec_account, dnssec_guard, dnssec_route53, zone_id):
    dnssec_account.registry.delegate("example.com", ds=[WRONG])
    dnssec_account.registry.delegate("example.com")
    dnssec_account.clock.advance(days=1)
    guard = dnssec_guard("example.com")
    dnssec_route53.disable_hosted_zone_dnssec(HostedZoneId=zone_id)
    assert guard.outage is None

def test_in_a_block(dnssec_account, dnssec_guard, dnssec_route53, zone_id):
    with dnssec_guard("example.com"):
        dnssec_account.registry.delegate("example.com")
        dnssec_account.clock.advance(days=1)
    dnssec_account.clock.advance(days=1)

def test_nothing_guarded(dnssec_guard):
    pass
"""
    )

    result.assert_outcomes(passed=3)
