"""Outreach to employers, leads for investment, and events with their outcome."""

from datetime import date
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.pages import Request, page, public_page
from homeward.access.permissions import can
from homeward.core.asking import ask, data_of
from homeward.core.patterns import NextStep
from homeward.pathways import actions, queries
from homeward.pathways.choices import OVER, LeadState
from homeward.pathways.forms import (
    EventForm,
    InviteForm,
    LeadForm,
    MoveForm,
    NothingForm,
    OutreachForm,
    ReportForm,
)
from homeward.pathways.models import NetworkEvent, Outreach

SECTION = {"section": "pathways"}
PER_PAGE = 20


def _part(request: Request, found: Any) -> Any:
    return Paginator(found, PER_PAGE).get_page(request.GET.get("page"))


@page("pathways.outreach")
def outreach(request: Request) -> HttpResponse:
    asked = {name: request.GET.get(name, "")[:100].replace("\x00", "") for name in ("state", "q")}
    context = {
        "page": _part(request, queries.outreach(state=asked["state"], q=asked["q"].strip())),
        "asked": asked,
        "today": timezone.localdate(),
    }
    return render(request, "pathways/outreach.html", SECTION | context)


@page("pathways.outreach")
def log(request: Request) -> HttpResponse:
    return _log(request, None)


@page("pathways.outreach")
def follow(request: Request, outreach_pk: UUID) -> HttpResponse:
    """The next step of an earlier contact: what it gave is the next line of the log."""
    return _log(request, get_object_or_404(Outreach, pk=outreach_pk))


def _log(request: Request, follows: Outreach | None) -> HttpResponse:
    initial: dict[str, Any] = {"on": timezone.localdate()}
    if follows:
        initial |= {"employer": follows.employer_id, "area": follows.area_id}
    return ask(
        request, OutreachForm(data_of(request), by=request.user, initial=initial),
        lambda given: actions.log(**given, follows=follows, by=request.user, at=timezone.now()),
        back=reverse("pathways:outreach"), done=_("Kept in the log."),
        context=SECTION | {
            "title": follows.next_step if follows and follows.next_step
            else _("Write down a contact with an employer"),
            "lead": _("A next step with a day stands in My work."),
            "crumb": _("Employers spoken with"),
        },
    )  # fmt: skip


@page("pathways.outreach")
def finish(request: Request, outreach_pk: UUID) -> HttpResponse:
    held, back = get_object_or_404(Outreach, pk=outreach_pk), reverse("pathways:outreach")
    return ask(
        request, NothingForm(data_of(request)),
        lambda _given: actions.finish(held, by=request.user, at=timezone.now()),
        back=back, done=_("Done."), template="core/confirm.html",
        context=SECTION | {
            "title": _("Is it done: %(step)s?") % {"step": held.next_step},
            "danger": _("It is done"), "cancel": _("Not yet"), "cancel_url": back,
            "consequences": [],
        },
    )  # fmt: skip


@page("pathways.outreach")
def leads(request: Request) -> HttpResponse:
    state = request.GET.get("state", "")
    context = {
        "page": _part(request, queries.leads(state=state if state in LeadState.values else "")),
        "state": state,
        "states": LeadState.choices,
    }
    return render(request, "pathways/leads.html", SECTION | context)


@page("pathways.outreach")
def new_lead(request: Request) -> HttpResponse:
    return ask(
        request, LeadForm(data_of(request), by=request.user),
        lambda given: actions.open_lead(**given, by=request.user, at=timezone.now()),
        back=lambda made: reverse("pathways:lead", args=[made.pk]), done=_("Kept."),
        context=SECTION | {
            "title": _("Write down a lead"), "back": reverse("pathways:leads"),
            "crumb": _("Leads for investment"),
            "lead": _("A business that may come to an area, or grow in it."),
        },
    )  # fmt: skip


@page("pathways.outreach")
def lead(request: Request, investmentlead_pk: UUID) -> HttpResponse:
    held = get_object_or_404(queries.leads(), pk=investmentlead_pk)
    return ask(
        request, MoveForm(data_of(request), initial={"to": held.state}),
        lambda given: actions.move_lead(held, **given, by=request.user, at=timezone.now()),
        back=reverse("pathways:lead", args=[held.pk]), done=_("Kept."),
        template="pathways/lead.html",
        context=SECTION | {
            "lead": held, "moves": held.moves.select_related("by"),
            "is_over": LeadState(held.state) in OVER,
            "step": NextStep(
                title=held.next_step, due=held.next_on, mine=True, url="#move",
                label=_("Say how it goes on"),
            ) if held.next_on else None,
        },
    )  # fmt: skip


@page("pathways.read")
def events(request: Request) -> HttpResponse:
    when = request.GET.get("when", "")
    context = {
        "page": _part(request, queries.events(when=when, on=timezone.localdate())),
        "when": when,
        "today": timezone.localdate(),
        "may_keep": can(request.user, "pathways.keep"),
    }
    return render(request, "pathways/events.html", SECTION | context)


@page("pathways.keep")
def new_event(request: Request) -> HttpResponse:
    form = EventForm(data_of(request))
    return ask(
        request, form,
        lambda _given: actions.plan_event(form.given(), by=request.user, at=timezone.now()),
        back=lambda made: reverse("pathways:event", args=[made.pk]), done=_("Planned."),
        context=SECTION | {
            "title": _("Plan an event"), "back": reverse("pathways:events"),
            "crumb": _("Events"), "lead": _("After its last day you say what came of it."),
        },
    )  # fmt: skip


def _event_step(held: NetworkEvent, *, keeps: bool, today: date) -> NextStep | None:
    if held.reported_at is not None:
        return None
    if held.starts_on > today:
        return NextStep(
            title=_("The event takes place on its day"), due=held.starts_on,
            holder=str(held.owner_org),
        )  # fmt: skip
    return NextStep(
        title=_("Say what came of the event"), due=held.ends_on, mine=keeps,
        holder="" if keeps else str(held.owner_org), label=_("Say what came of it"),
        url=reverse("pathways:report", args=[held.pk]) if keeps else "",
    )  # fmt: skip


def _event(pk: UUID) -> NetworkEvent:
    return get_object_or_404(NetworkEvent.objects.select_related("country", "owner_org"), pk=pk)


@page("pathways.read")
def event(request: Request, networkevent_pk: UUID) -> HttpResponse:
    held, user, today = _event(networkevent_pk), request.user, timezone.localdate()
    keeps = can(user, "pathways.keep") and held.owner_org_id == user.organisation_id
    context = {
        "event": held,
        "lists": held.circles.all(),
        "keeps": keeps,
        "may_invite": keeps and held.reported_at is None and can(user, "circles.write"),
        "step": _event_step(held, keeps=keeps, today=today),
    }
    return render(request, "pathways/event.html", SECTION | context)


@page("pathways.keep")
def invite(request: Request, networkevent_pk: UUID) -> HttpResponse:
    held = _event(networkevent_pk)
    lists = queries.own_circles(request.user, held.circles.all())
    form = InviteForm(data_of(request), lists=lists, initial={"text": actions.invitation(held)})
    return ask(
        request, form,
        lambda given: actions.invite_lists(
            held, list(given["lists"]), text=given["text"], by=request.user, at=timezone.now()
        ),
        back=reverse("pathways:event", args=[held.pk]),
        done=_("Written to the lists; a moderator of each approves it before it goes."),
        context=SECTION | {
            "title": _("Tell lists of the event: %(event)s") % {"event": held},
            "lead": _("Nobody on a list is shown to you."), "crumb": str(held),
            "save": _("Send it to the moderators"),
        },
    )  # fmt: skip


@page("pathways.keep")
def report(request: Request, networkevent_pk: UUID) -> HttpResponse:
    held = _event(networkevent_pk)
    return ask(
        request, ReportForm(data_of(request)),
        lambda given: actions.report(held, **given, by=request.user, at=timezone.now()),
        back=reverse("pathways:event", args=[held.pk]), done=_("Kept."),
        context=SECTION | {
            "title": _("What came of it: %(event)s") % {"event": held}, "crumb": str(held),
            "lead": _("Numbers; what nobody counted stays empty, and unknown."),
        },
    )  # fmt: skip


@public_page
def coming(request: HttpRequest) -> HttpResponse:
    found = queries.public_events(timezone.localdate())[:50]
    return render(request, "pathways/coming.html", {"events": found})
