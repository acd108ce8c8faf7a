"""Reads of charters and of who is on them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from homeward.access.choices import OrganisationKind, Purpose
from homeward.access.models import Organisation
from homeward.cases import queries as cases
from homeward.cases import rules as case_rules
from homeward.cases.choices import ArrivalStatus, Stage
from homeward.cases.models import Arrival, Case, Fact
from homeward.persons import queries as persons
from homeward.persons.models import Person
from homeward.places.models import PointOfEntry
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
    left = [case for pk, case in cases_shown.items() if pk not in arrivals and case.is_open]
    reasons = _reasons(charter, left, on) if left else {}
    return [
        Line(
            entry=entry,
            arrival=arrivals.get(entry.case_id),
            reasons=reasons.get(entry.case_id, ()),
        )
        for entry in shown
    ]


def _reasons(charter: Charter, left: Sequence[Case], on: date) -> dict[UUID, Sequence[Any]]:
    """Why each of these can't be announced yet: as for one case, asked for a page at once."""
    heads = [case.person_id for case in left]
    desk, manager = charter.reception_org, charter.case_org
    to_desk = persons.covered(
        heads, recipient_id=desk.pk, purpose=Purpose.ARRIVAL, classes=cases.ARRIVAL_CLASSES, on=on
    )
    to_manager = persons.covered(
        heads,
        recipient_id=manager.pk,
        purpose=Purpose.CASEWORK,
        classes=cases.CASEWORK_CLASSES,
        on=on,
    )
    taken = set(Fact.objects.filter(case__in=left).values_list("case_id", flat=True))
    # A clause is of programmes: asked once for each that the page's cases belong to.
    agreed = {
        case.programme_id: (
            cases.clause_covers(case, desk, cases.ARRIVAL_CLASSES, Purpose.ARRIVAL),
            cases.clause_covers(case, manager, cases.CASEWORK_CLASSES, Purpose.CASEWORK),
        )
        for case in {case.programme_id: case for case in left}.values()
    }
    return {
        case.pk: case_rules.reasons_not_to_announce(
            case_rules.AnnouncingFacts(
                is_open=case.is_open,
                stage=Stage(case.stage),
                receivers_named=True,
                travel_dated=True,
                intake_taken=case.pk in taken,
                desk_agreement=agreed[case.programme_id][0],
                desk_consent=case.person_id in to_desk,
                case_org_agreement=agreed[case.programme_id][1],
                case_org_consent=case.person_id in to_manager,
            )
        )
        for case in left
    }


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


def entries_in(country_ids: Iterable[str]) -> list[PointOfEntry]:
    """The points of entry in use in these countries."""
    found = PointOfEntry.objects.filter(country__in=set(country_ids), is_open=True)
    return list(found.order_by("name"))
