"""Who does what until when, and what a secretariat has to prepare."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.committees import actions, queries
from homeward.committees.choices import SeatKind
from homeward.committees.forms import DayForm, DoneForm, PointForm
from homeward.committees.models import ActionPoint
from homeward.committees.views import steps
from homeward.committees.views.meetings import url as meeting_url
from homeward.committees.views.parts import (
    SECTION,
    committee_of,
    for_keepers,
    form_page,
    keeps,
    meeting_of,
)
from homeward.core.asking import data_of

PER_PAGE = 20


@page("committees.read")
def points(request: Request) -> HttpResponse:
    """Mine first, then all others; what is due first stands first."""
    state = "done" if request.GET.get("state") == "done" else "open"
    user = request.user
    part = Paginator(queries.others_points(user, state=state), PER_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "own": queries.own_points(user, state=state)[:PER_PAGE],
        "page": part,
        "state": state,
        "today": timezone.localdate(),
    }
    return render(request, "committees/points.html", SECTION | context)


@page("committees.read")
def point(request: Request, actionpoint_pk: UUID) -> HttpResponse:
    held = _point(actionpoint_pk)
    may_do = _may_do(request, held)
    form = DoneForm(data_of(request))
    back = reverse("committees:points")
    context: dict[str, Any] = {
        "point": held,
        "may_do": may_do,
        "may_move": keeps(request, held.committee) and held.done_at is None,
    }
    return form_page(
        request, form,
        lambda data: actions.finish_point(
            held, data["note"], by=request.user, at=timezone.now()
        ),
        title=held.what, back=back, done=_("Done. The next agenda no longer carries it."),
        template="committees/point.html", **context,
    )  # fmt: skip


def _may_do(request: Request, held: ActionPoint) -> bool:
    own = held.seat.organisation_id
    is_own = own is not None and own == request.user.organisation_id
    return (
        held.done_at is None
        and can(request.user, "committees.sit")
        and (is_own or keeps(request, held.committee))
    )


@page("committees.keep")
def other_day(request: Request, actionpoint_pk: UUID) -> HttpResponse:
    held = _point(actionpoint_pk)
    for_keepers(request, held.committee)
    return form_page(
        request, DayForm(data_of(request), initial={"due_on": held.due_on}),
        lambda data: actions.agree_day(held, **data, by=request.user, at=timezone.now()),
        title=_("Agree another day"), crumb=held.what, done=_("Saved."),
        back=reverse("committees:point", args=[held.pk]),
    )  # fmt: skip


@page("committees.keep")
def new_point(request: Request, meeting_pk: UUID) -> HttpResponse:
    meeting = meeting_of(meeting_pk)
    committee = for_keepers(request, meeting.committee)
    form = PointForm(
        data_of(request), committee=committee, meeting=meeting, on=timezone.localdate()
    )
    return form_page(
        request, form,
        lambda data: actions.open_point(
            committee, **data, meeting=meeting, by=request.user, at=timezone.now()
        ),
        title=_("Agree an action"), back=meeting_url(meeting), crumb=str(committee),
        done=_("Agreed. It stands in their work until it is done."),
        lead=_("What a seat without an account does is followed by the secretariat."),
    )  # fmt: skip


@page("committees.read")
def of_committee(request: Request, committee_pk: UUID) -> HttpResponse:
    """All action points of one committee."""
    committee = committee_of(committee_pk)
    state = "done" if request.GET.get("state") == "done" else "open"
    part = Paginator(queries.points(state=state).filter(committee=committee), PER_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "committee": committee,
        "own": [],
        "page": part,
        "state": state,
        "today": timezone.localdate(),
    }
    return render(request, "committees/points.html", SECTION | context)


@page("committees.keep")
def secretariat(request: Request) -> HttpResponse:
    """What must be prepared: one list a kind, what is late first."""
    user, today = request.user, timezone.localdate()
    context = {
        "today": today,
        "kept": queries.kept(user),
        "step": steps.of_secretariat(user, on=today),
        "invitations": queries.invitations_due(user),
        "minutes": queries.minutes_due(user),
        "unapproved": queries.minutes_not_approved(user),
        "signoffs": queries.signoffs_open(user),
        "items": queries.items_waiting(user),
        "overdue": queries.points_overdue(user, on=today),
        "incomplete": [
            (committee, [(SeatKind(one.kind).label, one) for one in missing])
            for committee, missing in queries.incomplete(user, on=today)
        ],
    }
    return render(request, "committees/secretariat.html", SECTION | context)


def _point(pk: UUID) -> ActionPoint:
    return get_object_or_404(queries.points(state="all"), pk=pk)
