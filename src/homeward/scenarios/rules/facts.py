"""What rules are told of an assumption and of a change."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Assumed:
    kind: str
    subject: str = ""
    area: str = ""
    month: int | None = None
    value: float
    spread: float | None = None


@dataclass(frozen=True, kw_only=True)
class Changed:
    kind: str
    subject: str = ""
    area: str = ""
    from_month: int
    to_month: int
    factor: float | None = None
    number: int | None = None


@dataclass(frozen=True, kw_only=True)
class Missing:
    """What has to be assumed before anything can be played."""

    kind: str
    subject: str = ""
    area: str = ""
