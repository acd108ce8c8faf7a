"""On the case: who has a code, a new one, its letter, and its end."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.cases import queries as cases
from homeward.cases.models import Case
from homeward.core.forms import BaseForm
from homeward.core.patterns import Consequence
from homeward.core.refusals import Refused
from homeward.documents import pdf
from homeward.persons import queries as persons
from homeward.persons.models import Person
from homeward.signins import actions, codes, letter, queries
from homeward.signins.choices import Way
from homeward.signins.forms import CodeForm
from homeward.signins.models import Code

# Shown once: kept in the session until its page has been seen, as a referral's link is.
SHOWN_ONCE = "signin_code"


@page("signins.read")
def of_case(request: Request, case_pk: UUID) -> HttpResponse:
    case = get_object_or_404(Case, pk=case_pk)
    people = persons.members(case.household_id)
    today, now = timezone.localdate(), timezone.now()
    shown = queries.codes_of([one.pk for one in people], at=now)
    context = _head(case) | {
        "people": [
            (one, persons.is_minor(one, on=today), [s for s in shown if s.code.person_id == one.pk])
            for one in people
        ],
        "may_make": can(request.user, "signins.make"),
    }
    return render(request, "signins/of_case.html", context)


@page("signins.make")
def new(request: Request, case_pk: UUID, person: UUID) -> HttpResponse:
    case = get_object_or_404(Case, pk=case_pk)
    whose = get_object_or_404(Person, pk=person, household_id=case.household_id)
    today = timezone.localdate()
    form = CodeForm(
        request.POST if request.method == "POST" else None,
        person=whose,
        guardians=queries.guardians(whose, on=today),
        is_minor=persons.is_minor(whose, on=today),
    )
    reasons: list[Any] = []
    if request.method == "POST" and form.is_valid():
        try:
            made, code = actions.make(
                case, whose, form.wanted(), by=request.user, at=timezone.now()
            )
        except Refused as refusal:
            reasons = refusal.reasons
        else:
            request.session[SHOWN_ONCE] = {"code": code, "pk": str(made.pk)}
            return redirect("signins:made", case.pk, made.pk)
    context = _head(case) | {"person": whose, "form": form, "reasons": reasons}
    status = 409 if reasons else 422 if form.errors else 200
    return render(request, "signins/new.html", context, status=status)


@page("signins.make")
def made(request: Request, case_pk: UUID, code: UUID) -> HttpResponse:
    """The code, once: the page that is opened again says that it was shown already."""
    case = get_object_or_404(Case, pk=case_pk)
    row = get_object_or_404(
        Code.objects.select_related("person", "guardian"),
        pk=code,
        person__household_id=case.household_id,
    )
    held = request.session.get(SHOWN_ONCE)
    plain = ""
    if held and held["pk"] == str(row.pk):
        plain = held["code"]
        del request.session[SHOWN_ONCE]
    context = _head(case) | {
        "code": row,
        "plain": codes.in_groups(plain),
        "place": actions.address(),
        "is_sent": row.way != Way.PRINT,
    }
    return render(request, "signins/made.html", context)


@page("signins.make")
@require_POST
def print_letter(request: Request, case_pk: UUID, code: UUID) -> HttpResponse:
    """The letter, from the page that shows the code: nothing of it is kept here."""
    case = get_object_or_404(Case, pk=case_pk)
    row = get_object_or_404(Code, pk=code, person__household_id=case.household_id)
    plain = request.POST.get("code", "")
    if not actions.is_of(row, plain):
        raise Http404
    return pdf.answer("signins/letter", letter.of(row, plain), at=timezone.now(), name="code")


@page("signins.make")
def revoke(request: Request, case_pk: UUID, code: UUID) -> HttpResponse:
    case = get_object_or_404(Case, pk=case_pk)
    row = get_object_or_404(Code, pk=code, person__household_id=case.household_id)
    back = reverse("signins:of_case", args=[case.pk])
    if request.method == "POST":
        actions.revoke(row, by=request.user, at=timezone.now())
        messages.success(request, _("The code has ended, and whoever came in by it is out."))
        return redirect(back)
    context = {
        "section": "cases",
        "title": _("End this code?"),
        "consequences": [
            Consequence(_("Whoever has it can no longer come in."), "lock"),
            Consequence(_("Whoever is in by it is out at once."), "logout"),
            Consequence(_("You can make another one at any time."), "plus"),
        ],
        "form": BaseForm(),
        "danger": _("End the code"),
        "cancel_url": back,
    }
    return render(request, "core/confirm.html", context)


def _head(case: Case) -> dict[str, Any]:
    return {"section": "cases", "case": case, "title": cases.titles([case])[case.pk]}
