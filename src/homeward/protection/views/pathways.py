"""A pathway's page, its steps, and a child's guardian, tracing and best interest."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homeward.access.models import User
from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.core.patterns import NextStep
from homeward.protection import actions, queries
from homeward.protection.actions.pathways import Held
from homeward.protection.choices import BestInterestDecision, BestInterestKind, TracingResult
from homeward.protection.forms import (
    AssessmentForm,
    DeterminationForm,
    GuardianForm,
    OutcomeForm,
    PathwayForm,
    StepForm,
    TracingAnswerForm,
    TracingForm,
)
from homeward.protection.models import Pathway, PathwayStep, Tracing
from homeward.protection.views.shown import (
    answer_form,
    case_of,
    of_case,
    people_of,
    posted,
    tried,
)
from homeward.tasks import queries as tasks
from homeward.tasks.models import Task


@page("protection.do_step")
def begin(request: Request, case_pk: UUID) -> HttpResponse:
    case = case_of(case_pk)
    templates = queries.templates(programme_id=case.programme_id, on=timezone.localdate())
    form = PathwayForm(posted(request), people=people_of(case), templates=templates)
    return answer_form(
        request,
        form,
        lambda: actions.begin_pathway(
            case, form.person_chosen(), form.template_chosen(), by=request.user, at=timezone.now()
        ),
        done=lambda pathway: reverse("protection:pathway", args=[pathway.pk]),
        said=_("Begun. Each step waits with its holder."),
        heading=_("Begin a pathway"),
        lead=_("Its steps become waits, each with its holder."),
        submit=_("Begin the pathway"),
        **of_case(case, tab="protection", back=reverse("protection:case", args=[case.pk])),
    )


@page("protection.do_step")
def pathway(request: Request, pk: UUID) -> HttpResponse:
    return _show(request, _pathway(pk), OutcomeForm())


@page("protection.do_step")
@require_POST
def end(request: Request, pk: UUID) -> HttpResponse:
    found = _pathway(pk)
    form = OutcomeForm(request.POST)
    if not form.is_valid():
        return _show(request, found, form, status=422)
    reasons = tried(
        request,
        lambda: actions.end_pathway(
            found, form.cleaned_data["outcome"], by=request.user, at=timezone.now()
        ),
        _("The pathway is ended."),
    )
    if reasons:
        return _show(request, found, form, reasons=reasons, status=409)
    return redirect("protection:pathway", found.pk)


def _pathway(pk: UUID) -> Pathway:
    return get_object_or_404(Pathway.objects.select_related("template", "begun_by"), pk=pk)


def _show(
    request: Request, found: Pathway, form: OutcomeForm, *, reasons: Any = (), status: int = 200
) -> HttpResponse:
    case = case_of(found.case_id)
    steps = queries.steps_of(found)
    waits = tasks.open_of_subjects([step.pk for step in steps])
    user: User = request.user
    context = of_case(
        case,
        tab="protection" if can(user, "protection.read") else "",
        pathway=found,
        about=queries.about(found),
        steps=[(step, waits.get(step.pk)) for step in steps],
        next=_next(steps, waits, user),
        waits=waits,
        guardians=queries.guardians_of(found),
        tracings=queries.tracings_of(found),
        best_interests=queries.best_interests_of(found),
        open_determination=queries.determination_is_open(found),
        form=form,
        reasons=reasons,
    )
    return render(request, "protection/pathway.html", context, status=status)


def _next(steps: list[PathwayStep], waits: dict[UUID, Task], user: User) -> NextStep | None:
    """The first step that is open, with whoever holds it."""
    first = next((step for step in steps if step.done_at is None), None)
    if first is None:
        return None
    task = waits.get(first.pk)
    holder = str(task.holder or task.holder_org) if task else ""
    mine = task is None or task.holder_id in {None, user.pk}
    return NextStep(
        title=str(first),
        holder=holder,
        due=first.due_on,
        url=reverse("protection:step", args=[first.pk]),
        label=_("Open the step"),
        mine=mine,
        waiting_for="" if mine else holder,
    )


@page("protection.do_step")
def step(request: Request, pk: UUID) -> HttpResponse:
    found = get_object_or_404(
        PathwayStep.objects.select_related("step", "pathway__template", "done_by"), pk=pk
    )
    back = reverse("protection:pathway", args=[found.pathway_id])
    form = StepForm(posted(request))
    return answer_form(
        request,
        form,
        lambda: actions.do_step(
            found,
            form.cleaned_data["evidence"],
            applies=form.cleaned_data["applies"] == "yes",
            by=request.user,
            at=timezone.now(),
        ),
        done=back,
        said=_("Step done."),
        heading=str(found.step),
        lead=str(found.pathway.template),
        submit=_("Save the step"),
        closed=found.done_at is not None,
        **of_case(case_of(found.pathway.case_id), tab="protection", back=back),
    )


@page("protection.do_step")
def guardian(request: Request, pk: UUID) -> HttpResponse:
    found = _pathway(pk)
    form = GuardianForm(posted(request), initial={"named_on": timezone.localdate()})
    return answer_form(
        request,
        form,
        lambda: actions.name_guardian(
            found, **form.cleaned_data, by=request.user, at=timezone.now()
        ),
        said=_("The guardian is named."),
        heading=_("Name the guardian"),
        lead=_("Who speaks for the child from now on. Whoever was named before stays on record."),
        submit=_("Name the guardian"),
        **_under(found),
    )


@page("protection.do_step")
def tracing(request: Request, pk: UUID) -> HttpResponse:
    found = _pathway(pk)
    form = TracingForm(posted(request), initial={"asked_on": timezone.localdate()})
    return answer_form(
        request,
        form,
        lambda: actions.ask_tracing(found, **form.cleaned_data, by=request.user, at=timezone.now()),
        said=_("The request is noted."),
        heading=_("Look for the family"),
        lead=_("Only where it is safe for the child that the family learns of the request."),
        submit=_("Note the request"),
        **_under(found),
    )


@page("protection.do_step")
def tracing_answer(request: Request, pk: UUID) -> HttpResponse:
    asked = get_object_or_404(Tracing, pk=pk)
    form = TracingAnswerForm(posted(request), initial={"result_on": timezone.localdate()})
    return answer_form(
        request,
        form,
        lambda: actions.answer_tracing(
            asked,
            TracingResult(form.cleaned_data["result"]),
            form.cleaned_data["note"],
            result_on=form.cleaned_data["result_on"],
            by=request.user,
            at=timezone.now(),
        ),
        said=_("The answer is noted."),
        heading=_("What the tracing found"),
        lead=asked.sought,
        submit=_("Note the answer"),
        **_under(_pathway(asked.pathway_id)),
    )


@page("protection.do_step")
def assessment(request: Request, pk: UUID) -> HttpResponse:
    found = _pathway(pk)
    form = AssessmentForm(posted(request), initial={"held_on": timezone.localdate()})
    return answer_form(
        request,
        form,
        lambda: actions.record_best_interest(
            found,
            Held(kind=BestInterestKind.ASSESSMENT, **form.cleaned_data),
            by=request.user,
            at=timezone.now(),
        ),
        said=_("The assessment is kept."),
        heading=_("Best-interest assessment"),
        lead=_("What the child says comes first."),
        submit=_("Keep the assessment"),
        **_under(found),
    )


@page("protection.do_step")
def determination(request: Request, pk: UUID) -> HttpResponse:
    found = _pathway(pk)
    form = DeterminationForm(posted(request), initial={"held_on": timezone.localdate()})

    def decide() -> Any:
        said = dict(form.cleaned_data)
        said["decision"] = BestInterestDecision(said["decision"])
        held = Held(kind=BestInterestKind.DETERMINATION, **said)
        return actions.record_best_interest(found, held, by=request.user, at=timezone.now())

    return answer_form(
        request,
        form,
        decide,
        said=_("The determination is kept."),
        heading=_("Best-interest determination"),
        lead=_("Made by a panel. The departure waits until it finds the return in the child’s best"
               " interest."),
        submit=_("Keep the determination"),
        **_under(found),
    )  # fmt: skip


def _under(found: Pathway) -> dict[str, Any]:
    back = reverse("protection:pathway", args=[found.pk])
    return of_case(case_of(found.case_id), tab="protection", back=back, done=back)
