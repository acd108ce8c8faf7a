"""The page of a sealed file: its team, and how the seal is set, changed and lifted."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homeward.access.models import User
from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.cases import queries as cases
from homeward.cases.models import Case
from homeward.core.patterns import Consequence
from homeward.core.refusals import Refused
from homeward.persons import queries as persons
from homeward.seals import actions, queries
from homeward.seals.forms import AddForm, LiftForm, SealForm
from homeward.seals.models import Seal


@page("seals.read")
def seal(request: Request, case_pk: UUID) -> HttpResponse:
    """Where a seal is in force its team's page, otherwise the form that sets one."""
    case = get_object_or_404(Case, pk=case_pk)
    found = queries.in_force(case)
    if found:
        return _team(request, case, found)
    if not can(request.user, "seals.seal"):
        raise Http404
    form = _seal_form(request, case)
    if request.method != "POST" or not form.is_valid():
        return _sealing(request, case, form, status=422 if form.errors else 200)
    try:
        actions.seal(
            case, form.people_chosen(), form.team_chosen(), form.cleaned_data["why"],
            by=request.user, at=timezone.now(),
        )  # fmt: skip
    except Refused as refusal:
        return _sealing(request, case, form, reasons=refusal.reasons, status=409)
    messages.success(request, _("Sealed. Only the team sees the file from now on."))
    return redirect("seals:seal", case.pk)


def _seal_form(request: Request, case: Case) -> SealForm:
    return SealForm(
        request.POST if request.method == "POST" else None,
        household=persons.members(case.household_id),
        colleagues=[user for user in queries.colleagues(request.user) if user != request.user],
    )


def _sealing(
    request: Request, case: Case, form: SealForm, *, status: int, **more: Any
) -> HttpResponse:
    consequences = [
        Consequence(
            _("Nobody else of your organisation finds the files: not in lists, search or counts."),
            "lock",
        ),
        Consequence(
            _("Open steps that others of your organisation hold become the team’s."), "users"
        ),
        Consequence(_("What other organisations see by consent stays as it is."), "shield-check"),
        Consequence(_("It takes two people of the team to lift the seal."), "user-check"),
    ]
    return _page(
        request,
        case,
        "seals/seal.html",
        status=status,
        form=form,
        consequences=consequences,
        **more,
    )


def _team(
    request: Request, case: Case, found: Seal, *, status: int = 200, **more: Any
) -> HttpResponse:
    team = queries.team(found)
    user = request.user
    in_team = {member.user_id for member in team}
    context = {
        "seal": found,
        "team": team,
        "people": queries.sealed_persons(found),
        "add_form": AddForm(
            colleagues=[one for one in queries.colleagues(user) if one.pk not in in_team]
        ),
        "may_change": can(user, "seals.change_team"),
        "may_ask": can(user, "seals.ask_to_lift") and found.lift_asked_at is None,
        "may_decide": can(user, "seals.lift")
        and found.lift_asked_at is not None
        and found.lift_asked_by_id != user.pk,
    }
    return _page(request, case, "seals/team.html", status=status, **(context | more))


def _sealed(case_pk: UUID) -> tuple[Case, Seal]:
    case = get_object_or_404(Case, pk=case_pk)
    found = queries.in_force(case)
    if found is None:
        raise Http404
    return case, found


@page("seals.change_team")
@require_POST
def add(request: Request, case_pk: UUID) -> HttpResponse:
    case, found = _sealed(case_pk)
    form = AddForm(request.POST, colleagues=queries.colleagues(request.user))
    if not form.is_valid():
        return _team(request, case, found, status=422, add_form=form)
    try:
        actions.add(found, form.user_chosen(), by=request.user, at=timezone.now())
    except Refused as refusal:
        return _team(request, case, found, status=409, add_form=form, reasons=refusal.reasons)
    messages.success(request, _("%(name)s is in the team.") % {"name": form.user_chosen()})
    return redirect("seals:seal", case.pk)


@page("seals.change_team")
def remove(request: Request, case_pk: UUID, user_pk: int) -> HttpResponse:
    case, found = _sealed(case_pk)
    member = get_object_or_404(User, pk=user_pk, pk__in=[m.user_id for m in queries.team(found)])
    if request.method != "POST":
        consequences = [
            Consequence(_("The file closes to %(name)s at once.") % {"name": member}, "lock"),
            Consequence(_("Steps that waited for them become the team’s."), "users"),
        ]
        return _page(
            request, case, "seals/remove.html", status=200, member=member, consequences=consequences
        )
    try:
        actions.remove(found, member, by=request.user, at=timezone.now())
    except Refused as refusal:
        return _team(request, case, found, status=409, reasons=refusal.reasons)
    messages.success(request, _("%(name)s is no longer in the team.") % {"name": member})
    if member == request.user:
        return redirect("desk:my_work")
    return redirect("seals:seal", case.pk)


@page("seals.ask_to_lift")
def ask_to_lift(request: Request, case_pk: UUID) -> HttpResponse:
    case, found = _sealed(case_pk)
    form = LiftForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.ask_to_lift(found, form.cleaned_data["why"], by=request.user, at=timezone.now())
        except Refused as refusal:
            return _team(request, case, found, status=409, reasons=refusal.reasons)
        messages.success(request, _("Asked. Somebody else of the team decides."))
        return redirect("seals:seal", case.pk)
    consequences = [
        Consequence(
            _("A second person of the team decides. Until then the seal stays."), "user-check"
        ),
        Consequence(
            _("Once it is lifted, everybody of your organisation who is cleared sees the file."),
            "eye",
        ),
    ]
    status = 422 if form.errors else 200
    return _page(
        request, case, "seals/lift.html", status=status, form=form, consequences=consequences
    )


@page("seals.lift")
@require_POST
def lift(request: Request, case_pk: UUID) -> HttpResponse:
    case, found = _sealed(case_pk)
    try:
        actions.lift(found, by=request.user, at=timezone.now())
    except Refused as refusal:
        return _team(request, case, found, status=409, reasons=refusal.reasons)
    messages.success(request, _("The seal is lifted."))
    return redirect("desk:case", case.pk)


@page("seals.lift")
@require_POST
def keep(request: Request, case_pk: UUID) -> HttpResponse:
    case, found = _sealed(case_pk)
    try:
        actions.keep(found, by=request.user, at=timezone.now())
    except Refused as refusal:
        return _team(request, case, found, status=409, reasons=refusal.reasons)
    messages.success(request, _("The seal stays."))
    return redirect("seals:seal", case.pk)


def _page(
    request: Request, case: Case, template: str, *, status: int, **context: Any
) -> HttpResponse:
    shared = {"case": case, "title": cases.titles([case])[case.pk], "section": "cases"}
    return render(request, template, shared | context, status=status)
