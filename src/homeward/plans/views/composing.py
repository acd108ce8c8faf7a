"""A commission's composition: its rules in versions, seats, and who may take them."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.choices import Purpose
from homeward.access.pages import Request, page
from homeward.core.forms import BaseForm
from homeward.core.patterns import Consequence
from homeward.core.refusals import Refused
from homeward.plans import actions, queries
from homeward.plans.choices import SeatKind
from homeward.plans.forms import MemberForm, RulesForm, SeatForm
from homeward.plans.models import Member, Seat


@page("plans.read_sessions", purpose=Purpose.DECISION)
def composition(request: Request) -> HttpResponse:
    commission = request.user.organisation_of_rows
    on = timezone.localdate()
    members = queries.members_on(commission.pk, on)
    context = {
        "section": "commission",
        "commission": commission,
        "rules": queries.rules_on(commission.pk, on),
        "versions": queries.rules_of(commission.pk),
        "seats": [
            (seat, [member for member in members if member.seat_id == seat.pk])
            for seat in queries.seats_on(commission.pk, on)
        ],
        "may_compose": queries.keeps_the_book(request.user),
    }
    return render(request, "plans/composition.html", context)


@page("plans.compose", purpose=Purpose.DECISION)
def new_rules(request: Request) -> HttpResponse:
    commission = request.user.organisation_of_rows
    on = timezone.localdate()
    before = queries.rules_on(commission.pk, on)
    initial = {"valid_from": on}
    if before:
        initial |= {name: getattr(before, name) for name in RulesForm.base_fields}
        initial["valid_from"] = on
    form = RulesForm(
        request.POST if request.method == "POST" else None,
        country=commission.country_id,
        initial=initial,
    )

    def save() -> None:
        actions.set_rules(by=request.user, at=timezone.now(), **form.cleaned_data)

    return _page(request, form, save, heading=_("How the commission sits"), done=_("Saved."))


@page("plans.compose", purpose=Purpose.DECISION)
def new_seat(request: Request) -> HttpResponse:
    form = SeatForm(
        request.POST if request.method == "POST" else None,
        initial={"since": timezone.localdate(), "has_vote": True},
    )

    def save() -> None:
        said = form.cleaned_data
        actions.add_seat(
            institution=said["institution"], kind=SeatKind(said["kind"]),
            has_vote=said["has_vote"], is_mandatory=said["is_mandatory"], since=said["since"],
            by=request.user, at=timezone.now(),
        )  # fmt: skip

    return _page(request, form, save, heading=_("Add a seat"), done=_("Seat added."))


@page("plans.compose", purpose=Purpose.DECISION)
def new_member(request: Request) -> HttpResponse:
    commission = request.user.organisation_of_rows
    on = timezone.localdate()
    users = queries.users_of(commission)
    form = MemberForm(
        request.POST if request.method == "POST" else None,
        seats=queries.seats_on(commission.pk, on),
        users=users,
        initial={"since": on},
    )

    def save() -> None:
        said = form.cleaned_data
        user = said["user"]
        actions.add_member(
            said["seat"], name=said["name"] or user.name, user=user, since=said["since"],
            by=request.user, at=timezone.now(),
        )  # fmt: skip

    return _page(request, form, save, heading=_("Add a member"), done=_("Member added."))


@page("plans.compose", purpose=Purpose.DECISION)
def end_seat(request: Request, seat_pk: int) -> HttpResponse:
    seat = get_object_or_404(Seat, pk=seat_pk, commission=request.user.organisation_id)

    def save() -> None:
        actions.end_seat(seat, until=timezone.localdate(), by=request.user, at=timezone.now())

    title = _("End the seat of %(institution)s?") % {"institution": seat.institution}
    return _ending(request, save, title=title, danger=_("End the seat"))


@page("plans.compose", purpose=Purpose.DECISION)
def end_member(request: Request, member_pk: int) -> HttpResponse:
    member = get_object_or_404(
        Member.objects.select_related("seat"),
        pk=member_pk,
        seat__commission=request.user.organisation_id,
    )

    def save() -> None:
        actions.end_member(member, until=timezone.localdate(), by=request.user, at=timezone.now())

    title = _("%(name)s no longer takes this seat?") % {"name": member.name}
    return _ending(request, save, title=title, danger=_("End the membership"))


def _ending(request: Request, save: Callable[[], Any], *, title: str, danger: str) -> HttpResponse:
    return _page(
        request, BaseForm(request.POST if request.method == "POST" else None), save,
        template="core/confirm.html", title=title, danger=danger, cancel=_("Keep it"),
        done=_("Ended. Earlier sessions stay as they were."),
        consequences=[Consequence(_("From tomorrow on it counts in no quorum."))],
        cancel_url=reverse("plans:composition"),
    )  # fmt: skip


def _page(
    request: Request,
    form: BaseForm,
    save: Callable[[], Any],
    *,
    done: str,
    template: str = "plans/commission_form.html",
    **context: Any,
) -> HttpResponse:
    reasons: list[Any] = []
    if request.method == "POST" and form.is_valid():
        try:
            save()
        except Refused as refusal:
            reasons = refusal.reasons
        else:
            messages.success(request, done)
            return redirect("plans:composition")
    shown = {"section": "commission", "form": form, "reasons": reasons, **context}
    return render(request, template, shown, status=409 if reasons or form.errors else 200)
