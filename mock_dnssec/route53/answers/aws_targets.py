"""What aliases of resources outside Route 53 answer: load balancers, distributions, buckets.

The mock does not know them. Their addresses are of the blocks that are kept for documentation, one
address per target name, so that a test can tell targets apart and nothing real is ever addressed.
"""

from __future__ import annotations

import hashlib
from ipaddress import IPv4Network, IPv6Network

TTL = 60
"""The TTL of load balancers and distributions, in seconds."""

_BLOCKS: dict[str, IPv4Network | IPv6Network] = {
    "A": IPv4Network("192.0.2.0/24"),  # RFC 5737
    "AAAA": IPv6Network("2001:db8::/32"),  # RFC 3849
}


def answer(name: str, record_type: str) -> tuple[int, list[str]]:
    """Return TTL and addresses of a target, none for other types than A and AAAA."""
    block = _BLOCKS.get(record_type)
    if block is None:
        return TTL, []
    digest = int.from_bytes(hashlib.sha256(name.encode()).digest(), "big")
    return TTL, [str(block[1 + digest % (block.num_addresses - 2)])]
