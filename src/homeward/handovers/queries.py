"""Reads of handovers, and the facts that their rules ask for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models import Count, Max, Min, Q, QuerySet

from homeward.access.choices import OrganisationKind, Purpose
from homeward.access.models import Organisation, User
from homeward.agreements.choices import Status as AgreementStatus
from homeward.agreements.models import Agreement, Clause, Party
from homeward.handovers import rules
from homeward.handovers.choices import (
    TO_ASK,
    LineKind,
    Part,
    Reading,
    Reason,
    RowState,
    Stay,
    Verdict,
)
from homeward.handovers.models import (
    Asking,
    Criterion,
    Handover,
    HandoverRow,
    Judgement,
    Line,
    Rehearsal,
    Signature,
    Stage,
)
from homeward.indicators.models import Figure
from homeward.persons.models import Person
from homeward.programmes.models import Programme
from homeward.services.choices import Listing
from homeward.services.models import Service
from homeward.tasks.choices import TaskKind
from homeward.tasks.models import Task

MOST_LINES = 60


@dataclass(frozen=True)
class Read:
    """A criterion as it stands today: met, not met or unknown, and what shows it."""

    criterion: Criterion
    verdict: Verdict
    found: int | None
    judgement: Judgement | None


def criteria_in_force(programme: Programme | int, on: date) -> list[Criterion]:
    """Of each code the version of today; what is asked no more is left out."""
    latest: dict[str, Criterion] = {}
    for each in (
        Criterion.objects.filter(programme=programme, valid_from__lte=on)
        .select_related("about", "stated_by")
        .order_by("code", "-valid_from")
    ):
        latest.setdefault(each.code, each)
    return [each for each in latest.values() if not each.is_dropped]


def readiness(programme: Programme, on: date) -> list[Read]:
    criteria = criteria_in_force(programme, on)
    latest: dict[UUID, Judgement] = {}
    for judgement in Judgement.objects.filter(criterion__in=criteria).select_related("judged_by"):
        latest.setdefault(judgement.criterion_id, judgement)
    return [_read(each, programme, latest.get(each.pk), on) for each in criteria]


def _read(criterion: Criterion, programme: Programme, said: Judgement | None, on: date) -> Read:
    reading = Reading(criterion.reading)
    found = None if reading == Reading.JUDGEMENT else _found(criterion, programme, on)
    return Read(
        criterion,
        rules.verdict(
            reading,
            found=found,
            threshold=criterion.threshold,
            said=said.verdict if said else "",
        ),
        found,
        said,
    )


def _found(criterion: Criterion, programme: Programme, on: date) -> int:
    about = criterion.about_id
    if criterion.reading == Reading.AGREEMENTS:
        return agreements_between(programme.lead_org_id or 0, about, on).count()
    if criterion.reading == Reading.SERVICES:
        return Service.objects.filter(organisation=about, listing=Listing.LISTED).count()
    if criterion.reading == Reading.STAFF:
        return int(_one("select handovers_staff_of(%s)", [about]))
    return int(_one("select handovers_cases_of(%s, %s)", [about, programme.pk]))


def _one(statement: str, values: Sequence[int | UUID]) -> str:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return str(cursor.fetchone()[0])


def agreements_between(lead: int, other: int, on: date) -> QuerySet[Agreement]:
    return (
        Agreement.objects.filter(status=AgreementStatus.IN_FORCE, starts_on__lte=on)
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))
        .filter(parties__organisation=lead)
        .filter(parties__organisation=other)
        .distinct()
    )


def covers(
    agreement: Agreement | int, *, lead: int, receiver: int, programme: int, on: date
) -> bool:
    """Is it in force between the two, with a clause for case management of this programme?"""
    pk = agreement if isinstance(agreement, int) else agreement.pk
    held = agreements_between(lead, receiver, on).filter(pk=pk)
    if held.filter(parties__signed_on__isnull=True).exists():
        return False
    return (
        held.filter(Q(programmes=[]) | Q(programmes__contains=[programme])).exists()
        and Clause.objects.filter(
            Q(programmes=[]) | Q(programmes__contains=[programme]),
            agreement=pk,
            from_org=lead,
            to_org=receiver,
            purposes__contains=[Purpose.CASEWORK],
        ).exists()
    )


def agreements_to_name(user: User) -> QuerySet[Agreement]:
    return Agreement.objects.filter(
        status=AgreementStatus.IN_FORCE, parties__organisation=user.organisation_id or 0
    ).distinct()


def receivers(user: User) -> QuerySet[Organisation]:
    """Whoever is a party of an agreement with the lead."""
    parties = Party.objects.filter(agreement__in=agreements_to_name(user))
    return (
        Organisation.objects.filter(pk__in=parties.values("organisation"))
        .exclude(pk=user.organisation_id or 0)
        .order_by("name")
    )


def organisations() -> QuerySet[Organisation]:
    return Organisation.objects.exclude(kind=OrganisationKind.EMPLOYER).order_by("name")


def programmes() -> QuerySet[Programme]:
    """An organisation that does not lead a programme hands its own part of it over."""
    return Programme.objects.order_by("name")


def programmes_of_lead(user: User) -> QuerySet[Programme]:
    return programmes().filter(lead_org=user.organisation_id or 0)


def programmes_with_criteria() -> QuerySet[Programme]:
    return Programme.objects.filter(pk__in=Criterion.objects.values("programme")).order_by("name")


def listed(*, status: str = "") -> QuerySet[Handover]:
    found = (
        Handover.objects.select_related("from_org", "programme")
        .annotate(
            cases=Count("stages__rows", filter=Q(stages__rows__state=RowState.MOVES)),
        )
        .order_by("-drafted_at", "pk")
    )
    return found.filter(status=status) if status else found


def handover(pk: UUID) -> QuerySet[Handover]:
    return Handover.objects.select_related("from_org", "programme", "drafted_by").filter(pk=pk)


def stages_of(held: Handover) -> list[Stage]:
    return list(
        held.stages.select_related(
            "receiver__country", "agreement", "asylum_keeper", "begun_by"
        ).order_by("number")
    )


def next_number(held: Handover) -> int:
    return (held.stages.aggregate(last=Max("number"))["last"] or 0) + 1


def lines_of(held: Handover) -> list[Line]:
    return list(held.lines.select_related("decided_by"))


def lines_to_draft(lead: int, programme: Programme, on: date) -> list[Line]:
    """What a lead has beside cases, each to be decided: one line for the indicators among them."""
    lines = [
        Line(kind=LineKind.SERVICE, subject=str(service.pk), words=str(service)[:300])
        for service in Service.objects.filter(organisation=lead, listing=Listing.LISTED).order_by(
            "name"
        )[:MOST_LINES]
    ]
    lines += [
        Line(kind=LineKind.AGREEMENT, subject=str(agreement.pk), words=str(agreement)[:300])
        for agreement in Agreement.objects.filter(
            Q(programmes=[]) | Q(programmes__contains=[programme.pk]),
            status=AgreementStatus.IN_FORCE,
            parties__organisation=lead,
        ).distinct()[:MOST_LINES]
    ]
    return [*lines, Line(kind=LineKind.INDICATOR, words=str(programme)[:300])]


def sides(held: Handover) -> list[Organisation]:
    """The lead first, then each receiver once."""
    found = {held.from_org_id: held.from_org}
    for stage in held.stages.select_related("receiver"):
        found.setdefault(stage.receiver_id, stage.receiver)
    return list(found.values())


def to_sign(held: Handover, organisation: int) -> UUID:
    """What the wait for a side's signatures is about: the lead's act, or a first stage."""
    first = held.stages.filter(receiver=organisation).order_by("number").first()
    return first.pk if first and organisation != held.from_org_id else held.pk


def signing_due(held: Handover) -> date | None:
    """The earliest day of the signatures that are waited for, as far as the reader sees them."""
    subjects = [to_sign(held, side.pk) for side in sides(held)]
    waits = Task.objects.filter(
        kind=TaskKind.SIGN_CASELOAD, subject_id__in=subjects, done_at__isnull=True
    )
    due: date | None = waits.aggregate(first=Min("due_on"))["first"]
    return due


def signatures_of(held: Handover) -> list[Signature]:
    return list(held.signatures.select_related("user", "organisation"))


def parts_signed(held: Handover) -> dict[int, frozenset[str]]:
    found: dict[int, set[str]] = {side.pk: set() for side in sides(held)}
    for organisation, part in held.signatures.values_list("organisation", "part"):
        found.setdefault(organisation, set()).add(part)
    return {org: frozenset(parts) for org, parts in found.items()}


def agreements_hold(held: Handover, on: date) -> bool:
    return all(
        covers(
            stage.agreement_id,
            lead=held.from_org_id,
            receiver=stage.receiver_id,
            programme=held.programme_id,
            on=on,
        )
        for stage in held.stages.all()
    )


def rehearsals(stage: Stage) -> QuerySet[Rehearsal]:
    return stage.rehearsals.select_related("by")


def latest(stage: Stage) -> Rehearsal | None:
    return rehearsals(stage).first()


def fingerprint(stage: Stage) -> str:
    """What the stage would do at this moment, as one text of digits; the lead's alone."""
    return _one("select handovers_fingerprint(%s)", [stage.pk])


def counted(rehearsal: Rehearsal) -> list[tuple[str, int]]:
    """Why cases stay, and how many each; most first."""
    found = sorted(rehearsal.reasons.items(), key=lambda each: -each[1])
    return [(str(Stay(code).label), number) for code, number in found]


def rows(stage: Stage, *, state: str = "", reason: str = "") -> QuerySet[HandoverRow]:
    """Of a stage, what the reader may see: a sealed file's row is its team's alone."""
    found = HandoverRow.objects.filter(stage=stage).order_by("reference")
    if state in RowState.values:
        found = found.filter(state=state)
    return found.filter(reasons__contains=[reason]) if reason in Stay.values else found


def numbers(stage: Stage) -> dict[str, int]:
    found = dict(rows(stage).order_by().values_list("state").annotate(Count("pk")))
    return {state: found.get(state, 0) for state in RowState.values}


def sealed_for(stage: Stage) -> int:
    """Sealed files of the stage whose team the reader is in; nobody else is told that there are."""
    return rows(stage, reason=Stay.SEALED).count()


def to_ask() -> QuerySet[HandoverRow]:
    """Cases that stay until the person was asked, or because nobody reached them."""
    return (
        HandoverRow.objects.filter(
            state=RowState.STAYS, reasons__overlap=list(TO_ASK), stage__status="planned"
        )
        .select_related("stage__handover", "stage__receiver", "case")
        .order_by("reference")
    )


def row(pk: UUID) -> QuerySet[HandoverRow]:
    return HandoverRow.objects.select_related(
        "stage__handover__from_org", "stage__receiver", "case"
    ).filter(pk=pk)


def people_of(held: HandoverRow) -> QuerySet[Person]:
    return Person.objects.filter(household=held.case.household_id).order_by("pk")


def askings(handover_pk: UUID, people: Iterable[Person]) -> list[Asking]:
    return list(
        Asking.objects.filter(handover=handover_pk, person__in=list(people)).select_related(
            "by", "person"
        )
    )


def figures_standing() -> int:
    return Figure.objects.filter(replaced_at__isnull=True).count()


def figures_since(moment: object) -> int:
    """Figures that were written anew after a moment: they differ from what stood there."""
    return Figure.objects.filter(replaced_at__isnull=True, computed_at__gt=moment).count()


def signing_facts(held: Handover, user: User, on: date) -> rules.SigningFacts:
    parts = parts_signed(held)
    return rules.SigningFacts(
        is_party=user.organisation_id in parts,
        status=held.status,  # type: ignore[arg-type] # a TextChoices value is its member's equal
        signed_by_user=held.signatures.filter(user=user).exists(),
        parts_of_side=parts.get(user.organisation_id or 0, frozenset()),
        agreements_hold=agreements_hold(held, on),
    )


def running_facts(
    stage: Stage, user: User, on: date, *, looked_at_again: bool = True
) -> rules.RunningFacts:
    """`looked_at_again`: every case of the stage is asked about anew, which takes its time."""
    held, found = stage.handover, latest(stage)
    is_lead = held.from_org_id == user.organisation_id
    kept = found.fingerprint if found else ""
    return rules.RunningFacts(
        is_lead=is_lead,
        status=held.status,  # type: ignore[arg-type]
        stage=stage.status,  # type: ignore[arg-type]
        from_on=stage.from_on,
        today=on,
        rehearsed=found.fingerprint if found else None,
        now=fingerprint(stage) if is_lead and looked_at_again else kept,
        moves=found.moves if found else 0,
        agreement_covers=covers(
            stage.agreement_id,
            lead=held.from_org_id,
            receiver=stage.receiver_id,
            programme=held.programme_id,
            on=on,
        ),
    )


def may_sign(held: Handover, user: User, on: date) -> bool:
    return not rules.reasons_not_to_sign(signing_facts(held, user, on))


def reasons_to_wait(stage: Stage, user: User, on: date) -> list[Reason]:
    """Whether the rehearsal still holds is asked only where nothing else is missing."""
    plain = rules.reasons_not_to_run(running_facts(stage, user, on, looked_at_again=False))
    return plain or rules.reasons_not_to_run(running_facts(stage, user, on))


def missing_signatures(held: Handover) -> list[tuple[Organisation, int]]:
    parts = parts_signed(held)
    return [
        (side, len(Part) - len(parts.get(side.pk, ())))
        for side in sides(held)
        if len(parts.get(side.pk, ())) < len(Part)
    ]
