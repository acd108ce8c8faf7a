"""Reads of charters and of who is on them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from homeward.access.choices import OrganisationKind
from homeward.access.models import Organisation
from homeward.cases import queries as cases
from homeward.cases import rules as case_rules
from homeward.cases.choices import ArrivalStatus
from homeward.cases.models import Arrival, Case
from homeward.persons import queries as persons
from homeward.persons.models import Person
from homeward.programmes import queries as programmes
from homeward.programmes.models import Corridor
from homeward.reception.choices import CharterStatus
from homeward.reception.models import Charter, ManifestEntry


@dataclass(frozen=True)
class OnBoard:
    """Somebody on a manifest, where the actor may see who."""

    entry: ManifestEntry
    person: Person


def charters() -> QuerySet[Charter]:
    """Charters that the actor sees, the next one first."""
    return (
        Charter.objects.select_related("reception_org", "entry", "host_org", "programme")
        .annotate(people=Count("entries"))
        .order_by("-lands_at")
    )


def to_come(today: date) -> Q:
    return Q(lands_at__date__gte=today) | Q(
        status__in=[CharterStatus.DRAFT, CharterStatus.ANNOUNCED]
    )


def corridors() -> QuerySet[Corridor]:
    """Corridors of programmes that run here."""
    run_here = programmes.run_here()
    return (
        Corridor.objects.filter(programme__in=run_here)
        .select_related("programme", "host_country", "origin_country")
        .order_by("programme__name", "origin_country_id", "pk")
    )


def receiving_organisations(country_ids: Iterable[str]) -> QuerySet[Organisation]:
    kinds = [OrganisationKind.AUTHORITY, OrganisationKind.NGO, OrganisationKind.INTERNATIONAL]
    return Organisation.objects.filter(country_id__in=set(country_ids), kind__in=kinds).order_by(
        "name"
    )


def cases_of(charter: Charter) -> QuerySet[ManifestEntry, UUID]:
    return charter.entries.values_list("case_id", flat=True)


def parties_to_announce(charter: Charter) -> list[tuple[Case, list[OnBoard]]]:
    """Each open case of the manifest that no desk was told of, with who of it is on board."""
    aboard: dict[UUID, list[OnBoard]] = {}
    for entry in charter.entries.select_related("person").order_by("person__position"):
        aboard.setdefault(entry.case_id, []).append(OnBoard(entry, entry.person))
    announced = set(
        Arrival.objects.filter(case__in=aboard.keys()).values_list("case_id", flat=True)
    )
    open_cases = Case.objects.filter(
        pk__in=aboard.keys() - announced, closed_at__isnull=True
    ).order_by("reference")
    return [(case, aboard[case.pk]) for case in open_cases]


def expected_on(charter: Charter) -> bool:
    return Arrival.objects.filter(
        case__in=cases_of(charter), status=ArrivalStatus.EXPECTED
    ).exists()


def party(people: Sequence[Person], *, on: date) -> tuple[int, int]:
    return cases.party(people, on=on)


@dataclass(frozen=True, kw_only=True)
class Line:
    """One person on the page of a manifest."""

    entry: ManifestEntry
    arrival: Arrival | None
    reasons: Sequence[Any] = ()

    @property
    def person(self) -> Person:
        return self.entry.person


def lines(charter: Charter, entries: Iterable[ManifestEntry], *, on: date) -> list[Line]:
    """What the page says of these entries: announced, or why not yet. Asked for a page's rows."""
    shown = list(entries)
    cases_shown = {entry.case_id: entry.case for entry in shown}
    arrivals = {
        arrival.case_id: arrival for arrival in Arrival.objects.filter(case__in=cases_shown)
    }
    reasons = {
        pk: _reasons(charter, case, on)
        for pk, case in cases_shown.items()
        if pk not in arrivals and case.is_open
    }
    return [
        Line(
            entry=entry,
            arrival=arrivals.get(entry.case_id),
            reasons=reasons.get(entry.case_id, ()),
        )
        for entry in shown
    ]


def _reasons(charter: Charter, case: Case, on: date) -> Sequence[Any]:
    case.reception_org, case.case_org = charter.reception_org, charter.case_org
    case.travels_on = charter.lands_at.date()
    return case_rules.reasons_not_to_announce(cases.announcing_facts(case, on=on))


@dataclass(frozen=True, kw_only=True)
class Figures:
    """How far a charter is, counted over what the actor sees."""

    people: int = 0
    parties: int = 0
    announced: int = 0
    arrived: int = 0
    absent: int = 0
    needs: dict[str, int] = field(default_factory=dict)

    @property
    def not_announced(self) -> int:
        return self.parties - self.announced


def figures(charter: Charter) -> Figures:
    found = charter.entries.aggregate(people=Count("pk"), parties=Count("case_id", distinct=True))
    states = Arrival.objects.filter(case__in=cases_of(charter)).aggregate(
        announced=Count("pk"),
        arrived=Count("pk", filter=Q(status=ArrivalStatus.ARRIVED)),
        absent=Count("pk", filter=Q(status=ArrivalStatus.NOT_ARRIVED)),
    )
    return Figures(**found, **states)


def title_of(person: Person) -> str:
    return persons.family_name_of([person])
