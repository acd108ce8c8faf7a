"""Committees: the list, one with what is missing, its rules and its seats."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.committees import actions, queries
from homeward.committees.choices import CommitteeKind, HolderPart, SeatKind
from homeward.committees.forms import (
    AboutForm,
    CommitteeForm,
    EndForm,
    HolderForm,
    MinimumForm,
    ProcedureForm,
    SeatForm,
    SecretariatForm,
)
from homeward.committees.models import Committee, Seat, SeatHolder
from homeward.committees.views import steps
from homeward.committees.views.parts import (
    KEEP,
    SECTION,
    act_page,
    committee_of,
    for_keepers,
    form_page,
    keeps,
)
from homeward.core.asking import data_of

PER_PAGE = 20


@page("committees.read")
def index(request: Request) -> HttpResponse:
    today, kind = timezone.localdate(), request.GET.get("kind", "")
    part = Paginator(queries.listed(kind=kind), PER_PAGE).get_page(request.GET.get("page"))
    rows = [
        (
            committee,
            [one for one in queries.composition(committee, on=today) if not one.is_met],
            queries.next_meeting(committee),
        )
        for committee in part
    ]
    context = {
        "page": part,
        "rows": rows,
        "kind": kind,
        "kinds": CommitteeKind.choices,
        "may_keep": can(request.user, KEEP),
    }
    return render(request, "committees/index.html", SECTION | context)


@page("committees.read")
def detail(request: Request, committee_pk: UUID) -> HttpResponse:
    return show(request, committee_of(committee_pk))


def show(
    request: Request, committee: Committee, *, reasons: Any = (), status: int = 200
) -> HttpResponse:
    user, today = request.user, timezone.localdate()
    own = queries.own_seats(committee, user, on=today)
    keeper = keeps(request, committee)
    context = {
        "committee": committee,
        "keeps": keeper,
        "own": own,
        "may_propose": can(user, "committees.sit") and bool(own or keeper),
        "composition": [
            (SeatKind(one.kind).label, one) for one in queries.composition(committee, on=today)
        ],
        "procedure": queries.procedure(committee, on=today),
        "seats": queries.seats(committee, on=today),
        "former": queries.former_seats(committee, on=today),
        "meetings": queries.meetings(committee)[:PER_PAGE],
        "waiting": queries.waiting_items(committee),
        "points": queries.points().filter(committee=committee)[:PER_PAGE],
        "decisions": queries.register(committee=committee.pk)[:5],
        "step": steps.of_committee(committee, user, keeper=keeper),
        "reasons": reasons,
        "today": today,
    }
    return render(request, "committees/detail.html", SECTION | context, status=status)


@page("committees.keep")
def new(request: Request) -> HttpResponse:
    form = CommitteeForm(data_of(request))
    made: list[Committee] = []

    def act(data: dict[str, Any]) -> None:
        made.append(actions.set_up(**data, by=request.user, at=timezone.now()))

    index_url = reverse("committees:index")
    answer = form_page(
        request, form, act, title=_("Set up a committee"), back=index_url,
        crumb=_("Committees"), done=_("Set up. Next: its rules and its seats."),
        lead=_("Your organisation is its secretariat."),
    )  # fmt: skip
    return redirect("committees:detail", committee_pk=made[0].pk) if made else answer


@page("committees.keep")
def edit(request: Request, committee_pk: UUID) -> HttpResponse:
    committee = for_keepers(request, committee_of(committee_pk))
    initial = {name: getattr(committee, name) for name in AboutForm.base_fields}
    form = AboutForm(data_of(request), initial=initial | {"countries": committee.countries.all()})
    return form_page(
        request, form,
        lambda data: actions.change(committee, **data, by=request.user, at=timezone.now()),
        title=_("Change what is said of it"), back=_url(committee), crumb=str(committee),
        done=_("Saved."),
    )  # fmt: skip


@page("committees.keep")
def hand_secretariat(request: Request, committee_pk: UUID) -> HttpResponse:
    committee = for_keepers(request, committee_of(committee_pk))
    form = SecretariatForm(data_of(request), committee=committee, on=timezone.localdate())
    return form_page(
        request, form,
        lambda data: actions.hand_secretariat(
            committee, data["to"], by=request.user, at=timezone.now()
        ),
        title=_("Hand the secretariat over?"), back=_url(committee),
        done=_("Handed over. What waits for the secretariat waits for them now."),
        template="core/confirm.html", danger=_("Hand it over"),
        consequences=[
            _("They plan meetings, write minutes and state the rules, and you no longer."),
            _("Your seat stays, and what was decided too."),
        ],
    )  # fmt: skip


@page("committees.keep")
def minimum(request: Request, committee_pk: UUID) -> HttpResponse:
    committee = for_keepers(request, committee_of(committee_pk))
    form = MinimumForm(data_of(request), initial={"valid_from": timezone.localdate()})

    def act(data: dict[str, Any]) -> None:
        actions.state_minimum(
            committee, SeatKind(data["seat_kind"]), data["minimum"], source=data["source"],
            valid_from=data["valid_from"], by=request.user, at=timezone.now(),
        )  # fmt: skip

    return form_page(
        request, form, act, title=_("State a minimum of seats"), back=_url(committee),
        crumb=str(committee), done=_("The minimum holds from its day on."),
        lead=_("Below it the committee can’t decide. Only seats with a vote count."),
    )  # fmt: skip


@page("committees.keep")
def procedure(request: Request, committee_pk: UUID) -> HttpResponse:
    committee = for_keepers(request, committee_of(committee_pk))
    today = timezone.localdate()
    held = queries.procedure(committee, on=today)
    initial: dict[str, Any] = {"valid_from": today}
    if held:
        initial = {name: getattr(held, name) for name in ProcedureForm.base_fields} | initial
    form = ProcedureForm(data_of(request), initial=initial)
    return form_page(
        request, form,
        lambda data: actions.state_procedure(
            committee, **data, by=request.user, at=timezone.now()
        ),
        title=_("State how it decides"), back=_url(committee), crumb=str(committee),
        done=_("The rules hold from their day on."),
        lead=_("A new version from a day on; what was decided before stays as it was."),
    )  # fmt: skip


@page("committees.keep")
def new_seat(request: Request, committee_pk: UUID) -> HttpResponse:
    committee = for_keepers(request, committee_of(committee_pk))
    form = SeatForm(data_of(request), initial={"since_on": timezone.localdate()})
    return form_page(
        request, form,
        lambda data: actions.give_seat(
            committee, SeatKind(data.pop("kind")), **data, by=request.user, at=timezone.now()
        ),
        title=_("Give a seat"), back=_url(committee), crumb=str(committee),
        done=_("It has a seat. Its organisation names who sits on it."),
        lead=_("Every seat of an organisation sees the same pages, whatever its kind."),
    )  # fmt: skip


@page("committees.read")
def seat(request: Request, seat_pk: UUID) -> HttpResponse:
    return _show_seat(request, _seat(seat_pk))


def _show_seat(
    request: Request, held: Seat, *, form: HolderForm | None = None, reasons: Any = (),
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    keeper = keeps(request, held.committee)
    own = held.organisation_id is not None and held.organisation_id == request.user.organisation_id
    names = held.organisation is not None and (
        keeper or (own and can(request.user, "committees.sign"))
    )
    context = {
        "seat": held,
        "holders": held.holders.select_related("user"),
        "may_name": names and held.until_on is None,
        "may_end": keeper and held.until_on is None,
        "form": form or HolderForm(seat=held),
        "reasons": reasons,
    }
    return render(request, "committees/seat.html", SECTION | context, status=status)


@page("committees.sit")
@require_POST
def name_holder(request: Request, seat_pk: UUID) -> HttpResponse:
    held = _seat(seat_pk)
    form = HolderForm(request.POST, seat=held)
    if not form.is_valid():
        return _show_seat(request, held, form=form, status=422)
    data = form.cleaned_data
    return act_page(
        request,
        lambda: actions.name_holder(
            held, data["user"], HolderPart(data["part"]), since_on=timezone.localdate(),
            by=request.user, at=timezone.now(),
        ),
        back=reverse("committees:seat", args=[held.pk]), done=_("Named."),
        again=lambda why: _show_seat(request, held, form=form, reasons=why, status=409),
    )  # fmt: skip


@page("committees.sit")
@require_POST
def end_holder(request: Request, seatholder_pk: int) -> HttpResponse:
    found = get_object_or_404(
        SeatHolder.objects.select_related("seat__committee"), pk=seatholder_pk
    )
    return act_page(
        request,
        lambda: actions.end_holder(found, by=request.user, at=timezone.now()),
        back=reverse("committees:seat", args=[found.seat_id]),
        done=_("They sit on it until today. That they did is kept."),
        again=lambda why: _show_seat(request, found.seat, reasons=why, status=409),
    )


@page("committees.keep")
def end_seat(request: Request, seat_pk: UUID) -> HttpResponse:
    held = _seat(seat_pk)
    for_keepers(request, held.committee)
    form = EndForm(data_of(request), initial={"on": timezone.localdate()})
    return form_page(
        request, form,
        lambda data: actions.end_seat(held, **data, by=request.user, at=timezone.now()),
        title=_("End the seat of %(who)s?") % {"who": held}, back=_url(held.committee),
        done=_("The seat ends on its day."), template="core/confirm.html",
        consequences=[
            _("After that day it sees no new meeting, item or decision."),
            _("What was until then stays open to it, and its votes stay counted."),
        ],
        danger=_("End the seat"),
    )  # fmt: skip


@page("committees.read")
def objectives(request: Request, committee_pk: UUID) -> HttpResponse:
    """Tasks with who answers for them, and by which decision they were approved."""
    committee = committee_of(committee_pk)
    tasks = list(queries.objectives(committee))
    approved = queries.newest_about("objective", [one.pk for one in tasks])
    own = queries.own_seats(committee, request.user, on=timezone.localdate())
    context = {
        "committee": committee,
        "rows": [(one, approved.get(str(one.pk))) for one in tasks],
        "may_propose": can(request.user, "committees.sit")
        and bool(own or keeps(request, committee)),
    }
    return render(request, "committees/objectives.html", SECTION | context)


def _seat(pk: UUID) -> Seat:
    return get_object_or_404(
        Seat.objects.select_related("committee__secretariat", "organisation", "actor"), pk=pk
    )


def _url(committee: Committee) -> str:
    return reverse("committees:detail", args=[committee.pk])
