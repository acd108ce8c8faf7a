"""What every page of a user says above its content, as long as it holds. Features add theirs."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Banner:
    """`url` is posted to, by the button `label`."""

    text: str
    url: str
    label: str


Ask = Callable[[Any], Banner | None]
ASKED: list[Ask] = []


def add(ask: Ask) -> None:
    if ask not in ASKED:
        ASKED.append(ask)


def of(user: Any) -> list[Banner]:
    return [banner for ask in ASKED if (banner := ask(user))]
