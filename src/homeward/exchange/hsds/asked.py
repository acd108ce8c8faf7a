"""What a request asks for, read strictly: what can't be meant is told, not guessed. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID

from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _

PER_PAGE = 50
MOST_PER_PAGE = 500
LONGEST = 200
YES, NO = {"true", "1", "yes"}, {"false", "0", "no", ""}
FORMATS = ("json", "ndjson")


class Misunderstood(Exception):
    """A parameter that can't be read; all of them at once, name -> what is wrong."""

    def __init__(self, faults: dict[str, str]) -> None:
        self.faults = faults
        super().__init__(", ".join(faults))


@dataclass
class Asked:
    """The parameters of one request; `finish` raises where any of them was misunderstood."""

    given: Mapping[str, str]
    faults: dict[str, str] = field(default_factory=dict)

    def text(self, name: str) -> str:
        text = self.given.get(name, "").strip()
        if len(text) > LONGEST:
            self.faults[name] = _("At most %(most)d characters.") % {"most": LONGEST}
        if "\x00" in text:
            self.faults[name] = _("The text holds a character that no text may hold.")
            return ""
        return text[:LONGEST]

    def flag(self, name: str) -> bool:
        text = self.text(name).lower()
        if text not in YES | NO:
            self.faults[name] = _("Say true or false.")
        return text in YES

    def whole(self, name: str, default: int, most: int) -> int:
        text = self.text(name)
        if not text:
            return default
        # Digits of other scripts are digits to Python, and longer ones than a number can be.
        number = (
            int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST // 10 else 0
        )
        if not 1 <= number <= most:
            self.faults[name] = _("A whole number from 1 to %(most)d.") % {"most": most}
            return default
        return number

    def key(self, name: str) -> str:
        text = self.text(name)
        if text and not as_uuid(text):
            self.faults[name] = _("Not an id: ids are UUIDs.")
            return ""
        return as_uuid(text)

    def moment(self, name: str) -> datetime | None:
        text = self.text(name).replace(" ", "+")
        if not text:
            return None
        if (moment := _moment(text)) is None:
            self.faults[name] = _("Not a date or time of ISO 8601, as 2026-11-25T10:00:00Z.")
        return moment

    def metres(self, name: str) -> float | None:
        text = self.text(name)
        if not text:
            return None
        try:
            metres = float(text)
        except ValueError:
            metres = -1
        # Half the way around the globe.
        if not 0 <= metres <= 20_040_000:  # noqa: PLR2004
            self.faults[name] = _("A number of metres.")
            return None
        return metres

    def is_lines(self) -> bool:
        text = self.text("format").lower() or "json"
        if text not in FORMATS:
            self.faults["format"] = _("Say json or ndjson.")
        return text == "ndjson"

    def page(self) -> tuple[int, int]:
        page = self.whole("page", 1, 1_000_000)
        return page, self.whole("per_page", PER_PAGE, MOST_PER_PAGE)

    def finish(self) -> None:
        if self.faults:
            raise Misunderstood(self.faults)


def _moment(text: str) -> datetime | None:
    try:
        if moment := parse_datetime(text):
            return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        day = parse_date(text)
    except ValueError:
        return None
    return datetime(day.year, day.month, day.day, tzinfo=UTC) if day else None


def as_uuid(text: str) -> str:
    """The id as it is published; empty for what is none."""
    try:
        return str(UUID(text))
    except (ValueError, AttributeError):
        return ""
