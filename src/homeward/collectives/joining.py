"""Reads for the page on which many join at once: who could, and who is there already."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from homeward.access.models import User
from homeward.cases.models import Case
from homeward.collectives.choices import Origin
from homeward.collectives.models import Membership, Project
from homeward.core.words import fold
from homeward.persons.choices import HouseholdRole
from homeward.persons.models import Person

# More cases than this are not read through on one page; a place narrows them.
MOST_CASES = 100


@dataclass(frozen=True)
class Candidate:
    """Somebody of an open case, no child, who is not in the group yet."""

    case: Case
    person: Person

    @property
    def key(self) -> str:
        return str(self.person.pk)


def cases_to_join(by: User, place: str = "") -> list[Case]:
    """Open cases that the reader's organisation answers for, one more than a page holds."""
    found = Case.objects.filter(
        accountable_org=by.organisation_id, closed_at__isnull=True
    ).select_related("programme")
    if place:
        found = found.filter(destination__icontains=place)
    return list(found.order_by("reference")[: MOST_CASES + 1])


def candidates(project: Project, cases: Sequence[Case]) -> list[Candidate]:
    there = set(
        Membership.objects.filter(project=project, left_on__isnull=True).values_list(
            "person", flat=True
        )
    )
    people: dict[UUID | None, list[Person]] = {}
    wanted = [case.household_id for case in cases]
    for person in (
        Person.objects.filter(household__in=wanted)
        .exclude(household_role=HouseholdRole.CHILD)
        .order_by("position")
    ):
        people.setdefault(person.household_id, []).append(person)
    return [
        Candidate(case, person)
        for case in cases
        for person in people.get(case.household_id, [])
        if person.pk not in there
    ]


def as_one_name(given: str, family: str) -> str:
    return fold(f"{given} {family}")


def names_of_residents(project: Project) -> frozenset[str]:
    """Of the local residents who are members, folded, to find one who is written down twice."""
    members = Membership.objects.filter(
        project=project, origin=Origin.RESIDENT, left_on__isnull=True
    ).select_related("person")
    return frozenset(as_one_name(m.person.given_name, m.person.family_name) for m in members)
