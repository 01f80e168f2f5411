"""The chain of trust as a picture."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

import boto3
import pytest

from mock_dnssec import mock_dnssec
from tests.dnssec.chain.states import STATES
from tests.dnssec.hosting import Hosting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mock_dnssec import Account

SVG = "{http://www.w3.org/2000/svg}"
TEAL, GREY, RED = "#0a7d92", "#4d5761", "#c21f2e"


class Rectangle(NamedTuple):
    """Where something stands."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Rectangle) -> bool:
        """Say whether two have something in common."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom

    def holds(self, other: Rectangle) -> bool:
        """Say whether another one is wholly inside."""
        across = self.left <= other.left and other.right <= self.right
        return across and self.top <= other.top and other.bottom <= self.bottom


def draw(aws: Account, hosting: Hosting, state: str = "secure") -> ET.Element:
    """Bring about a state, and return the picture of it at one moment."""
    aws.clock.freeze()
    zone, ksk = hosting.signed()
    hosting.put(zone, "www.example.com", "A", "192.0.2.1")
    STATES[state].do(hosting, zone, ksk)
    return ET.fromstring(aws.chain("www.example.com").svg())


def texts(picture: ET.Element) -> list[str]:
    """Return what is written in a picture."""
    return [text.text or "" for text in picture.iter(f"{SVG}text")]


def arrows(picture: ET.Element) -> Iterator[tuple[str, str]]:
    """Walk the arrows between nodes: the colour of each and what it says."""
    for group in picture.iter(f"{SVG}g"):
        path, title = group.find(f"{SVG}path"), group.find(f"{SVG}title")
        if path is not None and title is not None:
            yield path.attrib["stroke"], title.text or ""


def nodes(picture: ET.Element) -> list[Rectangle]:
    """Return where the keys and the records stand; the trust anchor has an inner ring too."""
    found = []
    for group in picture.iter(f"{SVG}g"):
        shape = group[0]
        numbers = {name: float(value) for name, value in shape.items() if value.isdigit()}
        if shape.tag == f"{SVG}ellipse":
            cx, cy, rx, ry = (numbers[name] for name in ("cx", "cy", "rx", "ry"))
            found.append(Rectangle(cx - rx, cy - ry, cx + rx, cy + ry))
        elif shape.get("rx") == "8":
            found.append(_rectangle(numbers))
    return found


def boxes(picture: ET.Element) -> list[Rectangle]:
    """Return where the zones stand."""
    return [
        _rectangle({name: float(value) for name, value in shape.items() if value.isdigit()})
        for shape in picture.iter(f"{SVG}rect")
        if shape.get("rx") == "10"
    ]


def _rectangle(numbers: dict[str, float]) -> Rectangle:
    left, top = numbers["x"], numbers["y"]
    return Rectangle(left, top, left + numbers["width"], top + numbers["height"])


def assert_laid_out(picture: ET.Element) -> None:
    """Nodes stand in a zone's box and not on each other, nor boxes, and all on the page."""
    page = Rectangle(0, 0, float(picture.attrib["width"]), float(picture.attrib["height"]))
    zones, things = boxes(picture), nodes(picture)

    assert all(page.holds(zone) for zone in zones)
    assert all(any(zone.holds(thing) for zone in zones) for thing in things)
    assert not any(one.meets(other) for one, other in combinations(zones, 2))
    assert not any(one.meets(other) for one, other in combinations(things, 2))


def test_a_secure_chain(aws: Account, hosting: Hosting) -> None:
    """Three zones, two keys in each, two DS records and the address; every arrow holds."""
    picture = draw(aws, hosting)

    assert picture.tag == f"{SVG}svg"
    assert picture.findtext(f"{SVG}title") == "Chain of trust of www.example.com A: secure"
    assert len(boxes(picture)) == 3
    assert len(nodes(picture)) == 3 * 2 + 2 + 1
    assert {". (the root)", "com", "example.com", "www.example.com A", "192.0.2.1"} <= set(
        texts(picture)
    )
    assert {colour for colour, _ in arrows(picture)} == {TEAL}


def test_long_names(aws: Account, hosting: Hosting) -> None:
    """A name that is too long for its line is cut there, so that the status can be read."""
    zone = f"{'z' * 63}.com"
    hosting.signed(zone)
    picture = ET.fromstring(aws.chain(f"{'a' * 63}.{zone}").svg())

    assert picture.findtext(f"{SVG}title") == f"Chain of trust of {'a' * 63}.{zone} A: secure"
    for text in (text for text in texts(picture) if text.startswith(("Chain of", "zzz", "aaa"))):
        assert len(text) < 60
        assert text.endswith("...")


def test_each_arrow_says_what_it_means(aws: Account, hosting: Hosting) -> None:
    """Keys sign keys, DS records name keys, and the last key signs the address."""
    told = [title for _, title in arrows(draw(aws, hosting))]

    assert len(told) == 3 * 2 + 2 + 2 + 1
    assert sum(" signs the keys until " in title for title in told) == 3 * 2
    assert sum(" signs the DS until " in title for title in told) == 2
    assert sum(title.startswith("DS ") and " names key " in title for title in told) == 2
    assert " signs the records until " in told[-1]


@pytest.mark.parametrize(
    ("state", "colour", "text"),
    [
        ("a wrong DS", RED, "no key has the tag 7"),
        ("a DS in advance", GREY, "no key has the tag 7"),
        ("signing stopped", RED, "no key has the tag"),
        ("an expired signature", RED, "signs the keys, but the signature expired at"),
        ("a key that does not sign", RED, "does not sign the keys"),
        ("no DS", GREY, "com says that there is no DS for example.com"),
        ("unsigned", GREY, "com says that there is no DS for example.com"),
    ],
)
def test_the_broken_link(
    aws: Account, hosting: Hosting, state: str, colour: str, text: str
) -> None:
    """The arrow that does not hold is the one that is coloured, and it says why."""
    picture = draw(aws, hosting, state)
    assert {title for found, title in arrows(picture) if found == colour and text in title}


@pytest.mark.parametrize("state", STATES)
def test_everything_has_its_place(aws: Account, hosting: Hosting, state: str) -> None:
    """In any state the picture says which it is, and nothing in it stands on anything else."""
    picture = draw(aws, hosting, state)

    assert STATES[state].status in texts(picture)
    assert_laid_out(picture)


@pytest.mark.parametrize("target", ["www", "kid.example.com", "example.net", "example.org"])
def test_an_alias(aws: Account, hosting: Hosting, target: str) -> None:
    """The way to what an alias leads to stands beside the way to it, and an arrow goes across."""
    zone, _ = hosting.signed()
    hosting.zone("example.net")
    aws.registry.delegate("example.net")
    hosting.signed("kid.example.com")
    hosting.put(zone, "alias.example.com", "CNAME", target)
    chain = aws.chain("alias.example.com", "SOA")
    picture = ET.fromstring(chain.svg())

    told = f"alias.example.com SOA is an alias of {target} SOA"
    assert [colour for colour, title in arrows(picture) if title == told] == [TEAL]
    assert len(boxes(picture)) == len(chain.links)
    without_ds = [title for _, title in arrows(picture) if "says that there is no DS" in title]
    assert len(without_ds) == (2 if target == "example.net" else 0)
    assert_laid_out(picture)


def test_the_trust_anchor(aws: Account, hosting: Hosting) -> None:
    """The one key with two rings is the root's, which nobody vouches for."""
    parent = hosting.zone()
    child, ksk = hosting.signed("sub.example.com")
    aws.registry.undelegate("sub.example.com")
    aws.registry.delegate("example.com")
    hosting.put(parent, "sub.example.com", "NS", *hosting.name_servers(child))
    hosting.put(parent, "sub.example.com", "DS", ksk["DSRecord"])
    chain = aws.chain("sub.example.com", "SOA")
    groups = ET.fromstring(chain.svg()).iter(f"{SVG}g")

    assert [link.status for link in chain.links] == ["secure", "secure", "insecure", "insecure"]
    (ringed,) = (group for group in groups if len(group.findall(f"{SVG}ellipse")) == 2)
    assert ringed.findtext(f"{SVG}text") == f"KSK {chain.links[0].keys[0].tag}"


@pytest.mark.parametrize("state", ["a wrong DS", "lame", "no DS"])
def test_the_reason_is_written_out(aws: Account, hosting: Hosting, state: str) -> None:
    """The picture has the sentence in it that the resolver gives, broken into lines."""
    picture = draw(aws, hosting, state)
    chain = aws.chain("www.example.com")
    problem = next(filter(None, [*(link.problem for link in chain.links), chain.records.problem]))

    assert problem in " ".join(texts(picture))


def test_arrows_pass_behind_the_notes(aws: Account, hosting: Hosting) -> None:
    """What is wrong can be read where arrows cross it: it is drawn after them, on a ground."""
    groups = list(draw(aws, hosting, "no DS").iter(f"{SVG}g"))
    drawn = [index for index, group in enumerate(groups) if group.find(f"{SVG}title") is not None]
    (note,) = (group for group in groups if "is insecure:" in (group.findtext(f"{SVG}text") or ""))

    assert groups.index(note) > max(drawn)
    assert note[0].tag == f"{SVG}rect"


def test_records_that_look_like_markup(aws: Account, hosting: Hosting) -> None:
    """Whatever is in the records, the picture is well-formed."""
    zone, _ = hosting.signed()
    hosting.put(zone, "text.example.com", "TXT", '"</svg><script>&amp;\\000\\377"')
    picture = ET.fromstring(aws.chain("text.example.com", "TXT").svg())

    assert not list(picture.iter(f"{SVG}script"))
    assert any(text.startswith('"</svg><script>&amp;') for text in texts(picture))


def test_the_file(aws: Account, hosting: Hosting, tmp_path: Path) -> None:
    """The picture can be written to a file, whose path is returned."""
    hosting.signed()
    chain = aws.chain("example.com", "SOA")
    file = chain.write_svg(str(tmp_path / "chain.svg"))

    assert file == tmp_path / "chain.svg"
    assert file.read_text(encoding="utf-8") == chain.svg()


def test_the_same_seed_gives_the_same_picture() -> None:
    """In a seeded account the picture and the tree can be kept as a snapshot."""

    def shown() -> tuple[str, str]:
        with mock_dnssec(seed=1) as account:
            session = boto3.session.Session(region_name="us-east-1")
            hosting = Hosting(account, session.client("route53"), session.client("kms"))
            zone, _ = hosting.signed()
            hosting.put(zone, "www.example.com", "A", "192.0.2.1")
            chain = account.chain("www.example.com")
            return str(chain), chain.svg()

    assert shown() == shown()
