"""Rounds, who is considered in them, and what stands of their places."""

from collections.abc import Iterable
from uuid import UUID

from django.db import connection
from django.db.models import Count, QuerySet

from homeward.access.models import User
from homeward.access.queries import name_users
from homeward.allocations.choices import Decided
from homeward.allocations.models import (
    Considered,
    Floor,
    PairRule,
    PlaceDecision,
    Proposal,
    ProposedPlace,
    Round,
)
from homeward.allocations.rules import Terms
from homeward.cases.models import Case
from homeward.offers.choices import OfferStatus
from homeward.offers.models import Offer
from homeward.persons.models import Person

# As many as one person can look through; a larger season is `homeward allocate`'s.
MOST_CONSIDERED = 2_000


def listed() -> QuerySet[Round]:
    return (
        Round.objects.order_by("-opened_at")
        .select_related("programme", "keeper")
        .annotate(offer_count=Count("offers", distinct=True))
    )


def round_of(pk: UUID) -> Round | None:
    return Round.objects.select_related("programme", "keeper", "owner_org").filter(pk=pk).first()


def considered(round_: Round) -> QuerySet[Considered]:
    """Those whom the actor sees: a sealed file is in no list and no count."""
    return Considered.objects.filter(round=round_).select_related("case", "person", "added_by")


def caseload(round_: Round, user: User) -> QuerySet[Case]:
    """Open cases that the user's organisation answers for, whose principal is not considered."""
    there = Considered.objects.filter(round=round_).values("case_id")
    return (
        Case.objects.filter(
            accountable_org_id=user.organisation_id,
            closed_at__isnull=True,
            programme_id=round_.programme_id,
        )
        .exclude(pk__in=there)
        .order_by("-changed_at")
    )


def names_of(person_ids: Iterable[UUID]) -> dict[UUID, str]:
    """By whom the actor may see; the others are left out."""
    return {one.pk: str(one) for one in Person.objects.filter(pk__in=set(person_ids))}


def pair_rules(round_: Round) -> list[PairRule]:
    found = list(PairRule.objects.filter(round=round_).select_related("offer", "case", "person"))
    name_users(by=found)
    return found


def terms_of(floor: Floor) -> Terms:
    return Terms(
        sex=floor.sex,
        minimum_age=floor.minimum_age,
        maximum_age=floor.maximum_age,
        with_children=floor.with_children,
    )


def proposals(round_: Round) -> QuerySet[Proposal]:
    return Proposal.objects.filter(round=round_).select_related("asked_by")


def latest(round_: Round) -> Proposal | None:
    return proposals(round_).first()


def given_places(round_: Round) -> QuerySet[ProposedPlace]:
    """What was accepted or given otherwise, of all proposals, as far as the actor sees it."""
    return ProposedPlace.objects.filter(round=round_, given__isnull=False).select_related(
        "case", "person", "given", "decided_by", "proposal"
    )


def open_lines(proposal: Proposal) -> QuerySet[ProposedPlace]:
    """Places that are proposed and not decided on."""
    return ProposedPlace.objects.filter(
        proposal=proposal, decided=Decided.OPEN, offer__isnull=False
    )


def left(round_: Round, offer_id: UUID, places: int) -> int:
    """Places of an offer that nobody was given, whoever sees to whom they went."""
    with connection.cursor() as cursor:
        cursor.execute("select allocations_given(%s, %s)", [round_.pk, offer_id])
        return places - int(cursor.fetchone()[0])


def offers_to_add(round_: Round) -> QuerySet[Offer]:
    return (
        Offer.objects.filter(status=OfferStatus.OPEN)
        .exclude(pk__in=round_.offers.values("offer_id"))
        .select_related("organisation")
    )


def offers_in(round_: Round) -> QuerySet[Offer]:
    return Offer.objects.filter(pk__in=round_.offers.values("offer_id"))


def decisions(line: ProposedPlace) -> list[PlaceDecision]:
    found = list(line.decisions.select_related("given"))
    name_users(by=found)
    return found


def places_of_case(case: Case) -> list[ProposedPlace]:
    return list(
        ProposedPlace.objects.filter(case=case, given__isnull=False)
        .select_related("person", "given__organisation", "round", "decided_by")
        .order_by("-decided_at")
    )
