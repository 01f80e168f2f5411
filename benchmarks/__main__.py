"""Measure the mock against moto and against a canned reply, in one run, as ratios.

python -m benchmarks > docs/performance.md
"""

from __future__ import annotations

import platform
from importlib.metadata import version

from benchmarks import server_load
from benchmarks.scenarios import SCENARIOS

HEAD = """\
# Performance

Medians of one run, each row's calls taking turns; compare the ratios, not the times. "Canned" is
the same boto3 call with a recorded reply at the mock's own hook: the least that a mock could cost.
"Bound" is the ratio that the project holds itself to.

Made by `python -m benchmarks > docs/performance.md` with {versions}.

| what | mock_dnssec | compared with | ratio | bound |
|---|---|---|---|---|"""

SERVER = """
## The server

`mock-dnssec serve` under load, its clients on the same machine: `python -m benchmarks.server_load`.
"""


def main() -> None:
    """Print the page."""
    versions = ", ".join(
        [f"Python {platform.python_version()}"]
        + [f"{name} {version(name)}" for name in ("boto3", "botocore", "moto", "cryptography")]
    )
    print(HEAD.format(versions=versions))
    for scenario in SCENARIOS:
        for row in scenario():
            print(row)
    print(SERVER)
    server_load.main(server_load.SECONDS)


if __name__ == "__main__":
    main()
