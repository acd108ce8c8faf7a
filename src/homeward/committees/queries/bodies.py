"""Committees, their seats and the rules in force; what is missing of their composition."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models import Prefetch, Q, QuerySet

from homeward.access.models import Organisation, User
from homeward.actors.models import Actor
from homeward.committees import rules
from homeward.committees.choices import CommitteeKind, HolderPart
from homeward.committees.models import (
    Committee,
    CompositionRule,
    ProcedureRule,
    Seat,
    SeatHolder,
)
from homeward.programmes.models import Programme
from homeward.stakeholders.models import Objective


def listed(*, kind: str = "") -> QuerySet[Committee]:
    """Those that the actor has a seat in, keeps, or leads the programme of."""
    found = Committee.objects.select_related("secretariat", "programme__lead_org", "parent")
    if kind in CommitteeKind.values:
        found = found.filter(kind=kind)
    return found.prefetch_related("countries")


def _standing(on: date) -> Q:
    return Q(since_on__lte=on) & (Q(until_on__isnull=True) | Q(until_on__gte=on))


def seats(committee: Committee, *, on: date) -> QuerySet[Seat]:
    """Seats that stand on the day, each with who holds it then."""
    return (
        committee.seats.filter(_standing(on))
        .select_related("organisation__country", "actor")
        .prefetch_related(
            Prefetch(
                "holders",
                SeatHolder.objects.filter(_standing(on)).select_related("user"),
                to_attr="now",
            )
        )
        .order_by("kind", "since_on", "pk")
    )


def former_seats(committee: Committee, *, on: date) -> QuerySet[Seat]:
    return committee.seats.filter(until_on__lt=on).select_related("organisation", "actor")


def own_seats(committee: Committee, user: User, *, on: date) -> list[Seat]:
    return list(seats(committee, on=on).filter(organisation=user.organisation_id))


def is_holder(seat: Seat, user: User, *, on: date, votes: bool = False) -> bool:
    """Whether the user sits on it; with `votes`, as chair or member."""
    found = seat.holders.filter(_standing(on), user=user)
    return (found.exclude(part=HolderPart.OBSERVER) if votes else found).exists()


def minimums(committee: Committee) -> list[rules.Minimum]:
    return [
        rules.Minimum(
            kind=one.seat_kind, minimum=one.minimum, valid_from=one.valid_from, source=one.source
        )
        for one in committee.minimums.all()
    ]


def composition(committee: Committee, *, on: date) -> list[rules.Standing]:
    """Each kind of seat: how many with a vote there are, and how many the rules ask for."""
    kinds = committee.seats.filter(_standing(on), has_vote=True).values_list("kind", flat=True)
    return rules.composition(minimums(committee), list(kinds), on)


def is_complete(committee: Committee, *, on: date) -> bool:
    return all(one.is_met for one in composition(committee, on=on))


def composition_rules(committee: Committee) -> QuerySet[CompositionRule]:
    return committee.minimums.select_related("stated_by")


def procedure(committee: Committee | UUID, *, on: date) -> ProcedureRule | None:
    """The rules on quorum and voting that hold on the day."""
    return (
        ProcedureRule.objects.filter(committee=committee, valid_from__lte=on)
        .order_by("-valid_from")
        .first()
    )


def procedures(committee: Committee) -> QuerySet[ProcedureRule]:
    return committee.procedures.select_related("stated_by")


def responsible(programme_id: int | None = None, *, country: str = "") -> list[tuple[UUID, str]]:
    """Bodies on whose agenda something of a programme or a country belongs: the nearest first.

    For rooms above and for jobs, which see no row of a committee: ids and names alone.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "select id, name from committees_responsible(%s, %s)", [programme_id, country]
        )
        return [(pk, name) for pk, name in cursor.fetchall()]


def who_may_keep(committee: Committee, *, on: date) -> QuerySet[Organisation]:
    """To whom its secretariat may go: whoever has a seat, but who has it already."""
    seated = committee.seats.filter(_standing(on), organisation__isnull=False)
    return (
        organisations()
        .filter(pk__in=seated.values("organisation"))
        .exclude(pk=committee.secretariat_id)
    )


def organisations() -> QuerySet[Organisation]:
    return Organisation.objects.order_by("name")


def actors_without_account() -> QuerySet[Actor]:
    return Actor.objects.filter(organisation__isnull=True, merged_into__isnull=True).order_by(
        "name"
    )


def programmes_run_here() -> QuerySet[Programme]:
    return Programme.objects.filter(lead_org__isnull=False).order_by("name")


def users_for(seat: Seat) -> QuerySet[User]:
    """Who may sit on it: active users of its organisation."""
    return User.objects.filter(
        organisation=seat.organisation_id or 0, is_active=True, person_id__isnull=True
    ).order_by("name")


def objectives(committee: Committee) -> QuerySet[Objective]:
    """Tasks that the actors of its programme or its countries share among them."""
    countries: Iterable[str] = committee.countries.values_list("pk", flat=True)
    belongs = Q(country__in=countries)
    if committee.programme_id:
        belongs |= Q(programme=committee.programme_id)
    return Objective.objects.filter(belongs).prefetch_related("parts__actor")
