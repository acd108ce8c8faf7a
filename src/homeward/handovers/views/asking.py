"""Who stays because nobody has asked them yet, and what they answer."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.pages import Request, page
from homeward.core import asking
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
        asking.data_of(request),
        people=people,
        initial={
            "asked_on": timezone.localdate(),
            "person": row.person_id,
            "classes": [code for code, _label in ALLOWED],
        },
    )
    askings = queries.askings(row.stage.handover_id, people)
    return asking.ask(
        request, form,
        lambda data: actions.ask(
            row, data["person"], Answer(data["answer"]), way=Way(data["way"]),
            asked_on=data["asked_on"], classes=data["classes"],
            consent_way=ConsentWay(data["consent_way"]), witness=data["witness"],
            guardian=data["guardian"], lead_goes_on=data["lead_goes_on"],
            note=data["note"], by=request.user, at=timezone.now(),
        ),
        back=reverse("handovers:to_ask"), done=_("Written down. The next rehearsal finds it."),
        context=SECTION | {"row": row, "askings": askings}, template="handovers/ask.html",
    )  # fmt: skip
