"""My follow-ups, who is in contact, who interviews whom, and how many answered."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from homeward.access.pages import Request, page
from homeward.cases import queries as cases
from homeward.core.charts import Chart, Series, Shape
from homeward.core.refusals import Refused
from homeward.core.templatetags.writing import short_date
from homeward.followups import forms, queries
from homeward.followups.choices import Loss, State
from homeward.followups.queries import contacts as contacts_queries
from homeward.followups.queries import day, response
from homeward.followups.views import shown
from homeward.surveys import actions as surveys
from homeward.surveys.choices import RECALLED, RECALLED_LABEL, WaveKind

PAGE = 25
MARKS = {
    State.IN_CONTACT: "ok",
    State.COLD: "soon",
    State.LOST: "no",
    State.NEVER: "soon",
    State.OPEN: "wait",
}


@page("followups.read")
def mine(request: Request) -> HttpResponse:
    """The interviewer's day, by place; small enough for a telephone."""
    today = timezone.localdate()
    only = request.GET.get("show") == "mine"
    places = day.day_list(request.user, on=today, only_named=only)
    context = {
        **shown.around(request, "mine"),
        "places": places,
        "only": only,
        "count": sum(len(place.stops) for place in places),
    }
    return render(request, "followups/mine.html", context)


@page("followups.read")
def contacts(request: Request) -> HttpResponse:
    """Who is in contact, computed from what is recorded anyway."""
    today = timezone.localdate()
    show = request.GET.get("show", "")
    found = queries.to_contact(request.user, on=today, show=show)
    listed = Paginator(found, PAGE).get_page(request.GET.get("page"))
    rows = list(listed)
    titles = cases.titles(rows)
    latest = queries.last_contacts(rows)
    context = {
        **shown.around(request, "contacts"),
        "page": listed,
        "show": show,
        "filters": [
            ("", _("All")),
            (State.COLD, State.COLD.label),
            (State.NEVER, State.NEVER.label),
            (State.LOST, State.LOST.label),
            (State.IN_CONTACT, State.IN_CONTACT.label),
            ("closed", _("After closure")),
        ],
        "rows": [_contact(case, titles[case.pk], latest.get(case.pk), today) for case in rows],
    }
    return render(request, "followups/contacts.html", context)


def _contact(case: Any, title: str, latest: Any, today: Any) -> dict[str, Any]:
    last_on = latest.on if latest else None
    state = contacts_queries.state_of(case, last_on=last_on, on=today)
    return {
        "case": case,
        "title": title,
        "latest": latest,
        "state": state,
        "mark": MARKS[state],
        "why": Loss(case.lost_why).label if case.lost_why else "",
    }


@page("followups.assign")
def interviewers(request: Request) -> HttpResponse:
    """Who holds which survey: never the person's own case worker."""
    place = request.GET.get("place", "")
    found = day.to_assign(request.user, place=place)
    listed = Paginator(found, PAGE).get_page(request.GET.get("page"))
    waves = list(listed)
    people = day.interviewers(request.user)
    form = forms.AssignForm(request.POST or None, interviewers=people, waves=waves)
    reasons: list[Any] = []
    if request.method == "POST" and form.is_valid():
        try:
            surveys.assign(form.which(), form.who(), by=request.user, at=timezone.now())
        except Refused as refusal:
            reasons = list(refusal.reasons)
        else:
            messages.success(request, _("They find these surveys in My work."))
            return redirect(request.get_full_path())
    titles = cases.titles([wave.case for wave in waves if wave.case])
    context = {
        **shown.around(request, "interviewers"),
        "form": form,
        "reasons": reasons,
        "page": listed,
        "place": place,
        "places": day.places_of(request.user),
        "rows": [
            (wave, titles.get(wave.case_id) or str(wave.project or wave.area or wave.case))
            for wave in waves
        ],
        "chosen": request.POST.getlist("waves"),
        "loads": day.loads(request.user, on=timezone.localdate()),
    }
    status = 409 if reasons else 422 if form.errors else 200
    return render(request, "followups/interviewers.html", context, status=status)


@page("followups.read_figures")
def figures(request: Request) -> HttpResponse:
    """Response rates: how many answered, why others did not, and who stays wave after wave."""
    today = timezone.localdate()
    known = response.instruments_of(request.user)
    instrument = request.GET.get("instrument", "")
    instrument = instrument if instrument in known else next(iter(known), "")
    by = request.GET.get("by", "wave")
    by = by if by in response.BY else "wave"
    lines = response.figures(request.user, instrument=instrument, cut=by, on=today)
    context = {
        **shown.around(request, "figures"),
        "instruments": known,
        "instrument": instrument,
        "by": by,
        "cuts": [("wave", _("Wave")), ("place", _("Place")), ("interviewer", _("Interviewer"))],
        "lines": [(_label(line.label, by), line) for line in lines],
        "chart": _chart(lines, by, today),
        "reasons_not_held": response.reasons(lines),
        "panel": [
            (_wave_name(one.code), one)
            for one in response.panel(request.user, instrument=instrument, on=today)
        ],
    }
    return render(request, "followups/figures.html", context)


def _label(name: str, by: str) -> str:
    if by == "wave":
        return _wave_name(name)
    return name or (_("Place not known") if by == "place" else _("Nobody yet"))


def _wave_name(code: str) -> str:
    if code == RECALLED:
        return str(RECALLED_LABEL)
    return str(WaveKind(code).label) if code in WaveKind.values else code


def _chart(lines: list[response.Line], by: str, today: Any) -> Chart | None:
    if not lines:
        return None
    eligible = sum(line.counts.eligible for line in lines)
    count = ngettext("%(n)d survey", "%(n)d surveys", eligible) % {"n": eligible}
    return Chart(
        key="response",
        title=_("Surveys held and not held"),
        count=count,
        source=_("Your organisation’s own surveys whose time has begun, %(day)s")
        % {"day": short_date(today)},
        alternative=_("Lying bars: held, refused, otherwise not held, and overdue."),
        first=_("Wave") if by == "wave" else _("Place") if by == "place" else _("Interviewer"),
        categories=[_label(line.label, by) for line in lines],
        series=[
            Series(label=_("Held"), values=[line.counts.held for line in lines]),
            Series(label=_("Did not wish"), values=[line.counts.refused for line in lines]),
            Series(label=_("Otherwise not held"), values=[_otherwise(line) for line in lines]),
            Series(label=_("Overdue"), values=[line.counts.overdue for line in lines]),
        ],
        shape=Shape.STACKED,
        note=_(
            "Who died, and surveys whose time had passed before they were planned, are left out."
        ),
    )


def _otherwise(line: response.Line) -> int:
    counts = line.counts
    return counts.eligible - counts.held - counts.refused - counts.overdue
