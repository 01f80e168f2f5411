"""Which documents of traffic policies are in form."""

from __future__ import annotations

import json
from typing import Any

import pytest

from .traffic import Document, document, new_policy, new_version

TWO = {
    "one": {"Type": "value", "Value": "192.0.2.1"},
    "two": {"Type": "value", "Value": "192.0.2.2"},
}
ONE_REFERENCE = {"EndpointReference": "one"}
BOTH = [ONE_REFERENCE, {"EndpointReference": "two"}]


def ruled(rule: Any, **rules: Any) -> Document:
    """Return a document that begins with a rule over two endpoints."""
    return document(
        StartEndpoint=None, StartRule="start", Endpoints=TWO, Rules={"start": rule, **rules}
    )


def endpoint(record_type: str = "A", **definition: Any) -> Document:
    """Return a document of one endpoint."""
    return document(record_type, Endpoints={"only": definition})


FAILOVER = {
    "RuleType": "failover",
    "Primary": {**ONE_REFERENCE, "EvaluateTargetHealth": True},
    "Secondary": {"RuleReference": "spread"},
}
WEIGHTED = {"RuleType": "weighted", "Items": [{**one, "Weight": "10"} for one in BOTH]}

IN_FORM = {
    "one endpoint": document(),
    "newer format": document(AWSPolicyFormatVersion="2023-05-09"),
    "text": document("TXT", '"text"'),
    "cloudfront": endpoint("AAAA", Type="cloudfront", Value="d1.cloudfront.net"),
    "s3-website": endpoint(Type="s3-website", Region="us-east-1", Value="www.example.com"),
    "load balancer": endpoint(Type="application-load-balancer", Value="a.elb.amazonaws.com"),
    "weighted": ruled(WEIGHTED),
    "rule under rule": ruled(FAILOVER, spread=WEIGHTED),
    "geo": ruled(
        {
            "RuleType": "geo",
            "Locations": [{**BOTH[0], "Country": "US"}, {**BOTH[1], "IsDefault": True}],
        }
    ),
    "latency": ruled(
        {"RuleType": "latency", "Regions": [{**one, "Region": "us-east-1"} for one in BOTH]}
    ),
    "geoproximity": ruled(
        {
            "RuleType": "geoproximity",
            "GeoproximityLocations": [{**BOTH[0], "Latitude": "51.50", "Longitude": "-0.07"}],
        }
    ),
    "multivalue": ruled({"RuleType": "multivalue", "Items": BOTH}),
}

OUT_OF_FORM = {
    "no version": document(AWSPolicyFormatVersion=None),
    "unknown version": document(AWSPolicyFormatVersion="2000-01-01"),
    "no type": document(RecordType=None),
    "a type of the zone itself": document("NS", "ns1.example.com."),
    "no start": document(StartEndpoint=None),
    "two starts": document(StartRule="only"),
    "a start that is nowhere": document(StartEndpoint="other"),
    "a start that is a list": document(StartEndpoint=["only"]),
    "no endpoints": document(Endpoints=None),
    "a list of endpoints": document(Endpoints=[]),
    "an endpoint that is a text": document(Endpoints={"only": "192.0.2.1"}),
    "rules that are a list": document(Rules=[]),
    "an endpoint of no type": endpoint(Value="192.0.2.1"),
    "an endpoint of an unknown type": endpoint(Type="toaster", Value="192.0.2.1"),
    "an endpoint without a value": endpoint(Type="value"),
    "a value that is a number": endpoint(Type="value", Value=1),
    "a value of another record type": endpoint("AAAA", Type="value", Value="192.0.2.1"),
    "an endpoint for addresses": endpoint("TXT", Type="cloudfront", Value="d1.cloudfront.net"),
    "a website without a region": endpoint(Type="s3-website", Value="www.example.com"),
    "a rule of no type": ruled({"Items": BOTH}),
    "a rule of an unknown type": ruled({"RuleType": "random", "Items": BOTH}),
    "a rule that leads nowhere": ruled({"RuleType": "multivalue", "Items": []}),
    "a rule that leads to nothing": ruled({"RuleType": "multivalue", "Items": [{}]}),
    "a rule that leads to a text": ruled({"RuleType": "multivalue", "Items": ["one"]}),
    "an unknown reference": ruled({"RuleType": "multivalue", "Items": [{"RuleReference": "x"}]}),
    "two references": ruled(
        {"RuleType": "multivalue", "Items": [{**ONE_REFERENCE, "RuleReference": "start"}]}
    ),
    "weights that are missing": ruled({"RuleType": "weighted", "Items": BOTH}),
    "regions that are missing": ruled({"RuleType": "latency", "Regions": BOTH}),
    "a circle of one": ruled({**FAILOVER, "Secondary": {"RuleReference": "start"}}),
    "a circle of two": ruled(FAILOVER, spread={**FAILOVER, "Primary": {"RuleReference": "start"}}),
}


@pytest.mark.parametrize("content", IN_FORM.values(), ids=IN_FORM)
def test_documents_in_form_are_taken(route53: Any, content: Document) -> None:
    """Every kind of endpoint and rule makes a policy of the document's record type."""
    policy = new_policy(route53, content=content)
    assert policy["Type"] == content["RecordType"]
    assert json.loads(policy["Document"]) == content


@pytest.mark.parametrize("content", OUT_OF_FORM.values(), ids=OUT_OF_FORM)
def test_documents_out_of_form_are_refused(route53: Any, content: Document) -> None:
    """InvalidTrafficPolicyDocument; no policy is made."""
    with pytest.raises(route53.exceptions.InvalidTrafficPolicyDocument):
        new_policy(route53, content=content)
    assert route53.list_traffic_policies()["TrafficPolicySummaries"] == []


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '"text"', "<xml/>"])
def test_what_is_no_json_object_is_refused(route53: Any, text: str) -> None:
    """InvalidTrafficPolicyDocument for texts that are no JSON object."""
    with pytest.raises(route53.exceptions.InvalidTrafficPolicyDocument):
        route53.create_traffic_policy(Name="policy", Document=text)


def test_new_versions_are_held_to_the_same_form(route53: Any) -> None:
    """InvalidTrafficPolicyDocument for a version too; the policy keeps the versions it has."""
    policy = new_policy(route53)
    with pytest.raises(route53.exceptions.InvalidTrafficPolicyDocument):
        new_version(route53, policy, document(StartEndpoint="other"))
    versions = route53.list_traffic_policy_versions(Id=policy["Id"])["TrafficPolicies"]
    assert versions == [policy]
