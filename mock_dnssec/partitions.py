"""The partitions of AWS: the world's, China's, the government's."""

from __future__ import annotations

from functools import cache


@cache
def partition_of(region: str) -> str:
    """Return the partition of ``region`` by botocore's own endpoint data."""
    from botocore.loaders import create_loader

    for partition in create_loader().load_data("partitions")["partitions"]:
        if region in partition["regions"]:
            return str(partition["id"])
    return "aws"
