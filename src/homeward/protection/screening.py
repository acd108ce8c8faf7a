"""Which answers of a form raise which flag: read from the form's own sheet. Pure.

The column `homeward::flag` of a question holds "kind: answer answer; kind: answer"; `*` stands for
any answer. `homeward::htcds` is the field of IOM's data standard that the question speaks of.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from homeward.protection.choices import FlagKind

ANY = "*"


@dataclass(frozen=True)
class Mark:
    """What one question says of flags: (kind, the answers that raise it), and its indicator."""

    raises: tuple[tuple[FlagKind, frozenset[str]], ...]
    indicator: str


def marks(survey: Mapping[str, Any], at: str = "/data") -> dict[str, Mark]:
    """By the question's path. `survey` is what pyxform read of the file, with our own columns."""
    found: dict[str, Mark] = {}
    for child in survey.get("children", ()):
        path = f"{at}/{child.get('name', '')}"
        found |= marks(child, path)
        said = child.get("homeward")
        if isinstance(said, Mapping) and said.get("flag"):
            indicator = str(said.get("htcds") or child["name"])
            found[path] = Mark(tuple(_raises(str(said["flag"]))), indicator)
    return found


def _raises(text: str) -> Iterator[tuple[FlagKind, frozenset[str]]]:
    for part in text.split(";"):
        name, _colon, answers = part.partition(":")
        if name.strip():
            yield _kind(name.strip()), frozenset(answers.split() or [ANY])


def _kind(name: str) -> FlagKind:
    """A kind that nobody knows here is still looked into, never dropped."""
    return FlagKind(name) if name in FlagKind.values else FlagKind.OTHER


def raised(found: Mapping[str, Mark], answers: Mapping[str, str]) -> dict[FlagKind, list[str]]:
    """Each flag with the indicators that raise it. `answers` are by path."""
    flags: dict[FlagKind, list[str]] = {}
    for path, mark in found.items():
        given = set(answers.get(path, "").split())
        for kind, wanted in mark.raises:
            if given & wanted or (given and ANY in wanted):
                flags.setdefault(kind, []).append(mark.indicator)
    return flags
