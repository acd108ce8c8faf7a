"""What is known of registering and taxes, and when businesses are asked after. All is dated."""

from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.business.choices import Reason
from homeward.business.models import CheckRule, RegistrationStep, TaxNote
from homeward.core.refusals import Refused, refuse_if
from homeward.places.models import Area, Country
from homeward.programmes.models import Programme


@dataclass(frozen=True, kw_only=True)
class Known:
    country: Country
    source: str
    valid_from: date
    area: Area | None = None
    source_url: str = ""


@dataclass(frozen=True, kw_only=True)
class StepKnown(Known):
    what: str
    where: str
    position: int = 1
    papers: str = ""
    cost: Decimal | None = None
    currency: str = ""
    days: int | None = None


@dataclass(frozen=True, kw_only=True)
class TaxKnown(Known):
    tax: str
    treatment: str
    text: str


def _values(given: Any) -> dict[str, Any]:
    return {field.name: getattr(given, field.name) for field in fields(given)}


@transaction.atomic
def add_step(
    given: StepKnown, *, instead: RegistrationStep | None = None, by: User, at: datetime
) -> RegistrationStep:
    """A step as a source says it. `instead` of another one: that one ends the day before."""
    require(by, "business.keep_ground")
    _refuse_without_source(given)
    if instead is not None:
        _end(RegistrationStep, instead, given.valid_from - timedelta(days=1))
    return RegistrationStep.objects.create(recorded_by=by, **_values(given))


@transaction.atomic
def add_tax(given: TaxKnown, *, instead: TaxNote | None = None, by: User, at: datetime) -> TaxNote:
    require(by, "business.keep_ground")
    _refuse_without_source(given)
    if instead is not None:
        _end(TaxNote, instead, given.valid_from - timedelta(days=1))
    return TaxNote.objects.create(recorded_by=by, **_values(given))


def _refuse_without_source(given: Known) -> None:
    refuse_if([] if given.source.strip() else [Reason.NO_SOURCE])


@transaction.atomic
def end_step(step: RegistrationStep, *, on: date, by: User, at: datetime) -> None:
    """It holds no more after that day; what businesses took up of it stays."""
    require(by, "business.keep_ground")
    _end(RegistrationStep, step, on)


@transaction.atomic
def end_tax(note: TaxNote, *, on: date, by: User, at: datetime) -> None:
    require(by, "business.keep_ground")
    _end(TaxNote, note, on)


def _end(model: type[Any], row: RegistrationStep | TaxNote, on: date) -> None:
    found = model.objects.select_for_update().get(pk=row.pk)
    if found.valid_until is not None:
        raise Refused(Reason.DONE_ALREADY)
    if on < found.valid_from:
        raise Refused(Reason.IN_THE_PAST)
    found.valid_until = on
    found.save(update_fields=["valid_until"])


@transaction.atomic
def add_check_rule(
    programme: Programme, months: int, *, valid_from: date, source: str, by: User, at: datetime
) -> CheckRule:
    """From that day on, whoever starts is asked after so many months."""
    require(by, "business.keep_ground")
    refuse_if([] if source.strip() and months else [Reason.NO_SOURCE])
    made, is_new = CheckRule.objects.get_or_create(
        programme=programme, months=months, valid_from=valid_from, defaults={"source": source}
    )
    if not is_new:
        raise Refused(Reason.DONE_ALREADY)
    return made
