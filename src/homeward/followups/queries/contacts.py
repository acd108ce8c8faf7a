"""Who is in contact: computed from what is recorded anyway, never typed twice."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import DateField, Func, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Greatest, TruncDate
from django.utils import timezone

from homeward.access.models import User
from homeward.business.models import CoachingVisit
from homeward.cases.models import Case
from homeward.counselling.choices import State as SessionState
from homeward.counselling.models import Session
from homeward.followups import rules
from homeward.followups.choices import REACHED, SURE, Source, State, Status, Sure
from homeward.followups.models import ContactLoss, FollowUp, Monitoring, Try
from homeward.referrals.choices import Status as ReferralStatus
from homeward.referrals.models import StatusChange
from homeward.surveys.models import Submission
from homeward.tasks.choices import TaskKind

# A receiver has somebody before it when a service begins or ends, and the person confirms it.
SERVED = (ReferralStatus.STARTED, ReferralStatus.COMPLETED, ReferralStatus.CONFIRMED)


@dataclass(frozen=True, kw_only=True)
class Contact:
    """One trace of contact: when, where it is recorded, by whom, and how sure it is."""

    on: date
    source: Source
    by: Any = ""

    @property
    def sure(self) -> Sure:
        return SURE[self.source]


def loss_of(case: Case) -> ContactLoss | None:
    return (
        ContactLoss.objects.filter(case=case, found_at__isnull=True)
        .select_related("noted_by")
        .first()
    )


def _latest(found: QuerySet[Any], day: str, *, is_moment: bool = False) -> Any:
    column = TruncDate(day) if is_moment else day
    latest = found.order_by(f"-{day}").annotate(last_day=column) if is_moment else found
    name = "last_day" if is_moment else day
    return Subquery(latest.order_by(f"-{day}").values(name)[:1], output_field=DateField(null=True))


def _traced(found: QuerySet[Any]) -> QuerySet[Any]:
    """`last_on`: the day of the last contact that the reader may see, but for sign-ins."""
    of_case = {"case": OuterRef("pk")}
    traced: QuerySet[Any] = found.annotate(
        last_on=Greatest(
            _latest(Try.objects.filter(result__in=REACHED, **of_case), "at", is_moment=True),
            _latest(FollowUp.objects.filter(status=Status.DONE, **of_case), "held_on"),
            _latest(Submission.objects.filter(**of_case), "held_on"),
            _latest(
                Session.objects.filter(state=SessionState.HELD, **of_case),
                "planned_at",
                is_moment=True,
            ),
            _latest(CoachingVisit.objects.filter(business__case=OuterRef("pk")), "on"),
            _latest(
                StatusChange.objects.filter(referral__case=OuterRef("pk"), to__in=SERVED),
                "at",
                is_moment=True,
            ),
        ),
    )
    dated: QuerySet[Any] = traced.annotate(
        cold_on=Func(
            Value(TaskKind.RENEW_CONTACT.value),
            "programme_id",
            "last_on",
            "accountable_org_id",
            function="tasks_due_on",
            output_field=DateField(null=True),
        ),
        lost_why=Subquery(
            ContactLoss.objects.filter(found_at__isnull=True, **of_case).values("why")[:1]
        ),
    )
    return dated


def to_contact(user: User, *, on: date, show: str = "") -> QuerySet[Any]:
    """Whom the reader's organisation is to stay in contact with, those longest silent first.

    Open cases that arrived, and closed ones that it follows on a consent.
    """
    followed = Monitoring.objects.filter(
        Q(body_org=user.organisation_id) | Q(owner_org=user.organisation_id),
        ended_at__isnull=True,
        until_on__gte=on,
    )
    closed = Q(closed_at__isnull=False, pk__in=followed.values("case_id"))
    found: QuerySet[Any] = _traced(
        Case.objects.filter(
            Q(accountable_org=user.organisation_id, closed_at__isnull=True) | closed,
            arrived_on__isnull=False,
        ).select_related("worker", "accountable_org")
    )
    narrowed = {
        State.LOST: Q(lost_why__isnull=False),
        State.NEVER: Q(lost_why__isnull=True, last_on__isnull=True),
        State.COLD: Q(lost_why__isnull=True, cold_on__lt=on),
        State.IN_CONTACT: Q(lost_why__isnull=True, last_on__isnull=False)
        & (Q(cold_on__isnull=True) | Q(cold_on__gte=on)),
    }
    if show == "closed":
        found = found.filter(closed_at__isnull=False)
    elif show in State.values and State(show) in narrowed:
        found = found.filter(narrowed[State(show)])
    return found.order_by("last_on", "arrived_on", "pk")


def state_of(case: Any, *, last_on: date | None, on: date) -> State:
    return rules.state_of(
        last_on=last_on, cold_on=case.cold_on, is_lost=case.lost_why is not None, today=on
    )


def last_contacts(cases: Sequence[Case]) -> dict[UUID, Contact]:
    """The latest trace of each of these cases, sign-ins on their own pages among them."""
    found: dict[UUID, list[Contact]] = defaultdict(list)
    for case_id, contact in _traces([case.pk for case in cases]):
        found[case_id].append(contact)
    by_person = {case.person_id: case.pk for case in cases}
    for person_id, on in _sign_ins(by_person):
        found[by_person[person_id]].append(Contact(on=on, source=Source.PORTAL))
    return {case_id: max(traces, key=lambda one: one.on) for case_id, traces in found.items()}


def contacts_of(case: Case) -> list[Contact]:
    """Every trace of a case, the latest first."""
    traces = [contact for _case, contact in _traces([case.pk])]
    signed = [Contact(on=on, source=Source.PORTAL) for _p, on in _sign_ins([case.person_id])]
    return sorted([*traces, *signed], key=lambda one: one.on, reverse=True)


def _traces(ids: Sequence[UUID]) -> Iterable[tuple[UUID, Contact]]:
    for one in Try.objects.filter(case__in=ids, result__in=REACHED).select_related("by"):
        yield one.case_id, Contact(on=_day(one.at), source=Source.TRY, by=one.by)
    held = FollowUp.objects.filter(case__in=ids, status=Status.DONE).select_related("ended_by")
    for each in held:
        if each.held_on:
            yield each.case_id, Contact(on=each.held_on, source=Source.FOLLOW_UP, by=each.ended_by)
    answers = Submission.objects.filter(case__in=ids).select_related("interviewer")
    for answer in answers.defer("answers", "filled", "xml"):
        by = answer.interviewer or ""
        if answer.case_id:
            yield answer.case_id, Contact(on=answer.held_on, source=Source.SURVEY, by=by)
    sessions = Session.objects.filter(case__in=ids, state=SessionState.HELD)
    for session in sessions.select_related("led_by"):
        by = session.led_by
        yield session.case_id, Contact(on=_day(session.planned_at), source=Source.SESSION, by=by)
    visits = CoachingVisit.objects.filter(business__case__in=ids)
    for visit in visits.select_related("by", "business"):
        yield visit.business.case_id, Contact(on=visit.on, source=Source.BUSINESS, by=visit.by)
    served = StatusChange.objects.filter(referral__case__in=ids, to__in=SERVED)
    for change in served.select_related("referral", "receiver_org"):
        yield (
            change.referral.case_id,
            Contact(on=_day(change.at), source=Source.REFERRAL, by=change.receiver_org),
        )


def _day(at: Any) -> date:
    return timezone.localtime(at).date()


def _sign_ins(person_ids: Iterable[UUID]) -> list[tuple[UUID, date]]:
    with connection.cursor() as cursor:
        cursor.execute("select * from followups_signed_in(%s)", [list(person_ids)])
        return list(cursor.fetchall())
