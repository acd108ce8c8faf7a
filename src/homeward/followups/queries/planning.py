"""The follow-ups of a case, and the one timeline of its year. Rows are the gate's."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.models import User
from homeward.business.models import CoachingVisit, SurvivalCheck
from homeward.cases.models import Case
from homeward.counselling import queries as counselling
from homeward.counselling.choices import State as SessionState
from homeward.counselling.models import Session
from homeward.followups import rules
from homeward.followups.choices import Status
from homeward.followups.models import FollowUp, Monitoring, PlanStep
from homeward.followups.queries.consents import consent_covers
from homeward.programmes.models import Programme
from homeward.surveys import queries as surveys
from homeward.surveys.models import Wave

MARKS = {Status.PLANNED: "wait", Status.DONE: "ok", Status.NOT_DONE: "no"}


def steps_for(case: Case) -> list[PlanStep]:
    """The steps of the case's programme that held on the day of its arrival."""
    if case.arrived_on is None:
        return []
    return list(
        PlanStep.objects.filter(
            Q(valid_until__isnull=True) | Q(valid_until__gte=case.arrived_on),
            programme=case.programme_id,
            valid_from__lte=case.arrived_on,
        )
    )


def steps_of(programme: Programme) -> list[PlanStep]:
    return list(PlanStep.objects.filter(programme=programme).select_related("stated_by"))


def of_case(case: Case) -> list[FollowUp]:
    return list(
        FollowUp.objects.filter(case=case).select_related(
            "holder", "owner_org", "ended_by__organisation", "case__worker"
        )
    )


def follow_up_of(pk: UUID) -> QuerySet[FollowUp]:
    return FollowUp.objects.filter(pk=pk).select_related(
        "case__worker", "case__programme", "holder", "owner_org", "ended_by", "step"
    )


def next_planned(case: Case, *, owner_org_id: int) -> FollowUp | None:
    return (
        FollowUp.objects.filter(case=case, owner_org=owner_org_id, status=Status.PLANNED)
        .select_related("holder")
        .first()
    )


def monitoring_of(case: Case, *, on: date) -> Monitoring | None:
    """Who follows the case after it is closed, on this day."""
    return (
        Monitoring.objects.filter(
            case=case, ended_at__isnull=True, from_on__lte=on, until_on__gte=on
        )
        .select_related("body__organisation", "body_org", "begun_by")
        .first()
    )


def is_followed(case: Case, *, by: User, on: date) -> bool:
    """Open, or followed by the actor's organisation after closure on a consent that still holds."""
    if case.is_open:
        return True
    found = following(case, on=on)
    return found is not None and by.organisation_id in {found.body_org_id, found.owner_org_id}


def following(case: Case, *, on: date) -> Monitoring | None:
    """Who follows the case after closure: while mandate, consent and what was begun all last."""
    found = monitoring_of(case, on=on)
    if found is None or not (found.body.from_on <= on and _lasts(found.body.until_on, on)):
        return None
    return found if consent_covers(case, found.body_org, until_on=on) else None


def _lasts(until_on: date | None, on: date) -> bool:
    return until_on is None or on <= until_on


def holding_facts(
    follow_up: FollowUp, *, by: User, held_on: date, today: date
) -> rules.HoldingFacts:
    return rules.HoldingFacts(
        is_planned=follow_up.is_planned,
        is_followed=is_followed(follow_up.case, by=by, on=today),
        opens_on=follow_up.opens_on,
        held_on=held_on,
        today=today,
    )


@dataclass(frozen=True, kw_only=True)
class Stop:
    """One line of the year: a survey, a follow-up, a session or a visit, whoever holds it."""

    on: date
    what: Any
    of: Any
    mark: str
    status: Any
    is_planned: bool
    until: date | None = None
    why: Any = ""
    holder: Any = None
    url: str = ""


def timeline(case: Case, *, after_closure: bool = False) -> list[Stop]:
    """Everything that follows the arrival, in the order of its days."""
    page = "followups:after_follow_up" if after_closure else "followups:follow_up"
    found = [
        *(_follow_up(one, page) for one in of_case(case)),
        *(_wave(wave, after_closure=after_closure) for wave in surveys.of_case(case)),
        *_sessions(case),
        *_business(case),
    ]
    return sorted(found, key=lambda stop: (stop.on, str(stop.what)))


def _follow_up(one: FollowUp, page: str) -> Stop:
    return Stop(
        on=one.held_on or one.opens_on,
        until=one.closes_on if one.is_planned else None,
        what=one.get_kind_display(),
        of=_("Follow-up of the programme") if one.step_id else _("Follow-up planned by hand"),
        mark=MARKS[Status(one.status)],
        status=one.get_status_display(),
        is_planned=one.is_planned,
        why=one.get_why_display() if one.why else "",
        holder=one.holder or (one.case.worker if one.is_planned else one.ended_by),
        url=reverse(page, args=[one.pk]),
    )


def _wave(wave: Wave, *, after_closure: bool) -> Stop:
    held = wave.submission
    url = reverse("surveys:of_case", args=[wave.case_id])
    if after_closure:
        # The interview, or its score: the body has no other page of the case's surveys.
        url = "" if wave.status == Status.NOT_DONE else reverse("surveys:fill", args=[wave.pk])
    return Stop(
        on=held.held_on if held else wave.opens_on,
        until=wave.closes_on if wave.is_planned else None,
        what=wave.get_kind_display(),
        of=_("Survey: %(name)s") % {"name": wave.instrument_version.instrument},
        mark=MARKS[Status(wave.status)],
        status=wave.get_status_display(),
        is_planned=wave.is_planned,
        why=wave.get_not_done_reason_display() if wave.not_done_reason else "",
        holder=held.interviewer if held else wave.interviewer,
        url=url,
    )


def _sessions(case: Case) -> list[Stop]:
    """Sessions since the arrival; what was said in them stays on their own page."""
    if case.arrived_on is None:
        return []
    found = (
        Session.objects.filter(case=case, planned_at__date__gte=case.arrived_on)
        .defer("content", "next_step", "interpreter_name", "place")
        .select_related("led_by")
    )
    return [
        Stop(
            on=timezone.localtime(one.planned_at).date(),
            what=one.get_kind_display(),
            of=_("Session"),
            mark=counselling.MARKS[SessionState(one.state)],
            status=one.get_state_display(),
            is_planned=one.is_open,
            why=one.get_why_display() if one.why else "",
            holder=one.led_by,
            url=reverse("counselling:session", args=[one.pk]),
        )
        for one in found
    ]


def _business(case: Case) -> Sequence[Stop]:
    visits = CoachingVisit.objects.filter(business__case=case).defer("findings", "agreed")
    checks = SurvivalCheck.objects.filter(business__case=case).defer("note")
    return [
        *(
            Stop(
                on=one.on,
                what=_("Coaching visit"),
                of=_("Business"),
                mark="ok",
                status=_("Held"),
                is_planned=False,
                holder=one.by,
                url=reverse("business:business", args=[one.business_id]),
            )
            for one in visits.select_related("by")
        ),
        *(
            Stop(
                on=one.asked_on or one.due_on,
                until=None if one.asked_on else one.due_on,
                what=_("Does the business run?"),
                of=_("Business"),
                mark="ok" if one.asked_on else "wait",
                status=one.get_outcome_display() if one.outcome else _("Planned"),
                is_planned=one.asked_on is None,
                holder=one.by,
                url=reverse("business:check", args=[one.pk]),
            )
            for one in checks.select_related("by")
        ),
    ]
