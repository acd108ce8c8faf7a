"""The programme itself: entered by the organisation that leads it, and changed by nobody else."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction

from homeward.access.models import Organisation, User
from homeward.access.permissions import require
from homeward.core.refusals import Refused, refuse_if
from homeward.programmes import rules
from homeward.programmes.choices import Happened, Reason
from homeward.programmes.models import Programme, ProgrammeEvent, TargetGroup


def to_keep(programme: Programme, by: User) -> Programme:
    """The programme under a lock, for its lead's programme managers alone."""
    require(by, "programmes.keep")
    programme = Programme.objects.select_for_update(of=("self",)).get(pk=programme.pk)
    if programme.lead_org_id is None or programme.lead_org_id != by.organisation_id:
        raise Refused(Reason.NOT_THE_LEAD)
    return programme


def tell(programme: Programme, what: Happened, detail: str, *, by: User, at: datetime) -> None:
    """The only code that writes a programme's history."""
    ProgrammeEvent.objects.create(programme=programme, what=what, detail=detail[:500], by=by, at=at)


@transaction.atomic
def enter(
    *, code: str, name: str, target_groups: Iterable[TargetGroup] = (), by: User, at: datetime,
    starts_on: date | None = None, ends_on: date | None = None, **said: Any,
) -> Programme:  # fmt: skip
    """A new programme; the organisation of whoever enters it leads it."""
    require(by, "programmes.keep")
    refuse_if(
        rules.reasons_not_to_keep(
            is_lead=True,
            code_is_free=not Programme.objects.filter(code=code).exists(),
            starts_on=starts_on,
            ends_on=ends_on,
        )
    )
    programme = Programme.objects.create(
        code=code, name=name, starts_on=starts_on, ends_on=ends_on,
        lead_org=by.organisation_of_rows, **said,
    )  # fmt: skip
    programme.target_groups.set(target_groups)
    tell(programme, Happened.CREATED, name, by=by, at=at)
    return programme


@transaction.atomic
def change(
    programme: Programme, *, target_groups: Iterable[TargetGroup], by: User, at: datetime,
    **said: Any,
) -> Programme:  # fmt: skip
    """Says it anew; what differs is told in the history."""
    programme = to_keep(programme, by)
    refuse_if(
        rules.reasons_not_to_keep(
            is_lead=True,
            code_is_free=not Programme.objects.exclude(pk=programme.pk)
            .filter(code=said["code"])
            .exists(),
            starts_on=said["starts_on"],
            ends_on=said["ends_on"],
        )
    )
    differing = [name for name, value in said.items() if getattr(programme, name) != value]
    groups = set(target_groups)
    if groups != set(programme.target_groups.all()):
        programme.target_groups.set(groups)
        differing.append("target_groups")
    for name in differing:
        if name != "target_groups":
            setattr(programme, name, said[name])
    if differing:
        programme.save()
        tell(programme, Happened.CHANGED, ", ".join(map(_label, differing)), by=by, at=at)
    return programme


@transaction.atomic
def name_lead(
    programme: Programme, to: Organisation, *, decided: str, by: User, at: datetime
) -> Programme:
    """The lead passes the programme on; `decided` says who decided it, and where that is written.

    What the former lead entered stays; from now on the new one keeps the programme.
    """
    programme = to_keep(programme, by)
    former = programme.lead_org
    if former == to:
        raise Refused(Reason.LEADS_ALREADY)
    programme.lead_org = to
    programme.save(update_fields=["lead_org"])
    tell(
        programme, Happened.CHANGED, f"{_label('lead_org')}: {former} → {to} ({decided})",
        by=by, at=at,
    )  # fmt: skip
    return programme


def _label(name: str) -> str:
    return str(getattr(Programme._meta.get_field(name), "verbose_name", name))
