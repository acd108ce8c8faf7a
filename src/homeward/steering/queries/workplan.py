"""The workplan of a programme, of a country, or of a way between two: its state is read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import F

from homeward.access.models import Organisation, User
from homeward.access.permissions import can
from homeward.alignment.choices import Setting
from homeward.alignment.queries.thresholds import threshold
from homeward.core.arrows import arrow
from homeward.places.models import Country
from homeward.programmes.models import Programme
from homeward.steering.choices import StepState
from homeward.steering.conditions import CONDITIONS
from homeward.steering.framework import STAGES, STEPS
from homeward.steering.models import WorkplanItem
from homeward.steering.rules import workplan as rules


@dataclass(frozen=True)
class Scope:
    """Whose: a programme's, or of the work in a country of origin, from one host or from any."""

    programme: Programme | None = None
    country: Country | None = None
    host: Country | None = None

    def __str__(self) -> str:
        if self.programme:
            return str(self.programme)
        return f"{self.host} {arrow()} {self.country}" if self.host else str(self.country)

    @property
    def lead(self) -> Organisation | None:
        return self.programme.lead_org if self.programme else None

    @property
    def query(self) -> str:
        """As the address names it."""
        if self.programme:
            return f"programme={self.programme.pk}"
        host = f"&host={self.host.pk}" if self.host else ""
        return f"country={self.country.pk if self.country else ''}{host}"


def programmes_in(country: str, host: str = "") -> list[Programme]:
    """Programmes run here that return people to a country, from one host country or from any."""
    found = Programme.objects.filter(lead_org__isnull=False)
    asked = {"corridors__origin_country": country} | (
        {"corridors__host_country": host} if host else {}
    )
    return list(found.filter(**asked).distinct())


def _origins(scope: Scope) -> list[str]:
    if scope.programme is None:
        return [scope.country.pk] if scope.country else []
    stated = scope.programme.corridors.values_list("origin_country", flat=True)
    covered = scope.programme.coverage.filter(country__isnull=False)
    hosts = set(_hosts(scope))
    return sorted({*stated, *covered.values_list("country", flat=True)} - hosts)


def _hosts(scope: Scope) -> list[str]:
    if scope.programme is None:
        return [scope.host.pk] if scope.host else []
    return sorted({*scope.programme.corridors.values_list("host_country", flat=True)})


def facts(scope: Scope, *, on: date) -> dict[str, rules.Counted]:
    """Counted over all organisations by two functions, the same for every reader."""
    if scope.programme:
        programmes = [scope.programme.pk]
    else:
        found = programmes_in(
            scope.country.pk if scope.country else "", scope.host.pk if scope.host else ""
        )
        programmes = [each.pk for each in found]
    smallest = threshold(Setting.SMALLEST_COUNT, on).value
    origins = _origins(scope)
    with connection.cursor() as cursor:
        cursor.execute(
            "select fact, n, total, latest"
            " from steering_facts(%s::integer[], %s::text[], %s::text[], %s) union all"
            " select fact, n, total, latest"
            " from steering_further_facts(%s::integer[], %s::text[])",
            [programmes, origins, _hosts(scope), smallest, programmes, origins],
        )
        return {
            fact: rules.Counted(n, total, latest) for fact, n, total, latest in cursor.fetchall()
        }


def items(scope: Scope) -> dict[int, WorkplanItem]:
    """Who is responsible for each step, as it was stated last."""
    stated = WorkplanItem.objects.filter(
        programme=scope.programme, country=scope.country, host_country=scope.host
    ).select_related("responsible_org", "stated_by")
    standing: dict[int, WorkplanItem] = {}
    # What was replaced is closed: an open one stands before it.
    for item in stated.order_by("step", F("closed_at").desc(nulls_first=True), "-stated_at"):
        standing.setdefault(item.step, item)
    return standing


@dataclass(frozen=True)
class Line:
    """One step as the page shows it."""

    title: Any
    stands: rules.StepStands
    item: WorkplanItem | None

    def is_late(self, on: date) -> bool:
        return (
            self.item is not None and self.item.due_on < on and self.stands.state != StepState.DONE
        )


@dataclass(frozen=True)
class Workplan:
    scope: Scope
    stages: Sequence[tuple[Any, Sequence[Line]]]

    @property
    def lines(self) -> list[Line]:
        return [line for _title, lines in self.stages for line in lines]

    @property
    def done(self) -> int:
        return sum(line.stands.state == StepState.DONE for line in self.lines)

    @property
    def begun(self) -> int:
        return sum(line.stands.state == StepState.BEGUN for line in self.lines)

    @property
    def next(self) -> tuple[Line, rules.Judged] | None:
        found = rules.next_open([line.stands for line in self.lines])
        if found is None:
            return None
        return next((line, found[1]) for line in self.lines if line.stands is found[0])


def workplan(scope: Scope, *, on: date) -> Workplan:
    steps = {each.number: each for each in rules.stands(CONDITIONS, facts(scope, on=on))}
    stated = items(scope)
    return Workplan(
        scope,
        [
            (title, [Line(STEPS[n], steps[n], stated.get(n)) for n in numbers])
            for title, numbers in STAGES
        ],
    )


def may_plan(scope: Scope, user: User) -> bool:
    """The programme's lead; of a country, an organisation of it or of the host country."""
    if not can(user, "steering.plan"):
        return False
    if scope.programme:
        return scope.programme.lead_org_id == user.organisation_id
    own = user.organisation.country_id if user.organisation else None
    return own in {place.pk for place in (scope.country, scope.host) if place}


def programmes_run_here() -> list[Programme]:
    return list(Programme.objects.filter(lead_org__isnull=False).select_related("lead_org"))


def own_programme(user: User) -> Programme | None:
    """The one that a reader most likely asks for: led by their organisation, the newest."""
    own = Programme.objects.filter(lead_org=user.organisation_id).order_by("-starts_on", "pk")
    return own.first() if user.organisation_id else None


def countries() -> list[Country]:
    """Countries of origin of a programme's corridor, with those they come from."""
    named = Programme.objects.filter(lead_org__isnull=False).values("corridors__origin_country")
    return list(Country.objects.filter(pk__in=named))


def country(code: str) -> Country | None:
    return Country.objects.filter(pk=code).first()


def hosts_of(country: str) -> list[Country]:
    named = Programme.objects.filter(
        lead_org__isnull=False, corridors__origin_country=country
    ).values("corridors__host_country")
    return list(Country.objects.filter(pk__in=named))


def organisations() -> Any:
    return Organisation.objects.order_by("name")
