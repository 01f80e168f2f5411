"""How much an account may hold: a table that a test may lower to reach a limit in a few lines."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Quotas:
    """AWS's default quotas.

    https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html and
    https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DNSLimitations.html

    AWS does not say how many operations of domains may run at once.
    """

    kms_keys: int = 100_000
    aliases_per_key: int = 50
    grants_per_key: int = 50_000
    tags_per_key: int = 50
    key_policy_bytes: int = 32_768
    custom_key_stores: int = 10
    on_demand_rotations: int = 25
    hosted_zones: int = 500
    records_per_zone: int = 10_000
    key_signing_keys_per_zone: int = 2
    protections_per_zone: int = 1_000
    vpcs_per_zone: int = 300
    vpc_authorizations_per_zone: int = 1_000
    tags_per_route53_resource: int = 10
    health_checks: int = 200
    reusable_delegation_sets: int = 100
    zones_per_reusable_delegation_set: int = 100
    traffic_policies: int = 50
    versions_per_traffic_policy: int = 1_000
    traffic_policy_instances: int = 5
    cidr_collections: int = 5
    blocks_per_cidr_collection: int = 1_000
    domains: int = 20
    running_domain_operations: int = 100
