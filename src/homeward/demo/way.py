"""A household's way up to the plan, row by row as the actions would leave it."""

from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from homeward.access.models import Organisation, User
from homeward.cases.choices import (
    ArrivalNeed,
    ArrivalStatus,
    FactKind,
    SaidBy,
    Stage,
    class_of,
)
from homeward.cases.models import (
    Accountability,
    Arrival,
    Case,
    Confirmation,
    Fact,
    Note,
    StageChange,
)
from homeward.demo import consents, words
from homeward.demo.people import Somebody
from homeward.demo.states import State, Step
from homeward.demo.world import World, due
from homeward.persons import indexing
from homeward.persons.choices import ContactKind, HouseholdRole, Script, Sex
from homeward.persons.models import (
    Contact,
    Household,
    IdentityDocument,
    Person,
    PersonName,
    SearchTokens,
)
from homeward.persons.queries import Numbers
from homeward.programmes.models import Programme
from homeward.reception.models import HandOver
from homeward.tasks.choices import TaskKind
from homeward.tasks.models import Task

ASKED_FIRST = [
    FactKind.LANGUAGES, FactKind.FAMILY_ORIGIN, FactKind.HOUSING, FactKind.WISHES,
    FactKind.DESTINATION, FactKind.TRADE, FactKind.FIT_TO_TRAVEL,
]  # fmt: skip
ASKED_SOMETIMES = [
    FactKind.DIET, FactKind.SCHOOL_LEVEL, FactKind.DOCUMENTS, FactKind.HEALTH, FactKind.URGENT,
    FactKind.WORRIES, FactKind.TRAINING, FactKind.BUSINESS, FactKind.LUGGAGE, FactKind.ONWARD,
]  # fmt: skip


class Way:
    """One household and its case while its rows are made."""

    def __init__(
        self,
        world: World,
        state: State,
        when: dict[Step, datetime],
        *,
        counsellor: User,
        manager: User,
        programme: Programme,
    ) -> None:
        self.world, self.state, self.when = world, state, when
        self.counsellor, self.manager, self.programme = counsellor, manager, programme
        self.persons: list[Person] = []
        self.facts: list[Fact] = []
        self.confirmed_on: dict[UUID, datetime] = {}
        self.tasks: list[Task] = []
        self.town = world.rng.choice(words.TOWNS)[0]

    @property
    def head(self) -> Person:
        return self.persons[0]

    def row(
        self, model: Any, owner: Organisation, person: Person | None = None, **more: Any
    ) -> Any:
        """A person-level row, about the principal where nobody else is named."""
        return self.world.make(
            model,
            owner_org=owner,
            programme_id=self.programme.pk,
            person_id=(person or self.head).pk,
            **more,
        )

    # Waits ------------------------------------------------------------------------------------

    def begin(
        self,
        kind: TaskKind,
        subject: UUID,
        *,
        at: datetime,
        holder: User | Organisation,
        waiter: User | Organisation,
        reference: str = "",
        due_on: Any = None,
        note: str = "",
    ) -> None:
        task = self.world.make(
            Task,
            kind=kind,
            subject_id=subject,
            case_id=self.case.pk,
            person_id=self.case.person_id,
            reference=reference or self.case.reference,
            programme_id=self.case.programme_id,
            note=note,
            opened_at=at,
            due_on=due_on or due(kind, at.date()),
            **_side("holder", holder),
            **_side("waiter", waiter),
        )
        self.tasks.append(task)

    def end(self, kind: TaskKind, subject: UUID, *, at: datetime) -> None:
        for task in self.tasks:
            if task.kind == kind and task.subject_id == subject and task.done_at is None:
                task.done_at = at

    def end_all(self, *, at: datetime) -> None:
        for task in self.tasks:
            task.done_at = task.done_at or at

    @property
    def open_tasks(self) -> list[Task]:
        return [task for task in self.tasks if task.done_at is None]

    # Steps ------------------------------------------------------------------------------------

    def register(self, people: list[Somebody]) -> None:
        at, owner = self.when[Step.OPEN], self.counsellor.organisation_of_rows
        household = Household(id=self.world.id(), owner_org=owner, programme_id=self.programme.pk)
        for position, somebody in enumerate(people):
            self.persons.append(self._person(somebody, household, position, at))
        household.head_id = self.head.pk
        self.world.rows.add(household)
        self._open_case(household, at)

    def _person(
        self, somebody: Somebody, household: Household, position: int, at: datetime
    ) -> Person:
        owner = self.counsellor.organisation_of_rows
        birth = somebody.birth
        person: Person = self.world.make(
            Person,
            owner_org=owner,
            programme_id=self.programme.pk,
            household_id=household.pk,
            household_role=somebody.role,
            position=position,
            given_name=somebody.given_name,
            family_name=somebody.family_name,
            sex=somebody.sex,
            birth_known=birth.known,
            birth_year=birth.year,
            birth_month=birth.month,
            birth_day=birth.day,
            birth_season=birth.season,
            origin_countries=["GH"],
            language=somebody.language,
            recorded_at=at,
            recorded_by=self.counsellor,
        )
        self._details(somebody, person, owner)
        return person

    def _details(self, somebody: Somebody, person: Person, owner: Organisation) -> None:
        others = []
        if somebody.arabic:
            given, family = somebody.arabic
            self.row(
                PersonName,
                owner,
                person,
                script=Script.ARABIC,
                given_name=given,
                family_name=family,
            )
            others.append(f"{given} {family}")
        if somebody.document:
            kind, number, country = somebody.document
            self.row(IdentityDocument, owner, person, kind=kind, number=number, country=country)
        for contact, value in [
            (ContactKind.PHONE, somebody.phone),
            (ContactKind.EMAIL, somebody.email),
            (ContactKind.ADDRESS, f"{somebody.address}, {self.town}" if somebody.address else ""),
        ]:
            if value:
                self.row(Contact, owner, person, kind=contact, value=value)
        marked = indexing.marks_of(
            person,
            Numbers(
                documents=[somebody.document[1]] if somebody.document else [],
                phones=[somebody.phone] if somebody.phone else [],
            ),
        )
        tokens = sorted({*indexing.tokens_of(person, others), *marked})
        self.row(SearchTokens, owner, person, tokens=tokens, marks=marked)

    def _open_case(self, household: Household, at: datetime) -> None:
        owner = self.counsellor.organisation_of_rows
        self.world.cases += 1
        self.case: Case = self.row(
            Case,
            owner,
            reference=f"GH-{at:%y}-{self.world.cases:05d}",
            household_id=household.pk,
            way_id=self.world.host_first,
            host_country_id="BE",
            origin_country_id="GH",
            destination=self.town,
            accountable_org=owner,
            worker=self.counsellor,
            opened_at=at,
            opened_by=self.counsellor,
            changed_at=at,
        )
        self.answering: list[tuple[datetime, Organisation, User | None]] = [
            (at, owner, self.counsellor)
        ]
        self.move(Stage.COUNSELLING, at=at, by=self.counsellor)
        self._mine(TaskKind.RECORD_CONSENT, at, self.counsellor)

    def _mine(self, kind: TaskKind, at: datetime, worker: User) -> None:
        self.begin(kind, self.case.pk, at=at, holder=worker, waiter=worker)

    def move(self, to: Stage, *, at: datetime, by: User, owner: Organisation | None = None) -> None:
        self.case.stage, self.case.changed_at = to, at
        whose = owner or by.organisation_of_rows
        self.row(StageChange, whose, case_id=self.case.pk, to=to, at=at, by=by)

    def consent(self) -> None:
        at = self.when[Step.CONSENT]
        consents.give_all(self, at=at)
        self.end(TaskKind.RECORD_CONSENT, self.case.pk, at=at)
        self._mine(TaskKind.FINISH_INTAKE, at, self.counsellor)

    def intake(self) -> None:
        at, rng = self.when[Step.INTAKE], self.world.rng
        kinds = [*ASKED_FIRST, *rng.sample(ASKED_SOMETIMES, rng.randint(2, 6))]
        if any(person.household_role == HouseholdRole.CHILD for person in self.persons):
            kinds.append(FactKind.CHILD_NEEDS)
        if self.world.often(0.15):
            kinds.append(FactKind.ASYLUM)
        for kind in kinds:
            value = rng.choice(self._sayable(kind))
            self.fact(kind, value, at=at, by=self.counsellor)
        self.end(TaskKind.FINISH_INTAKE, self.case.pk, at=at)
        self.move(Stage.DEPARTURE, at=at, by=self.counsellor)
        self._mine(TaskKind.ANNOUNCE_ARRIVAL, at, self.counsellor)

    def _sayable(self, kind: FactKind) -> list[str]:
        """What can be true of this household: no pregnancy of a man, no school without pupils."""
        children = [p for p in self.persons if p.household_role == HouseholdRole.CHILD]
        year = self.world.today.year
        ages = [year - p.birth_year for p in children if p.birth_year]
        holds = {
            words.WOMAN: self.head.sex == Sex.FEMALE,
            words.CHILDREN: bool(children),
            words.PUPIL: any(age >= words.SCHOOL_AGE for age in ages),
            words.SMALL: any(age < words.SCHOOL_AGE for age in ages),
            words.GROUP: len(self.persons) > 1,
        }
        return [v for v in words.FACTS[kind] if all(holds[n] for n in words.ONLY.get(v, ()))]

    def fact(
        self, kind: FactKind, value: str, *, at: datetime, by: User, replaces: Fact | None = None
    ) -> Fact:
        who = self.world.rng.choice(words.SOURCES.get(kind, words.TOLD))
        fact: Fact = self.row(
            Fact,
            by.organisation_of_rows,
            data_class=class_of(kind),
            case_id=self.case.pk,
            kind=kind,
            value=value,
            said_by=who,
            said_by_name=self.head.full_name if who == SaidBy.PERSON else "",
            said_on=at.date(),
            recorded_by=by,
            recorded_at=at,
            replaces=replaces,
        )
        self.facts.append(fact)
        return fact

    def announce(self) -> None:
        at, cast = self.when[Step.ANNOUNCE], self.world.cast
        lands = self._lands_at()
        flight, place = self.world.rng.choice(words.FLIGHTS)
        children = sum(p.household_role == HouseholdRole.CHILD for p in self.persons)
        self.arrival: Arrival = self.row(
            Arrival,
            self.case.owner_org,
            case_id=self.case.pk,
            reference=self.case.reference,
            reception_org=cast.desk,
            case_org=cast.ghanaian_ngo,
            expected_at=lands,
            flight=flight,
            from_place=place,
            point_of_entry=self.world.entry.name,
            entry_id=self.world.entry.pk,
            onward_to=self.town,
            adults=len(self.persons) - children,
            children=children,
            languages=", ".join(
                sorted({words.LANGUAGE_WORDS[p.language] for p in self.persons if p.language})
            ),
            needs=self._needs(children),
            announced_at=at,
            announced_by=self.counsellor,
        )
        wanted = self.arrival.needs
        self.arrival.prepared = sorted(self.world.rng.sample(wanted, len(wanted) // 2))
        self.case.reception_org, self.case.case_org = cast.desk, cast.ghanaian_ngo
        self.case.travels_on = lands.date()
        self.move(Stage.ARRIVAL, at=at, by=self.counsellor)
        self.end(TaskKind.ANNOUNCE_ARRIVAL, self.case.pk, at=at)
        self.begin(
            TaskKind.CONFIRM_ARRIVAL, self.arrival.pk, at=at, holder=cast.desk,
            waiter=cast.ghanaian_ngo, due_on=lands.date(),
        )  # fmt: skip

    def _lands_at(self) -> datetime:
        if arrived := self.when.get(Step.ARRIVE):
            return arrived - timedelta(minutes=50)
        on = self.world.today + timedelta(days=self.world.rng.randint(*self.state.travels_in))
        hour = time(self.world.rng.choice([6, 11, 18, 20]), self.world.rng.choice([5, 20, 40]))
        return datetime.combine(on, hour, tzinfo=self.world.now.tzinfo)

    def _needs(self, children: int) -> list[str]:
        rng = self.world.rng
        others = [ArrivalNeed.BED, ArrivalNeed.ONWARD, ArrivalNeed.FOOD, ArrivalNeed.CASH]
        needs = {str(need) for need in rng.sample(others, rng.randint(0, 3))}
        if children:
            needs.add(ArrivalNeed.CHILD)
        if self.world.often(0.06):
            needs.add(ArrivalNeed.WHEELCHAIR)
        if self.world.often(0.05):
            needs.add(ArrivalNeed.MEDICAL_ESCORT)
        return sorted(needs)

    def arrive(self) -> None:
        at, cast, arrival = self.when[Step.ARRIVE], self.world.cast, self.arrival
        arrival.status = ArrivalStatus.ARRIVED
        arrival.confirmed_at, arrival.confirmed_by = at, cast.officer
        arrival.arrived_adults, arrival.arrived_children = arrival.adults, arrival.children
        arrival.prepared = sorted(arrival.needs)
        arrival.remark = self.world.rng.choice(words.DESK_REMARKS)
        self.end(TaskKind.CONFIRM_ARRIVAL, arrival.pk, at=at)
        self.case.accountable_org, self.case.worker = cast.ghanaian_ngo, None
        self.answering.append((at, cast.ghanaian_ngo, None))
        self.case.arrived_on = at.date()
        self.move(Stage.PLAN, at=at, by=cast.officer, owner=self.case.owner_org)
        self.begin(
            TaskKind.CONFIRM_FACTS, self.case.pk, at=at, holder=cast.ghanaian_ngo,
            waiter=self.case.owner_org,
        )  # fmt: skip
        self.begin(
            TaskKind.TAKE_OVER, self.case.pk, at=at, holder=cast.ghanaian_ngo, waiter=cast.desk
        )
        if self.state.last > Step.ARRIVE or self.world.often(0.85):
            self._take(at)

    def _take(self, at: datetime) -> None:
        """As cases.actions.take: the worker's organisation's waits become the worker's own."""
        self.case.worker = self.manager
        self.case.changed_at = self.world.later(at, 0, 1)
        self.answering.append((self.case.changed_at, self.world.cast.ghanaian_ngo, self.manager))
        self.end(TaskKind.TAKE_OVER, self.case.pk, at=self.case.changed_at)
        self.row(
            HandOver, self.manager.organisation_of_rows, case_id=self.case.pk,
            receiver=self.manager, at=self.case.changed_at,
        )  # fmt: skip
        for task in self.open_tasks:
            if task.holder_org_id == self.manager.organisation_id:
                task.holder = self.manager
        if self.state.last == Step.ARRIVE:
            self._confirm(self.facts[: len(self.facts) // 3], self.case.changed_at)

    def confirm(self) -> None:
        at = self.when[Step.CONFIRM]
        shared = [fact for fact in self.facts if fact.kind != FactKind.ASYLUM]
        changed = self.world.rng.sample(shared, 1) if self.world.often(0.4) else []
        self._confirm([fact for fact in shared if fact not in changed], at)
        for fact in changed:
            values = self._sayable(FactKind(fact.kind))
            value = self.world.rng.choice([v for v in values if v and v != fact.value] or values)
            self.fact(FactKind(fact.kind), value, at=at, by=self.manager, replaces=fact)
        self.end(TaskKind.CONFIRM_FACTS, self.case.pk, at=at)
        self._mine(TaskKind.DRAFT_PLAN, at, self.manager)
        if self.world.often(0.5):
            self.note(self.world.later(at, 0, 4))

    def _confirm(self, facts: list[Fact], at: datetime) -> None:
        for fact in facts:
            self.confirmed_on[fact.pk] = at
            self.row(
                Confirmation, self.manager.organisation_of_rows, data_class=fact.data_class,
                fact=fact, at=at, by=self.manager,
            )  # fmt: skip

    def note(self, at: datetime) -> None:
        text = self.world.rng.choice(words.NEEDS_NOTE)
        whose = self.manager.organisation_of_rows
        self.row(Note, whose, case_id=self.case.pk, text=text, at=at, by=self.manager)

    def answered_for(self) -> None:
        """Who answered for the case since when, as the trigger of cases writes it."""
        periods = {since: (org, worker) for since, org, worker in self.answering}
        days = sorted(periods)
        for since, until in zip(days, [*days[1:], None], strict=True):
            org, worker = periods[since]
            self.row(
                Accountability, org, case_id=self.case.pk, organisation=org, worker=worker,
                since=since, until=until,
            )  # fmt: skip

    def close(self, *, at: datetime, by: User) -> None:
        self.end_all(at=at)
        self.case.closed_at, self.case.closure_reason = at, self.state.closure
        self.move(Stage.CLOSURE, at=at, by=by)


def _side(name: str, who: User | Organisation) -> dict[str, Any]:
    """The organisation that holds or waits, and the person where one is named."""
    if isinstance(who, User):
        return {name: who, f"{name}_org": who.organisation_of_rows}
    return {f"{name}_org": who}
