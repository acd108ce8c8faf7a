"""Pages of an evaluation's steps. What was typed stays where something is refused."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.core.forms import BaseForm
from homeward.core.patterns import Consequence
from homeward.core.refusals import Refused
from homeward.evaluations import actions
from homeward.evaluations.forms import (
    EvaluationForm,
    ExtractForm,
    QuestionForm,
    ReportForm,
    TextForm,
)
from homeward.evaluations.models import Evaluation, Question
from homeward.evaluations.views.workspace import SECTION, found, show

BAD, REFUSED = 422, 409


def filled_in(
    request: Request, form: BaseForm, act: Callable[[dict[str, Any]], Any], **texts: Any
) -> HttpResponse:
    """A form of its own page; `act` gives the object whose page comes next."""
    reasons: Any = ()
    status = 200
    if form.is_bound and form.is_valid():
        try:
            saved = act(form.cleaned_data)
        except Refused as refusal:
            reasons, status = refusal.reasons, REFUSED
        else:
            messages.success(request, texts.pop("done"))
            return redirect(saved)
    elif form.is_bound:
        status = BAD
    context = SECTION | texts | {"form": form, "reasons": reasons}
    return render(request, "evaluations/form.html", context, status=status)


@page("evaluations.ask")
def new(request: Request) -> HttpResponse:
    return filled_in(
        request, EvaluationForm(request.POST or None),
        lambda data: actions.begin(by=request.user, at=timezone.now(), **data),
        title=_("Ask for an evaluation"),
        lead=_("Who evaluates is independent of who is assessed."),
        save=_("Begin"), back="evaluations:index", done=_("The evaluator is asked for questions."),
    )  # fmt: skip


def _of(evaluation: Evaluation, act: Callable[..., Any]) -> Callable[[dict[str, Any]], Evaluation]:
    def done(data: dict[str, Any]) -> Evaluation:
        act(evaluation, **data)
        return evaluation

    return done


@page("evaluations.read")
def state(request: Request, evaluation_pk: UUID) -> HttpResponse:
    evaluation = found(evaluation_pk)
    if not (can(request.user, "evaluations.evaluate") or can(request.user, "evaluations.ask")):
        raise PermissionDenied("evaluations.ask")
    lead = (
        _("The questions are declared already: this one is marked exploratory.")
        if evaluation.is_declared
        else _("Stated before any data are frozen, so that nobody chooses it by its answer.")
    )
    return filled_in(
        request, QuestionForm(request.POST or None),
        _of(evaluation, lambda e, **data: actions.state(
            e, by=request.user, at=timezone.now(), **data)),
        title=_("State a question"), lead=lead, save=_("State it"), back=evaluation,
        done=_("The question is stated."),
    )  # fmt: skip


@page("evaluations.read")
@require_POST
def take_back(request: Request, question_pk: UUID) -> HttpResponse:
    question = get_object_or_404(Question.objects.select_related("evaluation"), pk=question_pk)
    evaluation = found(question.evaluation_id)
    return _acted(
        request, evaluation, lambda: actions.take_back(question, by=request.user),
        _("The question is taken back."),
    )  # fmt: skip


def _acted(
    request: Request, evaluation: Evaluation, act: Callable[[], Any], done: str
) -> HttpResponse:
    try:
        act()
    except Refused as refusal:
        return show(request, evaluation, reasons=refusal.reasons, status=REFUSED)
    messages.success(request, done)
    return redirect(evaluation)


@page("evaluations.evaluate")
def declare(request: Request, evaluation_pk: UUID) -> HttpResponse:
    evaluation = found(evaluation_pk)
    return _confirmed(
        request, evaluation,
        lambda: actions.declare(evaluation, by=request.user, at=timezone.now()),
        title=_("Declare the questions?"),
        consequences=[
            Consequence(_("They can't be changed or taken back any more.")),
            Consequence(_("A question that comes later is marked exploratory, for good.")),
            Consequence(_("From now on extracts can be frozen.")),
        ],
        danger=_("Declare them"), done=_("The questions are declared."),
    )  # fmt: skip


@page("evaluations.ask")
def publish(request: Request, evaluation_pk: UUID) -> HttpResponse:
    evaluation = found(evaluation_pk)
    return _confirmed(
        request, evaluation,
        lambda: actions.publish(evaluation, by=request.user, at=timezone.now()),
        title=_("Publish the evaluation?"),
        consequences=[
            Consequence(_("Everybody can read questions, results, what can't be concluded, and the"
                          " reply, without signing in.")),
            Consequence(_("It can't be taken back: others may have copied it.")),
            Consequence(_("Extracts stay with the evaluator; nobody else gets them.")),
        ],
        danger=_("Publish it"), done=_("It is published."),
    )  # fmt: skip


def _confirmed(
    request: Request, evaluation: Evaluation, act: Callable[[], Any], *, done: str, **texts: Any
) -> HttpResponse:
    form = BaseForm(request.POST or None)
    reasons: Any = ()
    status = 200
    if request.method == "POST":
        try:
            act()
        except Refused as refusal:
            reasons, status = refusal.reasons, REFUSED
        else:
            messages.success(request, done)
            return redirect(evaluation)
    context = SECTION | texts | {
        "form": form, "reasons": reasons, "cancel_url": evaluation.get_absolute_url(),
    }  # fmt: skip
    return render(request, "core/confirm.html", context, status=status)


@page("evaluations.evaluate")
def ask(request: Request, evaluation_pk: UUID) -> HttpResponse:
    evaluation = found(evaluation_pk)
    return filled_in(
        request, ExtractForm(request.POST or None),
        _of(evaluation, lambda e, **data: actions.ask(
            e, by=request.user, at=timezone.now(), **data)),
        title=_("Ask for an extract"),
        lead=_("People who arrived in this time, whom agreements and their own consent cover. No"
               " name, no text, no place below the country, no exact day."),
        save=_("Freeze it"), back=evaluation, done=_("The extract is being frozen."),
    )  # fmt: skip


@page("evaluations.evaluate")
def report(request: Request, evaluation_pk: UUID) -> HttpResponse:
    evaluation = found(evaluation_pk)
    return filled_in(
        request, ReportForm(request.POST or None),
        lambda data: _of(evaluation, lambda e, **_more: actions.report(
            e, data["conclusion"], data["reply_by"], by=request.user, at=timezone.now()))({}),
        title=_("Report the results"),
        lead=_("The assessed party sees them from now on, and may reply before they are"
               " published."),
        save=_("Report them"), back=evaluation, done=_("The assessed party is asked to reply."),
    )  # fmt: skip


@page("evaluations.reply")
def reply(request: Request, evaluation_pk: UUID) -> HttpResponse:
    evaluation = found(evaluation_pk)
    return filled_in(
        request, TextForm(request.POST or None),
        lambda data: _of(evaluation, lambda e, **_more: actions.reply(
            e, data["text"], by=request.user, at=timezone.now()))({}),
        title=_("Reply to the results"),
        lead=_("Your reply is published with the results, word by word. It names no person."),
        save=_("Send the reply"), back=evaluation, done=_("The reply is sent."),
    )  # fmt: skip
