"""How somebody wishes to be contacted, the tries, and those who help to find them."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models import Count, Q, QuerySet

from homeward.access.models import User
from homeward.cases.models import Case
from homeward.followups import rules
from homeward.followups.models import ContactWish, Errand, Relay, Try
from homeward.followups.queries.planning import is_followed


def wish_of(case: Case) -> ContactWish | None:
    """The latest word of the person, as far as the reader sees it."""
    return ContactWish.objects.filter(case=case).select_related("by__organisation").first()


def wishes_of(cases: Iterable[UUID]) -> dict[UUID, ContactWish]:
    """The latest of each case."""
    found = ContactWish.objects.filter(case__in=list(cases)).order_by("case", "-at")
    return {wish.case_id: wish for wish in found.distinct("case")}


def allowed(person_id: UUID) -> str | None:
    """What a relay may be told by the person's latest word, whoever recorded it."""
    with connection.cursor() as cursor:
        cursor.execute("select followups_allowed(%s)", [person_id])
        found: str | None = cursor.fetchone()[0]
    return found


def is_sealed(case: Case, *, organisation_id: int | None) -> bool:
    """By the owner of the case, or by the organisation that asks."""
    if case.sealed:
        return True
    with connection.cursor() as cursor:
        cursor.execute("select gate_is_sealed(%s, %s)", [case.person_id, organisation_id])
        return bool(cursor.fetchone()[0])


def tries_of(case: Case) -> QuerySet[Try]:
    return Try.objects.filter(case=case).select_related("by__organisation", "wave", "follow_up")


def tries_of_waves(wave_ids: Iterable[UUID]) -> dict[UUID, int]:
    found = Try.objects.filter(wave__in=list(wave_ids)).order_by().values("wave")
    return {row["wave"]: row["n"] for row in found.annotate(n=Count("pk"))}


def relays(user: User) -> QuerySet[Relay]:
    return (
        Relay.objects.filter(owner_org=user.organisation_id)
        .select_related("registered_by")
        .annotate(open_errands=Count("errands", filter=Q(errands__reported_at__isnull=True)))
        .annotate(reported=Count("errands", filter=Q(errands__reported_at__isnull=False)))
        .order_by("ended_at", "place", "pk")
    )


def errands_of(case: Case) -> list[Errand]:
    return list(
        Errand.objects.filter(case=case).select_related("relay", "asked_by", "reported_by", "wish")
    )


def asking_facts(
    case: Case, relay: Relay, *, told: str, due_on: date, by: User, today: date
) -> rules.AskingFacts:
    return rules.AskingFacts(
        is_followed=is_followed(case, by=by, on=today),
        is_sealed=is_sealed(case, organisation_id=by.organisation_id),
        relay_active=relay.is_active,
        asked_already=Errand.objects.filter(
            case=case, relay=relay, reported_at__isnull=True
        ).exists(),
        allowed=allowed(case.person_id) if wish_of(case) else None,
        told=told,
        due_on=due_on,
        today=today,
    )
