"""Who holds a survey; surveys of projects and communities; a baseline asked afterwards."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate

from homeward.access.models import User
from homeward.access.permissions import can, require
from homeward.cases.models import Case
from homeward.collectives.models import Project
from homeward.core.refusals import Refused, refuse_if
from homeward.places.models import Area
from homeward.programmes.models import Programme
from homeward.surveys import queries, rules
from homeward.surveys.actions.base import wait_for_next
from homeward.surveys.choices import RECALLED, Filler, NotDone, Reason, Status, Unit
from homeward.surveys.models import InstrumentVersion, Wave
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind


@transaction.atomic
def assign(waves: Sequence[Wave], interviewer: User, *, by: User, at: datetime) -> list[Wave]:
    """Gives planned surveys to a colleague, all or none: never a person's own case worker."""
    require(by, "surveys.plan")
    found = list(
        Wave.objects.select_for_update(of=("self",))
        .filter(pk__in=[wave.pk for wave in waves])
        .select_related("case", "instrument_version__instrument")
        .order_by("pk")
    )
    refuse_if(
        rules.reasons_not_to_assign(
            rules.AssigningFacts(
                all_planned=all(wave.is_planned for wave in found),
                is_colleague=interviewer.organisation_id == by.organisation_id
                and interviewer.is_active
                and can(interviewer, "surveys.interview"),
                none_of_their_own=not any(_is_own(wave, interviewer) for wave in found),
            )
        )
    )
    for wave in found:
        wave.interviewer = interviewer
        wave.save(update_fields=["interviewer"])
        tasks.name_holder(TaskKind.FILL_SURVEY, wave.pk, interviewer)
    return found


def _is_own(wave: Wave, interviewer: User) -> bool:
    if wave.case is None or wave.case.worker_id != interviewer.pk:
        return False
    return not wave.instrument_version.instrument.may_be_filled_by(Filler.OWN_WORKER)


@transaction.atomic
def plan_recalled(case: Case, *, by: User, at: datetime) -> Wave:
    """The baseline that was missed, asked from memory until the next survey's time begins.

    It is a wave of its own kind: no figure mixes it with baselines that were held in time.
    """
    require(by, "surveys.plan")
    found = queries.afterwards(case)
    if found is None:
        raise Refused(Reason.HELD_ALREADY)
    refuse_if(
        rules.reasons_not_to_ask_afterwards(
            was_held=found.was_held, next_opens_on=found.next_opens_on, today=localdate(at)
        )
    )
    last_on = found.next_opens_on - timedelta(days=1)
    version = found.baseline.instrument_version
    Wave.objects.bulk_create(
        [
            Wave(
                case=case,
                person_id=case.person_id,
                programme_id=case.programme_id,
                owner_org=by.organisation_of_rows,
                unit=version.instrument.unit,
                instrument_version=version,
                instrument=version.instrument.code,
                kind=RECALLED,
                opens_on=localdate(at),
                closes_on=last_on,
                latest_on=last_on,
                planned_at=at,
                planned_by=by,
            )
        ],
        ignore_conflicts=True,
    )
    wait_for_next(case, at=at)
    return queries.of_case(case).get(kind=RECALLED, owner_org=by.organisation_of_rows)


@transaction.atomic
def plan_of(
    subject: Project | Area,
    programme: Programme,
    version: InstrumentVersion,
    *,
    begins_on: date,
    interviewer: User | None = None,
    by: User,
    at: datetime,
) -> list[Wave]:
    """Plans the waves of a project or a community, counted from the day it begins.

    They are the actor's organisation's own: the project's, or a local partner's that follows it.
    Each is a wait of who holds it, since no other survey of the subject goes before it.
    """
    require(by, "surveys.plan")
    unit = Unit.PROJECT if isinstance(subject, Project) else Unit.COMMUNITY
    if version.instrument.unit != unit:
        raise Refused(Reason.OTHER_UNIT)
    about = {"project": subject} if unit == Unit.PROJECT else {"area": subject}
    if interviewer is not None and interviewer.organisation_id != by.organisation_id:
        raise Refused(Reason.NOT_A_COLLEAGUE)
    planned = Wave.objects.filter(
        **about, instrument=version.instrument.code, owner_org=by.organisation_of_rows
    )
    known = set(planned.select_for_update(of=("self",)).values_list("kind", flat=True))
    for timing in version.windows:
        if timing.code in known:
            continue
        window = rules.window(timing, arrived_on=begins_on)
        has_passed = window.latest_on < localdate(at)
        wave = Wave.objects.create(
            **about,
            unit=unit,
            programme=programme,
            owner_org=by.organisation_of_rows,
            instrument_version=version,
            instrument=version.instrument.code,
            kind=timing.code,
            opens_on=window.opens_on,
            closes_on=window.closes_on,
            latest_on=window.latest_on,
            planned_at=at,
            planned_by=by,
            interviewer=interviewer,
            status=Status.NOT_DONE if has_passed else Status.PLANNED,
            not_done_reason=NotDone.TIME_PASSED if has_passed else "",
            ended_at=at if has_passed else None,
            ended_by=by if has_passed else None,
        )
        if wave.is_planned:
            _wait_for(wave, by=by, at=at)
    return list(planned.order_by("opens_on"))


def _wait_for(wave: Wave, *, by: User, at: datetime) -> None:
    tasks.begin(
        TaskKind.FILL_SURVEY,
        wave.pk,
        holder_org=wave.owner_org_id,
        holder=wave.interviewer,
        waiter_org=wave.owner_org_id,
        waiter=by,
        at=at,
        programme_id=wave.programme_id,
        due_on=wave.closes_on,
    )
