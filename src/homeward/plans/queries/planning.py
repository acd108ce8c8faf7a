"""Reads of plans and decisions, and the facts that the rules of drafting and sending ask for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from homeward.access.choices import DataClass, Purpose
from homeward.access.models import Organisation, User
from homeward.agreements import queries as agreements
from homeward.cases.choices import Stage
from homeward.cases.models import Case
from homeward.core.commas import enumerated
from homeward.core.timeline import Entry
from homeward.persons import queries as persons
from homeward.persons.choices import HouseholdRole
from homeward.plans import rules, signals
from homeward.plans.choices import Dimension, LineStatus, Outcome, PlanStatus
from homeward.plans.models import Decision, Goal, Plan, PlanLine, Session, TakeOver
from homeward.plans.queries.saying import is_agreed, is_weighed, needs_unanswered
from homeward.plans.queries.sitting import has_room, is_to_come
from homeward.programmes import queries as programmes
from homeward.programmes.choices import CountsFrom
from homeward.programmes.models import Package

# What a commission sees: of the case its names, profile and course; of the plan its lines.
OF_THE_CASE = {DataClass.IDENTITY, DataClass.PROFILE, DataClass.CASE}
OF_THE_PLAN = {DataClass.CASE}
BEFORE_ARRIVAL = {
    Stage.COUNSELLING,
    Stage.APPLICATION,
    Stage.DECISION,
    Stage.DEPARTURE,
    Stage.TRAVEL,
    Stage.ARRIVAL,
}
# Convention on the Rights of the Child, article 1.
ADULT = 18


@dataclass(frozen=True)
class Ceiling:
    """The most that the package gives this case, by kind of support (programmes' LineKind)."""

    package: Package
    amounts: dict[str, Decimal]


def of_case(case: Case) -> Plan | None:
    """The plan as it stands: its latest version."""
    return _plans(case).last()


def versions(case: Case) -> list[Plan]:
    """All versions of the plan, the latest one last."""
    return list(
        Plan.objects.filter(case=case)
        .select_related("commission", "drafted_by", "owner_org")
        .order_by("version")
    )


def approved_plan(case: Case) -> Plan | None:
    return _plans(case).filter(status=PlanStatus.APPROVED).last()


def _plans(case: Case) -> QuerySet[Plan]:
    return (
        Plan.objects.filter(case=case)
        .select_related("commission", "session", "drafted_by", "package", "owner_org")
        .order_by("version")
    )


def lines(plan: Plan) -> list[PlanLine]:
    return list(
        plan.lines.select_related("service__organisation")
        .exclude(status=LineStatus.DROPPED)
        .order_by("position", "pk")
    )


def grouped(found: Iterable[PlanLine]) -> list[tuple[Dimension, list[PlanLine]]]:
    by_dimension: dict[str, list[PlanLine]] = {}
    for line in found:
        by_dimension.setdefault(line.dimension, []).append(line)
    return [(d, by_dimension[d]) for d in Dimension if d in by_dimension]


def goals(plan: Plan) -> list[Goal]:
    return list(plan.goals.order_by("position", "pk"))


def asked(found: Iterable[PlanLine]) -> dict[str, Decimal]:
    return rules.asked((line.kind, line.cost) for line in found)


def currency_of(case: Case, plan: Plan | None, *, on: date) -> str:
    """What a plan's lines are costed in: the package's currency, or that of the first line."""
    if package := package_of(case, on=on):
        return package.currency
    costed = plan.lines.exclude(currency="").first() if plan else None
    return costed.currency if costed else ""


def package_of(case: Case, *, on: date) -> Package | None:
    """The package in force when the case arrived; what changes later does not lower a promise.

    But where that one says that the day of the approval counts: then the one in force on `on`.
    """
    country = case.origin_country_id
    found = programmes.package_on(case.programme, case.arrived_on or on, country=country)
    if found and found.counts_from == CountsFrom.APPROVAL:
        return programmes.package_on(case.programme, on, country=country)
    return found


def ceiling(case: Case, *, on: date) -> Ceiling | None:
    package = package_of(case, on=on)
    if package is None:
        return None
    adults, members = head_count(case, on=on)
    return Ceiling(package, programmes.ceiling(package, adults=adults, members=members))


def ceilings_kept(plan: Plan) -> dict[str, Decimal]:
    """The ceilings as they were when the plan was sent."""
    return {kind: Decimal(amount) for kind, amount in plan.ceilings.items()}


def granted_before(plan: Plan) -> dict[str, Decimal]:
    """What earlier approved plans of the case gave already and go on giving.

    Their lines that have not begun are given up for this plan once it is approved.
    """
    earlier = PlanLine.objects.filter(
        plan__case=plan.case_id,
        plan__status=PlanStatus.APPROVED,
        status__in=[LineStatus.UNDER_WAY, LineStatus.DONE],
    ).exclude(plan=plan)
    return asked(earlier)


def head_count(case: Case, *, on: date) -> tuple[int, int]:
    """Adults and all members; of an unknown age, whoever is not the household's child is adult."""
    found = persons.members(case.household_id)
    adults = 0
    for person in found:
        age = person.age_on(on)
        is_child = person.household_role == HouseholdRole.CHILD if age is None else age < ADULT
        adults += not is_child
    return adults, len(found)


def decisions(plan: Plan) -> list[Decision]:
    """The commission's decisions with their conditions, the latest first."""
    return list(
        plan.decisions.select_related("session__commission", "by", "owner_org", "implementer")
        .prefetch_related("conditions__holder_org", "conditions__met")
        .order_by("-at")
    )


def decisions_on(case: Case) -> list[Decision]:
    """Of all versions of its plan, the latest first."""
    versions = Plan.objects.filter(case=case).order_by("-version")
    return [decision for version in versions for decision in decisions(version)]


def drafting_facts(case: Case, *, by: User, falls_back: bool = False) -> rules.DraftingFacts:
    latest = of_case(case)
    may_follow = latest is None or latest.status in rules.DRAFTED_ANEW
    return rules.DraftingFacts(
        is_open=case.is_open,
        has_arrived=case.stage not in BEFORE_ARRIVAL,
        is_accountable=case.accountable_org_id == by.organisation_id,
        none_on_its_way=may_follow or (falls_back and is_to_fall_back_on(latest)),
    )


def is_to_fall_back_on(plan: Plan | None) -> bool:
    """An approved plan that names another way, for when the first one fails."""
    return plan is not None and plan.status == PlanStatus.APPROVED and bool(plan.fallback)


def submitting_facts(plan: Plan, session: Session | None, *, on: date) -> rules.SubmittingFacts:
    found = lines(plan)
    most = ceiling(plan.case, on=on)
    commission = session.commission if session else plan.commission
    latest = of_case(plan.case)
    return rules.SubmittingFacts(
        is_open=plan.case.is_open,
        may_be_sent=plan.status in rules.SENDABLE,
        is_latest=latest is not None and latest.pk == plan.pk,
        has_goal=bool(plan.goal.strip()),
        has_lines=bool(found),
        is_agreed=is_agreed(plan),
        health_answered=not needs_unanswered(plan),
        is_weighed=is_weighed(plan, on=on),
        agreement_covers=_agreement_covers(plan, commission),
        consent_covers=_consent_covers(plan, commission, on=on),
        within_ceiling=rules.is_within(
            _added(asked(found), granted_before(plan)),
            most.amounts if most else None,
            beyond=granted_beyond(plan),
        ),
        session_chosen=session is not None,
        session_open=session is None or is_to_come(session, on=on),
        session_has_room=session is None or has_room(session),
        session_is_another=(
            session is None or plan.status == PlanStatus.DRAFT or session.pk != plan.session_id
        ),
    )


def granted_beyond(plan: Plan) -> Decimal:
    """What somebody granted this plan above its package."""
    given = signals.widening.send(Plan, plan=plan)
    return sum((Decimal(amount or 0) for _receiver, amount in given), Decimal(0))


def _added(one: dict[str, Decimal], other: dict[str, Decimal]) -> dict[str, Decimal]:
    # Only kinds that this plan asks for: what was granted is not refused afterwards.
    return {kind: amount + other.get(kind, Decimal(0)) for kind, amount in one.items()}


def _agreement_covers(plan: Plan, commission: Organisation | None) -> bool:
    """True where no commission is named: that is another reason's business."""
    if commission is None:
        return True
    of_case_owner = agreements.covers(
        from_org_id=plan.case.owner_org_id,
        to_org_id=commission.pk,
        programme_id=plan.programme_id,
        classes=OF_THE_CASE,
        purpose=Purpose.DECISION,
    )
    return of_case_owner and agreements.covers(
        from_org_id=plan.owner_org_id,
        to_org_id=commission.pk,
        programme_id=plan.programme_id,
        classes=OF_THE_PLAN,
        purpose=Purpose.DECISION,
    )


def _consent_covers(plan: Plan, commission: Organisation | None, *, on: date) -> bool:
    return commission is None or persons.covers(
        plan.person_id,
        recipient=commission,
        purpose=Purpose.DECISION,
        classes=OF_THE_CASE,
        on=on,
    )


def history(plans: Sequence[Plan]) -> list[Entry]:
    """The plan's part of "What happened", of the versions that the page has read already."""
    entries: list[Entry] = []
    for plan in plans:
        entries.append(
            Entry(
                at=plan.drafted_at,
                text=_("Plan drafted, version %(version)s") % {"version": plan.version},
                detail=enumerated([plan.drafted_by, plan.owner_org]),
                icon="clipboard-list",
            )
        )
        if plan.submitted_at:
            entries.append(
                Entry(
                    at=plan.submitted_at,
                    text=_("Plan sent to the commission"),
                    detail=str(plan.commission or ""),
                    icon="send",
                )
            )
    if any(plan.submitted_at for plan in plans):
        decided = Decision.objects.filter(plan__in=plans).select_related("session__commission")
        entries += [_decided(decision) for decision in decided.prefetch_related("conditions")]
    return entries


OUTCOME_TEXTS = {
    Outcome.APPROVED: lambda: _("Plan approved"),
    Outcome.REJECTED: lambda: _("Plan rejected: %(reason)s"),
    Outcome.ADJOURNED: lambda: _("Plan adjourned: %(reason)s"),
    Outcome.NO_SHOW: lambda: _("The plan was not heard: %(reason)s"),
}


def _decided(decision: Decision) -> Entry:
    count = len(decision.conditions.all())
    text = OUTCOME_TEXTS[Outcome(decision.outcome)]()
    if decision.outcome == Outcome.APPROVED and count:
        text = ngettext(
            "Plan approved with %(count)d condition",
            "Plan approved with %(count)d conditions",
            count,
        )
    tones = {Outcome.APPROVED: "ok", Outcome.REJECTED: "no"}
    return Entry(
        at=decision.at,
        text=text % {"reason": decision.get_reason_display(), "count": count},
        detail=_("%(commission)s, session %(number)s")
        % {"commission": decision.session.commission, "number": decision.session.number},
        icon="gavel",
        tone=tones.get(Outcome(decision.outcome), ""),
    )


def taken_over(plan: Plan) -> TakeOver | None:
    return TakeOver.objects.filter(plan=plan).select_related("by", "owner_org").first()
