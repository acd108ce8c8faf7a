"""The read log in the words of its pages."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from homeward.access.choices import ActorKind
from homeward.audit import naming
from homeward.audit.choices import Unusual
from homeward.audit.queries import Read, Reader
from homeward.core.commas import enumerated


@dataclass(frozen=True)
class ShownRead:
    at: datetime
    who: str
    who_note: str
    persons: list[str]
    classes: str
    rows: int
    purpose: Any
    action: str
    is_emergency: bool


@dataclass(frozen=True)
class ShownReader:
    reader: Reader
    note: str
    unusual: list[str]
    purposes: str


def reads(found: list[Read]) -> list[ShownRead]:
    names = naming.names(person for read in found for person in read.persons)
    return [_read(read, names) for read in found]


def _read(read: Read, names: dict[Any, str]) -> ShownRead:
    who, note = _who(read)
    known = list(dict.fromkeys(names[p] for p in read.persons if p in names))
    others = len([person for person in read.persons if person not in names])
    if others:
        known.append(
            ngettext("%(n)d person not in your files", "%(n)d persons not in your files", others)
            % {"n": others}
        )
    return ShownRead(
        at=read.at,
        who=who,
        who_note=note,
        persons=known,
        classes=enumerated(str(data_class.label) for data_class in read.classes),
        rows=len(read.items),
        purpose=read.purpose.label,
        action=read.action,
        is_emergency=read.ground == "emergency",
    )


def _who(read: Read) -> tuple[str, str]:
    if read.user:
        return str(read.user), enumerated(
            filter(None, [read.user.role_label, str(read.user.organisation or "")])
        )
    if read.actor_kind == ActorKind.USER:
        return _("An account that is gone"), ""
    return str(read.actor_kind.label), ""


def reader(found: Reader) -> ShownReader:
    user = found.user
    return ShownReader(
        reader=found,
        note=enumerated(filter(None, [user.role_label, str(user.organisation or "")])),
        unusual=[_unusual(reason, found) for reason in found.unusual],
        purposes=enumerated(str(purpose.label) for purpose in found.purposes),
    )


def _unusual(reason: Unusual, found: Reader) -> str:
    reading = found.reading
    return {
        Unusual.EMERGENCY: ngettext(
            "%(n)d page opened in an emergency", "%(n)d pages opened in an emergency",
            reading.in_emergency,
        ) % {"n": reading.in_emergency},
        Unusual.NOT_THEIRS: ngettext(
            "%(n)d person with no case or step of theirs",
            "%(n)d persons with no case or step of theirs",
            reading.not_theirs,
        ) % {"n": reading.not_theirs},
        Unusual.MANY: ngettext(
            "%(n)d person within an hour", "%(n)d persons within an hour",
            reading.most_in_an_hour,
        ) % {"n": reading.most_in_an_hour},
        Unusual.NIGHT: ngettext(
            "%(n)d page at night", "%(n)d pages at night", reading.at_night
        ) % {"n": reading.at_night},
    }[reason]  # fmt: skip
