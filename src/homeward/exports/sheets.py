"""The lists that can be taken away. A feature above registers its own: imports point down."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from homeward.access.choices import Purpose
from homeward.access.models import User


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """`found` answers a list's filters with its rows' ids, in order, each with its person.

    `rows` reads some of them again, as the same user, each as the texts of its cells; what was
    closed in between is not there any more. `purpose` is that of its page.
    """

    kind: str
    title: Any
    action: str
    header: Callable[[], Sequence[str]]
    found: Callable[[Mapping[str, str], User], Sequence[tuple[UUID, UUID]]]
    rows: Callable[[Sequence[UUID], User], Sequence[Sequence[str]]]
    purpose: Purpose = Purpose.CASEWORK


SHEETS: dict[str, Sheet] = {}


def register(sheet: Sheet) -> None:
    SHEETS[sheet.kind] = sheet
