"""A business that runs: its start and end, registration, visits, checks, and its groups."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from homeward.access.pages import Request, page
from homeward.business import actions, forms, queries
from homeward.business.choices import CheckOutcome, StepState, StopReason
from homeward.business.models import GroupMember, StepOfBusiness, SurvivalCheck
from homeward.business.views import shown
from homeward.core.asking import ask, data_of, files_of
from homeward.core.patterns import Consequence
from homeward.files.answers import attachment


@page("business.run")
def start(request: Request, business_pk: UUID) -> HttpResponse:
    found = shown.business_of(business_pk)
    form = forms.StartForm(data_of(request), initial={"on": timezone.localdate()})
    return ask(
        request, form,
        lambda said: actions.start(found, on=said["on"], by=request.user, at=timezone.now()),
        back=shown.page_url(found), done=_("It runs. It is asked after as the programme agreed."),
        context={**shown.SECTION, "title": _("The business has begun"), "save": _("It has begun"),
                 "crumb": _("Business")},
    )  # fmt: skip


@page("business.run")
def stop(request: Request, business_pk: UUID) -> HttpResponse:
    found = shown.business_of(business_pk)
    form = forms.StopForm(data_of(request), initial={"on": timezone.localdate()})

    def end(said: Any) -> Any:
        reason = StopReason(said["reason"])
        return actions.stop(found, on=said["on"], reason=reason, by=request.user, at=timezone.now())

    return ask(
        request, form, end, back=shown.page_url(found), done=_("Recorded that it has stopped."),
        template="core/confirm.html",
        context={
            **shown.SECTION, "title": _("Has this business stopped?"),
            "consequences": [
                Consequence(_("Open visits and checks end; what was found stays.")),
                Consequence(_("It counts as stopped in the figures from that day on.")),
                Consequence(_("The case goes on: another plan can be made.")),
            ],
            "danger": _("It has stopped"), "cancel": _("It still runs"),
            "cancel_url": shown.page_url(found),
        },
    )  # fmt: skip


@page("business.run")
@require_POST
def take_up_steps(request: Request, business_pk: UUID) -> HttpResponse:
    found = shown.business_of(business_pk)
    taken = actions.take_up_steps(found, by=request.user, at=timezone.now())
    text = ngettext("%(n)d step is on the list.", "%(n)d steps are on the list.", len(taken))
    messages.success(request, text % {"n": len(taken)})
    return redirect(f"{shown.page_url(found)}#steps")


@page("business.run")
def step(request: Request, pk: UUID) -> HttpResponse:
    found = get_object_or_404(StepOfBusiness.objects.select_related("business", "step"), pk=pk)
    form = forms.StepForm(
        data_of(request), files_of(request),
        initial={"state": found.state, "on": found.on, "note": found.note},
    )  # fmt: skip

    def mark(said: Any) -> Any:
        return actions.mark_step(
            found, StepState(said["state"]), on=said["on"], note=said["note"],
            paper=form.paper_given(), by=request.user, at=timezone.now(),
        )  # fmt: skip

    return ask(
        request, form, mark, back=shown.page_url(found.business), done=_("Kept."),
        context={**shown.SECTION, "title": found.step.what, "lead": found.step.where,
                 "crumb": _("Business")},
    )  # fmt: skip


@page("business.read")
def paper(request: Request, pk: UUID) -> HttpResponse:
    found = get_object_or_404(StepOfBusiness.objects.select_related("evidence"), pk=pk)
    if found.evidence is None:
        raise Http404
    return attachment(found.evidence)


@page("business.coach")
def visit(request: Request, business_pk: UUID) -> HttpResponse:
    found = shown.business_of(business_pk)
    form = forms.VisitForm(data_of(request), initial={"on": timezone.localdate()})

    def write(said: Any) -> Any:
        return actions.visit(found, actions.Visited(**said), by=request.user, at=timezone.now())

    return ask(
        request, form, write, back=shown.page_url(found), done=_("The visit is kept."),
        context={**shown.SECTION, "title": _("A visit to the business"), "crumb": _("Business"),
                 "save": _("Keep the visit")},
    )  # fmt: skip


@page("business.coach")
def check(request: Request, pk: UUID) -> HttpResponse:
    found = get_object_or_404(SurvivalCheck.objects.select_related("business"), pk=pk)
    form = forms.CheckForm(data_of(request), initial={"asked_on": timezone.localdate()})

    def answer(said: Any) -> Any:
        given = actions.Found(**{**said, "outcome": CheckOutcome(said["outcome"])})
        return actions.answer_check(found, given, by=request.user, at=timezone.now())

    title = ngettext(
        "Does the business still run after %(n)d month?",
        "Does the business still run after %(n)d months?",
        found.months,
    ) % {"n": found.months}
    return ask(
        request, form, answer, back=shown.page_url(found.business), done=_("The answer is kept."),
        context={**shown.SECTION, "title": title, "crumb": _("Business")},
    )  # fmt: skip


@page("business.coach")
def add_check(request: Request, business_pk: UUID) -> HttpResponse:
    found = shown.business_of(business_pk)
    form = forms.AddCheckForm(data_of(request))

    def add(said: Any) -> Any:
        return actions.add_check(found, said["months"], by=request.user, at=timezone.now())

    return ask(
        request, form, add, back=shown.page_url(found), done=_("It is asked after on that day."),
        context={**shown.SECTION, "title": _("Ask after the business later"),
                 "crumb": _("Business")},
    )  # fmt: skip


@page("business.keep_groups")
def join(request: Request, business_pk: UUID) -> HttpResponse:
    found = shown.business_of(business_pk)
    form = forms.JoinForm(data_of(request), groups=queries.groups_to_join(found))

    def add(said: Any) -> Any:
        return actions.join(found, said["group"], by=request.user, at=timezone.now())

    return ask(
        request, form, add, back=shown.page_url(found), done=_("In the group from today on."),
        context={
            **shown.SECTION, "title": _("Join a group of the trade"), "crumb": _("Business"),
            "save": _("Join"),
            "lead": _("The other members see the group’s name, and nobody’s here."),
        },
    )  # fmt: skip


@page("business.keep_groups")
@require_POST
def leave(request: Request, pk: UUID) -> HttpResponse:
    found = get_object_or_404(GroupMember.objects.select_related("business"), pk=pk)
    actions.leave_group(found, by=request.user, at=timezone.now())
    messages.success(request, _("Not in the group any more."))
    return redirect(shown.page_url(found.business))
