"""A manifest comes in: all that can be taken, in one transaction, and nothing twice."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction

from homeward.access.choices import Purpose
from homeward.access.models import User
from homeward.access.permissions import require
from homeward.cases import actions as cases
from homeward.cases.choices import FactKind, SaidBy
from homeward.cases.models import Case
from homeward.cases.queries import ARRIVAL_CLASSES, CASEWORK_CLASSES
from homeward.core.refusals import Refused
from homeward.persons import actions as persons
from homeward.persons.choices import ConsentWay, ContactKind, DocumentKind, HouseholdRole
from homeward.persons.models import Household, Person
from homeward.places.names import language_name
from homeward.reception import matching
from homeward.reception.actions.charters import locked
from homeward.reception.choices import Reason
from homeward.reception.manifests.reading import Fault, Read, Row
from homeward.reception.matching import Digests
from homeward.reception.models import Charter, ManifestEntry


@dataclass(frozen=True, kw_only=True)
class Taken:
    """What became of the rows."""

    new: list[Row] = field(default_factory=list)
    changed: list[Row] = field(default_factory=list)
    same: list[Row] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    households: int = 0


@transaction.atomic
def take_in(charter: Charter, read: Read, *, by: User, at: datetime) -> Taken:
    """Each row that can be taken; a row that came before changes what is said of the person."""
    require(by, "reception.fill_manifest")
    charter = locked(charter)
    if not charter.is_open:
        raise Refused(Reason.CHARTER_CLOSED)
    plan = matching.plan(charter, read)
    if not plan.new and not plan.changed and not plan.same:
        raise Refused(Reason.NO_ROWS)
    taking = _Taking(charter, plan.digests, by, at)
    for row, entry in plan.changed:
        taking.change(row, entry)
    households = taking.add_all(plan)
    return Taken(
        new=plan.new,
        changed=[row for row, _entry in plan.changed],
        same=plan.same,
        faults=plan.faults,
        households=households,
    )


class _Taking:
    """One manifest on its way in."""

    def __init__(self, charter: Charter, digests: Digests, by: User, at: datetime) -> None:
        self.charter, self.digests, self.by, self.at = charter, digests, by, at

    def change(self, row: Row, entry: ManifestEntry) -> None:
        if not row.case:
            persons.amend(entry.person, _member(row, self.charter.corridor.origin_country_id))
        entry.needs, entry.said, entry.changed_at = list(row.needs), self.digests.said(row), self.at
        entry.save(update_fields=["needs", "said", "changed_at"])

    def add_all(self, plan: matching.Plan) -> int:
        """Those of cases that are there, those who join a family that is, and new families."""
        for row in plan.new:
            if row.line in plan.of_cases:
                case, person = plan.of_cases[row.line]
                self._enter(row, case, person)
        groups: dict[str, list[Row]] = defaultdict(list)
        for row in plan.new:
            if row.line not in plan.of_cases:
                groups[row.group].append(row)
        begun = 0
        for group, rows in groups.items():
            if family := plan.families.get(group):
                self._join(family, rows)
            else:
                self._begin(rows)
                begun += 1
        return begun

    def _begin(self, rows: list[Row]) -> None:
        rows = sorted(rows, key=lambda row: row.place != HouseholdRole.HEAD)
        corridor = self.charter.corridor
        origin = corridor.origin_country_id
        household, people = persons.enter(
            [_member(row, origin) for row in rows], programme=corridor.programme, by=self.by
        )
        case = cases.open_case(
            household,
            programme=corridor.programme,
            host_country=corridor.host_country_id,
            origin_country=origin,
            destination=next((row.destination for row in rows if row.destination), ""),
            by=self.by,
            at=self.at,
        )
        self._note(case, rows, people)

    def _join(self, case: Case, rows: list[Row]) -> None:
        household = Household.objects.select_related("programme").get(pk=case.household_id)
        origin = self.charter.corridor.origin_country_id
        people = [persons.join(household, _member(row, origin), by=self.by) for row in rows]
        self._note(case, rows, people)

    def _note(self, case: Case, rows: list[Row], people: list[Person]) -> None:
        said = [
            answer
            for row, person in zip(rows, people, strict=True)
            for answer in self._facts(row, person)
        ]
        if said:
            cases.record_facts(case, said, by=self.by, at=self.at)
        self._consents(case, rows, people)
        for row, person in zip(rows, people, strict=True):
            self._enter(row, case, person)

    def _facts(self, row: Row, person: Person) -> list[cases.Said]:
        """What the sheet says of the travel; what it leaves open was not asked."""
        told = {
            FactKind.LANGUAGES: language_name(row.language) if row.language else "",
            FactKind.LUGGAGE: row.luggage,
        }
        return [
            cases.Said(
                kind=kind,
                value=value,
                person=person,
                said_by=SaidBy.DOCUMENT,
                said_by_name=self.charter.flight,
                said_on=self.at.date(),
            )
            for kind, value in told.items()
            if value
        ]

    def _consents(self, case: Case, rows: Sequence[Row], people: Sequence[Person]) -> None:
        """What the sheet says was signed: that the desk and the case manager are told."""
        by_day: dict[date, list[Person]] = defaultdict(list)
        for row, person in zip(rows, people, strict=True):
            if row.consent_on:
                by_day[row.consent_on].append(person)
        lines = [
            persons.ConsentLine(
                recipient=self.charter.reception_org,
                purpose=Purpose.ARRIVAL,
                classes=frozenset(ARRIVAL_CLASSES),
            ),
            persons.ConsentLine(
                recipient=self.charter.case_org,
                purpose=Purpose.CASEWORK,
                classes=frozenset(CASEWORK_CLASSES),
            ),
        ]
        for day, given in by_day.items():
            giving = persons.Giving(
                way=ConsentWay.SIGNATURE,
                language=given[0].language or "en",
                given_on=day,
                guardian=str(people[0]),
            )
            cases.record_consent(case, given, lines, giving, by=self.by, at=self.at)

    def _enter(self, row: Row, case: Case, person: Person) -> None:
        ManifestEntry.objects.create(
            charter=self.charter,
            case=case,
            person=person,
            programme_id=case.programme_id,
            owner_org=self.by.organisation_of_rows,
            key=self.digests.key(row),
            said=self.digests.said(row),
            family=self.digests.family(row.family),
            number=row.number,
            needs=list(row.needs),
            taken_at=self.at,
            taken_by=self.by,
        )


def _member(row: Row, origin: str) -> persons.Member:
    document = None
    if row.document:
        document = (DocumentKind(row.document_kind or DocumentKind.OTHER), row.document, "")
    return persons.Member(
        role=row.place,
        given_name=row.given_name,
        family_name=row.family_name,
        sex=row.sex,
        birth_known=row.birth.known,
        birth_year=row.birth.year,
        birth_month=row.birth.month,
        birth_day=row.birth.day,
        language=row.language,
        document=document,
        contacts=[(ContactKind.PHONE, row.phone)] if row.phone else (),
        origin_countries=[origin],
    )
