"""Narrowing and withdrawing consent: as easy as giving it, and told beforehand what follows."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.choices import DataClass
from homeward.access.pages import Request, page
from homeward.cases.models import Case
from homeward.cases.views.consents import Held, held_of
from homeward.core.commas import enumerated
from homeward.core.patterns import Consequence
from homeward.core.refusals import Refused
from homeward.persons import actions
from homeward.persons import queries as persons
from homeward.persons.ledger_forms import EndForm, NarrowForm, WithdrawForm


@page("persons.withdraw_consent")
def withdraw(request: Request, pk: UUID, org: int, purpose: int) -> HttpResponse:
    case = get_object_or_404(Case, pk=pk)
    held = _found(case, org, purpose)
    if held is None:
        return _gone(request, case)
    form = WithdrawForm(request.POST or None, members=_members(held), classes=_classes(held))
    if request.method != "POST" or not form.is_valid():
        return _confirm(request, case, held, form, consequences_of(held))
    said_on = form.cleaned_data["said_on"]
    try:
        actions.withdraw_consent(
            _chosen(held, form),
            by=request.user,
            at=timezone.now(),
            said_at=_moment(said_on),
            reference=case.reference,
        )
    except Refused as refusal:
        return _confirm(
            request, case, held, form, consequences_of(held), reasons=refusal.reasons, status=409
        )
    messages.success(
        request,
        _("Withdrawn. %(recipient)s no longer sees this, from now on.")
        % {"recipient": held.recipient},
    )
    return redirect("persons:consent", case.pk)


@page("persons.withdraw_consent")
def narrow(request: Request, pk: UUID, org: int, purpose: int) -> HttpResponse:
    """An earlier end. To take back kinds of data or members at once is to withdraw them."""
    case = get_object_or_404(Case, pk=pk)
    held = _found(case, org, purpose)
    if held is None:
        return _gone(request, case)
    form = NarrowForm(request.POST or None, members=_members(held), classes=_classes(held))
    said: dict[str, Any] = {
        "title": _("Give the consent for %(recipient)s an earlier end")
        % {"recipient": held.recipient},
        "danger": _("Set the end"),
    }
    lines = [
        Consequence(
            _("After that day %(recipient)s no longer sees it.") % _named(held), "calendar"
        ),
        Consequence(_("Essential aid goes on. Nobody loses it by narrowing."), "heart"),
    ]
    if request.method != "POST" or not form.is_valid():
        return _confirm(request, case, held, form, lines, **said)
    try:
        actions.narrow_consent(
            _chosen(held, form),
            until=form.cleaned_data["until"],
            by=request.user,
            at=timezone.now(),
            reference=case.reference,
        )
    except Refused as refusal:
        return _confirm(
            request, case, held, form, lines, reasons=refusal.reasons, status=409, **said
        )
    messages.success(request, _("The consent now has an earlier end."))
    return redirect("persons:consent", case.pk)


def _found(case: Case, org: int, purpose: int) -> Held | None:
    people = persons.members(case.household_id)
    return next(
        (h for h in held_of(people) if h.recipient.pk == org and h.purpose.value == purpose), None
    )


def _gone(request: Request, case: Case) -> HttpResponse:
    if request.method != "POST":
        raise Http404
    messages.info(request, _("This consent was withdrawn already."))
    return redirect("persons:consent", case.pk)


def _members(held: Held) -> list[tuple[str, str]]:
    return [(str(person.pk), str(person)) for person, _consents in held.people]


def _classes(held: Held) -> list[DataClass]:
    return sorted({DataClass(one.covers) for _person, ones in held.people for one in ones})


def _chosen(held: Held, form: EndForm) -> list[UUID]:
    members, classes = set(form.cleaned_data["members"]), set(form.cleaned_data["classes"])
    return [
        one.pk
        for person, ones in held.people
        if str(person.pk) in members
        for one in ones
        if one.covers in classes
    ]


def _moment(said_on: date | None) -> datetime | None:
    """An earlier day ends what it ends at its beginning; today's holds from this moment."""
    if said_on is None or said_on == timezone.localdate():
        return None
    return timezone.make_aware(datetime.combine(said_on, time.min))


def _named(held: Held) -> dict[str, Any]:
    return {
        "recipient": held.recipient,
        "classes": enumerated(str(one.label) for one in _classes(held)),
    }


def consequences_of(held: Held) -> list[Consequence]:
    named = _named(held)
    return [
        Consequence(
            _("%(recipient)s no longer sees: %(classes)s. It holds from the next click.") % named,
            "eye-off",
        ),
        Consequence(
            _("%(recipient)s is told to stop and delete, and answers what it did.") % named, "mail"
        ),
        *closing([person.pk for person, _ones in held.people], [held.recipient.pk]),
        Consequence(_("What was seen before can’t be unseen; what was written stays."), "file"),
        Consequence(_("Essential aid goes on. Nobody loses it by withdrawing."), "heart"),
    ]


def closing(person_ids: Sequence[UUID], org_ids: Sequence[int]) -> list[Consequence]:
    return [Consequence(text, "send") for text in actions.consequences(person_ids, org_ids)]


def _confirm(
    request: Request,
    case: Case,
    held: Held,
    form: EndForm,
    consequences: Iterable[Consequence],
    *,
    reasons: Iterable[Any] = (),
    status: int = 200,
    **said: Any,
) -> HttpResponse:
    context = {
        "title": _("Withdraw the consent for %(recipient)s?") % _named(held),
        "danger": _("Withdraw the consent"),
        "consequences": list(consequences),
        "form": form,
        "reasons": reasons,
        "cancel_url": reverse("persons:consent", args=[case.pk]),
        "section": "cases",
        **said,
    }
    return render(request, "core/confirm.html", context, status=422 if form.errors else status)
