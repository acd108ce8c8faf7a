"""What programmes are designed by: policies they serve, scoping records they rest on."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.db import transaction

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.core.refusals import Refused, refuse_if
from homeward.places.models import Area, Country
from homeward.programmes import rules
from homeward.programmes.actions.keeping import tell, to_keep
from homeward.programmes.choices import (
    AdoptionStatus,
    FindingKind,
    Happened,
    PolicyKind,
    Reason,
    TakenUp,
)
from homeward.programmes.models import (
    DesignChoice,
    Finding,
    Policy,
    PolicyAdoption,
    Programme,
    ScopingRecord,
)


@transaction.atomic
def register_policy(
    *,
    title: str,
    kind: PolicyKind,
    country: Country | None,
    source: str,
    issued_by: str = "",
    adopted_on: date | None = None,
    summary: str = "",
    url: str = "",
    by: User,
) -> Policy:
    require(by, "programmes.register")
    if Policy.objects.filter(title__iexact=title, country=country).exists():
        raise Refused(Reason.THERE_ALREADY)
    return Policy.objects.create(
        title=title, kind=kind, country=country, source=source, issued_by=issued_by,
        adopted_on=adopted_on, summary=summary, url=url,
    )  # fmt: skip


@transaction.atomic
def correct_policy(policy: Policy, *, by: User, **said: Any) -> Policy:
    """Mends what the register says of a policy; it is everybody's, so any manager may."""
    require(by, "programmes.register")
    same = Policy.objects.filter(title__iexact=said["title"], country=said["country"])
    if same.exclude(pk=policy.pk).exists():
        raise Refused(Reason.THERE_ALREADY)
    for name, value in said.items():
        setattr(policy, name, value)
    policy.save(update_fields=list(said))
    return policy


@transaction.atomic
def tell_adoption(
    policy: Policy,
    *,
    country: Country,
    status: AdoptionStatus,
    since: date,
    source: str,
    by: User,
) -> PolicyAdoption:
    """Where a country stands since a day; what was said before stays readable."""
    require(by, "programmes.register")
    if policy.adoptions.filter(country=country, since=since).exists():
        raise Refused(Reason.SAID_ALREADY)
    return PolicyAdoption.objects.create(
        policy=policy, country=country, status=status, since=since, source=source
    )


@transaction.atomic
def serve(programme: Programme, policies: Collection[Policy], *, by: User, at: datetime) -> None:
    """Names the policies that a programme serves: these and no others."""
    programme = to_keep(programme, by)
    before, after = set(programme.policies.all()), set(policies)
    programme.policies.set(after)
    for policy in after - before:
        tell(programme, Happened.POLICY_LINKED, policy.title, by=by, at=at)
    for policy in before - after:
        tell(programme, Happened.POLICY_UNLINKED, policy.title, by=by, at=at)


@transaction.atomic
def record_scoping(
    *,
    title: str,
    country: Country,
    areas: Collection[Area] = (),
    starts_on: date,
    ends_on: date | None = None,
    carried_out_by: str,
    source: str,
    by: User,
    **said: Any,
) -> ScopingRecord:
    require(by, "programmes.register")
    refuse_if(
        rules.reasons_not_to_cover(
            is_new=True,
            area_lies_there=all(area.country_id == country.pk for area in areas),
            starts_on=starts_on,
            ends_on=ends_on,
        )
    )
    record = ScopingRecord.objects.create(
        title=title, country=country, starts_on=starts_on, ends_on=ends_on,
        carried_out_by=carried_out_by, source=source, entered_by_org=by.organisation_of_rows,
        **said,
    )  # fmt: skip
    record.areas.set(areas)
    return record


def _own(record: ScopingRecord, by: User) -> ScopingRecord:
    require(by, "programmes.register")
    if record.entered_by_org_id != by.organisation_id:
        raise Refused(Reason.NOT_YOURS)
    return record


@transaction.atomic
def correct_record(record: ScopingRecord, *, by: User, **said: Any) -> ScopingRecord:
    """Mends what a record says; its findings stay, and what programmes made of them."""
    record = _own(record, by)
    refuse_if(
        rules.reasons_not_to_cover(
            is_new=True,
            area_lies_there=not record.areas.exclude(country=said["country"]).exists(),
            starts_on=said["starts_on"],
            ends_on=said["ends_on"],
        )
    )
    for name, value in said.items():
        setattr(record, name, value)
    record.save(update_fields=list(said))
    return record


@transaction.atomic
def add_finding(record: ScopingRecord, *, kind: FindingKind, text: str, by: User) -> Finding:
    return Finding.objects.create(record=_own(record, by), kind=kind, text=text)


@transaction.atomic
def remove_finding(finding: Finding, *, by: User) -> None:
    """Not once a programme has weighed it: its reasons would hang in the air."""
    _own(finding.record, by)
    if finding.choices.exists():
        raise Refused(Reason.WEIGHED_ALREADY)
    finding.delete()


@transaction.atomic
def rest_on(
    programme: Programme, records: Collection[ScopingRecord], *, by: User, at: datetime
) -> None:
    """Names the scoping records that a programme's design rests on: these and no others."""
    programme = to_keep(programme, by)
    before, after = set(programme.scoping_records.all()), set(records)
    programme.scoping_records.set(after)
    for record in after - before:
        tell(programme, Happened.SCOPING_LINKED, record.title, by=by, at=at)
    for record in before - after:
        tell(programme, Happened.SCOPING_UNLINKED, record.title, by=by, at=at)


@transaction.atomic
def weigh(
    finding: Finding, programme: Programme, *, taken_up: TakenUp, why: str, by: User, at: datetime
) -> DesignChoice:
    """Whether the design took a finding up, and why; said again, it replaces what was said."""
    programme = to_keep(programme, by)
    if not why.strip():
        raise Refused(Reason.NO_REASON)
    choice, _new = DesignChoice.objects.update_or_create(
        programme=programme,
        finding=finding,
        defaults={"taken_up": taken_up, "why": why, "by": by, "at": at},
    )
    return choice
