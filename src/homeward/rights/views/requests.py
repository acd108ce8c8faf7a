"""Requests: the list, a new one, and the way to its answer."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.core.patterns import Consequence, NextStep
from homeward.core.refusals import Refused
from homeward.persons.models import Person
from homeward.rights import actions, queries
from homeward.rights.choices import (
    AskedBy,
    ErasureStatus,
    IdentityCheck,
    RefusalGround,
    RequestKind,
    RequestStatus,
)
from homeward.rights.forms import IdentityForm, RefuseForm, RequestForm
from homeward.rights.models import ErasureDecision, RightsRequest
from homeward.tasks import queries as tasks
from homeward.tasks.models import Task

PAGE = 25
STATUS_MARK = {
    RequestStatus.OPEN: "wait",
    RequestStatus.ANSWERED: "ok",
    RequestStatus.REFUSED: "no",
}


@page("rights.read")
def index(request: Request) -> HttpResponse:
    status = request.GET.get("status", "")
    status = status if status in RequestStatus.values else ""
    shown = Paginator(queries.requests(status=status), PAGE).get_page(request.GET.get("page"))
    waits = tasks.open_of_subjects([one.pk for one in shown])
    reference = request.GET.get("reference", "").strip()
    context = {
        "section": "rights",
        "page": shown,
        "rows": [(one, STATUS_MARK[RequestStatus(one.status)], waits.get(one.pk)) for one in shown],
        "references": queries.references([one.person_id for one in shown]),
        "status": status,
        "statuses": RequestStatus.choices,
        "reference": reference,
        "members": queries.household_of(reference) if reference else None,
        "decisions": queries.under_way(),
        "may_approve": can(request.user, "rights.approve_erasure"),
        "holds": queries.holds(on=timezone.localdate()),
        "may_set_retention": can(request.user, "rights.set_retention"),
        "step": _first_step(request, waits),
    }
    return render(request, "rights/index.html", context)


def _first_step(request: Request, waits: dict[UUID, Task]) -> NextStep:
    if can(request.user, "rights.approve_erasure"):
        for decision in queries.to_decide(request.user):
            return NextStep(
                title=_("Decide on the erasure"),
                why=_("Proposed by %(who)s: %(ground)s.")
                % {"who": decision.proposed_by, "ground": decision.get_ground_display()},
                holder=_("You"),
                url=reverse("rights:erasure", args=[decision.pk]),
                label=_("Open the proposal"),
                mine=True,
            )
    due = sorted(
        (wait for wait in waits.values() if wait.done_at is None),
        key=lambda wait: (wait.due_on is None, wait.due_on),
    )
    if not due:
        return NextStep(title=_("No request is waiting for an answer"), nothing=True)
    mine = can(request.user, "rights.answer")
    return NextStep(
        title=due[0].get_kind_display(),
        why=_("The term runs from the day on which the request came in."),
        holder=_("You") if mine else _("The data protection officer"),
        due=due[0].due_on,
        url=reverse("rights:request", args=[due[0].subject_id]) if mine else "",
        label=_("Open the request"),
        mine=mine,
        waiting_for="" if mine else _("the data protection officer"),
    )


@page("rights.record_request")
def new(request: Request, pk: UUID) -> HttpResponse:
    person = get_object_or_404(Person, pk=pk)
    initial = {"received_on": timezone.localdate(), "kind": request.GET.get("kind", "")}
    form = RequestForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        made = actions.record(
            person,
            RequestKind(data["kind"]),
            asked_by=AskedBy(data["asked_by"]),
            received_on=data["received_on"],
            said=data["said"],
            by=request.user,
            at=timezone.now(),
        )
        messages.success(request, _("The request is recorded. Next: say how you know who asks."))
        return redirect("rights:request", made.pk)
    context = {"section": "rights", "person": person, "form": form}
    return render(request, "rights/new.html", context, status=422 if form.errors else 200)


@page("rights.read")
def request_page(request: Request, pk: UUID) -> HttpResponse:
    return show(request, _found(pk))


def _found(pk: UUID) -> RightsRequest:
    return get_object_or_404(queries.requests(), pk=pk)


def show(request: Request, asked: RightsRequest, *, status: int = 200, **more: Any) -> HttpResponse:
    wait = tasks.open_of_subjects([asked.pk]).get(asked.pk)
    decision = queries.decision_on(asked)
    context = {
        "section": "rights",
        "asked": asked,
        "kind_mark": STATUS_MARK[RequestStatus(asked.status)],
        "reference": queries.references([asked.person_id]).get(asked.person_id, ""),
        "wait": wait,
        "copies": queries.copies(asked),
        "decision": decision,
        "may_answer": can(request.user, "rights.answer") and asked.status == RequestStatus.OPEN,
        "step": _step(request, asked, wait, decision),
        "identity_form": IdentityForm(),
        **more,
    }
    return render(request, "rights/request.html", context, status=status)


def _step(
    request: Request, asked: RightsRequest, wait: Task | None, decision: ErasureDecision | None
) -> NextStep:
    if asked.status != RequestStatus.OPEN:
        return NextStep(title=_("This request has its answer"), nothing=True)
    mine = can(request.user, "rights.answer")
    common: dict[str, Any] = {
        "holder": _("You") if mine else _("The data protection officer"),
        "due": wait.due_on if wait else None,
        "mine": mine,
        "waiting_for": "" if mine else _("the data protection officer"),
    }
    if not asked.identity:
        return NextStep(
            title=_("Say how you know who asks"),
            why=_("Nobody gets a copy, and nothing is erased, before that is known."),
            url="#identity" if mine else "",
            label=_("Say it below"),
            **common,
        )
    if asked.kind == RequestKind.COPY:
        return NextStep(
            title=_("Make the copy and hand it over"),
            why=_("It holds every organisation's rows and the log of who read them."),
            url=reverse("rights:make_copy", args=[asked.pk]) if mine else "",
            label=_("Make the copy"),
            post=True,
            **common,
        )
    if asked.kind == RequestKind.RECTIFICATION:
        return NextStep(
            title=_("Put right what is wrong"),
            why=_("Both versions stay, with the reason."),
            url=f"{reverse('rights:person', args=[asked.person_id])}?request={asked.pk}",
            label=_("Open what is held"),
            **common,
        )
    if decision is not None and decision.status != ErasureStatus.REFUSED:
        return NextStep(
            title=_("A second person decides on the erasure"),
            holder=_("Whoever may approve an erasure, but not who proposed it"),
            waiting_for=_("a second person"),
            url=reverse("rights:erasure", args=[decision.pk]),
            label=_("Open the proposal"),
        )
    return NextStep(
        title=_("Propose the erasure"),
        why=_("A second person has to agree."),
        url=f"{reverse('rights:propose', args=[asked.person_id])}?request={asked.pk}",
        label=_("Propose it"),
        **common,
    )


@page("rights.answer")
@require_POST
def identity(request: Request, pk: UUID) -> HttpResponse:
    asked = _found(pk)
    form = IdentityForm(request.POST)
    if not form.is_valid():
        return show(request, asked, status=422, identity_form=form)
    actions.say_identity(asked, IdentityCheck(form.cleaned_data["identity"]), by=request.user)
    messages.success(request, _("Noted. Next: answer the request."))
    return redirect("rights:request", asked.pk)


@page("rights.answer")
def refuse(request: Request, pk: UUID) -> HttpResponse:
    asked = _found(pk)
    form = RefuseForm(request.POST if request.method == "POST" else None)
    reasons: list[Any] = []
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            actions.refuse(
                asked,
                RefusalGround(data["ground"]),
                data["answer"],
                by=request.user,
                at=timezone.now(),
            )
        except Refused as refusal:
            reasons = refusal.reasons
        else:
            messages.success(request, _("Refused, with your words for the person."))
            return redirect("rights:request", asked.pk)
    context = {
        "section": "rights",
        "title": _("Refuse the request?"),
        "consequences": [
            Consequence(_("The person reads your answer on their own pages."), "eye"),
            Consequence(_("They can complain about it to the supervisory authority."), "scale"),
        ],
        "form": form,
        "reasons": reasons,
        "danger": _("Refuse the request"),
        "cancel_url": reverse("rights:request", args=[asked.pk]),
    }
    status = 409 if reasons else 422 if form.errors else 200
    return render(request, "core/confirm.html", context, status=status)
