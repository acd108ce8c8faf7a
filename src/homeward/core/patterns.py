"""What the template parts of the design are filled with. Texts are translated already."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True)
class NextStep:
    """The one filled surface of a page: what to do now, who holds it, until when.

    `mine` fills it; somebody else's is outlined, with `waiting_for` as its small line;
    `nothing` says that nothing is open. `post` makes the button a form of its own.
    """

    title: Any
    why: Any = ""
    holder: str = ""
    due: date | datetime | None = None
    url: str = ""
    label: Any = ""
    mine: bool = False
    waiting_for: str = ""
    nothing: bool = False
    post: bool = False


@dataclass(frozen=True)
class Fact:
    """A value with its origin. `state` is confirmed, said, conflict or unknown."""

    label: Any
    value: Any = ""
    source: Any = ""
    state: str = "said"
    url: str = ""
    action: Any = ""


@dataclass(frozen=True)
class ReasonLine:
    """One reason, met (ok), not met (no) or not known (unk), and what it rests on."""

    text: Any
    state: str = "no"
    note: Any = ""
    icon: str = ""


@dataclass(frozen=True)
class Stage:
    """A stage of a case: done, current or to_come, with its date and holder as `lines`."""

    label: Any
    state: str = "to_come"
    lines: tuple[Any, ...] = ()


@dataclass(frozen=True)
class Consequence:
    """What a destructive action does, said before it is done."""

    text: Any
    icon: str = "alert-circle"


def initials(name: str) -> str:
    """The first letters of the first and last word of a name, for its mark."""
    words = [word for word in name.replace("-", " ").split() if word[:1].isalnum()]
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()
