"""Reads of comparisons and of persons whom both know. Rows are the gate's."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from homeward.access.choices import Purpose
from homeward.access.models import Organisation, User
from homeward.agreements import queries as agreements
from homeward.agreements.models import Agreement, Clause
from homeward.cases.models import Case
from homeward.core.commas import enumerated
from homeward.crossmatches.choices import OPEN, Band, Decision, Outcome, Status, Way
from homeward.crossmatches.models import Crossmatch, CrossmatchStep, Run, Side
from homeward.crossmatches.permissions import FOCAL
from homeward.crossmatches.rules import AskingFacts

# The navigation says no more than this.
COUNTED_AT_MOST = 100


@dataclass(frozen=True)
class Partner:
    """An organisation that agreements in force let this one compare with."""

    organisation: Organisation
    agreement: Agreement
    articles: str
    works_here: bool
    last: Run | None

    @property
    def under_way(self) -> Run | None:
        return self.last if self.last and self.last.status in OPEN else None

    @property
    def way(self) -> Way:
        return Way.HERE if self.works_here else Way.FILE


def _clauses(own: int, on: date) -> list[Clause]:
    """The clauses for comparisons that run from or to an organisation, by their number."""
    return list(
        agreements.in_force(on)
        .filter(
            Q(from_org=own) | Q(to_org=own),
            purposes__contains=[Purpose.COMPARISON],
        )
        .order_by("agreement__number", "number")
    )


def partners(own: int | None, *, on: date) -> list[Partner]:
    """Whom the organisation may compare with: clauses in force run both ways."""
    if own is None:
        return []
    given: dict[int, list[Clause]] = {}
    taken: dict[int, list[Clause]] = {}
    for clause in _clauses(own, on):
        if clause.from_org_id == own:
            given.setdefault(clause.to_org_id, []).append(clause)
        else:
            taken.setdefault(clause.from_org_id, []).append(clause)
    both = [org for org in given if org in taken]
    organisations = Organisation.objects.select_related("country").in_bulk(both)
    here = _working_here(both)
    last: dict[int, Run] = {}
    for run in runs():
        other = run.other_org_id if run.asking_org_id == own else run.asking_org_id
        last.setdefault(other, run)
    return [
        Partner(
            organisations[org],
            given[org][0].agreement,
            enumerated(dict.fromkeys(c.number for c in [*given[org], *taken[org]])),
            org in here,
            last.get(org),
        )
        for org in sorted(both, key=lambda pk: organisations[pk].name)
    ]


def partner(own: int | None, other: int, *, on: date) -> Partner | None:
    return next((one for one in partners(own, on=on) if one.organisation.pk == other), None)


def _working_here(organisations: Iterable[int]) -> set[int]:
    """Those where somebody signs in here who may join a comparison."""
    return set(
        User.objects.filter(
            organisation__in=list(organisations),
            is_active=True,
            roles__overlap=[role.value for role in FOCAL],
        ).values_list("organisation_id", flat=True)
    )


def agreed(one: int, other: int) -> bool:
    """As the row policies ask it."""
    with connection.cursor() as cursor:
        cursor.execute("select crossmatches_agreed(%s, %s)", [one, other])
        return bool(cursor.fetchone()[0])


def asking_facts(own: int, other: Organisation, *, way: Way, on: date) -> AskingFacts:
    between = Run.objects.filter(
        Q(asking_org=own, other_org=other) | Q(asking_org=other, other_org=own)
    )
    done = between.filter(status=Status.DONE).order_by("-done_at").first()
    return AskingFacts(
        agreed_both_ways=agreed(own, other.pk),
        none_under_way=not between.filter(status__in=OPEN).exists(),
        last_done_on=done.done_at.date() if done and done.done_at else None,
        today=on,
        other_works_here=other.pk in _working_here([other.pk]),
        way=way,
    )


def runs() -> QuerySet[Run]:
    return Run.objects.select_related("agreement", "asking_org", "other_org").order_by("-asked_at")


def sides_of(runs: Iterable[Run]) -> dict[UUID, Side]:
    """The actor's own side of each: the other's is not there to be read."""
    found = Side.objects.filter(run__in=list(runs)).select_related("joined_by")
    return {side.run_id: side for side in found.defer("incoming")}


def other_of(run: Run, own: int | None) -> Organisation:
    return run.other_org if run.asking_org_id == own else run.asking_org


def known() -> QuerySet[Crossmatch]:
    """Every person whom both know, as far as the actor sees them: the undecided first."""
    return Crossmatch.objects.select_related(
        "person", "other_org", "run__agreement", "decided_by"
    ).order_by("-found_at", "pk")


def waiting() -> QuerySet[Crossmatch]:
    return known().filter(outcome=Outcome.OPEN, decision__in=[Decision.WAITING, Decision.ASK_FIRST])


def count_waiting(user: User) -> int:
    return waiting().order_by()[:COUNTED_AT_MOST].count()


def of_pk(pk: UUID) -> QuerySet[Crossmatch]:
    return known().filter(pk=pk)


def of_case(case: Case) -> list[Crossmatch]:
    return list(known().filter(person__household=case.household_id))


def of_run(run: Run) -> QuerySet[Crossmatch]:
    return known().filter(run=run)


def steps(crossmatch: Crossmatch) -> list[CrossmatchStep]:
    return list(crossmatch.steps.select_related("by__organisation"))


def cases_of(found: Iterable[Crossmatch]) -> dict[UUID, Case]:
    """The latest case of each one's household, by the person's id, as far as the actor sees it."""
    people = {one.person_id: one.person.household_id for one in found}
    latest: dict[UUID, Case] = {}
    for case in Case.objects.filter(household__in=set(people.values())).order_by("-opened_at"):
        latest.setdefault(case.household_id, case)
    return {pk: latest[household] for pk, household in people.items() if household in latest}


@dataclass(frozen=True)
class KnownElsewhere:
    """Another organisation that knows one of our persons: which, how certainly, how far."""

    crossmatch_id: UUID
    organisation: Organisation
    band: Band
    outcome: Outcome


def known_elsewhere(person_ids: Sequence[UUID]) -> dict[UUID, list[KnownElsewhere]]:
    """Which other organisations know these persons too, by the person's id.

    Only of persons whom the actor's own organisation keeps, while both sides' grounds hold. Who is
    known to nobody else, who may not be compared and who is not seen are all simply not there;
    pairs that were said not to be the same are left out.
    """
    found: dict[UUID, list[KnownElsewhere]] = {}
    rows = known().filter(person__in=list(person_ids)).exclude(outcome=Outcome.NOT_SAME)
    for one in rows:
        found.setdefault(one.person_id, []).append(
            KnownElsewhere(one.pk, one.other_org, Band(one.band), Outcome(one.outcome))
        )
    return found
