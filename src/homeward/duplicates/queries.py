"""Reads of pairs: the queue, one pair side by side, and the other files of a case's persons."""

import hashlib
import hmac
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from homeward.access.fields import Erased
from homeward.access.models import User
from homeward.access.permissions import can
from homeward.cases.models import Case
from homeward.duplicates.choices import Status
from homeward.duplicates.models import Answer, Pair, Side
from homeward.persons import queries as persons
from homeward.persons import records
from homeward.persons.models import Person
from homeward.persons.records import Known

BATCH = 500
# The navigation says no more than this.
COUNTED_AT_MOST = 100


@dataclass(frozen=True)
class File:
    """One side as the reader sees it; `person` is None where the file is not theirs to see."""

    side: Side
    person: Person | None
    case: Case | None
    answer: Answer | None


@dataclass(frozen=True)
class Shown:
    """A pair with the sides that the reader sees, the own one first."""

    pair: Pair
    files: Sequence[File]

    @property
    def mine(self) -> Sequence[File]:
        return [one for one in self.files if one.person is not None]

    @property
    def other_org(self) -> object:
        """Whose the other file is, where it is another organisation's."""
        return next((one.side.other_org for one in self.files if one.side.other_org_id), None)


def pairs(*, waiting: bool = True) -> QuerySet[Pair]:
    """Those that wait, the likeliest first; or the settled, the newest first."""
    if waiting:
        return Pair.objects.filter(status=Status.WAITING).order_by("-probability", "pk")
    return Pair.objects.exclude(status=Status.WAITING).order_by("-settled_at", "pk")


def shown(found: Sequence[Pair], user: User) -> list[Shown]:
    sides = list(
        Side.objects.filter(pair__in=[pair.pk for pair in found]).select_related(
            "owner_org", "other_org"
        )
    )
    people = {
        one.pk: one for one in Person.objects.filter(pk__in=[side.person_id for side in sides])
    }
    cases = _cases_of(people.values())
    raised = {pair.pk: pair.raised_at for pair in found}
    said: dict[UUID, Answer] = {}
    for answer in Answer.objects.filter(side__in=[side.pk for side in sides]).select_related(
        "by__organisation"
    ):
        said[answer.side_id] = answer
    of_pair: dict[UUID, list[File]] = {}
    for side in sorted(sides, key=lambda s: (s.owner_org_id != user.organisation_id, str(s.pk))):
        last = said.get(side.pk)
        stands = last if last is not None and last.at >= raised[side.pair_id] else None
        person = people.get(side.person_id)
        case = _case_of(person, cases) if person else None
        of_pair.setdefault(side.pair_id, []).append(File(side, person, case, stands))
    return [Shown(pair, of_pair.get(pair.pk, [])) for pair in found]


def _cases_of(people: Iterable[Person]) -> dict[UUID, Case]:
    """The latest case of each household, closed ones as well."""
    households = {one.household_id for one in people if one.household_id}
    return {
        case.household_id: case
        for case in Case.objects.filter(household_id__in=households).order_by("opened_at")
    }


def known_of(files: Sequence[File]) -> list[Known]:
    """What the reader sees of each file that they see, for comparing."""
    people = [one.person for one in files if one.person is not None]
    places = {
        one.person.pk: [one.case.destination]
        for one in files
        if one.person is not None and one.case is not None and one.case.destination
    }
    held = records.of(people, places)
    return [held[person.pk] for person in people]


def waiting_count(user: User) -> int:
    return Pair.objects.filter(status=Status.WAITING)[:COUNTED_AT_MOST].count()


def own_sides(pair: Pair, user: User) -> list[Side]:
    return list(Side.objects.filter(pair=pair, owner_org=user.organisation_id).order_by("pk"))


@dataclass(frozen=True)
class Also:
    """One person of a case who has other files that the reader sees, each with its case."""

    person: Person
    others: Sequence[tuple[Person, Case | None]]
    # Where somebody may settle it: the pair by which the files were merged.
    pair_id: UUID | None


def also_in(case: Case, user: User, on: date) -> list[Also] | None:
    """The panel of a case page; None where nobody of the case has another file."""
    members = persons.members(case.household_id)
    files = persons.files_of_all([member.pk for member in members])
    wanted = {pk for found in files.values() for pk in found}
    if len(wanted) == len(members):
        return None
    people = {
        one.pk: one for one in Person.objects.filter(pk__in=wanted).select_related("owner_org")
    }
    cases = _cases_of(people.values())
    merged = Side.objects.filter(person_id__in=wanted, pair__status=Status.MERGED)
    pair_of = (
        dict(merged.values_list("person_id", "pair_id")) if can(user, "duplicates.settle") else {}
    )
    return [
        Also(
            member,
            [(people[pk], _case_of(people[pk], cases)) for pk in files[member.pk]
             if pk != member.pk and pk in people],
            pair_of.get(member.pk),
        )
        for member in members
        if len(files[member.pk]) > 1
    ]  # fmt: skip


def _case_of(person: Person, cases: dict[UUID, Case]) -> Case | None:
    return cases.get(person.household_id) if person.household_id else None


def register(organisation_id: int, *, after: UUID) -> list[Person]:
    """Some of an organisation's own files, in the order of their numbers; not what others share."""
    return list(
        Person.objects.filter(owner_org=organisation_id, pk__gt=after).order_by("pk")[:BATCH]
    )


def to_compare(people: Sequence[Person], organisation_id: int) -> list[tuple[Known, bytes]]:
    """What is compared of each, and a digest of it under the organisation's own key."""
    living = [one for one in people if not isinstance(one.given_name, Erased)]
    cases = _cases_of(living)
    places = {
        one.pk: [cases[one.household_id].destination]
        for one in living
        if one.household_id in cases and cases[one.household_id].destination
    }
    key = persons.token_key(organisation_id)
    return [
        (known, hmac.digest(key, repr(known).encode(), hashlib.sha256))
        for known in records.of(living, places).values()
        if any(map(any, known.names))
    ]
