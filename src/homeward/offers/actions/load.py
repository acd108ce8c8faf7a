"""A sheet of offers taken in: whole or not at all, and again without doubling anything."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.core.refusals import Refused
from homeward.files import sheets
from homeward.occupations.queries import occupations_like, skills_like
from homeward.offers import queries, sheet
from homeward.offers.actions import write
from homeward.offers.choices import Fault, OfferStatus
from homeward.offers.models import Offer
from homeward.offers.records import OfferRecord
from homeward.programmes.models import TargetGroup

# A sheet is written down within one request.
MOST_OFFERS = 2_000


class TooManyOffers(Exception):
    """More than one sheet may hold."""


@dataclass
class Loaded:
    """What became of a sheet. With faults nothing was written."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    faults: list[sheet.Line] = field(default_factory=list)


def load(content: bytes, *, name: str, take: bool, by: User, at: datetime) -> Loaded:
    """Reads the sheet; writes it where it has no fault and `take` is said.

    Raises Refused for what is no sheet, TooManyOffers for one that is too long.
    """
    require(by, "offers.write")
    table = sheets.read(content, sheet.WORDS)
    if len(table.rows) > MOST_OFFERS:
        raise TooManyOffers
    source = _("Sheet “%(name)s”") % {"name": name}
    reading = sheet.read(table, _look_up(by), source=source[:200])
    loaded = Loaded(faults=list(reading.faults))
    if not loaded.faults:
        _take(reading.records, loaded, take=take, by=by, at=at)
    return loaded


class _Undone(Exception):
    """Ends the transaction of a sheet that is not to be kept."""


def _take(
    records: list[tuple[int, OfferRecord]], loaded: Loaded, *, take: bool, by: User, at: datetime
) -> None:
    """Written in one transaction, which is undone for a fault, or where it was only to be seen."""
    try:
        with transaction.atomic():
            for number, record in records:
                _one(number, record, loaded, by=by, at=at)
            if loaded.faults or not take:
                raise _Undone
    except _Undone:
        return


def _one(number: int, record: OfferRecord, loaded: Loaded, *, by: User, at: datetime) -> None:
    organisation = by.organisation_of_rows
    held = (
        Offer.objects.select_for_update(of=("self",))
        .filter(organisation=organisation, source_key=record.source_key)
        .first()
    )
    if held and not _differs(held, record):
        loaded.unchanged += 1
        return
    try:
        if held:
            write.put(held, record, by=by, at=at)
        else:
            write.add(record, organisation, status=OfferStatus.OPEN, by=by, at=at)
    except Refused as refusal:
        said = " ".join(str(reason.label) for reason in refusal.reasons)
        loaded.faults.append(sheet.Line(number, "", Fault.DOES_NOT_FIT, said))
        return
    loaded.changed += bool(held)
    loaded.new += held is None


def _differs(held: Offer, record: OfferRecord) -> bool:
    """In anything but the name of the file that it came in."""
    names = [name for name in sheet.COLUMNS if hasattr(record, name)]
    if any(_value(held, name) != _value(record, name) for name in names):
        return True
    named = {(each.skill_id, each.relation, each.is_taught) for each in held.skills.all()}
    asked = {
        *((skill.pk, "essential", False) for skill in record.essential),
        *((skill.pk, "optional", False) for skill in record.optional),
        *((skill.pk, "essential", True) for skill in record.taught),
    }
    return bool(asked) and named != asked


def _value(of: Any, name: str) -> Any:
    value = getattr(of, name)
    return tuple(value) if isinstance(value, list) else value


def _look_up(by: User) -> sheet.Found:
    country = by.organisation_of_rows.country_id
    return sheet.Found(
        area=_once(lambda text: queries.area_called(text, country)),
        occupation=_once(lambda text: _called(occupations_like(text), text)),
        skill=_once(lambda text: _called(skills_like(text), text)),
        groups=frozenset(TargetGroup.objects.values_list("code", flat=True)),
    )


def _called(found: Any, text: str) -> Any:
    """The one whose title, other title or address of ESCO it is."""
    if text.startswith("http"):
        return found.model.objects.filter(uri=text).first()
    first = found.first()
    called = first and fold_equal(text, [first.title, *first.alt_labels])
    return first if called else None


def fold_equal(text: str, labels: list[str]) -> bool:
    return text.strip().casefold() in {label.casefold() for label in labels}


def _once(look_up: Callable[[str], Any]) -> Callable[[str], Any]:
    """A sheet names the same area in each row: it is asked for once."""
    known: dict[str, Any] = {}

    def found(text: str) -> Any:
        if text not in known:
            known[text] = look_up(text)
        return known[text]

    return found
