"""Reads of searches, candidacies, interviews, placements and checks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.choices import DataClass, Purpose
from homeward.agreements import queries as agreements
from homeward.cases.choices import SaidBy
from homeward.cases.models import Case
from homeward.core.patterns import Fact
from homeward.core.templatetags.writing import short_date
from homeward.core.timeline import Entry
from homeward.core.tokens import hash_of
from homeward.employment import rules
from homeward.employment.choices import Refusal, Status, Wish, WithdrawReason
from homeward.employment.models import (
    Candidacy,
    CandidateFact,
    EmployerLink,
    Interview,
    JobSearch,
    Placement,
    RetentionCheck,
)
from homeward.offers.choices import OfferStatus
from homeward.offers.models import Offer
from homeward.persons import queries as persons
from homeward.persons.models import Person
from homeward.plans.choices import PlanStatus
from homeward.plans.models import PlanLine
from homeward.referrals.queries import Offered, kind_label

STATUS_KINDS = {
    Status.PROPOSED: "draft",
    Status.AGREED: "now",
    Status.SHORTLISTED: "wait",
    Status.WANTED: "now",
    Status.INTERVIEW: "wait",
    Status.OFFERED: "now",
    Status.PLACED: "ok",
    Status.REFUSED: "no",
    Status.WITHDRAWN: "shut",
}


def status_kind(candidacy: Candidacy) -> str:
    return STATUS_KINDS[Status(candidacy.status)]


def status_text(candidacy: Candidacy) -> str:
    """The status with who and why in the words: "Refused by the employer: the language"."""
    if candidacy.status == Status.REFUSED:
        who = _("Refused by the %(side)s: %(reason)s")
        return who % {
            "side": {"employer": _("employer"), "candidate": _("candidate")}[candidacy.refused_by],
            "reason": Refusal(candidacy.refusal).label,
        }
    label = str(Status(candidacy.status).label)
    if candidacy.status == Status.WITHDRAWN:
        return f"{label}: {WithdrawReason(candidacy.withdraw_reason).label}"
    return label


def search_of(person: Person) -> JobSearch | None:
    """The search that runs for this person, of those that the actor sees."""
    return JobSearch.objects.filter(person=person, ended_on__isnull=True).first()


def searches(case: Case) -> list[JobSearch]:
    return list(
        JobSearch.objects.filter(case=case)
        .select_related("person", "area", "begun_by")
        .order_by("ended_on", "-began_on")
    )


def at_employers(search: JobSearch) -> bool:
    return search.candidacies.filter(status__in=rules.SHOWN).exists()


def is_candidate(person: Person, offer: Offer) -> bool:
    closed = [Status.REFUSED, Status.WITHDRAWN]
    return Candidacy.objects.filter(person=person, offer=offer).exclude(status__in=closed).exists()


def candidacies() -> QuerySet[Candidacy]:
    """The person and the case are read apart: a receiver sees neither."""
    return Candidacy.objects.select_related("offer", "offer__area", "employer_org", "proposed_by")


def of_case(case: Case) -> list[Candidacy]:
    return list(candidacies().filter(case=case).order_by("-proposed_at"))


def of_offer(offer: Offer) -> list[Candidacy]:
    """Those who are furthest first."""
    order = list(Status)
    found = candidacies().filter(offer=offer)
    return sorted(
        found, key=lambda one: (one.status in rules.OVER, -order.index(Status(one.status)))
    )


def names_of(found: Iterable[Candidacy]) -> dict[UUID, str]:
    """Who each candidate is, by the candidacy's id, where the actor may see it."""
    rows = list(found)
    people = {p.pk: str(p) for p in Person.objects.filter(pk__in=[r.person_id for r in rows])}
    return {r.pk: people.get(r.person_id, "") for r in rows}


def case_of(candidacy: Candidacy) -> Case | None:
    return Case.objects.filter(pk=candidacy.case_id).first()


def shortlist_facts(
    candidacy: Candidacy, chosen: Sequence[Offered], on: date
) -> rules.ShortlistFacts:
    """What reasons_not_to_shortlist asks, read now."""
    offer = candidacy.offer
    needed = {DataClass(fact.data_class) for fact in chosen} | {DataClass.CASE}
    case = case_of(candidacy)
    return rules.ShortlistFacts(
        case_is_open=bool(case and case.is_open),
        vacancy_is_open=offer.status == OfferStatus.OPEN,
        has_places=offer.places_free is None or offer.places_free > 0,
        candidate_agrees=candidacy.person_wish == Wish.YES,
        facts_chosen=bool(chosen),
        consent_covers_employer=persons.covers(
            candidacy.person_id,
            recipient=candidacy.employer_org,
            purpose=Purpose.REFERRAL,
            classes=needed,
            on=on,
        ),
        agreement_in_force=agreements.covers(
            from_org_id=candidacy.owner_org_id,
            to_org_id=candidacy.employer_org_id,
            programme_id=candidacy.programme_id,
            classes=needed,
            purpose=Purpose.REFERRAL,
        ),
    )


# Health, protection, legal matters and money are no employer's affair, whatever is consented.
FOR_EMPLOYERS = {DataClass.IDENTITY, DataClass.CONTACT, DataClass.PROFILE, DataClass.CASE}


def for_employers(facts: Iterable[Offered]) -> list[Offered]:
    """Of the facts that may be chosen, those that an employer may be told at all."""
    return [fact for fact in facts if fact.data_class in FOR_EMPLOYERS]


def shown_facts(candidacy: Candidacy) -> list[Fact]:
    """The facts as the employer may see them now, each with its origin."""
    return [
        Fact(
            kind_label(fact.kind),
            fact.value,
            _origin(fact),
            "confirmed" if fact.confirmed_on else "said",
        )
        for fact in CandidateFact.objects.filter(candidacy=candidacy)
    ]


def _origin(fact: CandidateFact) -> str:
    if not fact.said_by or not fact.said_on:
        return _("from the file")
    said = _("said by %(who)s on %(day)s") % {
        "who": SaidBy(fact.said_by).label,
        "day": short_date(fact.said_on),
    }
    if fact.confirmed_on:
        return said + " · " + _("confirmed on %(day)s") % {"day": short_date(fact.confirmed_on)}
    return said + " · " + _("not confirmed since")


def interviews(candidacy: Candidacy) -> list[Interview]:
    return list(candidacy.interviews.order_by("on", "named_at"))


def open_interview(candidacy: Candidacy) -> Interview | None:
    return candidacy.interviews.filter(outcome="").order_by("named_at").last()


def placement_of(candidacy: Candidacy) -> Placement | None:
    return (
        Placement.objects.select_related("wage_floor", "line").filter(candidacy=candidacy).first()
    )


def checks_of(placement: Placement) -> list[RetentionCheck]:
    return list(placement.checks.select_related("by").order_by("months"))


@dataclass(frozen=True)
class Decency:
    """One check of decent work: met, not met, or unknown, and what it rests on."""

    label: str
    state: str
    note: str = ""


STATES = {"yes": "ok", "no": "no", "unknown": "unk"}
OF_WAGE = {rules.Check.MET: "ok", rules.Check.NOT_MET: "no", rules.Check.UNKNOWN: "unk"}


def decency(placement: Placement) -> list[Decency]:
    floor = placement.wage_floor
    wage = rules.wage_check(
        placement.wage,
        placement.currency,
        placement.wage_period,
        weekly_hours=placement.weekly_hours,
        floor=floor.amount if floor else None,
        floor_currency=floor.currency if floor else "",
        floor_period=floor.period if floor else "",
    )
    note = _("No least wage is known here.")
    if floor:
        note = _("At least %(amount)s %(currency)s %(period)s: %(source)s, valid from %(day)s") % {
            "amount": floor.amount,
            "currency": floor.currency,
            "period": floor.get_period_display(),
            "source": floor.source,
            "day": short_date(floor.valid_from),
        }
    return [
        Decency(_("Written contract"), STATES[placement.written_contract]),
        Decency(_("Wage at least what the law asks for"), OF_WAGE[wage], note),
        Decency(_("Social protection"), STATES[placement.social_protection]),
        Decency(_("Safe place of work"), STATES[placement.safe]),
    ]


def lines_for_subsidy(placement: Placement) -> list[PlanLine]:
    return list(
        PlanLine.objects.filter(plan__case=placement.case_id, plan__status=PlanStatus.APPROVED)
    )


# By an employer's link


def of_token(token: str) -> UUID | None:
    """Which link a token opens; None for one that ended or never was."""
    with connection.cursor() as cursor:
        cursor.execute("select employment_of_token(%s)", [hash_of(token)])
        found: UUID | None = cursor.fetchone()[0]
    return found


def link_seen(pk: UUID) -> EmployerLink:
    return EmployerLink.objects.select_related(
        "employer__organisation", "owner_org", "made_by"
    ).get(pk=pk)


def at_link(link: EmployerLink) -> list[Candidacy]:
    """What the link's actor sees: the open ones first, the latest first."""
    found = Candidacy.objects.select_related("offer").filter(
        employer_org=link.employer.organisation_id
    )
    return sorted(found, key=lambda one: (one.status in rules.OVER, one.shortlisted_on or date.max))


def checks_at_link(link: EmployerLink, on: date) -> list[RetentionCheck]:
    """Those that are due and not answered by the employer or an adviser."""
    return list(
        RetentionCheck.objects.select_related("placement__candidacy__offer")
        .filter(employer_org=link.employer.organisation_id, due_on__lte=on, outcome="")
        .filter(Q(employer_says=""))
        .order_by("due_on")
    )


def history(case: Case) -> list[Entry]:
    """The work's part of "What happened" on the case page."""
    found = Candidacy.objects.filter(case=case, placed_on__isnull=False)
    return [
        Entry(
            at=_noon(one.placed_on),
            text=_("Placed at %(org)s: %(title)s")
            % {"org": one.employer_org, "title": one.offer.title},
            detail=one.number,
            icon="circle-check",
            tone="ok",
        )
        for one in found.select_related("offer", "employer_org")
        if one.placed_on
    ]


def _noon(on: date) -> datetime:
    return timezone.make_aware(datetime(on.year, on.month, on.day, 12))


def interviews_to_come(case: Case, *, on: date) -> list[Interview]:
    """Agreed with the person already."""
    return list(
        Interview.objects.filter(
            candidacy__case=case, agreed_at__isnull=False, outcome="", on__gte=on
        )
        .select_related("employer_org")
        .order_by("on")
    )
