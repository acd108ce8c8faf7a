"""The tab of a case: what was written both ways, who agreed to what, and a new message."""

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
from homeward.cases import queries as cases
from homeward.cases.models import Case
from homeward.core.asking import ask, data_of
from homeward.core.refusals import Refused
from homeward.correspondence import actions, queries
from homeward.correspondence.forms import AgreeForm, EndForm, WriteForm
from homeward.correspondence.models import OptIn, Silence
from homeward.messages.choices import State
from homeward.persons import queries as persons
from homeward.persons.models import Person

PER_PAGE = 25
MARKS = {
    State.WAITING: "wait",
    State.SENT: "now",
    State.DELIVERED: "ok",
    State.FAILED: "no",
    State.DEAD: "late",
    State.DISCARDED: "shut",
}


@page("correspondence.read")
def of_case(request: Request, case_pk: UUID) -> HttpResponse:
    return _shown(request, get_object_or_404(Case, pk=case_pk))


def _shown(
    request: Request, case: Case, *, form: WriteForm | None = None,
    reasons: list[Any] | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    people = persons.members(case.household_id)
    opt_ins = queries.opt_ins(case)
    sheet = Paginator(queries.of_case(case), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "section": "cases",
        "case": case,
        "title": cases.titles([case])[case.pk],
        "sheet": sheet,
        "rows": [(one, MARKS[State(one.state)]) for one in sheet],
        "opt_ins": opt_ins,
        "silences": queries.silences(case),
        "people": people,
        "next": queries.next_reminder(case, today=timezone.localdate()),
        "unread": queries.unread(case),
        "may_write": case.is_open and can(request.user, "correspondence.write"),
        "may_let_through": can(request.user, "correspondence.let_through"),
        "form": form or _form(request, case, people, opt_ins),
        "reasons": reasons,
    }
    return render(request, "correspondence/of_case.html", context, status=status)


def _form(request: Request, case: Case, people: list[Person], opt_ins: list[OptIn]) -> WriteForm:
    channels = [one.channel for one in opt_ins]
    return WriteForm(data_of(request), people=people, channels=channels)


@page("correspondence.write")
@require_POST
def write(request: Request, case_pk: UUID) -> HttpResponse:
    case = get_object_or_404(Case, pk=case_pk)
    form = _form(request, case, persons.members(case.household_id), queries.opt_ins(case))
    if not form.is_valid():
        return _shown(request, case, form=form, status=422)
    try:
        actions.write(case, form.wrote(), by=request.user, at=timezone.now())
    except Refused as refusal:
        return _shown(request, case, form=form, reasons=list(refusal.reasons), status=409)
    messages.success(request, _("Written. It goes out within a minute, or after the quiet hours."))
    return redirect("correspondence:of_case", case.pk)


@page("correspondence.write")
@require_POST
def read(request: Request, case_pk: UUID) -> HttpResponse:
    case = get_object_or_404(Case, pk=case_pk)
    actions.mark_read(case, by=request.user, at=timezone.now())
    messages.success(request, _("Noted as read."))
    return redirect("correspondence:of_case", case.pk)


@page("correspondence.record")
def agree(request: Request, case_pk: UUID) -> HttpResponse:
    case = get_object_or_404(Case, pk=case_pk)
    people = persons.members(case.household_id)
    initial = {
        "given_on": timezone.localdate(),
        "language": people[0].language or "en" if people else "en",
        "country": case.origin_country_id if case.arrived_on else case.host_country_id,
    }
    form = AgreeForm(data_of(request), people=people, initial=initial)
    return ask(
        request, form,
        lambda _given: actions.agree(case, form.agreed(), by=request.user, at=timezone.now()),
        back=reverse("correspondence:of_case", args=[case.pk]),
        done=_("Recorded. A first message greets them."),
        context={
            "section": "cases",
            "title": _("The person agrees to messages"),
            "lead": _("One channel at a time. They can end it at any time by writing STOP."),
            "crumb": cases.titles([case])[case.pk],
            "save": _("Record it"),
        },
    )  # fmt: skip


@page("correspondence.record")
def end(request: Request, pk: UUID) -> HttpResponse:
    opt_in = get_object_or_404(OptIn.objects.select_related("case", "person"), pk=pk)
    form = EndForm(data_of(request))
    return ask(
        request, form,
        lambda given: actions.end_opt_in(
            opt_in, given["why"], by=request.user, at=timezone.now()
        ),
        back=reverse("correspondence:of_case", args=[opt_in.case_id]),
        done=_("Ended. Nothing is sent there any more."),
        context={
            "section": "cases",
            "title": _("End messages by %(channel)s") % {"channel": opt_in.get_channel_display()},
            "lead": str(opt_in.person),
            "crumb": opt_in.case.reference,
            "save": _("End them"),
        },
    )  # fmt: skip


@page("correspondence.hold_back")
@require_POST
def hold_back(request: Request, case_pk: UUID, person_pk: UUID) -> HttpResponse:
    case = get_object_or_404(Case, pk=case_pk)
    person = get_object_or_404(Person, pk=person_pk)
    try:
        actions.hold_back(case, person, by=request.user, at=timezone.now())
    except Refused as refusal:
        return _shown(request, case, reasons=list(refusal.reasons), status=409)
    messages.success(request, _("Held back: nothing is sent to them until it is lifted."))
    return redirect("correspondence:of_case", case.pk)


@page("correspondence.let_through")
@require_POST
def let_through(request: Request, pk: UUID) -> HttpResponse:
    silence = get_object_or_404(Silence, pk=pk)
    actions.let_through(silence, by=request.user, at=timezone.now())
    messages.success(request, _("Messages go to them again."))
    return redirect("correspondence:of_case", silence.case_id)
