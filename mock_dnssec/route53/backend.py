"""All of Route 53 in one account: its state and the families of its operations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mock_dnssec import operations
from mock_dnssec.route53.answers.operations import AnswerOperations
from mock_dnssec.route53.answers.places import Places
from mock_dnssec.route53.changes import ChangeOperations, Changes
from mock_dnssec.route53.cidr.collections import CidrCollections
from mock_dnssec.route53.cidr.listing import CidrListing
from mock_dnssec.route53.cidr.operations import CidrCollectionOperations
from mock_dnssec.route53.geolocations import GeoLocations
from mock_dnssec.route53.health_checks.checkers import CheckerOperations
from mock_dnssec.route53.health_checks.health_checks import HealthChecks
from mock_dnssec.route53.health_checks.operations import HealthCheckOperations
from mock_dnssec.route53.limits import LimitOperations
from mock_dnssec.route53.protections.operations import ProtectionOperations
from mock_dnssec.route53.query_logging import QueryLogging
from mock_dnssec.route53.records.changes import RecordChanges
from mock_dnssec.route53.records.listing import RecordListing
from mock_dnssec.route53.signing.hosted_zone_dnssec import SigningOperations
from mock_dnssec.route53.signing.key_signing_keys import KeySigningKeyOperations
from mock_dnssec.route53.tags import TagOperations
from mock_dnssec.route53.traffic.instance_listing import TrafficPolicyInstanceListing
from mock_dnssec.route53.traffic.instance_operations import TrafficPolicyInstanceOperations
from mock_dnssec.route53.traffic.instances import TrafficPolicyInstances
from mock_dnssec.route53.traffic.policies import TrafficPolicies
from mock_dnssec.route53.traffic.policy_listing import TrafficPolicyListing
from mock_dnssec.route53.traffic.policy_operations import TrafficPolicyOperations
from mock_dnssec.route53.vpcs.associations import VPCAssociations
from mock_dnssec.route53.vpcs.authorizations import VPCAuthorizations
from mock_dnssec.route53.zones.creation import ZoneCreation
from mock_dnssec.route53.zones.delegation_sets import DelegationSets
from mock_dnssec.route53.zones.features import ZoneFeatures
from mock_dnssec.route53.zones.hosted_zones import HostedZones
from mock_dnssec.route53.zones.listing import ZoneListing
from mock_dnssec.route53.zones.management import ZoneOperations
from mock_dnssec.route53.zones.reusable_delegation_sets import ReusableDelegationSets

if TYPE_CHECKING:
    from mock_dnssec.account import Account


class Backend(operations.Backend):
    """Route 53, which has no Regions: one per account."""

    def __init__(self, account: Account) -> None:
        self.account = account
        self.zones = HostedZones(account)
        self.changes = Changes(account)
        self.health_checks = HealthChecks()
        self.places = Places()
        self.delegation_sets = DelegationSets()
        self.foreign_vpcs: set[str] = set()
        """Ids of VPCs that were ever authorized for a zone: they belong to other accounts."""
        self.traffic_policies = TrafficPolicies()
        self.traffic_policy_instances = TrafficPolicyInstances()
        self.cidr_collections = CidrCollections()
        self.families = (
            ZoneCreation(self),
            ZoneOperations(self),
            ZoneListing(self),
            RecordChanges(self),
            RecordListing(self),
            AnswerOperations(self),
            ChangeOperations(self),
            KeySigningKeyOperations(self),
            SigningOperations(self),
            HealthCheckOperations(self),
            CheckerOperations(self),
            ReusableDelegationSets(self),
            ZoneFeatures(self),
            VPCAssociations(self),
            VPCAuthorizations(self),
            TrafficPolicyOperations(self),
            TrafficPolicyListing(self),
            TrafficPolicyInstanceOperations(self),
            TrafficPolicyInstanceListing(self),
            QueryLogging(self),
            TagOperations(self),
            LimitOperations(self),
            GeoLocations(),
            CidrCollectionOperations(self),
            CidrListing(self),
            ProtectionOperations(self),
        )
