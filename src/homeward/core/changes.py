"""What an import did with one record, told by the feature that wrote it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Did(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, kw_only=True)
class Change:
    """`kind` is the noun ("service"); `fields` names what differs in a changed record."""

    kind: str
    source_id: str
    name: str
    did: Did
    fields: tuple[str, ...] = ()


def differing(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[str, ...]:
    """The fields whose values differ; a field that only one of them has differs."""
    missing = object()
    names = list(dict.fromkeys([*new, *old]))
    return tuple(n for n in names if old.get(n, missing) != new.get(n, missing))
