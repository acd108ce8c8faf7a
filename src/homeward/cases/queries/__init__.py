"""Reads of cases, and the facts that their rules ask for. Rows are the gate's."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from homeward.access.choices import DataClass, OrganisationKind, Purpose
from homeward.access.models import Organisation
from homeward.access.queries import name_users
from homeward.agreements import queries as agreements
from homeward.cases.choices import (
    FACT_GROUPS,
    ArrivalStatus,
    FactGroup,
    FactKind,
    Stage,
    class_of,
)
from homeward.cases.models import (
    Arrival,
    Case,
    CaseStep,
    Confirmation,
    Fact,
    SecurityAlert,
    SecurityReading,
    StageChange,
)
from homeward.cases.rules import AnnouncingFacts
from homeward.core.commas import enumerated
from homeward.core.timeline import Entry
from homeward.countries import notes
from homeward.countries import queries as countries
from homeward.countries.models import SheetVersion
from homeward.persons import queries as persons
from homeward.persons.models import Person
from homeward.tasks import queries as tasks
from homeward.tasks.choices import TaskKind
from homeward.tasks.models import Task

# What reception needs to see, and what case management needs to see, of a case.
ARRIVAL_CLASSES = {DataClass.IDENTITY, DataClass.PROFILE}
CASEWORK_CLASSES = {DataClass.IDENTITY, DataClass.PROFILE, DataClass.CASE}


@dataclass(frozen=True)
class KnownFact:
    """A fact with its confirmations and what it replaced, as the page shows it."""

    fact: Fact
    confirmations: Sequence[Confirmation]
    earlier: Sequence[Fact]

    @property
    def confirmed(self) -> Confirmation | None:
        return self.confirmations[-1] if self.confirmations else None


def of_person(person_id: UUID) -> Case | None:
    """The case of the person's household, if the actor sees one."""
    return Case.objects.filter(household__members=person_id).order_by("-opened_at").first()


def listed(
    *, stage: str = "", open_only: bool = True, worker_id: int | None = None
) -> QuerySet[Case]:
    """Cases, the one changed last first."""
    cases = Case.objects.select_related("worker", "accountable_org").order_by("-changed_at")
    if open_only:
        cases = cases.filter(closed_at__isnull=True)
    if stage:
        cases = cases.filter(stage=stage)
    if worker_id:
        cases = cases.filter(worker_id=worker_id)
    return cases


def titles(cases: Iterable[Case]) -> dict[UUID, str]:
    """How each case is called by the names that the actor may see; by its reference otherwise."""
    by_household: dict[UUID, list[Person]] = {}
    found = list(cases)
    for person in Person.objects.filter(
        household_id__in=[case.household_id for case in found]
    ).order_by("position"):
        if person.household_id:
            by_household.setdefault(person.household_id, []).append(person)
    return {
        case.pk: persons.family_name_of(by_household[case.household_id])
        if case.household_id in by_household
        else case.reference
        for case in found
    }


def references_of(person_ids: set[UUID]) -> dict[UUID, str]:
    """By which case's reference these persons are known, where the actor may see it."""
    households = dict(Person.objects.filter(pk__in=person_ids).values_list("pk", "household_id"))
    found = of_households(households.values())
    return {
        person: found[household].reference
        for person, household in households.items()
        if household in found
    }


def persons_of_reference(reference: str) -> set[UUID]:
    """Everybody of the case's household, where the actor may see it."""
    households = Case.objects.filter(reference__iexact=reference.strip()).values("household_id")
    return set(Person.objects.filter(household_id__in=households).values_list("pk", flat=True))


def of_households(household_ids: Iterable[UUID | None]) -> dict[UUID, Case]:
    """The case of each household, the open or the latest one, where the actor may see it."""
    wanted = {household for household in household_ids if household}
    cases = Case.objects.filter(household_id__in=wanted).order_by("opened_at")
    return {case.household_id: case for case in cases}


def known_facts(case: Case, *, people: Sequence[Person] = ()) -> list[KnownFact]:
    """The facts that hold now, in the order of the intake, each with its way.

    `people` are those of the household that the page has read already.
    """
    return _known(Fact.objects.filter(case=case), people)


def _known(found: QuerySet[Fact], people: Sequence[Person]) -> list[KnownFact]:
    facts = list(found.order_by("recorded_at"))
    read = {person.pk: person for person in people}
    if missing := {fact.person_id for fact in facts} - read.keys():
        read |= Person.objects.in_bulk(missing)
    facts = [fact for fact in facts if fact.person_id in read]
    for fact in facts:
        fact.person = read[fact.person_id]
    confirmed: dict[UUID, list[Confirmation]] = {}
    for confirmation in Confirmation.objects.filter(fact__in=facts).order_by("at"):
        confirmed.setdefault(confirmation.fact_id, []).append(confirmation)
    name_users(recorded_by=facts, by=[one for ones in confirmed.values() for one in ones])
    by_id = {fact.pk: fact for fact in facts}
    replaced = {fact.replaces_id for fact in facts}
    current = [fact for fact in facts if fact.pk not in replaced]
    order = list(FactKind)
    current.sort(key=lambda fact: order.index(FactKind(fact.kind)))
    return [KnownFact(fact, confirmed.get(fact.pk, []), _earlier(fact, by_id)) for fact in current]


def _earlier(fact: Fact, by_id: dict[UUID, Fact]) -> list[Fact]:
    found: list[Fact] = []
    before = by_id.get(fact.replaces_id) if fact.replaces_id else None
    while before:
        found.append(before)
        before = by_id.get(before.replaces_id) if before.replaces_id else None
    return found


def grouped(facts: Sequence[KnownFact]) -> list[tuple[FactGroup, list[KnownFact]]]:
    return [
        (group, [known for known in facts if known.fact.group == group])
        for group in FactGroup
        if any(known.fact.group == group for known in facts)
    ]


def kinds_by_group() -> list[tuple[FactGroup, list[FactKind]]]:
    return [
        (group, [kind for kind in FactKind if FACT_GROUPS[kind] == group]) for group in FactGroup
    ]


def announcing_facts(case: Case, *, on: date) -> AnnouncingFacts:
    desk, manager = case.reception_org, case.case_org
    return AnnouncingFacts(
        is_open=case.is_open,
        stage=Stage(case.stage),
        receivers_named=bool(desk and manager),
        travel_dated=case.travels_on is not None,
        intake_taken=case.facts.exists(),
        desk_agreement=clause_covers(case, desk, ARRIVAL_CLASSES, Purpose.ARRIVAL),
        desk_consent=_consent(case, desk, ARRIVAL_CLASSES, Purpose.ARRIVAL, on),
        case_org_agreement=clause_covers(case, manager, CASEWORK_CLASSES, Purpose.CASEWORK),
        case_org_consent=_consent(case, manager, CASEWORK_CLASSES, Purpose.CASEWORK, on),
    )


def _consent(
    case: Case, org: Organisation | None, classes: set[DataClass], purpose: Purpose, on: date
) -> bool:
    return org is None or persons.covers(
        case.person_id, recipient=org, purpose=purpose, classes=classes, on=on
    )


def clause_covers(
    case: Case, org: Organisation | None, classes: set[DataClass], purpose: Purpose
) -> bool:
    """Does a clause in force run from the case's owner to `org` for all these classes?

    True where no organisation is named: that is another reason's business.
    """
    if org is None:
        return True
    return agreements.covers(
        from_org_id=case.owner_org_id,
        to_org_id=org.pk,
        programme_id=case.programme_id,
        classes=classes,
        purpose=purpose,
    )


@dataclass(frozen=True)
class Receivers:
    """Who could receive: first whom clauses in force reach, then others."""

    reached: Sequence[Organisation]
    others: Sequence[Organisation]

    @property
    def everyone(self) -> list[Organisation]:
        return [*self.reached, *self.others]


RECEIVING_KINDS = (
    OrganisationKind.AUTHORITY,
    OrganisationKind.INTERNATIONAL,
    OrganisationKind.NGO,
)


def receivers(case: Case, *, classes: set[DataClass], purpose: Purpose, on: date) -> Receivers:
    """Organisations in the country of return that could receive the household."""
    candidates = list(
        Organisation.objects.filter(country_id=case.origin_country_id, kind__in=RECEIVING_KINDS)
        .exclude(pk=case.owner_org_id)
        .order_by("name")
    )
    covered: dict[int, set[int]] = {}
    for clause in agreements.in_force(on).filter(agreements.of_programme(case.programme_id)):
        if clause.from_org_id == case.owner_org_id and purpose in clause.purposes:
            covered.setdefault(clause.to_org_id, set()).update(clause.data_classes)
    reached = [org for org in candidates if classes <= covered.get(org.pk, set())]
    return Receivers(reached, [org for org in candidates if org not in reached])


def party(people: Sequence[Person], *, on: date) -> tuple[int, int]:
    """Adults and children of a household."""
    minors = sum(persons.is_minor(person, on=on) for person in people)
    return len(people) - minors, minors


def board(on: date | None = None) -> QuerySet[Arrival]:
    """The arrivals board: what is expected or was received, by time."""
    arrivals = Arrival.objects.select_related("case_org").order_by("expected_at")
    return arrivals.filter(expected_at__date=on) if on else arrivals


def on_board(today: date) -> QuerySet[Arrival]:
    """Who is still expected, however late, and whoever lands from today on."""
    return board().filter(Q(status=ArrivalStatus.EXPECTED) | Q(expected_at__date__gte=today))


def expected() -> QuerySet[Arrival]:
    return board().filter(status=ArrivalStatus.EXPECTED)


def manifest(arrivals: Iterable[Arrival]) -> dict[UUID, list[Person]]:
    """The names on each arrival, by its id, where the actor may see them."""
    found = list(arrivals)
    heads = Person.objects.filter(pk__in=[arrival.person_id for arrival in found])
    household_of = {head.pk: head.household_id for head in heads}
    people: dict[UUID, list[Person]] = {}
    for person in Person.objects.filter(
        household_id__in=[household for household in household_of.values() if household]
    ).order_by("position"):
        if person.household_id:
            people.setdefault(person.household_id, []).append(person)
    return {
        arrival.pk: people.get(household_of.get(arrival.person_id) or arrival.pk, [])
        for arrival in found
    }


def stage_changes(case: Case) -> list[StageChange]:
    """The stages with the day on which each began, the first one first."""
    changes = list(StageChange.objects.filter(case=case).order_by("at"))
    name_users(by=changes)
    return changes


def history(
    case: Case, *, changes: Sequence[StageChange], known: Sequence[KnownFact]
) -> list[Entry]:
    """The case's own part of "What happened", from what its page has read already."""
    entries = [
        Entry(
            at=change.at,
            text=STAGE_TEXTS[Stage(change.to)](),
            detail=_signed(change),
            icon="plane-arrival" if change.to == Stage.PLAN else "folders",
            tone="ok" if change.to in {Stage.PLAN, Stage.CLOSURE} else "",
        )
        for change in changes
    ]
    entries += [
        Entry(
            at=fact.recorded_at,
            text=_("Fact corrected: %(what)s") % {"what": fact.get_kind_display()},
            detail=enumerated([fact.recorded_by, fact.recorded_by.organisation]),
            icon="pencil",
        )
        for one in known
        # Each but the first replaced the one before it.
        for fact in [one.fact, *one.earlier][:-1]
    ]
    entries += [
        Entry(
            at=reading.at,
            text=_("Changed security sheet read: %(sheet)s")
            % {"sheet": reading.version.sheet.place},
            detail=enumerated([reading.by, reading.by.organisation]),
            icon="shield-check",
        )
        for reading in _security_readings(case)
    ]
    return entries + [
        Entry(
            at=note.at,
            text=note.text,
            detail=enumerated([note.by, note.by.organisation]),
            icon="pencil",
        )
        for note in case.notes.select_related("by__organisation")
    ]


def _signed(change: StageChange) -> str:
    return enumerated([change.by, change.by.organisation]) if change.by else ""


STAGE_TEXTS = {
    Stage.COUNSELLING: lambda: _("Case opened"),
    Stage.APPLICATION: lambda: _("The application is written"),
    Stage.DECISION: lambda: _("Waits for a decision"),
    Stage.DEPARTURE: lambda: _("Preparing the departure"),
    Stage.TRAVEL: lambda: _("Arrival announced; the departure is to be confirmed"),
    Stage.ARRIVAL: lambda: _("Arrival announced to the reception desk"),
    Stage.PLAN: lambda: _("Arrived, and taken over by the case manager"),
    Stage.SUPPORT: lambda: _("Support begins"),
    Stage.FOLLOW_UP: lambda: _("Follow-up begins"),
    Stage.CLOSURE: lambda: _("Case closed"),
}


def may_ask(kind: FactKind, cleared: set[DataClass]) -> bool:
    """Whether an intake page offers this kind to somebody cleared for these classes."""
    return class_of(kind) in cleared


def known_facts_of(person: Person) -> list[KnownFact]:
    """The facts about one person, of every case, also of one that the actor does not see."""
    return _known(Fact.objects.filter(person=person), [person])


def steps_of(case_id: UUID) -> list[CaseStep]:
    """The steps of procedures that the actor sees of a case, in the order of their checklists."""
    return list(
        CaseStep.objects.filter(case_id=case_id)
        .select_related("step__version", "owner_org", "by")
        .order_by("step__version", "step__position")
    )


def _security_readings(case: Case) -> QuerySet[SecurityReading]:
    return SecurityReading.objects.filter(case=case).select_related(
        "by__organisation", "version__sheet__country", "version__sheet__area"
    )


@dataclass(frozen=True)
class ToRead:
    """A changed security sheet that waits to be read, and the version that it superseded."""

    task: Task
    version: SheetVersion
    previous: SheetVersion | None


def security_to_read(case: Case) -> list[ToRead]:
    """What waits to be read on this case, the most urgent first, as far as the actor sees it."""
    waits = [
        task for task in tasks.open_of_case(case.pk) if task.kind == TaskKind.READ_SECURITY_SHEET
    ]
    versions = countries.versions().in_bulk([notes.version_of(task.note) for task in waits])
    found = [(task, versions.get(notes.version_of(task.note))) for task in waits]
    return [ToRead(task, version, countries.before(version)) for task, version in found if version]


def alerts_to_tell() -> list[int]:
    """Alerts whose holders were not told yet, the oldest first."""
    untold = SecurityAlert.objects.filter(told_at__isnull=True).order_by("at", "pk")
    return list(untold.values_list("pk", flat=True))
