"""Which body is named to follow up, whom it follows after closure, and to whom it hands on."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate

from homeward.access.models import Organisation, User
from homeward.access.permissions import require
from homeward.cases.models import Case
from homeward.core.refusals import Refused, refuse_if
from homeward.followups import queries, rules
from homeward.followups.actions.rows import common
from homeward.followups.choices import Reason
from homeward.followups.models import Monitoring, NamedBody
from homeward.places.models import Area
from homeward.programmes.models import Programme
from homeward.surveys import actions as surveys
from homeward.surveys.choices import Unit
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind


@dataclass(frozen=True, kw_only=True)
class BodyGiven:
    organisation: Organisation
    unit: Unit
    mandate: str
    source: str
    from_on: date
    area: Area | None = None
    until_on: date | None = None


@transaction.atomic
def name_body(programme: Programme, given: BodyGiven, *, by: User, at: datetime) -> NamedBody:
    """Names a body. One that is named without an end for the same ends the day before."""
    require(by, "followups.name_body")
    # One naming at a time in a programme, so that a refusal has its reason.
    Programme.objects.select_for_update(of=("self",)).get(pk=programme.pk)
    before = queries.body_to_follow(programme, given.area, given.unit, given.from_on)
    refuse_if(
        rules.reasons_not_to_name(
            rules.NamingFacts(
                leads_programme=programme.lead_org_id == by.organisation_id,
                mandate_given=bool(given.mandate.strip() and given.source.strip()),
                from_on=given.from_on,
                until_on=given.until_on,
                overlaps=queries.bodies_overlap(programme, given, leaving_out=before),
            )
        )
    )
    if before is not None:
        _end_mandate(before, given.from_on - timedelta(days=1))
    return NamedBody.objects.create(
        programme=programme,
        organisation=given.organisation,
        unit=given.unit,
        area=given.area,
        mandate=given.mandate.strip(),
        source=given.source.strip(),
        from_on=given.from_on,
        until_on=given.until_on,
        named_by=by,
        named_at=at,
    )


@transaction.atomic
def end_mandate(body: NamedBody, *, until_on: date, by: User) -> NamedBody:
    """The mandate ends on that day; each organisation is asked who follows its persons then."""
    require(by, "followups.name_body")
    body = (
        NamedBody.objects.select_for_update(of=("self",))
        .select_related("programme")
        .get(pk=body.pk)
    )
    if body.programme.lead_org_id != by.organisation_id:
        raise Refused(Reason.NOT_LEAD)
    if until_on < body.from_on:
        raise Refused(Reason.ENDS_BEFORE)
    _end_mandate(body, until_on)
    return body


def _end_mandate(body: NamedBody, until_on: date) -> None:
    body.until_on = until_on
    body.save(update_fields=["until_on"])


@transaction.atomic
def follow(case: Case, body: NamedBody, *, until_on: date, by: User, at: datetime) -> Monitoring:
    """A body follows the case after it is closed, as far and as long as the person agreed."""
    require(by, "followups.plan")
    refuse_if(
        rules.reasons_not_to_follow(
            queries.following_facts(case, body, until_on=until_on, today=localdate(at))
        )
    )
    return _begin(case, body, until_on=until_on, by=by, at=at)


def _begin(case: Case, body: NamedBody, *, until_on: date, by: User, at: datetime) -> Monitoring:
    """The body waits for the case's next survey, once the case is closed."""
    begun = Monitoring.objects.create(
        **common(case, by),
        body=body,
        body_org=body.organisation,
        from_on=localdate(at),
        until_on=until_on,
        begun_at=at,
        begun_by=by,
    )
    if not case.is_open:
        surveys.wait_for_next(case, at=at)
    return begun


@transaction.atomic
def hand_on(monitoring: Monitoring, to: NamedBody, *, by: User, at: datetime) -> Monitoring:
    """Another body follows from now on: the person must have agreed to that one, too."""
    require(by, "followups.plan")
    old = _locked(monitoring)
    facts = queries.following_facts(old.case, to, until_on=old.until_on, today=localdate(at))
    refuse_if(
        reason for reason in rules.reasons_not_to_follow(facts) if reason != Reason.FOLLOWED_ALREADY
    )
    _end(old, by=by, at=at)
    return _begin(old.case, to, until_on=old.until_on, by=by, at=at)


@transaction.atomic
def end_following(monitoring: Monitoring, *, by: User, at: datetime) -> Monitoring:
    require(by, "followups.plan")
    found = _locked(monitoring)
    _end(found, by=by, at=at)
    return found


def _end(found: Monitoring, *, by: User, at: datetime) -> None:
    found.ended_at, found.ended_by = at, by
    found.save(update_fields=["ended_at", "ended_by"])
    tasks.end(TaskKind.HAND_ON_FOLLOW_UP, found.pk, at=at)
    if not found.case.is_open:
        surveys.stop_waiting(found.case, at=at)


def _locked(monitoring: Monitoring) -> Monitoring:
    found = (
        Monitoring.objects.select_for_update(of=("self",))
        .select_related("case")
        .get(pk=monitoring.pk)
    )
    if found.ended_at is not None:
        raise Refused(Reason.ENDED)
    return found
