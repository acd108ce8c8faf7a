"""The log of requests and answers between states; open ones first, silence at the top."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.core.patterns import NextStep
from homeward.steering import pages
from homeward.steering.actions import dialogues as actions
from homeward.steering.choices import RequestStatus
from homeward.steering.forms.asked import AnswerForm, NoteForm, RemindForm, RequestForm
from homeward.steering.models import StateRequest
from homeward.steering.queries import stated as queries
from homeward.steering.views.acting import PER_PAGE, act_on, form_page

SECTION = "dialogues"


@page("steering.read")
def dialogues(request: Request) -> HttpResponse:
    state, country = request.GET.get("state", ""), request.GET.get("country", "")
    today = timezone.localdate()
    found = queries.requests(state=state, country=country, on=today)
    part = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "section": SECTION,
        "page": part,
        "rows": [
            (
                each,
                pages.REQUEST_KINDS[RequestStatus(each.status)],
                queries.days_silent(each, today),
            )
            for each in part
        ],
        "silent": queries.requests(state="silent", on=today).count(),
        "state": state,
        "states": [("silent", _("Silent")), *RequestStatus.choices],
        "country": country,
        "may_ask": can(request.user, "steering.ask"),
    }
    return render(request, "steering/dialogues.html", context)


@page("steering.ask")
def new_request(request: Request) -> HttpResponse:
    form = RequestForm(request.POST or None, by=request.user)
    return form_page(
        request, form,
        lambda: actions.ask(by=request.user, at=timezone.now(), **form.cleaned_data),
        section=SECTION,
        done=_("Asked. If its day passes without an answer, you are told."),
        to=lambda made: reverse("steering:dialogue", args=[made.pk]),
        title=_("Ask another state"),
        lead=_("It stands in the log until it is answered; silence is shown."),
        crumb=_("Requests between states"), back=reverse("steering:dialogues"), save=_("Ask"),
    )  # fmt: skip


def _asked(pk: UUID) -> StateRequest:
    return get_object_or_404(
        StateRequest.objects.select_related(
            "from_country", "to_country", "from_org", "to_org", "programme", "asked_by"
        ),
        pk=pk,
    )


@page("steering.read")
def dialogue(request: Request, staterequest_pk: UUID) -> HttpResponse:
    return _show(request, _asked(staterequest_pk))


def _show(
    request: Request, asked: StateRequest, *, forms: Any = None, reasons: Any = (),
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    user, today = request.user, timezone.localdate()
    may = can(user, "steering.ask")
    waits = asked.status == RequestStatus.ASKED
    answers = may and waits and (asked.to_org_id or asked.from_org_id) == user.organisation_id
    asker = may and waits and asked.from_org_id == user.organisation_id
    silent = queries.days_silent(asked, today)
    context = {
        "section": SECTION,
        "asked": asked,
        "kind": pages.REQUEST_KINDS[RequestStatus(asked.status)],
        "entries": queries.entries(asked),
        "silent": silent,
        "step": _step(asked, user, silent) if waits else None,
        "answer_form": AnswerForm() if answers else None,
        "remind_form": RemindForm() if asker and silent else None,
        "note_form": NoteForm()
        if may and user.organisation_id in {asked.from_org_id, asked.to_org_id}
        else None,
        "may_withdraw": asker,
        "reasons": reasons,
        **(forms or {}),
    }
    return render(request, "steering/dialogue.html", context, status=status)


def _step(asked: StateRequest, user: Any, silent: int) -> NextStep:
    mine = (asked.to_org_id or asked.from_org_id) == user.organisation_id
    if silent and asked.from_org_id == user.organisation_id and not mine:
        return NextStep(
            title=_("Remind them: the answer is missing"), holder=str(asked.from_org),
            due=asked.due_on, url="#remind", label=_("Remind them"), mine=True,
        )  # fmt: skip
    return NextStep(
        title=_("Answer the request") if mine else _("The answer is awaited"),
        holder=asked.asked, due=asked.due_on, url="#answer" if mine else "",
        label=_("Answer") if mine else "", mine=mine, waiting_for="" if mine else asked.asked,
    )  # fmt: skip


def _act(
    request: Request, asked: StateRequest, form: Any, name: str, act: Any, done: str
) -> HttpResponse:
    return act_on(
        request, form, act, name=name, show=lambda **more: _show(request, asked, **more),
        done=done, to=reverse("steering:dialogue", args=[asked.pk]),
    )  # fmt: skip


@page("steering.ask")
@require_POST
def answer(request: Request, staterequest_pk: UUID) -> HttpResponse:
    asked = _asked(staterequest_pk)
    return _act(
        request, asked, AnswerForm(request.POST), "answer_form",
        lambda data: actions.answer(asked, by=request.user, at=timezone.now(), **data),
        _("Answered. Who asked reads it at once."),
    )  # fmt: skip


@page("steering.ask")
@require_POST
def remind(request: Request, staterequest_pk: UUID) -> HttpResponse:
    asked = _asked(staterequest_pk)
    return _act(
        request, asked, RemindForm(request.POST), "remind_form",
        lambda data: actions.remind(asked, by=request.user, at=timezone.now(), **data),
        _("Reminded. The silence stays in the log."),
    )  # fmt: skip


@page("steering.ask")
@require_POST
def note(request: Request, staterequest_pk: UUID) -> HttpResponse:
    asked = _asked(staterequest_pk)
    return _act(
        request, asked, NoteForm(request.POST), "note_form",
        lambda data: actions.note(asked, by=request.user, at=timezone.now(), **data),
        _("Written down."),
    )  # fmt: skip


@page("steering.ask")
@require_POST
def withdraw_request(request: Request, staterequest_pk: UUID) -> HttpResponse:
    asked = _asked(staterequest_pk)
    return _act(
        request, asked, None, "",
        lambda _data: actions.withdraw(asked, by=request.user, at=timezone.now()),
        _("Withdrawn. That it was asked is kept."),
    )  # fmt: skip
