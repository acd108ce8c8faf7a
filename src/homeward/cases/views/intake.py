"""The intake: one page, saved as you go; what is known already is shown, not asked again.

A programme that asks it by a form of its own has that form opened instead.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.pages import Request, page
from homeward.cases import actions, queries, signals
from homeward.cases.choices import SaidBy, Stage
from homeward.cases.forms import IntakeForm, Question
from homeward.cases.models import Case
from homeward.cases.queries import KnownFact
from homeward.cases.shown import of_persons
from homeward.cases.views.consents import cleared_for
from homeward.core.patterns import Fact
from homeward.core.refusals import Refused
from homeward.persons import queries as persons
from homeward.persons.models import Person


@page("cases.take_intake")
def intake(request: Request, pk: UUID) -> HttpResponse:
    case = get_object_or_404(Case, pk=pk)
    if (
        request.method == "GET"
        and "facts" not in request.GET
        and (address := _form_of(request, case))
    ):
        return redirect(address)
    people = persons.members(case.household_id)
    form = _form(request, people)
    if request.method != "POST":
        return _page(request, case, people, form)
    if not form.is_valid():
        return _page(request, case, people, form, status=422)
    return _save(request, case, people, form)


def _form_of(request: Request, case: Case) -> str:
    """A programme may ask its intake by a form of its own."""
    asked = signals.asking_intake.send(Case, case=case, user=request.user, on=timezone.localdate())
    return next((str(address) for _receiver, address in asked if address), "")


def _form(request: Request, people: Sequence[Person]) -> IntakeForm:
    cleared = cleared_for(request.user)
    kinds = [
        kind
        for _group, kinds in queries.kinds_by_group()
        for kind in kinds
        if queries.may_ask(kind, cleared)
    ]
    initial = {
        "said_by": SaidBy.PERSON.value,
        "said_by_name": str(people[0]) if people else "",
        "said_on": timezone.localdate(),
    }
    return IntakeForm(
        request.POST if request.method == "POST" else None,
        kinds=kinds,
        people=people,
        initial=initial,
    )


def _save(request: Request, case: Case, people: Sequence[Person], form: IntakeForm) -> HttpResponse:
    finish = request.POST.get("do") == "finish"
    now = timezone.now()
    try:
        kept = actions.take_intake(
            case, list(form.answers()), finish=finish, by=request.user, at=now
        )
    except Refused as refusal:
        return _page(request, case, people, form, reasons=refusal.reasons, status=409)
    case.refresh_from_db()
    if not finish:
        messages.success(
            request,
            _("Saved: %(count)d. Go on, or finish the intake.") % {"count": len(kept)},
        )
        # As it was opened: by single facts, where the programme has a form as well.
        return redirect(request.get_full_path())
    if case.stage == Stage.DEPARTURE:
        messages.success(request, _("Intake finished. Next: announce the arrival."))
        return redirect("cases:announce", case.pk)
    messages.success(request, _("Intake saved."))
    return redirect("cases:facts", case.pk)


def _page(
    request: Request,
    case: Case,
    people: Sequence[Person],
    form: IntakeForm,
    *,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    context = {
        "case": case,
        "title": persons.family_name_of(people),
        "form": form,
        "groups": _groups(case, form),
        "many": len(people) > 1,
        "section": "cases",
        **more,
    }
    return render(request, "cases/intake.html", context, status=status)


def _groups(case: Case, form: IntakeForm) -> list[tuple[str, list[tuple[Question, list[Fact]]]]]:
    known: dict[str, list[KnownFact]] = {}
    for one in queries.known_facts(case):
        known.setdefault(one.fact.kind, []).append(one)
    return [
        (
            str(group.label),
            [
                (form.question(kind), of_persons(known.get(kind, [])))
                for kind in kinds
                if kind in form.kinds
            ],
        )
        for group, kinds in queries.kinds_by_group()
    ]
