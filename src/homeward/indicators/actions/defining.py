"""Drafts of definitions, versions in use, who agreed to them, and the values to compare with."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from homeward.access.models import Organisation, User
from homeward.access.permissions import require
from homeward.core.refusals import refuse_if
from homeward.indicators import queries, sources
from homeward.indicators.choices import Direction, MarkKind, Reason, Status
from homeward.indicators.models import Agreed, Definition, Indicator, Mark
from homeward.indicators.rules.formula import DefinitionFacts, reasons_not_to_publish
from homeward.programmes.models import Programme

# What a draft may say; the rest is written by what happens to it.
WRITTEN = (
    "meaning", "numerator", "denominator", "source", "unit", "measure", "formula", "dimensions",
    "periods", "dated_by", "cited", "change_note",
)  # fmt: skip


@transaction.atomic
def begin(
    code: str, name: str, direction: Direction, *, by: User, at: datetime, **said: Any
) -> Definition:
    """A new indicator of the user's organisation, with its first draft."""
    require(by, "indicators.define")
    refuse_if([Reason.CODE_TAKEN] if Indicator.objects.filter(code=code).exists() else [])
    indicator = Indicator.objects.create(
        code=code, name=name, direction=direction, owner_org=by.organisation_of_rows
    )
    return _draft(indicator, 1, by, at, said)


@transaction.atomic
def revise(indicator: Indicator, *, by: User, at: datetime) -> Definition:
    """A draft of the next version, as the one in use stands."""
    require(by, "indicators.define")
    indicator = Indicator.objects.select_for_update(of=("self",)).get(pk=indicator.pk)
    latest = indicator.definitions.order_by("-version").first()
    checks = [
        (queries.may_keep(indicator, by), Reason.NOT_OURS),
        (latest is None or latest.status != Status.DRAFT, Reason.DRAFT_OPEN),
    ]
    refuse_if(reason for holds, reason in checks if not holds)
    said = {name: getattr(latest, name) for name in WRITTEN} if latest else {}
    return _draft(
        indicator, latest.version + 1 if latest else 1, by, at, said | {"change_note": ""}
    )


def _draft(
    indicator: Indicator, version: int, by: User, at: datetime, said: Mapping[str, Any]
) -> Definition:
    return Definition.objects.create(
        indicator=indicator, version=version, written_by=by, valid_from=timezone.localdate(at),
        **{name: value for name, value in said.items() if name in WRITTEN},
    )  # fmt: skip


@transaction.atomic
def write(definition: Definition, *, by: User, **said: Any) -> Definition:
    require(by, "indicators.define")
    definition = _locked(definition)
    refuse_if(_reasons_not_to_change(definition, by))
    for name in WRITTEN:
        if name in said:
            setattr(definition, name, said[name])
    definition.written_by = by
    definition.save()
    # Whoever agreed, agreed to what stood there before.
    definition.agreed.all().delete()
    return definition


@transaction.atomic
def discard(definition: Definition, *, by: User) -> None:
    """A draft that never was in use goes, and an indicator that never had another with it."""
    require(by, "indicators.define")
    definition = _locked(definition)
    refuse_if(_reasons_not_to_change(definition, by))
    indicator = definition.indicator
    definition.agreed.all().delete()
    definition.delete()
    if not indicator.definitions.exists() and not indicator.marks.exists():
        indicator.delete()


@transaction.atomic
def publish(definition: Definition, *, by: User, at: datetime) -> Definition:
    """From today on it is the definition in use; the one before stays as it was.

    What came with the software is everybody's: another organisation agrees to its next version
    first.
    """
    require(by, "indicators.define")
    definition = _locked(definition)
    checks = [
        (definition.version == 1 or bool(definition.change_note.strip()), Reason.NO_CHANGE_NOTE),
        (
            definition.indicator.owner_org_id is not None
            or definition.agreed.exclude(organisation=by.organisation).exists(),
            Reason.NOT_AGREED,
        ),
    ]
    refuse_if(
        [
            *_reasons_not_to_change(definition, by),
            *reasons_not_to_publish(facts_of(definition)),
            *(reason for holds, reason in checks if not holds),
        ]
    )
    Definition.objects.filter(indicator=definition.indicator, status=Status.PUBLISHED).update(
        status=Status.REPLACED
    )
    definition.status = Status.PUBLISHED
    definition.valid_from = timezone.localdate(at)
    definition.published_at = at
    definition.published_by = by
    definition.save()
    return definition


@transaction.atomic
def agree(definition: Definition, programme: Programme, *, by: User, at: datetime) -> Agreed:
    """The user's organisation will measure this programme by this version, in use or proposed."""
    require(by, "indicators.agree")
    definition = _locked(definition)
    organisation = by.organisation_of_rows
    checks = [
        (definition.status != Status.REPLACED, Reason.NOT_IN_USE),
        (queries.has_part(organisation, programme), Reason.NOT_A_MEMBER),
        (not _has_agreed(definition, programme, organisation), Reason.AGREED_ALREADY),
    ]
    refuse_if(reason for holds, reason in checks if not holds)
    return Agreed.objects.create(
        definition=definition, programme=programme, organisation=organisation, by=by, at=at
    )


def _has_agreed(definition: Definition, programme: Programme, organisation: Organisation) -> bool:
    return Agreed.objects.filter(
        definition=definition, programme=programme, organisation=organisation
    ).exists()


@dataclass(frozen=True, kw_only=True)
class Stated:
    """A target or a benchmark as it is stated. `programme` None: for every one."""

    kind: MarkKind
    value: Decimal
    valid_from: date
    source: str
    programme: Programme | None = None
    valid_until: date | None = None
    currency: str = ""


@transaction.atomic
def state(indicator: Indicator, stated: Stated, *, by: User, at: datetime) -> Mark:
    """A later statement takes the place of an earlier one; nothing is overwritten."""
    require(by, "indicators.mark")
    indicator = Indicator.objects.select_for_update(of=("self",)).get(pk=indicator.pk)
    same = Mark.objects.filter(
        indicator=indicator, kind=stated.kind, programme=stated.programme,
        currency=stated.currency, valid_from=stated.valid_from,
    )  # fmt: skip
    until = stated.valid_until
    organisation = by.organisation_of_rows
    checks = [
        (bool(stated.source.strip()), Reason.NO_SOURCE),
        (until is None or until >= stated.valid_from, Reason.ENDS_BEFORE),
        (
            stated.programme is None or queries.has_part(organisation, stated.programme),
            Reason.NOT_A_MEMBER,
        ),
        (not same.exists(), Reason.STATED_ALREADY),
    ]
    refuse_if(reason for holds, reason in checks if not holds)
    return Mark.objects.create(
        indicator=indicator, kind=stated.kind, programme=stated.programme, value=stated.value,
        currency=stated.currency, valid_from=stated.valid_from, valid_until=until,
        source=stated.source, stated_by=by, stated_at=at,
    )  # fmt: skip


def facts_of(definition: Definition) -> DefinitionFacts:
    return DefinitionFacts(
        meaning=definition.meaning, numerator=definition.numerator,
        denominator=definition.denominator, cited=definition.cited, dated_by=definition.dated_by,
        source=definition.source, unit=definition.unit, measure=definition.measure,
        formula=definition.formula, dimensions=definition.dimensions, periods=definition.periods,
        sources=sources.gives(),
    )  # fmt: skip


def _reasons_not_to_change(definition: Definition, by: User) -> list[Reason]:
    checks = [
        (definition.status == Status.DRAFT, Reason.NOT_A_DRAFT),
        (queries.may_keep(definition.indicator, by), Reason.NOT_OURS),
    ]
    return [reason for holds, reason in checks if not holds]


def _locked(definition: Definition) -> Definition:
    found = Definition.objects.select_related("indicator").select_for_update(of=("self",))
    return found.get(pk=definition.pk)
