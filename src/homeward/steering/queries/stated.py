"""Consultations, dialogues, definitions, delegations and findings, for their pages."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from homeward.access.models import User
from homeward.actors.models import Actor
from homeward.committees.choices import CARRIED
from homeward.committees.models import Decision, Seat
from homeward.core.digits import are_digits
from homeward.indicators.models import Indicator
from homeward.mechanisms.models import Mechanism, Membership
from homeward.places.models import Area
from homeward.programmes.models import Programme
from homeward.steering.choices import RequestStatus, TakenUp, VersionStatus
from homeward.steering.models import (
    Consultation,
    Delegation,
    DialogueEntry,
    FeedbackFinding,
    StateRequest,
    SustainabilityDefinition,
)

# Consultations


def consultations(*, programme: str = "", state: str = "") -> QuerySet[Consultation]:
    found = Consultation.objects.select_related(
        "programme__lead_org", "area", "held_org", "record", "recorded_by"
    ).prefetch_related("groups", "sayings__weighed_by")
    found = found.annotate(
        said=Count("sayings", distinct=True),
        unweighed=Count("sayings", filter=Q(sayings__taken_up=TakenUp.OPEN), distinct=True),
    ).order_by("-held_on", "-recorded_at")
    if are_digits(programme):
        found = found.filter(programme=int(programme))
    return found.filter(unweighed__gt=0) if state == "open" else found


# Dialogues between states


def requests(*, state: str = "", country: str = "", on: date) -> QuerySet[StateRequest]:
    """Open first, the longest silence at the top; then the others, the newest first."""
    found = StateRequest.objects.select_related(
        "from_country", "to_country", "from_org", "to_org", "programme"
    )
    if state == "silent":
        found = found.filter(status=RequestStatus.ASKED, due_on__lt=on)
    elif state in RequestStatus.values:
        found = found.filter(status=state)
    if country:
        found = found.filter(Q(from_country=country) | Q(to_country=country))
    is_open = Q(status=RequestStatus.ASKED)
    return found.annotate(closed=Count("pk", filter=~is_open)).order_by("closed", "due_on", "pk")


def entries(request: StateRequest) -> QuerySet[DialogueEntry]:
    return request.entries.select_related("by_org", "by")


def days_silent(request: StateRequest, on: date) -> int:
    """Days since the answer was due; 0 where none is missing."""
    waits = request.status == RequestStatus.ASKED and request.due_on < on
    return (on - request.due_on).days if waits else 0


# Definitions of sustainable reintegration


def definitions(programme: Programme) -> QuerySet[SustainabilityDefinition]:
    return (
        SustainabilityDefinition.objects.filter(programme=programme)
        .select_related("programme", "written_by", "put_in_force_by")
        .prefetch_related("thresholds__indicator")
        .order_by("-number")
    )


def in_force(programme: Programme, on: date) -> SustainabilityDefinition | None:
    """The version that held on a day: an earlier day keeps its earlier version."""
    return (
        definitions(programme)
        .filter(status=VersionStatus.IN_FORCE, valid_from__lte=on)
        .order_by("-valid_from")
        .first()
    )


def programmes_defining() -> list[tuple[Programme, SustainabilityDefinition | None]]:
    """Every programme run here with its newest version in force."""
    newest: dict[int, SustainabilityDefinition] = {}
    found = SustainabilityDefinition.objects.filter(status=VersionStatus.IN_FORCE)
    for each in found.order_by("programme", "valid_from"):
        newest[each.programme_id] = each
    run_here = Programme.objects.filter(lead_org__isnull=False).select_related("lead_org")
    return [(each, newest.get(each.pk)) for each in run_here.order_by("name")]


@dataclass(frozen=True)
class Cited:
    """A threshold that a definition in force names for an indicator."""

    definition: SustainabilityDefinition
    bound: str
    value: Any


def citing(indicator: Indicator, on: date) -> list[Cited]:
    """Each programme's version in force that names the indicator."""
    standing: dict[int, SustainabilityDefinition] = {}
    found = SustainabilityDefinition.objects.filter(
        status=VersionStatus.IN_FORCE, valid_from__lte=on
    ).select_related("programme")
    for each in found.order_by("valid_from").prefetch_related("thresholds"):
        standing[each.programme_id] = each
    return [
        Cited(each, str(one.get_bound_display()), one.value)
        for each in standing.values()
        for one in each.thresholds.all()
        if one.indicator_id == indicator.pk
    ]


def decisions_to_cite(*, kind: str = "", key: str = "") -> QuerySet[Decision]:
    """Carried decisions that the reader sees: of one subject, or of any."""
    found = Decision.objects.filter(kind__in=CARRIED).order_by("-closed_at")
    return found.filter(subjects__kind=kind, subjects__key=key) if kind else found


def label_of(decision: Decision) -> str:
    return f"{decision.committee_name}, {decision.reference}"[:300]


# Delegations


def delegations(
    *, country: str = "", area: str = "", task: str = "", on: date | None = None
) -> QuerySet[Delegation]:
    found = Delegation.objects.select_related(
        "country", "giver", "receiver", "mechanism", "recorded_org"
    ).prefetch_related("areas")
    if country:
        found = found.filter(country=country)
    if are_digits(area):
        found = found.filter(areas=int(area))
    if task:
        found = found.filter(tasks__contains=[task])
    return found.filter(standing(on)) if on else found


def standing(on: date) -> Q:
    return Q(valid_from__lte=on) & (Q(valid_until__isnull=True) | Q(valid_until__gte=on))


def may(receiver: Actor, task: str, area: Area, on: date) -> Delegation | None:
    """The delegation by which a municipality may do something in an area on a day."""
    return (
        delegations(task=task, on=on)
        .filter(
            receiver=receiver, areas__in=[area.pk, *([area.parent_id] if area.parent_id else [])]
        )
        .first()
    )


def delegated_in(mechanism: Mechanism, on: date) -> list[Delegation]:
    """What holds in a referral system: named for it, or in one of its areas."""
    areas = mechanism.areas.values("pk")
    return list(delegations(on=on).filter(Q(mechanism=mechanism) | Q(areas__in=areas)).distinct())


def actors(*, country: str = "") -> QuerySet[Actor]:
    found = Actor.objects.filter(merged_into__isnull=True).order_by("name")
    return found.filter(country=country) if country else found


# Actors outside any mechanism


def outsiders(country: str, *, on: date) -> QuerySet[Actor]:
    """Actors of a country, or known to work there, in no referral system and on no committee."""
    takes_part = Membership.objects.filter(
        Q(until_on__isnull=True) | Q(until_on__gte=on), mechanism__country=country
    ).values("organisation")
    owners = Mechanism.objects.filter(country=country).values("owner_org")
    seats = Seat.objects.filter(Q(until_on__isnull=True) | Q(until_on__gte=on))
    return (
        Actor.objects.filter(
            Q(country=country) | Q(presences__country=country), merged_into__isnull=True
        )
        .exclude(organisation__in=takes_part)
        .exclude(organisation__in=owners)
        .exclude(organisation__in=seats.filter(organisation__isnull=False).values("organisation"))
        .exclude(pk__in=seats.filter(actor__isnull=False).values("actor"))
        .distinct()
        .order_by("name")
        .prefetch_related(Prefetch("presences"))
    )


def presences(found: Any, country: str) -> dict[int, int]:
    """How many of them work in each area, as sheets tell it."""
    rows = (
        Actor.objects.filter(
            pk__in=[each.pk for each in found],
            presences__country=country,
            presences__area__isnull=False,
        )
        .values_list("presences__area")
        .annotate(n=Count("pk", distinct=True))
    )
    return dict(rows.order_by())


# Findings of feedback


def findings() -> QuerySet[FeedbackFinding]:
    return FeedbackFinding.objects.select_related("programme", "found_org", "found_by")


def programmes_of(user: User) -> QuerySet[Programme]:
    """Those that the user's organisation leads."""
    return Programme.objects.filter(lead_org=user.organisation_id).order_by("name")
