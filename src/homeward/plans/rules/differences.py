"""What changed between two versions of a plan: parts with a stable key, each a list of words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Part = Mapping[str, Any]


@dataclass(frozen=True)
class Change:
    """One part that was added, removed or changed; `fields` are (label, before, after)."""

    kind: str
    title: Any
    fields: Sequence[tuple[Any, Any, Any]] = ()


def compare(before: Mapping[Any, Part], after: Mapping[Any, Part], *, title: str) -> list[Change]:
    """The parts of `after` in their order, then those that are gone. `title` names a part."""
    found = []
    for key, part in after.items():
        if key not in before:
            found.append(Change("added", part[title]))
        elif fields := _fields(before[key], part):
            found.append(Change("changed", part[title], fields))
    gone = [Change("removed", part[title]) for key, part in before.items() if key not in after]
    return found + gone


def _fields(before: Part, after: Part) -> list[tuple[Any, Any, Any]]:
    return [
        (label, before.get(label), value)
        for label, value in after.items()
        if before.get(label) != value
    ]
