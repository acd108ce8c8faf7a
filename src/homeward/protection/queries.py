"""Reads of protection. Rows are the gate's: who is not cleared finds nothing, and nothing less."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from homeward.access.choices import CLEARANCE, DataClass, Purpose, Role
from homeward.access.models import Organisation, User
from homeward.access.queries import name_users
from homeward.agreements import queries as agreements
from homeward.assessments import queries as assessments
from homeward.assessments.choices import AssessmentPurpose
from homeward.cases.choices import Stage
from homeward.cases.models import Arrival, Case
from homeward.forms import queries as forms
from homeward.forms.filling import Filling
from homeward.forms.models import FormVersion
from homeward.forms.queries import HEAVY
from homeward.persons import queries as persons
from homeward.persons.models import Person, PersonRow
from homeward.protection import rules
from homeward.protection.choices import (
    CATEGORY_OF,
    BestInterestKind,
    Effect,
    FlagKind,
    FlagState,
    Level,
    NeedState,
    Strength,
    TermList,
)
from homeward.protection.models import (
    BestInterest,
    CareConfirmation,
    CareHandover,
    DepartureHold,
    Factor,
    Flag,
    FlagRule,
    Guardian,
    HealthNeed,
    Incident,
    LegalNote,
    LegalNoteReader,
    Measure,
    Pathway,
    PathwayStep,
    PathwayTemplate,
    RiskAssessment,
    Screening,
    Term,
    Tracing,
)
from homeward.tasks import queries as tasks
from homeward.tasks.choices import DayKind

# What a clinic must be allowed to see before a treatment is handed to it.
CARE_CLASSES = {DataClass.IDENTITY, DataClass.HEALTH}


# Data of the programme.


def rule_for(kind: FlagKind, *, programme_id: int, on: date) -> FlagRule | None:
    """What a kind of flag asks for: the programme's own rule before the one for all."""
    return (
        FlagRule.objects.filter(kind=kind, programme_id__in=[0, programme_id], valid_from__lte=on)
        .order_by("-programme_id", "-valid_from")
        .first()
    )


def terms(which: TermList, *, on: date) -> list[Term]:
    """The list as it stands on this day; of a code that was worded anew the latest row."""
    found = Term.objects.filter(
        Q(valid_until__isnull=True) | Q(valid_until__gte=on), list=which, valid_from__lte=on
    ).order_by("valid_from")
    latest = {term.code: term for term in found}
    return sorted(latest.values(), key=lambda term: term.position)


def templates(*, programme_id: int, on: date) -> list[PathwayTemplate]:
    """The pathways in force: the programme's own version of one before the version for all."""
    found = PathwayTemplate.objects.filter(
        programme_id__in=[0, programme_id], valid_from__lte=on
    ).order_by("programme_id", "version")
    return list({template.code: template for template in found}.values())


def due_after(start: date, days: int | None, day_kind: str, *, holder_org_id: int) -> date | None:
    if days is None:
        return None
    if day_kind == DayKind.WORKING:
        return tasks.working_day_after(start, days, holder_org_id=holder_org_id)
    return start + timedelta(days=days)


# Who may hold what.


def cleared_for(data_class: DataClass) -> list[str]:
    return [role.value for role, classes in CLEARANCE.items() if data_class in classes]


def colleagues(org_id: int, roles: Sequence[str]) -> list[User]:
    """Active users of the organisation with one of these roles."""
    return list(
        User.objects.filter(
            organisation=org_id, is_active=True, roles__overlap=list(roles)
        ).order_by("name")
    )


def focal_points(org_id: int) -> list[User]:
    return colleagues(org_id, [Role.PROTECTION_FOCAL_POINT])


# Flags.


def flags_of(case: Case) -> list[Flag]:
    found = list(Flag.objects.filter(case=case))
    _name_persons(found)
    name_users(raised_by=found, state_by=found)
    return found


def is_flag(pk: UUID) -> bool:
    return Flag.objects.filter(pk=pk).exists()


def categories_of(person_id: UUID) -> dict[str, bool]:
    """Categories of the criteria that are known to hold; what is not named here is unknown.

    Whole rows are read, so that the log of reads has them.
    """
    found = Flag.objects.filter(
        person=person_id, state=FlagState.CONFIRMED, kind__in=list(CATEGORY_OF)
    )
    return rules.categories((flag.kind, flag.state) for flag in found)


def departure_is_held(case: Case) -> bool:
    return DepartureHold.objects.filter(case=case, lifted_at__isnull=True).exists()


def arrival_to_report_on(pk: UUID) -> QuerySet[Arrival]:
    return Arrival.objects.filter(pk=pk).select_related("case_org", "reception_org")


# Screens.


def screen_for(case: Case, *, on: date) -> tuple[AssessmentPurpose, FormVersion | None]:
    """The screen that the programme asks now: at the intake, or once the person has arrived."""
    before = case.stage in {Stage.COUNSELLING, Stage.DEPARTURE}
    purpose = AssessmentPurpose.RAPID_SCREEN if before else AssessmentPurpose.ARRIVAL_SCREEN
    return purpose, assessments.version_for(purpose, programme_id=case.programme_id, on=on)


def screenings_of(case: Case) -> list[Screening]:
    found = list(
        Screening.objects.filter(case=case)
        .select_related("form_version__form")
        .defer(*(f"form_version__{name}" for name in HEAVY))
    )
    _name_persons(found)
    name_users(by=found)
    return found


def answers_of(screening: Screening, *, language: str) -> list[tuple[str, str]]:
    """Each question that was asked with its answer in words."""
    form = forms.read(screening.form_version)
    at = screening.at.replace(tzinfo=None)
    filled = Filling(
        form, json.loads(str(screening.answers)), now=at, language=form.language(language)
    )
    return [
        (filled.label(question, key), filled.shown(question, key))
        for question, key in filled.asked()
        if not question.is_note
    ]


# Risks.


@dataclass(frozen=True)
class FactorLine:
    """A factor of the list with what is known of it; `factor` is None where nobody asked yet."""

    term: Term
    factor: Factor | None


@dataclass(frozen=True)
class Risks:
    """The summary of one person: what raises the risk, what protects, what is not known."""

    raises: Sequence[FactorLine]
    protects: Sequence[FactorLine]
    unknown: Sequence[FactorLine]


def factors_of(person: Person, *, on: date) -> list[FactorLine]:
    """Every factor of the list, by level. One that left the list stays where it was answered."""
    standing = Factor.objects.filter(person=person, replaced_at__isnull=True).select_related("term")
    known = {factor.term.code: factor for factor in standing}
    name_users(by=known.values())
    listed = terms(TermList.FACTOR, on=on)
    codes = {term.code for term in listed}
    gone = [factor.term for code, factor in known.items() if code not in codes]
    order = list(Level)
    lines = [FactorLine(term, known.get(term.code)) for term in [*listed, *gone]]
    return sorted(lines, key=lambda line: order.index(Level(line.term.level)))


def summary(lines: Sequence[FactorLine]) -> Risks:
    def holds(line: FactorLine, effect: Effect) -> bool:
        return bool(
            line.term.effect == effect
            and line.factor
            and line.factor.strength in {Strength.STRONG, Strength.SOME}
        )

    return Risks(
        raises=[line for line in lines if holds(line, Effect.RAISES)],
        protects=[line for line in lines if holds(line, Effect.PROTECTS)],
        unknown=[
            line
            for line in lines
            if line.factor is None or line.factor.strength == Strength.UNKNOWN
        ],
    )


def assessments_of(case: Case) -> list[RiskAssessment]:
    """The latest first."""
    found = list(RiskAssessment.objects.filter(case=case))
    _name_persons(found)
    name_users(by=found)
    return found


def measures_of(case: Case) -> list[Measure]:
    """The safety plan: measures that follow no incident."""
    found = list(Measure.objects.filter(case=case, incident__isnull=True))
    name_users(holder=found, done_by=found)
    return found


def incidents_of(case: Case) -> list[Incident]:
    found = list(Incident.objects.filter(case=case).select_related("kind"))
    _name_persons(found)
    name_users(by=found)
    return found


def incident_figures(since: date, before: date) -> list[tuple[Term, int | None]]:
    """How often each kind was noted, for the actor's organisation; None below ten."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select term_id, noted from protection_incident_counts(%s, %s)", [since, before]
        )
        noted = dict(cursor.fetchall())
    found = Term.objects.filter(pk__in=noted).order_by("position")
    return [(term, noted[term.pk]) for term in found]


# Pathways.


def pathways_of(case: Case) -> list[Pathway]:
    found = list(Pathway.objects.filter(case=case).select_related("template"))
    _name_persons(found)
    return found


def steps_of(pathway: Pathway) -> list[PathwayStep]:
    found = list(pathway.steps.select_related("step").order_by("step__position"))
    name_users(done_by=found)
    return found


def guardians_of(pathway: Pathway) -> list[Guardian]:
    return list(pathway.guardians.all())


def tracings_of(pathway: Pathway) -> list[Tracing]:
    return list(pathway.tracings.all())


def best_interests_of(pathway: Pathway) -> list[BestInterest]:
    found = list(pathway.best_interests.all())
    name_users(by=found)
    return found


def determination_is_open(pathway: Pathway) -> bool:
    """A child's pathway without a determination that decided something."""
    if not pathway.template.decides_best_interest:
        return False
    return not pathway.best_interests.filter(
        kind=BestInterestKind.DETERMINATION, decision__in=["return", "not_return"]
    ).exists()


# Care.


def open_health_needs(case: Case) -> QuerySet[HealthNeed]:
    """Health needs of the household that nothing covers yet, as far as the actor sees them."""
    return HealthNeed.objects.filter(case=case, state=NeedState.OPEN)


def needs_of(case: Case) -> list[HealthNeed]:
    found = list(HealthNeed.objects.filter(case=case))
    _name_persons(found)
    name_users(opened_by=found, state_by=found)
    return found


@dataclass(frozen=True)
class Care:
    """A hand-over with what the clinic said, and the days without medicine in between."""

    handover: CareHandover
    confirmation: CareConfirmation | None

    @property
    def gap(self) -> int | None:
        day = self.confirmation.first_appointment if self.confirmation else None
        return rules.gap_in_supply(self.handover.supply_until, day)


def handovers_of(case: Case) -> list[Care]:
    return _care(CareHandover.objects.filter(case=case))


def handovers_to(org_id: int) -> list[Care]:
    """What was handed to this organisation, the latest first."""
    return _care(
        CareHandover.objects.filter(
            receiver_org=org_id, sent_at__isnull=False, taken_back_at__isnull=True
        )
    )


def handed_to(person_ids: Sequence[UUID], org_ids: Sequence[int]) -> QuerySet[CareHandover]:
    """What these organisations hold of these persons' treatments now."""
    return CareHandover.objects.filter(
        person__in=person_ids,
        receiver_org__in=org_ids,
        sent_at__isnull=False,
        taken_back_at__isnull=True,
    ).select_related("receiver_org")


def care(handover: CareHandover) -> Care:
    return _care(CareHandover.objects.filter(pk=handover.pk))[0]


def _care(found: QuerySet[CareHandover]) -> list[Care]:
    rows = list(found.select_related("receiver_org", "owner_org", "service"))
    _name_persons(rows)
    said = {one.handover_id: one for one in CareConfirmation.objects.filter(handover__in=rows)}
    name_users(sent_by=rows, drafted_by=rows, by=said.values())
    return [Care(row, said.get(row.pk)) for row in rows]


def clinics(case: Case, *, org_id: int, on: date) -> list[Organisation]:
    """Organisations that clauses in force let see this one's health data for a referral."""
    reached = {
        clause.to_org_id
        for clause in agreements.in_force(on).filter(agreements.of_programme(case.programme_id))
        if clause.from_org_id == org_id
        and Purpose.REFERRAL in clause.purposes
        and set(clause.data_classes) >= CARE_CLASSES
    }
    return list(Organisation.objects.filter(pk__in=reached).order_by("name"))


def sending_facts(handover: CareHandover, *, on: date) -> rules.SendingFacts:
    clinic = handover.receiver_org
    return rules.SendingFacts(
        is_draft=handover.sent_at is None,
        has_receiver=clinic is not None,
        described=bool(handover.condition.strip() and handover.treatment.strip()),
        agreement=clinic is not None
        and agreements.covers(
            from_org_id=handover.owner_org_id,
            to_org_id=clinic.pk,
            programme_id=handover.programme_id,
            classes=CARE_CLASSES,
            purpose=Purpose.REFERRAL,
        ),
        consent=clinic is not None
        and persons.covers(
            handover.person_id,
            recipient=clinic,
            purpose=Purpose.REFERRAL,
            classes=CARE_CLASSES,
            on=on,
        ),
    )


# Legal notes.


def legal_notes_of(case: Case) -> list[LegalNote]:
    """Those that the actor wrote or was named for."""
    found = list(LegalNote.objects.filter(case=case))
    _name_persons(found)
    name_users(author=found)
    return found


def readers_of(note: LegalNote) -> list[LegalNoteReader]:
    found = list(note.readers.order_by("added_at"))
    name_users(user=found)
    return found


def about(row: PersonRow) -> Person | None:
    """Whom a row is about, where the actor sees the person."""
    return Person.objects.filter(pk=row.person_id).first()


def _name_persons(rows: Sequence[object]) -> None:
    """Fills in whom rows are about, by one query; a person who is not seen stays unnamed."""
    people = Person.objects.in_bulk({row.person_id for row in rows})  # type: ignore[attr-defined]
    for row in rows:
        row.about = people.get(row.person_id)  # type: ignore[attr-defined]


def open_flags(case: Case) -> QuerySet[Flag]:
    return Flag.objects.filter(case=case, state__in=[FlagState.SUSPECTED, FlagState.CONFIRMED])
