"""The list of evaluations and the workspace of one: what stands, and whose turn it is."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.core.patterns import NextStep
from homeward.evaluations import queries
from homeward.evaluations.choices import ExtractStatus, Status
from homeward.evaluations.forms import ComputeForm
from homeward.evaluations.models import Evaluation

SECTION = {"section": "evaluations"}
PER_PAGE = 20
KINDS = {
    Status.DRAFT: "wait", Status.DECLARED: "wait", Status.REPORTED: "wait",
    Status.REPLIED: "wait", Status.PUBLISHED: "ok",
}  # fmt: skip


@page("evaluations.read")
def index(request: Request) -> HttpResponse:
    status = request.GET.get("status", "")
    part = Paginator(queries.listed(status=status), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": part,
        "rows": [(one, KINDS[Status(one.status)]) for one in part],
        "status": status,
        "statuses": Status.choices,
        "may_ask": can(request.user, "evaluations.ask"),
    }
    return render(request, "evaluations/index.html", SECTION | context)


def found(evaluation_pk: UUID) -> Evaluation:
    return get_object_or_404(queries.listed(), pk=evaluation_pk)


@page("evaluations.read")
def detail(request: Request, evaluation_pk: UUID) -> HttpResponse:
    return show(request, found(evaluation_pk))


def show(
    request: Request, evaluation: Evaluation, *, reasons: Any = (), form: Any = None,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    party = queries.party(evaluation, request.user)
    evaluates = party == "evaluator" and can(request.user, "evaluations.evaluate")
    results = list(queries.results_of(evaluation))
    context = {
        "evaluation": evaluation,
        "kind": KINDS[Status(evaluation.status)],
        "party": party,
        "evaluates": evaluates,
        "may_state": evaluates or (party == "owner" and can(request.user, "evaluations.ask")),
        "questions": list(queries.questions_of(evaluation)),
        "extracts": list(evaluation.extracts.prefetch_related("takings__by")),
        "results": results,
        "compute": ComputeForm(evaluation=evaluation)
        if evaluates and evaluation.status == Status.DECLARED and queries.frozen(evaluation)
        else None,
        "step": step(evaluation, party, results),
        "reasons": reasons,
        "form": form,
        "lessons": evaluation.lessons.all(),
    }
    return render(request, "evaluations/detail.html", SECTION | context, status=status)


@dataclass(frozen=True)
class Turn:
    """Whose turn it is, and on which page ("" where the page is this one)."""

    title: Any
    whose: str = "evaluator"
    url: str = ""
    label: Any = ""


TURNS = {
    "state": Turn(_("State the questions"), url="state", label=_("State a question")),
    "declare": Turn(
        _("Declare the questions, so that data can be frozen"),
        url="declare",
        label=_("Declare them"),
    ),
    "ask": Turn(_("Freeze an extract"), url="ask", label=_("Ask for it")),
    "frozen_soon": Turn(_("The extract is being frozen")),
    "answer": Turn(_("Answer the questions from the extract")),
    "report": Turn(
        _("Report the results to the assessed party"), url="report", label=_("Report them")
    ),
    "reply": Turn(_("Reply to the results"), "assessed", "reply", _("Write the reply")),
    "publish": Turn(
        _("Publish the evaluation with its reply"), "owner", "publish", _("Publish it")
    ),
    "done": Turn(_("It is published. Nothing is open."), whose=""),
}


def step(evaluation: Evaluation, party: str, results: list[Any]) -> NextStep:
    """The one thing to do now, and who holds it."""
    turn = TURNS[_turn(evaluation, results)]
    holders = {
        "evaluator": evaluation.evaluator_org,
        "owner": evaluation.owner_org,
        "assessed": evaluation.assessed_org,
    }
    mine = party == turn.whose and bool(turn.url)
    return NextStep(
        title=turn.title,
        holder=str(holders.get(turn.whose, "")),
        due=evaluation.reply_by if turn.whose == "assessed" else None,
        url=reverse(f"evaluations:{turn.url}", args=[evaluation.pk]) if mine else "",
        label=turn.label if mine else "",
        mine=mine,
        nothing=not turn.whose,
    )


def _turn(evaluation: Evaluation, results: list[Any]) -> str:
    if evaluation.status == Status.DRAFT:
        return "declare" if evaluation.questions.exists() else "state"
    if evaluation.status == Status.DECLARED:
        return "report" if results else _freezing(evaluation)
    later = {Status.REPORTED: "reply", Status.REPLIED: "publish", Status.PUBLISHED: "done"}
    if _is_over(evaluation):
        return "publish"
    return later[Status(evaluation.status)]


def _is_over(evaluation: Evaluation) -> bool:
    """Nobody replied in time."""
    until = evaluation.reply_by
    is_reported = evaluation.status == Status.REPORTED
    return is_reported and until is not None and until < timezone.localdate()


def _freezing(evaluation: Evaluation) -> str:
    if queries.frozen(evaluation):
        return "answer"
    waiting = evaluation.extracts.filter(status=ExtractStatus.ASKED).exists()
    return "frozen_soon" if waiting else "ask"
