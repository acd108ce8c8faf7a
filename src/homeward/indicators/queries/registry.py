"""Indicators with their definitions, and who has a part in them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, Q

from homeward.access.models import Organisation, User
from homeward.agreements.models import Party
from homeward.indicators import sources
from homeward.indicators.choices import Status
from homeward.indicators.models import Agreed, Definition, Indicator, Mark, Run
from homeward.indicators.queries.figures import Cell, figures
from homeward.programmes.models import Programme


def may_keep(indicator: Indicator, user: User) -> bool:
    """What came with the software is anybody's to revise who may define; else the owner's."""
    return indicator.owner_org_id in (None, user.organisation_id)


def has_part(organisation: Organisation, programme: Programme) -> bool:
    """It leads or funds the programme, or signed an agreement on it."""
    if organisation.pk in (programme.lead_org_id, programme.funder_org_id):
        return True
    signed = Party.objects.filter(organisation=organisation, signed_on__isnull=False)
    return signed.filter(
        Q(agreement__programmes=[]) | Q(agreement__programmes__contains=[programme.pk]),
        agreement__status="in_force",
    ).exists()


def programmes_of(user: User) -> list[Programme]:
    """The programmes in which the user's organisation has a part."""
    if user.organisation is None:
        return []
    found = Programme.objects.filter(lead_org__isnull=False)
    return [one for one in found if has_part(user.organisation, one)]


@dataclass(frozen=True)
class Line:
    """One indicator of the list: its definition in use, and what it came to, by currency."""

    indicator: Indicator
    definition: Definition | None
    cells: Sequence[Cell]
    missing: Any
    marks: Sequence[Mark]


def lines(on: date) -> list[Line]:
    in_use = Definition.objects.filter(status=Status.PUBLISHED)
    found = Indicator.objects.select_related("owner_org").prefetch_related(
        Prefetch("definitions", queryset=in_use, to_attr="in_use"),
        Prefetch("marks", queryset=standing_marks(on)),
    )
    told: dict[str, list[Cell]] = {}
    for cell in figures([one.code for one in found]):
        told.setdefault(cell.code, []).append(cell)
    return [
        Line(
            indicator=one,
            definition=one.in_use[0] if one.in_use else None,
            cells=told.get(one.code, []),
            missing=missing(one.in_use[0]) if one.in_use else "",
            marks=[mark for mark in one.marks.all() if mark.programme_id is None],
        )
        for one in found
    ]


def standing_marks(on: date) -> Any:
    """Those that hold on a day: of several of a kind, programme and currency the latest alone."""
    latest = (
        Mark.objects.filter(valid_from__lte=on)
        .order_by("indicator", "kind", "programme", "currency", "-valid_from")
        .distinct("indicator", "kind", "programme", "currency")
    )
    return Mark.objects.filter(
        Q(valid_until__isnull=True) | Q(valid_until__gte=on), pk__in=latest.values("pk")
    ).select_related("programme", "stated_by")


def missing(definition: Definition) -> Any:
    """Why nothing can come of it yet; "" where it can."""
    source = sources.SOURCES.get(definition.source)
    return source.missing() if source else "?"


def latest_run() -> Run | None:
    return Run.objects.filter(finished_at__isnull=False).first()


def agreements_of(definition: Definition) -> list[Agreed]:
    rows = definition.agreed.select_related("programme", "organisation", "by")
    return list(rows)


# The words of a definition beside each other, in their order.
COMPARED = (
    "meaning", "numerator", "denominator", "source", "unit", "measure", "formula", "dimensions",
    "periods", "dated_by", "cited", "valid_from",
)  # fmt: skip


def differences(one: Definition, other: Definition) -> list[tuple[str, Any, Any]]:
    """What two versions say otherwise: field, the first's, the second's."""
    pairs = [(name, getattr(one, name), getattr(other, name)) for name in COMPARED]
    return [(name, first, second) for name, first, second in pairs if first != second]
