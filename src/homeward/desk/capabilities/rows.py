"""What one line of the list of capabilities holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Capability:
    """`steps` are the framework's; `page` is an address with its ids left open; `test` shows it.

    `lacks` is empty where nothing is missing.
    """

    id: str
    steps: tuple[int, ...]
    what: Any
    page: str = ""
    test: str = ""
    lacks: str = ""


@dataclass(frozen=True)
class Area:
    letter: str
    title: str
    capabilities: Sequence[Capability]
