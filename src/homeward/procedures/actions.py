"""Every write on procedures."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from homeward.access.choices import Role
from homeward.access.models import User
from homeward.access.permissions import require
from homeward.agreements.choices import Kind, Status
from homeward.agreements.models import Agreement
from homeward.core.refusals import Refused, refuse_if
from homeward.procedures import queries, rules
from homeward.procedures.choices import Part, Reason, VersionStatus
from homeward.procedures.models import SopStep, SopVersion
from homeward.programmes.choices import Stage
from homeward.tasks.choices import DayKind


@transaction.atomic
def begin_version(agreement: Agreement, *, copy: SopVersion | None = None, by: User) -> SopVersion:
    """Drafts the next version, from the newest one or from `copy`, which may be another's."""
    require(by, "procedures.draft")
    agreement = Agreement.objects.select_for_update(of=("self",)).get(pk=agreement.pk)
    newest = queries.newest(agreement)
    refuse_if(
        rules.reasons_not_to_begin_version(
            is_sop=agreement.kind == Kind.SOP,
            is_lead=agreement.lead_org_id == by.organisation_id,
            has_ended=agreement.status == Status.ENDED,
            has_draft=newest is not None and newest.status == VersionStatus.DRAFT,
        )
    )
    version = SopVersion.objects.create(
        agreement=agreement, number=newest.number + 1 if newest else 1, created_by=by
    )
    source = copy or newest
    for step in queries.steps(source) if source else []:
        step.pk, step.version = None, version
        step.save(force_insert=True)
    return version


@transaction.atomic
def add_step(
    version: SopVersion,
    *,
    code: str,
    titles: Mapping[str, str],
    stage: Stage | str,
    part: Part | str,
    days: int,
    day_kind: DayKind | str = DayKind.CALENDAR,
    role: Role | str = "",
    after: str = "",
    evidence: str = "",
    legal_reference: str = "",
    by: User,
) -> SopStep:
    version = _to_change(version, by)
    codes = set(version.steps.values_list("code", flat=True))
    given = {language: title for language, title in titles.items() if title}
    refuse_if(
        rules.reasons_not_to_add_step(
            code_is_free=code not in codes, has_title=bool(given), after=after, codes=codes
        )
    )
    last = version.steps.aggregate(last=Max("position"))["last"] or 0
    return SopStep.objects.create(
        version=version,
        position=last + 1,
        code=code,
        titles=given,
        stage=stage,
        part=part,
        role=role,
        days=days,
        day_kind=day_kind,
        after=after,
        evidence=evidence,
        legal_reference=legal_reference,
    )


@transaction.atomic
def remove_step(step: SopStep, *, by: User) -> None:
    version = _to_change(step.version, by)
    if version.steps.filter(after=step.code).exists():
        raise Refused(Reason.STEP_IS_AWAITED)
    step.delete()


@transaction.atomic
def publish(
    version: SopVersion, *, valid_from: date, changes: str = "", by: User, at: datetime
) -> SopVersion:
    """From that day on cases begin with it; a case under way keeps the version it has."""
    version = _to_change(version, by)
    refuse_if(
        rules.reasons_not_to_publish(
            in_force=version.agreement.status == Status.IN_FORCE, steps=version.steps.count()
        )
    )
    version.status, version.valid_from = VersionStatus.PUBLISHED, valid_from
    version.changes, version.published_at, version.published_by = changes, at, by
    version.save()
    return version


def _to_change(version: SopVersion, by: User) -> SopVersion:
    require(by, "procedures.draft")
    # Asked before it is locked: the policies let nobody lock what is published.
    version = SopVersion.objects.select_related("agreement").get(pk=version.pk)
    refuse_if(
        rules.reasons_not_to_change(
            is_lead=version.agreement.lead_org_id == by.organisation_id,
            is_draft=version.status == VersionStatus.DRAFT,
        )
    )
    locked = SopVersion.objects.select_for_update(of=("self",)).filter(pk=version.pk).first()
    if locked is None:
        raise Refused(Reason.PUBLISHED_ALREADY)
    return locked
