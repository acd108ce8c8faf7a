"""Who stays because nobody has asked them yet, and what they answer."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.pages import Request, page
from homeward.core.refusals import Refused
from homeward.handovers import actions, queries
from homeward.handovers.choices import Answer, Stay, Way
from homeward.handovers.forms import ALLOWED, AskForm
from homeward.persons.choices import ConsentWay

SECTION = {"section": "handovers"}
PER_PAGE = 50


@page("handovers.ask")
def to_ask(request: Request) -> HttpResponse:
    part = Paginator(queries.to_ask(), PER_PAGE).get_page(request.GET.get("page"))
    rows = [(row, [str(Stay(code).label) for code in row.reasons]) for row in part]
    context = {"page": part, "rows": rows}
    return render(request, "handovers/to_ask.html", SECTION | context)


@page("handovers.ask")
def ask(request: Request, handoverrow_pk: UUID) -> HttpResponse:
    row = get_object_or_404(queries.row(handoverrow_pk))
    people = queries.people_of(row)
    form = AskForm(
        request.POST or None,
        people=people,
        initial={
            "asked_on": timezone.localdate(),
            "person": row.person_id,
            "classes": [code for code, _label in ALLOWED],
        },
    )
    context: dict[str, Any] = {
        "form": form,
        "row": row,
        "askings": queries.askings(row.stage.handover_id, people),
    }
    status = 422 if form.is_bound and not form.is_valid() else 200
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        try:
            actions.ask(
                row, data["person"], Answer(data["answer"]), way=Way(data["way"]),
                asked_on=data["asked_on"], classes=data["classes"],
                consent_way=ConsentWay(data["consent_way"]), witness=data["witness"],
                guardian=data["guardian"], lead_goes_on=data["lead_goes_on"],
                note=data["note"], by=request.user, at=timezone.now(),
            )  # fmt: skip
        except Refused as refusal:
            context["reasons"], status = refusal.reasons, 409
        else:
            messages.success(request, _("Written down. The next rehearsal finds it."))
            return redirect("handovers:to_ask")
    return render(request, "handovers/ask.html", SECTION | context, status=status)
