"""Motions are put to the vote, voted on and closed; the meeting's page says what is refused."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homeward.access.pages import Request, page
from homeward.committees import actions, queries
from homeward.committees.choices import Choice, DecisionKind
from homeward.committees.forms import ClosingForm, MotionForm, VoteForm, subject_of
from homeward.committees.models import AgendaItem, Decision
from homeward.committees.views.meetings import show, url
from homeward.committees.views.parts import act_page, meeting_of


@page("committees.keep")
@require_POST
def put_motion(request: Request, agendaitem_pk: UUID) -> HttpResponse:
    item = get_object_or_404(
        AgendaItem.objects.select_related("meeting", "committee"), pk=agendaitem_pk
    )
    if item.meeting is None:
        return redirect("committees:detail", committee_pk=item.committee_id)
    held = meeting_of(item.meeting.pk)
    form = MotionForm(request.POST, committee=item.committee, reader=request.user)
    if not form.is_valid():
        return show(request, held, item=item, motion_form=form, status=422)
    data = form.cleaned_data
    about = [subject_of(value, request.user) for value in data["about"]]
    return act_page(
        request,
        lambda: actions.move(
            item, data["text"], subjects=[one for one in about if one],
            supersedes=data["supersedes"], by=request.user, at=timezone.now(),
        ),
        back=url(held, item), done=_("Put to the vote."),
        again=lambda why: show(
            request, held, item=item, reasons=why, motion_form=form, status=409
        ),
    )  # fmt: skip


@page("committees.sit")
@require_POST
def vote(request: Request, decision_pk: UUID, seat_pk: UUID) -> HttpResponse:
    motion = _motion(decision_pk)
    held = meeting_of(motion.meeting_id)
    place = next((one for one in queries.places(held) if one.seat.pk == seat_pk), None)
    form = VoteForm(request.POST)
    if place is None or not form.is_valid():
        return show(request, held, item=motion.item, status=422)
    data = form.cleaned_data
    return act_page(
        request,
        lambda: actions.vote(
            motion, place.seat, Choice(data["choice"]), note=data["note"], by=request.user,
            at=timezone.now(),
        ),
        back=url(held, motion.item), done=_("Voted. It can be changed until the vote is closed."),
        again=lambda why: show(request, held, item=motion.item, reasons=why, status=409),
    )  # fmt: skip


@page("committees.keep")
@require_POST
def close(request: Request, decision_pk: UUID) -> HttpResponse:
    motion = _motion(decision_pk)
    held = meeting_of(motion.meeting_id)
    form = ClosingForm(request.POST)
    if not form.is_valid():
        return show(request, held, item=motion.item, status=422)
    data = form.cleaned_data
    return act_page(
        request,
        lambda: actions.close(
            motion, DecisionKind(data["kind"]), effective_on=data["effective_on"],
            by=request.user, at=timezone.now(),
        ),
        back=url(held, motion.item), done=_("Written down. It stays as it is."),
        again=lambda why: show(request, held, item=motion.item, reasons=why, status=409),
    )  # fmt: skip


def _motion(pk: UUID) -> Decision:
    return get_object_or_404(Decision.objects.select_related("item", "meeting__committee"), pk=pk)
