"""A chain of trust: from the root down to one name, link by link."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mock_dnssec.dnssec.chain.survey import Survey
from mock_dnssec.dnssec.chain.tree import tree
from mock_dnssec.dnssec.resolver import parse_question
from mock_dnssec.dnssec.validating.aliases import WEAKEST_FIRST

if TYPE_CHECKING:
    import os

    from mock_dnssec.account import Account
    from mock_dnssec.dnssec.chain.links import Link, Records
    from mock_dnssec.dnssec.validating.answers import Status


class Chain:
    """What is published now on the way from the root to a name, and what is wrong with it.

    ``str()`` gives a tree. ``stretches`` are the way to the name and, CNAME after CNAME, the ways
    to what it is an alias of.
    """

    def __init__(self, account: Account, name: str, rdtype: str) -> None:
        question = parse_question(name, rdtype)
        self.stretches = tuple(Survey(account).walk(question))

    @property
    def links(self) -> list[Link]:
        """All zones: from the root down to the name, then those that only CNAMEs lead to."""
        return [link for stretch in self.stretches for link in stretch.links]

    @property
    def records(self) -> Records:
        """What there is of the name itself."""
        return self.stretches[0].records

    @property
    def status(self) -> Status:
        """What a resolver would say: "secure", "insecure", "bogus" or "unanswered"."""
        statuses = (stretch.records.status for stretch in self.stretches)
        return min(statuses, key=WEAKEST_FIRST.index)

    def svg(self) -> str:
        """Return the chain as a picture: an SVG document."""
        from mock_dnssec.dnssec.chain.picture import Picture
        from mock_dnssec.dnssec.chain.svg import svg

        return svg(Picture(self.stretches, self.status))

    def write_svg(self, path: str | os.PathLike[str]) -> Path:
        """Write the picture to a file, and return the file's path."""
        file = Path(path)
        file.write_text(self.svg(), encoding="utf-8")
        return file

    def __str__(self) -> str:
        return "\n".join(tree(self.stretches))

    def __repr__(self) -> str:
        return f"<chain of trust of {self.records.title}: {self.status}>"
