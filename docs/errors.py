"""Write the page of errors: which there are, what AWS says, and how a test brings them about.

python -m docs.errors > docs/errors.md

The newest botocore is to print it: it knows the most operations.
"""

from __future__ import annotations

import inspect
import sys
from typing import TYPE_CHECKING

from docs.recipes import (
    create_key,
    create_key_signing_key,
    given,
    key_signing_keys,
    key_stores,
    kms_keys_for_ksks,
    zone_signing,
)
from docs.recipes.table import OPERATIONS, RECIPES, WITHOUT_CAUSE
from docs.tables import common_of, errors_of, others_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import ModuleType

SERVICES = {"kms": "KMS", "route53": "Route 53", "route53domains": "Route 53 Domains", "sts": "STS"}
CHAPTERS = (
    create_key_signing_key,
    kms_keys_for_ksks,
    key_signing_keys,
    zone_signing,
    create_key,
    key_stores,
)
HEAD = """\
# Errors, and how to bring them about

Every error that AWS documents for the seven DNSSEC operations and for CreateKey, with the text that
the mock gives and its recipes: the few lines that bring an account into the state in which AWS
refuses.

- **By its cause.** Follow the link in the table to the recipe, paste that into a test, and put your
  own code in place of its last call, which is the one that AWS refuses. Recipes are plain boto3
  with [a few helpers](#what-the-recipes-start-from). `aws` is the account: what `with mock_dnssec()
  as aws:` gives, or the pytest fixture `dnssec_account`. Whole tests are in
  [examples/test_error_paths.py](../examples/test_error_paths.py).
- **On purpose.** `aws.fail("CreateKeySigningKey", "InvalidKMSArn")` makes the next call fail
  without any cause. Every error on this page can be had like this.
- **Confirmed** texts are known from answers of AWS that were published, or are quoted in its
  guides: the link leads there. **Inferred** ones are the sentences of AWS's documentation or close
  to them: assert on the code there. What differs from answer to answer is in braces. Which rules
  behind the errors are inferred is in [fidelity.md](fidelity.md).

Made by `python -m docs.errors > docs/errors.md`. The tests run every recipe.

| operation | errors |
|---|---|"""


def own_part() -> str:
    """Return what the page says of the eight operations: the same under every botocore."""
    return "\n".join([HEAD, *_index(), *_matrix(), *_recipes(), ""])


def others_part() -> str:
    """Return what the page says of all other operations, by the models of the botocore at hand."""
    return "\n".join([*_others(), ""])


def _index() -> Iterator[str]:
    for operation in OPERATIONS:
        codes = ", ".join(sorted([*RECIPES[operation], *WITHOUT_CAUSE[operation]]))
        yield f"| [{operation}](#{operation.lower()}) | {codes} |"
    yield "| [All other operations](#all-other-operations) | in a line each |"


def _matrix() -> Iterator[str]:
    for operation in OPERATIONS:
        yield from ("", f"## {operation}", "")
        yield f'Any of these on purpose: `aws.fail("{operation}", code)`.'
        yield from ("", *errors_of(operation))


def _recipes() -> Iterator[str]:
    yield from ("", "## What the recipes start from", "", *_code(inspect.getsource(given)))
    for chapter in CHAPTERS:
        heading, *more = str(inspect.getdoc(chapter)).split("\n\n")
        yield from ("", f"## {heading.removesuffix('.')}")
        for paragraph in more:
            yield from ("", paragraph.replace("``", "`"))
        for function in _functions(chapter):
            yield from ("", f"### {function.__name__}", *_purpose(function))
            yield from ("", *_code(_without_types(function)))


def _functions(chapter: ModuleType) -> Iterator[Callable[..., object]]:
    """Return the functions that a chapter defines, in their order."""
    for value in vars(chapter).values():
        if inspect.isfunction(value) and value.__module__ == chapter.__name__:
            yield value


def _purpose(function: Callable[..., object]) -> Iterator[str]:
    """Return which errors a recipe brings about: nothing for a helper."""
    for code in sorted({code for rows in RECIPES.values() for code in rows}):
        operations = [name for name in OPERATIONS if function in RECIPES[name].get(code, ())]
        if operations:
            yield from ("", f"{', '.join(operations)}: `{code}`")


def _without_types(function: Callable[..., object]) -> str:
    """Return a function as it can be pasted anywhere: the names of its types are not there."""
    body = inspect.getsource(function).partition("\n")[2]
    return f"def {function.__name__}({', '.join(inspect.signature(function).parameters)}):\n{body}"


def _code(source: str) -> Iterator[str]:
    yield from ("```python", source.rstrip(), "```")


def _others() -> Iterator[str]:
    yield from ("", "## All other operations", "")
    yield "`aws.fail` knows them all. The HTTP status is 400 unless another is given."
    for service, name in SERVICES.items():
        yield from ("", f"### {name}", "")
        yield f"Any operation: {common_of(service)}."
        yield from ("", *others_of(service))


if __name__ == "__main__":
    sys.stdout.write(own_part() + others_part())
