"""The structure of IATI 2.03, read from our own table; a test holds it to the official schema."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

SIGNS = {"?": (0, 1), "+": (1, None), "*": (0, None)}


@dataclass(frozen=True)
class Child:
    """`most` is None where there may be any number."""

    name: str
    least: int
    most: int | None


@dataclass(frozen=True)
class Attribute:
    name: str
    kind: str
    is_required: bool


@dataclass(frozen=True)
class Element:
    """`text` is the type of its text, None where it holds elements alone."""

    children: dict[str, Child]
    attributes: dict[str, Attribute]
    text: str | None

    @property
    def order(self) -> list[str]:
        return list(self.children)


def spec(parent: str, name: str) -> Element:
    """What an element may hold; the standard sometimes gives one name two meanings."""
    table = _table()
    return table.get(f"{parent}/{name}") or table[name]


@cache
def _table() -> dict[str, Element]:
    text = files("homeward.exchange.tables").joinpath("iati_2_03.txt").read_text(encoding="utf-8")
    lines = (line.strip() for line in text.splitlines())
    return dict(_entry(line) for line in lines if line and not line.startswith("#"))


def _entry(line: str) -> tuple[str, Element]:
    name, rest = line.split(":", 1)
    parts = [part.strip() for part in rest.split("|")]
    children, attributes, text = [*parts, "", ""][:3]
    element = Element(
        children={child.name: child for child in map(_child, children.split())},
        attributes={each.name: each for each in map(_attribute, attributes.split())},
        text=text or None,
    )
    return name, element


def _child(word: str) -> Child:
    least, most = SIGNS.get(word[-1], (1, 1))
    return Child(word.rstrip("?+*"), least, most)


def _attribute(word: str) -> Attribute:
    plain = word.rstrip("?")
    # A namespace's prefix has a colon as well.
    prefix = "xml:" if plain.startswith("xml:") else ""
    name, _colon, kind = plain.removeprefix(prefix).partition(":")
    return Attribute(prefix + name, kind or "string", not word.endswith("?"))
