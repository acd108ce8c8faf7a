"""Minutes: read, remarked on, written anew, approved, and on paper."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.committees import actions, papers, queries
from homeward.committees.choices import MeetingStatus
from homeward.committees.forms import MinutesForm, RemarkForm
from homeward.committees.models import Meeting
from homeward.committees.views.parts import SECTION, act_page, keeps, meeting_of
from homeward.documents import pdf


@page("committees.read")
def minutes(request: Request, meeting_pk: UUID) -> HttpResponse:
    """Minutes are read, remarked on, written anew and approved."""
    return _show_minutes(request, meeting_of(meeting_pk))


def _show_minutes(
    request: Request, held: Meeting, *, reasons: Any = (), status: int = 200, **forms: Any
) -> HttpResponse:
    latest = queries.newest_minutes(held)
    keeper = keeps(request, held.committee)
    minuted = held.status == MeetingStatus.MINUTED
    may_write = keeper and held.status in {MeetingStatus.HELD, MeetingStatus.MINUTED}
    text = latest.text if latest else queries.minutes_from_agenda(held)
    remarks = list(latest.remarks.all()) if latest else []
    context = {
        "meeting": held,
        "committee": held.committee,
        "minutes": latest,
        "earlier": held.minutes.all()[1:],
        "remarks": remarks,
        "silence": queries.silence_ends(held) if minuted and not remarks else None,
        "may_approve": keeper and minuted,
        "write_form": MinutesForm(initial={"text": text}) if may_write else None,
        "remark_form": RemarkForm()
        if minuted
        and latest
        and queries.own_place(held, request.user)
        and can(request.user, "committees.sit")
        else None,
        "reasons": reasons,
        **forms,
    }
    return render(request, "committees/minutes.html", SECTION | context, status=status)


@page("committees.keep")
@require_POST
def write_minutes(request: Request, meeting_pk: UUID) -> HttpResponse:
    held = meeting_of(meeting_pk)
    form = MinutesForm(request.POST)
    form.is_valid()
    return act_page(
        request,
        lambda: actions.write_minutes(
            held, form.cleaned_data["text"], by=request.user, at=timezone.now()
        ),
        back=reverse("committees:minutes", args=[held.pk]),
        done=_("Sent round: each seat may say what is wrong in them."),
        again=lambda why: _show_minutes(
            request, held, reasons=why, status=409, write_form=form
        ),
    )  # fmt: skip


@page("committees.sit")
@require_POST
def remark(request: Request, meeting_pk: UUID) -> HttpResponse:
    held = meeting_of(meeting_pk)
    seat, latest = queries.own_place(held, request.user), queries.newest_minutes(held)
    form = RemarkForm(request.POST)
    if seat is None or latest is None or not form.is_valid():
        return _show_minutes(request, held, remark_form=form, status=422)
    return act_page(
        request,
        lambda: actions.remark(
            latest, seat, form.cleaned_data["text"], by=request.user, at=timezone.now()
        ),
        back=reverse("committees:minutes", args=[held.pk]),
        done=_("The secretariat reads it and writes a new version."),
        again=lambda why: _show_minutes(
            request, held, reasons=why, status=409, remark_form=form
        ),
    )  # fmt: skip


@page("committees.keep")
@require_POST
def approve(request: Request, meeting_pk: UUID) -> HttpResponse:
    held = meeting_of(meeting_pk)
    return act_page(
        request,
        lambda: actions.approve(held, by=request.user, at=timezone.now()),
        back=reverse("committees:minutes", args=[held.pk]),
        done=_("The minutes are approved."),
        again=lambda why: _show_minutes(request, held, reasons=why, status=409),
    )


@page("committees.read")
def agenda_paper(request: Request, meeting_pk: UUID) -> HttpResponse:
    """The agenda to print: items, what is carried over, who sits."""
    held = meeting_of(meeting_pk)
    return pdf.answer(
        "committees/agenda", papers.agenda(held), at=timezone.now(),
        name=_("agenda-%(number)d") % {"number": held.number},
    )  # fmt: skip


@page("committees.read")
def minutes_paper(request: Request, meeting_pk: UUID) -> HttpResponse:
    """The minutes to print and sign: who was there, each decision with its votes."""
    held = meeting_of(meeting_pk)
    return pdf.answer(
        "committees/minutes", papers.minutes(held), at=timezone.now(),
        name=_("minutes-%(number)d") % {"number": held.number},
    )  # fmt: skip
