"""A business plan is drafted, sent to the adviser, reviewed, and drafted anew."""

from dataclasses import dataclass, fields
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.business import queries, rules
from homeward.business.actions.locking import belongs, ended, locked, wait
from homeward.business.choices import CostKind, PlanState, Reason, Verdict
from homeward.business.models import Business, BusinessPlan, CostLine, Review
from homeward.cases.models import Case
from homeward.core.refusals import Refused, refuse_if
from homeward.occupations.models import Occupation
from homeward.persons.models import Person
from homeward.places.models import Area
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind

OF_BUSINESS = ("name", "sector", "isic", "occupation", "area")


@dataclass(frozen=True, kw_only=True)
class Planned:
    """A plan as its form gives it, with what is said of the business itself."""

    activity: str
    currency: str
    name: str = ""
    sector: str = ""
    isic: str = ""
    occupation: Occupation | None = None
    area: Area | None = None
    place: str = ""
    market: str = ""
    why_it_works: str = ""
    sales: Decimal | None = None
    goods_share: Decimal = Decimal(0)
    own_money: Decimal = Decimal(0)
    own_contribution: str = ""
    support: Decimal = Decimal(0)
    loan: Decimal = Decimal(0)


@transaction.atomic
def begin(case: Case, person: Person, given: Planned, *, by: User, at: datetime) -> BusinessPlan:
    """A person of the case means to run something: a business, and the first draft of its plan."""
    require(by, "business.draft")
    checks = [
        (case.is_open, Reason.CASE_CLOSED),
        (person.household_id == case.household_id, Reason.NOT_OF_CASE),
        (bool(given.activity.strip()), Reason.NO_ACTIVITY),
    ]
    refuse_if(reason for holds, reason in checks if not holds)
    business = Business.objects.create(
        owner_org=by.organisation_of_rows, programme_id=case.programme_id, person=person,
        case=case, opened_at=at, opened_by=by, **_of(given, business=True),
    )  # fmt: skip
    return _draft(business, given, version=1, by=by, at=at)


def _of(given: Planned, *, business: bool) -> dict[str, object]:
    values = {field.name: getattr(given, field.name) for field in fields(given)}
    return {name: value for name, value in values.items() if (name in OF_BUSINESS) == business}


def _draft(
    business: Business, given: Planned, *, version: int, by: User, at: datetime
) -> BusinessPlan:
    return BusinessPlan.objects.create(
        business=business, version=version, drafted_at=at, drafted_by=by,
        **_of(given, business=False), **belongs(business, by),
    )  # fmt: skip


@transaction.atomic
def change(plan: BusinessPlan, given: Planned, *, by: User, at: datetime) -> BusinessPlan:
    require(by, "business.draft")
    business, plan = _locked(plan)
    if not plan.is_draft:
        raise Refused(Reason.NOT_A_DRAFT)
    if not given.activity.strip():
        raise Refused(Reason.NO_ACTIVITY)
    for name, value in _of(given, business=True).items():
        setattr(business, name, value)
    for name, value in _of(given, business=False).items():
        setattr(plan, name, value)
    business.save()
    plan.save()
    return plan


def _locked(plan: BusinessPlan) -> tuple[Business, BusinessPlan]:
    business = locked(plan.business)
    found = BusinessPlan.objects.select_related("drafted_by").get(pk=plan.pk)
    found.business = business
    return business, found


@transaction.atomic
def add_cost(
    plan: BusinessPlan, kind: CostKind, what: str, amount: Decimal, *, by: User, at: datetime
) -> CostLine:
    require(by, "business.draft")
    business, plan = _locked(plan)
    checks = [(plan.is_draft, Reason.NOT_A_DRAFT), (amount > 0, Reason.NO_AMOUNT)]
    refuse_if(reason for holds, reason in checks if not holds)
    return CostLine.objects.create(
        plan=plan, kind=kind, what=what, amount=amount, **belongs(business, by)
    )


@transaction.atomic
def remove_cost(line: CostLine, *, by: User, at: datetime) -> None:
    require(by, "business.draft")
    _business, plan = _locked(line.plan)
    if not plan.is_draft:
        raise Refused(Reason.NOT_A_DRAFT)
    line.delete()


@transaction.atomic
def send(plan: BusinessPlan, *, by: User, at: datetime) -> BusinessPlan:
    """To the advisers of the organisation: whoever of them did not draft it reviews it."""
    require(by, "business.draft")
    business, plan = _locked(plan)
    refuse_if(rules.reasons_not_to_send(queries.sending_facts(plan)))
    plan.state, plan.sent_at = PlanState.IN_REVIEW, at
    plan.save(update_fields=["state", "sent_at"])
    tasks.end(TaskKind.MEND_BUSINESS, business.pk, at=at)
    wait(
        TaskKind.REVIEW_BUSINESS, business.pk, business, holder=None,
        holder_org=by.organisation_of_rows.pk, by=by, at=at,
    )  # fmt: skip
    return plan


@transaction.atomic
def review(
    plan: BusinessPlan, verdict: Verdict, *, comment: str = "", by: User, at: datetime
) -> Review:
    """Agreed, or sent back to its drafter with what is to be changed."""
    require(by, "business.review")
    business, plan = _locked(plan)
    refuse_if(
        rules.reasons_not_to_review(
            state=PlanState(plan.state),
            is_drafter=plan.drafted_by_id == by.pk,
            verdict=verdict,
            comment=comment,
        )
    )
    made = Review.objects.create(
        plan=plan, verdict=verdict, comment=comment, at=at, by=by, **belongs(business, by)
    )
    is_agreed = verdict == Verdict.AGREE
    plan.state = PlanState.AGREED if is_agreed else PlanState.SENT_BACK
    plan.agreed_on = at.date() if is_agreed else None
    plan.save(update_fields=["state", "agreed_on"])
    if is_agreed:
        ended(TaskKind.REVIEW_BUSINESS, business.pk, business, by=by, at=at)
    else:
        tasks.end(TaskKind.REVIEW_BUSINESS, business.pk, at=at)
        drafter = plan.drafted_by
        wait(
            TaskKind.MEND_BUSINESS, business.pk, business, holder=drafter,
            holder_org=drafter.organisation_of_rows.pk, by=by, at=at,
        )  # fmt: skip
    return made


@transaction.atomic
def new_version(business: Business, *, by: User, at: datetime) -> BusinessPlan:
    """A draft with what the last version says; that one stays as it was agreed."""
    require(by, "business.draft")
    business = locked(business)
    last = queries.latest(business)
    if last is None or last.state != PlanState.AGREED:
        raise Refused(Reason.DRAFT_OPEN)
    values = {field.name: getattr(last, field.name) for field in fields(Planned)
              if field.name not in OF_BUSINESS}  # fmt: skip
    plan = BusinessPlan.objects.create(
        business=business, version=last.version + 1, drafted_at=at, drafted_by=by, **values,
        **belongs(business, by),
    )  # fmt: skip
    for line in queries.costs(last):
        CostLine.objects.create(
            plan=plan, kind=line.kind, what=line.what, amount=line.amount, **belongs(business, by)
        )
    return plan
