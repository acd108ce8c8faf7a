"""What complaints and surveys say in sum, beside the form that puts it on an agenda."""

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.alignment.choices import Setting
from homeward.alignment.queries.thresholds import threshold
from homeward.complaints import queries as complaints
from homeward.steering.actions import finding as actions
from homeward.steering.forms.asked import FindingForm
from homeward.steering.queries import stated as queries
from homeward.steering.views.acting import PER_PAGE, form_page

SECTION = "feedback"


@page("steering.read")
def feedback(request: Request) -> HttpResponse:
    found = queries.findings()
    context = {
        "section": SECTION,
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "may_find": can(request.user, "steering.find"),
    }
    return render(request, "steering/feedback.html", context)


@page("steering.find")
def new_finding(request: Request) -> HttpResponse:
    today = timezone.localdate()
    figures = _figures(request.user, today)
    initial: dict[str, Any] = {"from_on": _year_ago(today), "until_on": today} | (
        {"figures": "; ".join(f"{label}: {value}" for label, value in figures)} if figures else {}
    )
    form = FindingForm(request.POST or None, by=request.user, on=today, initial=initial)
    return form_page(
        request, form,
        lambda: actions.put_on_agenda(by=request.user, at=timezone.now(), **form.cleaned_data),
        section=SECTION, template="steering/finding_new.html",
        done=_("It stands on the committee’s list. Its secretariat puts it on a meeting."),
        to=lambda _made: reverse("steering:feedback"), figures=figures,
    )  # fmt: skip


def _year_ago(today: date) -> date:
    return today.replace(year=today.year - 1, day=min(today.day, 28))


def _figures(user: Any, today: date) -> list[tuple[str, str]]:
    """The year's complaints of the reader's organisation; small numbers are kept back."""
    if not can(user, "complaints.count"):
        return []
    counted = complaints.figures(complaints.counted(_year_ago(today), today), today=today)
    smallest = threshold(Setting.SMALLEST_COUNT, today).value

    def told(number: int) -> str:
        return f"<{smallest}" if 0 < number < smallest else str(number)

    return [
        (_("Complaints and feedback"), told(counted.all)),
        (_("Open"), told(counted.open)),
        (_("Late"), told(counted.late)),
        (_("Appealed"), told(counted.appealed)),
    ]
