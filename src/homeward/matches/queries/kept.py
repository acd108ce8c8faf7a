"""What was kept: weights, what workers put first or aside, what was proposed and chosen."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import F, QuerySet

from homeward.access.queries import name_users
from homeward.cases.models import Case
from homeward.matches.models import Placing, Proposal, RankingVersion
from homeward.persons.models import Person


def ranking_on(programme_id: int, on: date) -> RankingVersion:
    """The weights of a programme on a day: its own where it has any, else those for all."""
    found = RankingVersion.objects.filter(valid_from__lte=on)
    own = found.filter(programme=programme_id) | found.filter(programme=None)
    return own.order_by(F("programme").asc(nulls_last=True), "-valid_from", "-number")[0]


def versions(programme_id: int | None) -> QuerySet[RankingVersion]:
    return RankingVersion.objects.filter(programme=programme_id).select_related("written_by")


def placings_of(person: Person) -> list[Placing]:
    """What stands first or aside now, by whoever decided so and whose rows the actor sees."""
    found = list(
        Placing.objects.filter(person=person, lifted_at=None)
        .prefetch_related("offer", "service", "owner_org")
        .order_by("at")
    )
    name_users(by=found)
    return found


def standing(placings: Iterable[Placing]) -> dict[UUID, Placing]:
    """By the id of the offer or the service; where two organisations differ, the later one."""
    return {pk: one for one in placings if (pk := one.offer_id or one.service_id)}


def proposals_of(case: Case, person: Person, *, most: int | None = None) -> list[Proposal]:
    """The newest first; few have any, so what they name is read apart."""
    found = list(
        Proposal.objects.filter(case=case, person=person)
        .prefetch_related("offer", "service", "owner_org", "ranking")
        .order_by("-at")[:most]
    )
    name_users(by=found)
    return found
