"""A person's way through a pathway: its steps, and what a child needs decided."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from homeward.access.choices import DataClass, Role
from homeward.access.models import User
from homeward.access.permissions import require
from homeward.cases.actions.stages import locked
from homeward.cases.models import Case
from homeward.core.refusals import Refused, refuse_if
from homeward.persons.models import Person
from homeward.protection import queries, rules
from homeward.protection.actions.common import alone, of, refuse_if_closed, under, wait
from homeward.protection.actions.flags import hold_departure, lift_hold
from homeward.protection.choices import (
    BestInterestDecision,
    BestInterestKind,
    Reason,
    TracingResult,
)
from homeward.protection.models import (
    BestInterest,
    Guardian,
    Pathway,
    PathwayStep,
    PathwayTemplate,
    Tracing,
)
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind


def _wait_of(row: Pathway | PathwayStep) -> TaskKind:
    return TaskKind.CARE_STEP if row.data_class == DataClass.HEALTH else TaskKind.PATHWAY_STEP


@transaction.atomic
def begin_pathway(
    case: Case, person: Person, template: PathwayTemplate, *, by: User, at: datetime
) -> Pathway:
    """Begins each step as a wait of its role; a child's departure waits from now on."""
    require(by, "protection.do_step")
    case = locked(case)
    refuse_if_closed(case)
    columns = of(case, person.pk, by)
    try:
        with transaction.atomic():
            pathway = Pathway.objects.create(
                template=template,
                data_class=template.data_class,
                begun_at=at,
                begun_by=by,
                **columns,
            )
    except IntegrityError as error:
        raise Refused(Reason.BEGUN_ALREADY) from error
    if template.decides_best_interest:
        hold_departure(case, person.pk, by=by, at=at)
    org_id = by.organisation_of_rows.pk
    for step in template.steps.all():
        row = PathwayStep.objects.create(
            pathway=pathway, step=step, data_class=template.data_class,
            due_on=queries.due_after(at.date(), step.days, step.day_kind, holder_org_id=org_id),
            **under(pathway, by),
        )  # fmt: skip
        wait(
            _wait_of(row), row.pk, case, person_id=person.pk, org_id=org_id, due_on=row.due_on,
            holder=alone(queries.colleagues(org_id, [step.holder_role])), at=at,
        )  # fmt: skip
    return pathway


@transaction.atomic
def do_step(
    step: PathwayStep, evidence: str, *, applies: bool = True, by: User, at: datetime
) -> PathwayStep:
    """Done, or said not to apply: both with a word on why."""
    require(by, "protection.do_step")
    step = (
        PathwayStep.objects.select_for_update(of=("self",)).select_related("step").get(pk=step.pk)
    )
    refuse_if(
        rules.reasons_not_to_do_step(
            is_open=step.done_at is None,
            needs_evidence=step.step.needs_evidence or not applies,
            evidence=evidence,
        )
    )
    step.evidence, step.applies, step.done_at, step.done_by = evidence.strip(), applies, at, by
    step.save(update_fields=["evidence", "applies", "done_at", "done_by"])
    tasks.end(_wait_of(step), step.pk, at=at)
    return step


def _open(pathway: Pathway) -> Pathway:
    pathway = (
        Pathway.objects.select_for_update(of=("self",))
        .select_related("template", "case")
        .get(pk=pathway.pk)
    )
    refuse_if([Reason.WRONG_STATE] if pathway.ended_at else [])
    return pathway


@transaction.atomic
def name_guardian(
    pathway: Pathway,
    name: str,
    *,
    tie: str = "",
    contact: str = "",
    is_authority: bool = False,
    named_on: date,
    by: User,
    at: datetime,
) -> Guardian:
    """Who speaks for the child from now on; the one before ends on the same day."""
    require(by, "protection.do_step")
    pathway = _open(pathway)
    refuse_if([] if name.strip() else [Reason.NO_GUARDIAN])
    pathway.guardians.filter(ended_on__isnull=True).update(ended_on=named_on)
    return Guardian.objects.create(
        pathway=pathway, name=name.strip(), tie=tie.strip(), contact=contact.strip(),
        is_authority=is_authority, named_on=named_on, by=by, at=at, **under(pathway, by),
    )  # fmt: skip


@transaction.atomic
def ask_tracing(
    pathway: Pathway, *, sought: str, asked_of: str, asked_on: date, by: User, at: datetime
) -> Tracing:
    require(by, "protection.do_step")
    pathway = _open(pathway)
    refuse_if([] if sought.strip() else [Reason.NO_WORDS])
    return Tracing.objects.create(
        pathway=pathway, sought=sought.strip(), asked_of=asked_of.strip(), asked_on=asked_on,
        by=by, at=at, **under(pathway, by),
    )  # fmt: skip


@transaction.atomic
def answer_tracing(
    tracing: Tracing, result: TracingResult, note: str, *, result_on: date, by: User, at: datetime
) -> Tracing:
    require(by, "protection.do_step")
    tracing = Tracing.objects.select_for_update(of=("self",)).get(pk=tracing.pk)
    refuse_if([] if tracing.result == TracingResult.OPEN else [Reason.WRONG_STATE])
    tracing.result, tracing.result_on, tracing.note = result, result_on, note.strip()
    tracing.save(update_fields=["result", "result_on", "note"])
    return tracing


@dataclass(frozen=True, kw_only=True)
class Held:
    kind: BestInterestKind
    held_on: date
    members: str = ""
    child_s_view: str = ""
    finding: str = ""
    decision: BestInterestDecision | str = ""
    conditions: str = ""
    review_on: date | None = None


@transaction.atomic
def record_best_interest(pathway: Pathway, held: Held, *, by: User, at: datetime) -> BestInterest:
    """An assessment, or the panel's determination: one that decides lets the departure go on.

    One that finds against the return keeps it waiting: a later determination may find otherwise.
    """
    require(by, "protection.do_step")
    pathway = _open(pathway)
    refuse_if(
        rules.reasons_not_to_record_best_interest(
            rules.BestInterestFacts(
                kind=held.kind,
                is_open=pathway.ended_at is None,
                has_guardian=pathway.guardians.filter(ended_on__isnull=True).exists(),
                assessed=pathway.best_interests.filter(kind=BestInterestKind.ASSESSMENT).exists(),
                panel=len(rules.panel_of(held.members)),
                held_on=held.held_on,
                today=at.date(),
                review_given=held.review_on is not None,
            )
        )
    )
    values = asdict(held)
    if held.kind == BestInterestKind.ASSESSMENT:
        values["decision"] = ""
    found = BestInterest.objects.create(
        pathway=pathway, by=by, at=at, **values, **under(pathway, by)
    )
    if held.decision == BestInterestDecision.RETURN:
        lift_hold(pathway.case_id, pathway.person_id, at=at)
    elif held.kind == BestInterestKind.DETERMINATION:
        hold_departure(pathway.case, pathway.person_id, by=by, at=at)
    _review(pathway, found, by=by, at=at)
    return found


def _review(pathway: Pathway, found: BestInterest, *, by: User, at: datetime) -> None:
    for before in pathway.best_interests.exclude(pk=found.pk).values_list("pk", flat=True):
        tasks.end(TaskKind.REVIEW_PROTECTION, before, at=at)
    if found.review_on is None:
        return
    org_id = by.organisation_of_rows.pk
    wait(
        TaskKind.REVIEW_PROTECTION, found.pk, pathway.case, person_id=pathway.person_id,
        org_id=org_id, due_on=found.review_on, at=at,
        holder=alone(queries.colleagues(org_id, [Role.PROTECTION_FOCAL_POINT])),
    )  # fmt: skip


@transaction.atomic
def end_pathway(pathway: Pathway, outcome: str, *, by: User, at: datetime) -> Pathway:
    require(by, "protection.do_step")
    pathway = _open(pathway)
    refuse_if(
        rules.reasons_not_to_end_pathway(
            is_open=pathway.ended_at is None,
            steps_open=pathway.steps.filter(done_at__isnull=True).exists(),
            determination_open=queries.determination_is_open(pathway),
            outcome=outcome,
        )
    )
    pathway.outcome, pathway.ended_at, pathway.ended_by = outcome.strip(), at, by
    pathway.save(update_fields=["outcome", "ended_at", "ended_by"])
    return pathway
