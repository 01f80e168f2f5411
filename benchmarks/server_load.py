"""Load the server: many connections that are kept, for a minute; is anything lost, or kept?

python -m benchmarks.server_load [seconds]
"""

from __future__ import annotations

import json
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import closing, contextmanager
from functools import partial
from http.client import HTTPConnection, HTTPException
from itertools import cycle
from pathlib import Path
from typing import NamedTuple

CONNECTIONS = 32
CLIENTS = 2
"""Processes that share the connections, so that they and not the server wait for Python's lock."""

SECONDS = 60.0
WARM_UP = 1.0
ROUTE53 = "/2013-04-01/hostedzone"
NAMESPACE = "https://route53.amazonaws.com/doc/2013-04-01/"


class Question(NamedTuple):
    """A request, and what is in the answer to it and to no other."""

    method: str
    path: str
    target: str
    body: str
    expected: str


class Outcome(NamedTuple):
    """What the clients have met: the seconds of each answer, and what was no answer."""

    seconds: list[float]
    lost: list[str]


def ask(connection: HTTPConnection, question: Question) -> str:
    """Return the text of the answer."""
    headers = {"X-Amz-Target": question.target} if question.target else {}
    connection.request(question.method, question.path, question.body or None, headers)
    return connection.getresponse().read().decode()


def questions(port: int) -> list[Question]:
    """Make a key and a zone, and return what there is to ask of them and of KMS."""
    sign = {"KeySpec": "ECC_NIST_P256", "KeyUsage": "SIGN_VERIFY"}
    zone = (
        f'<CreateHostedZoneRequest xmlns="{NAMESPACE}"><Name>example.com</Name>'
        "<CallerReference>1</CallerReference></CreateHostedZoneRequest>"
    )
    with closing(HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
        create_key = Question("POST", "/", "TrentService.CreateKey", json.dumps(sign), "")
        key_id = json.loads(ask(connection, create_key))["KeyMetadata"]["KeyId"]
        created = ask(connection, Question("POST", ROUTE53, "", zone, ""))
    zone_id = created.partition("/hostedzone/")[2].partition("<")[0]
    key = json.dumps({"KeyId": key_id})
    message = {"KeyId": key_id, "Message": "AAAA", "SigningAlgorithm": "ECDSA_SHA_256"}
    return [
        Question("POST", "/", "TrentService.DescribeKey", key, key_id),
        Question("POST", "/", "TrentService.Sign", json.dumps(message), '"Signature"'),
        Question("GET", f"{ROUTE53}/{zone_id}", "", "", f"/hostedzone/{zone_id}<"),
        Question("GET", f"{ROUTE53}/{zone_id}/dnssec", "", "", "NOT_SIGNING"),
        Question("GET", f"{ROUTE53}/{zone_id}/rrset", "", "", "<Type>SOA</Type>"),
    ]


def load(port: int, asked: Sequence[Question], seconds: float, connections: int) -> Outcome:
    """Ask on so many connections at once, for so long."""
    with ThreadPoolExecutor(connections) as pool:
        work = partial(_ask_on_one_connection, port, asked, time.monotonic() + seconds)
        outcomes = list(pool.map(work, range(connections)))
    return _together(outcomes)


def _ask_on_one_connection(
    port: int, asked: Sequence[Question], deadline: float, first: int
) -> Outcome:
    outcome = Outcome([], [])
    ordered = [*asked[first % len(asked) :], *asked[: first % len(asked)]]
    with closing(HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
        connection.connect()
        kept = connection.sock
        for question in cycle(ordered):
            if time.monotonic() > deadline:
                return outcome
            started = time.perf_counter()
            try:
                text = ask(connection, question)
            except (OSError, HTTPException) as error:
                outcome.lost.append(repr(error))
                return outcome
            outcome.seconds.append(time.perf_counter() - started)
            if question.expected not in text or connection.sock is not kept:
                outcome.lost.append(text)
    return outcome


def _together(outcomes: Sequence[Outcome]) -> Outcome:
    seconds = [one for outcome in outcomes for one in outcome.seconds]
    return Outcome(seconds, [one for outcome in outcomes for one in outcome.lost])


def load_by_processes(port: int, asked: Sequence[Question], seconds: float) -> Outcome:
    """Do the same with clients that are processes of their own."""
    share = CONNECTIONS // CLIENTS
    with ProcessPoolExecutor(CLIENTS) as pool:
        running = [pool.submit(load, port, asked, seconds, share) for _ in range(CLIENTS)]
        return _together([client.result() for client in running])


@contextmanager
def serving() -> Iterator[tuple[int, int]]:
    """Run ``mock-dnssec serve``, and give its process id and its port."""
    command = [sys.executable, "-m", "mock_dnssec", "serve", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        ready = re.search(r":(\d+)\n", process.stdout.readline())
        assert ready is not None
        try:
            yield process.pid, int(ready[1])
        finally:
            process.terminate()


def resident_kib(process_id: int) -> int:
    """Return how much memory a process has, on Linux."""
    status = Path(f"/proc/{process_id}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0])


def main(seconds: float) -> None:
    """Print the rows of a table."""
    with serving() as (process_id, port):
        asked = questions(port)
        load_by_processes(port, asked, WARM_UP)
        before = resident_kib(process_id)
        outcome = load_by_processes(port, asked, seconds)
        after = resident_kib(process_id)
    answers = len(outcome.seconds)
    of_100 = statistics.quantiles(outcome.seconds, n=100)
    print(f"| {CONNECTIONS} connections for {seconds:.0f} s | |\n|---|---|")
    print(f"| requests answered | {answers:,} |")
    print(f"| lost, wrong, or not on the kept connection | {len(outcome.lost)} |")
    print(f"| requests a second | {answers / seconds:,.0f} |")
    print(f"| median | {of_100[49] * 1000:.1f} ms |")
    print(f"| 99th percentile | {of_100[98] * 1000:.1f} ms |")
    print(f"| memory of the server before and after | {before:,} and {after:,} KiB |")


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else SECONDS)
