"""Employers spoken with, leads that go on, events held and told of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.actors.models import Actor
from homeward.circles import actions as circles
from homeward.circles.models import Circle
from homeward.core.refusals import Refused, refuse_if
from homeward.pathways import rules
from homeward.pathways.choices import OVER, LeadState, Reason
from homeward.pathways.models import InvestmentLead, LeadMove, NetworkEvent, Outreach
from homeward.places.models import Area, Country
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind


@transaction.atomic
def log(
    employer: Actor, *, area: Area | None, way: str, on: date, result: str, note: str,
    next_step: str, next_on: date | None, follows: Outreach | None = None, by: User, at: datetime,
) -> Outreach:  # fmt: skip
    """A contact with an employer. What it follows is done; its next step waits for the writer."""
    require(by, "pathways.outreach")
    refuse_if(
        rules.reasons_not_to_log(
            on=on, today=timezone.localdate(at), next_step=next_step, next_on=next_on
        )
    )
    if follows is not None:
        _done(follows, by=by, at=at)
    made = Outreach.objects.create(
        owner_org=by.organisation_of_rows, employer=employer, area=area, way=way, on=on,
        result=result, note=note.strip(), next_step=next_step.strip(), next_on=next_on,
        written_by=by, written_at=at,
    )  # fmt: skip
    if made.next_on:
        _wait(TaskKind.FOLLOW_OUTREACH, made, str(employer), made.next_on, by=by, at=at)
    return made


@transaction.atomic
def finish(outreach: Outreach, *, by: User, at: datetime) -> None:
    """The next step was taken, and nothing more comes of it."""
    require(by, "pathways.outreach")
    _done(outreach, by=by, at=at)


def _done(outreach: Outreach, *, by: User, at: datetime) -> None:
    held = Outreach.objects.select_for_update(of=("self",)).get(pk=outreach.pk)
    if held.next_on is None or held.done_on is not None:
        raise Refused(Reason.DONE_ALREADY)
    held.done_on = timezone.localdate(at)
    held.save(update_fields=["done_on"])
    tasks.end(TaskKind.FOLLOW_OUTREACH, held.pk, at=at)


def _wait(
    kind: TaskKind, row: Outreach | InvestmentLead | NetworkEvent, reference: str, due_on: date, *,
    by: User, at: datetime,
) -> None:  # fmt: skip
    tasks.begin(
        kind, row.pk, holder_org=row.owner_org_id, holder=by, waiter_org=row.owner_org_id, at=at,
        programme_id=0, reference=reference, due_on=due_on,
    )  # fmt: skip


@transaction.atomic
def open_lead(
    business: Actor, *, country: Country, area: Area | None, sector: str, about: str,
    jobs: int | None, source: str, next_step: str, next_on: date | None, by: User, at: datetime,
) -> InvestmentLead:  # fmt: skip
    require(by, "pathways.outreach")
    refuse_if(
        [
            *rules.reasons_not_to_move(
                state=LeadState.HEARD, to=LeadState.HEARD, next_step=next_step, next_on=next_on
            ),
            *([] if source.strip() else [Reason.NO_SOURCE]),
        ]
    )
    lead = InvestmentLead.objects.create(
        owner_org=by.organisation_of_rows, business=business, country=country, area=area,
        sector=sector.strip(), about=about.strip(), jobs=jobs, source=source.strip(),
        next_step=next_step.strip(), next_on=next_on, written_by=by, written_at=at,
    )  # fmt: skip
    LeadMove.objects.create(lead=lead, to=lead.state, at=at, by=by)
    if lead.next_on:
        _wait(TaskKind.FOLLOW_LEAD, lead, str(business), lead.next_on, by=by, at=at)
    return lead


@transaction.atomic
def move_lead(
    lead: InvestmentLead, to: str, *, note: str, next_step: str, next_on: date | None, by: User,
    at: datetime,
) -> None:  # fmt: skip
    require(by, "pathways.outreach")
    lead = InvestmentLead.objects.select_for_update(of=("self",)).get(pk=lead.pk)
    refuse_if(
        rules.reasons_not_to_move(state=lead.state, to=to, next_step=next_step, next_on=next_on)
    )
    is_over = LeadState(to) in OVER
    lead.state = to
    lead.next_step, lead.next_on = ("", None) if is_over else (next_step.strip(), next_on)
    lead.save(update_fields=["state", "next_step", "next_on"])
    LeadMove.objects.create(lead=lead, to=to, note=note.strip(), at=at, by=by)
    tasks.end(TaskKind.FOLLOW_LEAD, lead.pk, at=at)
    if lead.next_on:
        _wait(TaskKind.FOLLOW_LEAD, lead, str(lead.business), lead.next_on, by=by, at=at)


@dataclass(frozen=True, kw_only=True)
class EventGiven:
    kind: str
    title: str
    about: str
    country: Country
    place: str
    starts_on: date
    ends_on: date
    is_public: bool


@transaction.atomic
def plan_event(given: EventGiven, *, by: User, at: datetime) -> NetworkEvent:
    require(by, "pathways.keep")
    if given.ends_on < given.starts_on:
        raise Refused(Reason.ENDS_BEFORE_IT_BEGINS)
    event = NetworkEvent.objects.create(
        owner_org=by.organisation_of_rows, written_by=by, written_at=at, **vars(given)
    )
    _wait(TaskKind.REPORT_EVENT, event, event.title, event.ends_on, by=by, at=at)
    return event


@transaction.atomic
def invite_lists(
    event: NetworkEvent, lists: Sequence[Circle], *, text: str, by: User, at: datetime
) -> int:
    """Writes to lists of the own organisation; there another moderator approves before it goes."""
    event = _own_event(event, by)
    known = set(event.circles.values_list("pk", flat=True))
    new = [circle for circle in lists if circle.pk not in known]
    for circle in new:
        if not circle.is_open:
            raise Refused(Reason.NOT_OPEN)
        circles.write(circle, text, by=by, at=at)
        event.circles.add(circle)
    return len(new)


def invitation(event: NetworkEvent) -> str:
    return _("%(title)s, %(place)s, %(day)s") % {
        "title": event.title, "place": event.place,
        "day": date_format(event.starts_on, "DATE_FORMAT"),
    }  # fmt: skip


@transaction.atomic
def report(
    event: NetworkEvent, *, visitors: int | None, employers: int | None, vacancies: int | None,
    contacts: int | None, outcome: str, by: User, at: datetime,
) -> None:  # fmt: skip
    """What came of it, in numbers; nobody who came is named."""
    event = _own_event(event, by)
    refuse_if(
        [
            *([] if event.starts_on <= timezone.localdate(at) else [Reason.NOT_HELD_YET]),
            *([] if event.reported_at is None else [Reason.REPORTED]),
        ]
    )
    event.visitors, event.employers, event.vacancies = visitors, employers, vacancies
    event.contacts, event.outcome, event.reported_at = contacts, outcome.strip(), at
    event.save(
        update_fields=[
            "visitors", "employers", "vacancies", "contacts", "outcome", "reported_at"
        ]
    )  # fmt: skip
    tasks.end(TaskKind.REPORT_EVENT, event.pk, at=at)


def _own_event(event: NetworkEvent, by: User) -> NetworkEvent:
    require(by, "pathways.keep")
    if event.owner_org_id != by.organisation_id:
        raise PermissionDenied("pathways.keep")
    return NetworkEvent.objects.select_for_update(of=("self",)).get(pk=event.pk)
