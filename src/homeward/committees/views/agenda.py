"""Items are proposed, put on an agenda, moved, spoken about and withdrawn."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homeward.access.pages import Request, page
from homeward.committees import actions
from homeward.committees.forms import DiscussionForm, ItemForm, subject_of
from homeward.committees.models import AgendaItem
from homeward.committees.views import bodies, meetings
from homeward.committees.views.parts import act_page, committee_of, form_page, meeting_of
from homeward.core.asking import data_of


@page("committees.sit")
def propose(request: Request, committee_pk: UUID) -> HttpResponse:
    committee = committee_of(committee_pk)
    user = request.user
    initial = {name: request.GET.get(name, "") for name in ("title", "about")}
    form = ItemForm(data_of(request), reader=user, initial=initial)

    def act(data: dict[str, Any]) -> None:
        subject = subject_of(data["about"], user)
        actions.propose_item(
            committee, data["title"], subject, data["why"], paper=data["paper"],
            by=user, at=timezone.now(),
        )  # fmt: skip

    return form_page(
        request, form, act, title=_("Propose an item"), crumb=str(committee),
        back=reverse("committees:detail", args=[committee.pk]), save=_("Propose it"),
        done=_("Proposed. The secretariat puts it on an agenda."),
        lead=_("Whoever has a seat proposes. All seats read it: name no person of a case."),
    )  # fmt: skip


@page("committees.keep")
@require_POST
def schedule(request: Request, agendaitem_pk: UUID) -> HttpResponse:
    """Onto the agenda of the meeting that was chosen."""
    item = _item(agendaitem_pk)
    meeting = meeting_of(_chosen(request))
    return act_page(
        request,
        lambda: actions.schedule(item, meeting, by=request.user, at=timezone.now()),
        back=reverse("committees:meeting", args=[meeting.pk]),
        done=_("It stands on the agenda."),
        again=lambda why: bodies.show(request, item.committee, reasons=why, status=409),
    )


def _chosen(request: Request) -> UUID:
    try:
        return UUID(request.POST.get("meeting", ""))
    except ValueError:
        return UUID(int=0)


@page("committees.keep")
@require_POST
def move_item(request: Request, agendaitem_pk: UUID) -> HttpResponse:
    item = _item(agendaitem_pk)
    up = request.POST.get("way") == "up"
    return _on_the_agenda(
        request, item, lambda: actions.move_item(item, up=up, by=request.user, at=timezone.now())
    )


@page("committees.keep")
@require_POST
def take_off(request: Request, agendaitem_pk: UUID) -> HttpResponse:
    item = _item(agendaitem_pk)
    return _on_the_agenda(
        request, item, lambda: actions.take_off(item, by=request.user, at=timezone.now()),
        done=_("Off the agenda: it waits for another meeting."),
    )  # fmt: skip


@page("committees.sit")
@require_POST
def withdraw(request: Request, agendaitem_pk: UUID) -> HttpResponse:
    item = _item(agendaitem_pk)
    return act_page(
        request,
        lambda: actions.withdraw(item, by=request.user, at=timezone.now()),
        back=reverse("committees:detail", args=[item.committee_id]),
        done=_("Withdrawn. That it was proposed is kept."),
        again=lambda why: bodies.show(request, item.committee, reasons=why, status=409),
    )


@page("committees.keep")
@require_POST
def note(request: Request, agendaitem_pk: UUID) -> HttpResponse:
    item = _item(agendaitem_pk)
    form = DiscussionForm(request.POST)
    text = form.cleaned_data["text"] if form.is_valid() else ""
    return _on_the_agenda(
        request, item,
        lambda: actions.note_discussion(item, text, by=request.user, at=timezone.now()),
        done=_("Written down."),
    )  # fmt: skip


def _on_the_agenda(request: Request, item: AgendaItem, act: Any, *, done: str = "") -> HttpResponse:
    if item.meeting is None:
        return redirect("committees:detail", committee_pk=item.committee_id)
    meeting = meeting_of(item.meeting.pk)
    return act_page(
        request, act, back=meetings.url(meeting, item), done=done,
        again=lambda why: meetings.show(request, meeting, item=item, reasons=why, status=409),
    )  # fmt: skip


def _item(pk: UUID) -> AgendaItem:
    return get_object_or_404(
        AgendaItem.objects.select_related("committee__secretariat", "meeting"), pk=pk
    )
