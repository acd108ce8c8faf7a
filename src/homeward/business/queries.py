"""Reads of businesses, of what is known of registering and taxes, and of groups of a trade."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from homeward.access.models import Organisation, User
from homeward.actors.choices import ActorKind
from homeward.actors.models import Actor
from homeward.business import rules
from homeward.business.choices import BusinessState, CostKind, StepState
from homeward.business.models import (
    Business,
    BusinessPlan,
    CheckRule,
    CoachingVisit,
    CostLine,
    Credit,
    GroupMember,
    RegistrationStep,
    Review,
    SectorGroup,
    StepOfBusiness,
    SurvivalCheck,
    TaxNote,
)
from homeward.cases.models import Case
from homeward.persons.models import Person
from homeward.places.models import Area, Country
from homeward.programmes.models import Presence, Programme
from homeward.referrals.models import Referral
from homeward.stakeholders import queries as stakeholders
from homeward.tasks.choices import TaskKind
from homeward.tasks.models import Task

# Who speaks for a trade: firms and their bodies, and local bodies that promote business.
OF_TRADE = (ActorKind.PRIVATE, ActorKind.CIVIL_SOCIETY, ActorKind.LOCAL_GOVERNMENT)
A_FEW = 8


def of_case(case: Case) -> list[Business]:
    return list(Business.objects.filter(case=case).select_related("person", "area", "occupation"))


def found(pk: UUID) -> QuerySet[Business]:
    return Business.objects.filter(pk=pk).select_related(
        "case", "case__programme", "case__origin_country", "person", "area", "occupation"
    )


def plans(business: Business) -> list[BusinessPlan]:
    """All versions, the latest first."""
    return list(business.plans.select_related("drafted_by").order_by("-version"))


def latest(business: Business) -> BusinessPlan | None:
    return business.plans.select_related("drafted_by").order_by("-version").first()


def agreed(business: Business) -> BusinessPlan | None:
    return business.plans.filter(agreed_on__isnull=False).order_by("-version").first()


def costs(plan: BusinessPlan) -> list[CostLine]:
    return list(plan.costs.order_by("-kind", "-amount", "pk"))


@dataclass(frozen=True)
class Counted:
    """A version with its lines and what they come to."""

    plan: BusinessPlan
    start: Sequence[CostLine]
    monthly: Sequence[CostLine]
    figures: rules.Figures
    reviews: Sequence[Review]


def counted(plan: BusinessPlan) -> Counted:
    lines = costs(plan)
    return Counted(
        plan=plan,
        start=[line for line in lines if line.kind == CostKind.START],
        monthly=[line for line in lines if line.kind == CostKind.MONTHLY],
        figures=plan.figures(lines),
        reviews=list(plan.reviews.select_related("by").order_by("-at")),
    )


def sending_facts(plan: BusinessPlan) -> rules.SendingFacts:
    lines = costs(plan)
    figures = plan.figures(lines)
    return rules.SendingFacts(
        case_is_open=plan.business.case.is_open,
        is_draft=plan.is_draft,
        has_activity=bool(str(plan.activity).strip()),
        has_sales=bool(plan.sales),
        has_costs=bool(lines),
        has_margin=figures.break_even is not None,
    )


# What is known of registering and of taxes


def on_day(rows: QuerySet[Any], on: date) -> QuerySet[Any]:
    return rows.filter(valid_from__lte=on).filter(
        Q(valid_until__isnull=True) | Q(valid_until__gte=on)
    )


def steps_in_force(country: str, area: Area | None, *, on: date) -> list[RegistrationStep]:
    return _there(RegistrationStep.objects.order_by("position", "what"), country, area, on)


def taxes_in_force(country: str, area: Area | None, *, on: date) -> list[TaxNote]:
    return _there(TaxNote.objects.order_by("treatment", "tax"), country, area, on)


def _there(rows: QuerySet[Any], country: str, area: Area | None, on: date) -> list[Any]:
    """What holds in all of the country, and in the area or one above it."""
    here = on_day(rows, on).filter(country=country).select_related("area")
    return list(here.filter(Q(area__isnull=True) | Q(area__in=_way_up(area))))


def _way_up(area: Area | None) -> list[int]:
    ids: list[int] = []
    while area is not None and area.pk not in ids:
        ids.append(area.pk)
        area = area.parent
    return ids


def ground_of(country: Country, *, on: date) -> tuple[list[RegistrationStep], list[TaxNote]]:
    """All that holds somewhere in the country on a day, whatever its area."""
    steps = on_day(RegistrationStep.objects.filter(country=country), on)
    taxes = on_day(TaxNote.objects.filter(country=country), on)
    return list(steps.select_related("area", "recorded_by")), list(
        taxes.select_related("area", "recorded_by")
    )


def countries_with_ground() -> list[Country]:
    ids = {
        *RegistrationStep.objects.values_list("country", flat=True),
        *TaxNote.objects.values_list("country", flat=True),
    }
    return sorted(Country.objects.filter(pk__in=ids), key=str)


def country(code: str) -> Country | None:
    return Country.objects.filter(pk=code[:2].upper()).first()


def all_check_rules() -> QuerySet[CheckRule]:
    return CheckRule.objects.select_related("programme")


def due(kind: TaskKind, subject: UUID) -> date | None:
    """Until when something is waited for; None where nothing is, or no day is agreed."""
    found = Task.objects.filter(kind=kind, subject_id=subject, done_at__isnull=True).first()
    return found.due_on if found else None


def steps_of(business: Business) -> list[StepOfBusiness]:
    found = business.steps.select_related("step", "step__area", "by", "evidence")
    return list(found.defer("evidence__content").order_by("step__position", "step__what"))


def steps_to_take_up(business: Business, *, on: date) -> list[RegistrationStep]:
    """Steps that hold there today and that the business has not taken up yet."""
    taken = set(business.steps.values_list("step", flat=True))
    there = steps_in_force(business.case.origin_country_id, business.area, on=on)
    return [step for step in there if step.pk not in taken]


def done_of(steps: Sequence[StepOfBusiness]) -> tuple[int, int]:
    """How many are done, of how many that apply."""
    applying = [one for one in steps if one.state != StepState.NOT_NEEDED]
    return sum(one.state == StepState.DONE for one in applying), len(applying)


# Credit, coaching, checks


def credits(business: Business) -> list[Credit]:
    found = business.credits.select_related("lender", "referral", "recorded_by")
    return list(found.order_by("-asked_on"))


def lenders() -> QuerySet[Organisation]:
    """Organisations with a service in the directory, or that are a fund: who may lend."""
    return (
        Organisation.objects.filter(Q(services__isnull=False) | Q(kind="fund"))
        .distinct()
        .order_by("name")
    )


def referrals_of(case_id: UUID) -> QuerySet[Referral]:
    return Referral.objects.filter(case_id=case_id).select_related("service")


def visits(business: Business) -> list[CoachingVisit]:
    return list(business.visits.select_related("by").order_by("-on", "-at"))


def checks(business: Business) -> list[SurvivalCheck]:
    return list(business.checks.select_related("rule", "by").order_by("due_on"))


def check_rules(programme: Programme, *, on: date) -> list[CheckRule]:
    return list(on_day(CheckRule.objects.filter(programme=programme), on).order_by("months"))


# Groups and trade bodies


def groups(*, q: str = "", sector: str = "", country: str = "") -> QuerySet[SectorGroup]:
    found = SectorGroup.objects.select_related("area", "country", "keeper", "owner_org")
    if q:
        found = found.filter(Q(name__icontains=q) | Q(trade__icontains=q))
    if sector:
        found = found.filter(sector=sector)
    if country:
        found = found.filter(country=country)
    return found.annotate(
        size=Count("members", filter=Q(members__left_on__isnull=True), distinct=True)
    ).order_by(F("ended_on").asc(nulls_first=True), "name", "pk")


def groups_to_join(business: Business) -> list[SectorGroup]:
    """Groups of one's own organisation in the country that the business is not in."""
    inside = business.groups.filter(left_on__isnull=True).values("group")
    return list(
        groups(country=business.case.origin_country_id)
        .filter(ended_on__isnull=True)
        .exclude(pk__in=inside)
    )


def groups_of(business: Business) -> list[GroupMember]:
    found = business.groups.filter(left_on__isnull=True)
    return list(found.select_related("group", "group__area", "business", "person"))


def members(group: SectorGroup) -> list[GroupMember]:
    found = group.members.filter(left_on__isnull=True)
    return list(
        found.select_related("business", "business__case", "person").order_by("joined_on", "pk")
    )


def trade_bodies(country: str, area: Area | None, sector: str, *, by: User) -> list[Actor]:
    """Firms, their bodies and local bodies of the register that work there in this sector."""
    asked = stakeholders.Asked(country=country, need=sector)
    found = stakeholders.register(asked, by=by).filter(kind__in=OF_TRADE)
    if area is not None:
        there = Presence.objects.filter(actor=OuterRef("pk")).filter(
            Q(area__in=_way_up(area)) | Q(area__isnull=True)
        )
        found = found.filter(Exists(there))
    return list(found[:A_FEW])


# For the case and for the map


def people_of(case: Case) -> list[Person]:
    return list(Person.objects.filter(household=case.household_id).order_by("position"))


def running_by_area(organisation: int | None) -> list[tuple[int | None, str, int, int]]:
    """Area, sector, businesses that run there as far as the reader sees them, own among them."""
    return list(
        Business.objects.filter(state=BusinessState.RUNNING)
        .order_by()
        .values_list("area", "sector")
        .annotate(all=Count("pk"), own=Count("pk", filter=Q(owner_org=organisation)))
    )


def visits_to_come(case: Case, *, on: date) -> list[CoachingVisit]:
    """Each names the day of the next one."""
    return list(
        CoachingVisit.objects.filter(business__case=case, next_on__gte=on).order_by("next_on")
    )
