"""Three questions that lead to services, each with its reasons. Nothing that is said is kept."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from homeward.places.models import Area
from homeward.programmes.choices import Category
from homeward.public import listing
from homeward.public.listing import Filter, Found, Row

MOST = 20


@dataclass(frozen=True)
class Why:
    """One reason: met (ok) or not known (unk). What isn't met is not offered."""

    state: str
    text: str


@dataclass(frozen=True)
class Hint:
    """A service that fits, and why."""

    row: Row
    reasons: list[Why]

    @property
    def met(self) -> int:
        return sum(reason.state == "ok" for reason in self.reasons)


def hints(code: str, asked: Filter) -> list[Hint]:
    """Services that fit what was said, those of which most is known first."""
    found = listing.find(code, Filter())
    area = Area.objects.filter(pk=int(asked.area)).first() if asked.area else None
    groups = listing.group_names()
    made = [_hint(row, asked, found, area, groups) for row in found.rows]
    kept = [hint for hint in made if hint is not None]
    # Sorting keeps the order of the last confirmation among equals.
    return sorted(kept, key=lambda hint: -hint.met)


def _hint(
    row: Row, asked: Filter, found: Found, area: Area | None, groups: dict[str, str]
) -> Hint | None:
    reasons = [
        _need(row, asked),
        _where(row, found, area),
        _for_whom(row, asked.group, groups),
    ]
    told = [reason for reason in reasons if reason is not None]
    return None if any(reason.state == "no" for reason in told) else Hint(row, told)


def _need(row: Row, asked: Filter) -> Why | None:
    if not asked.need:
        return None
    if row.need != asked.need:
        return Why("no", "")
    words = _("It helps with what you need: %(need)s")
    return Why("ok", words % {"need": Category(asked.need).label})


def _where(row: Row, found: Found, area: Area | None) -> Why | None:
    if area is None:
        return None
    if area.pk in row.areas:
        return Why("ok", _("It is in %(place)s") % {"place": area})
    if row.pk in found.confidential:
        return Why("unk", _("Its place is confidential: ask on the phone whether it is near"))
    if not row.areas:
        return Why("unk", _("Where it is isn’t told: ask before you go"))
    return Why("no", "")


def _for_whom(row: Row, group: str, groups: dict[str, str]) -> Why | None:
    if not group:
        return None
    if not row.groups:
        return Why("ok", _("It is for everybody"))
    if group in row.groups:
        return Why("ok", _("It is for: %(group)s") % {"group": groups.get(group, group)})
    return Why("no", "")


def needs(found: Found) -> list[tuple[str, Any]]:
    here = {row.need for row in found.all}
    return [(code, label) for code, label in Category.choices if code in here]


def places(found: Found) -> list[Area]:
    """The widest areas in which something is offered."""
    keys = {area for row in found.all for area in row.areas}
    return sorted(Area.objects.filter(pk__in=keys).exclude(parent__in=keys), key=str)


def groups(found: Found) -> list[tuple[str, str]]:
    here = {code for row in found.all for code in row.groups}
    return [(code, name) for code, name in listing.group_names().items() if code in here]
