"""The desk's board: who lands when, what is ready, and who stood there in the end."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homeward.access.choices import Purpose
from homeward.access.pages import Request, page
from homeward.cases import actions, queries
from homeward.cases.choices import ArrivalNeed, ArrivalStatus
from homeward.cases.models import Arrival
from homeward.core.patterns import NextStep
from homeward.core.refusals import Refused
from homeward.persons import queries as persons
from homeward.persons.models import Person
from homeward.reception.forms import ReceiveForm

DAYS_SHOWN = 4
LATER = "later"
OVERDUE = "overdue"
NEED_ICONS = {
    ArrivalNeed.WHEELCHAIR: "wheelchair",
    ArrivalNeed.MEDICAL_ESCORT: "stethoscope",
    ArrivalNeed.INTERPRETER: "language",
    ArrivalNeed.BED: "bed",
    ArrivalNeed.ONWARD: "car",
    ArrivalNeed.CHILD: "baby-carriage",
    ArrivalNeed.FOOD: "heart",
    ArrivalNeed.CASH: "cash",
}


@dataclass(frozen=True)
class Need:
    value: str
    label: Any
    icon: str
    ready: bool


@dataclass(frozen=True)
class Landing:
    """One line of the board."""

    arrival: Arrival
    title: str
    people: Sequence[str]
    needs: Sequence[Need]
    is_first: bool = False

    @property
    def ready(self) -> int:
        return sum(need.ready for need in self.needs)

    @property
    def size(self) -> int:
        return self.arrival.adults + self.arrival.children


@dataclass(frozen=True)
class Tab:
    key: str
    label: str
    people: int
    current: bool
    late: bool = False


@page("cases.receive", purpose=Purpose.ARRIVAL)
def arrivals(request: Request) -> HttpResponse:
    """What lands when, what each party needs and what is ready."""
    today = timezone.localdate()
    every = list(queries.on_board(today))
    day = request.GET.get("day", "")
    waiting = [one for one in every if _key(one, today) == OVERDUE]
    current = day if day in _keys(today) else today.isoformat()
    shown = [one for one in every if _key(one, today) == current]
    landings = _landings(shown)
    context = {
        "landings": landings,
        "tabs": _tabs(every, today, current),
        "heading": _heading(current, today),
        "people": sum(one.size for one in landings),
        "to_come": sum(one.arrival.status == ArrivalStatus.EXPECTED for one in landings),
        "overdue": len(waiting) if current != OVERDUE else 0,
        "one_day": current not in (OVERDUE, LATER),
        "step": _step(landings),
        "section": "arrivals",
    }
    return render(request, "reception/arrivals.html", context)


def _keys(today: date) -> list[str]:
    days = [(today + timedelta(days=n)).isoformat() for n in range(DAYS_SHOWN)]
    return [OVERDUE, *days, LATER]


def _key(arrival: Arrival, today: date) -> str:
    """On which tab an arrival stands. What was received on an earlier day leaves the board."""
    if arrival.expected_at is None:
        return LATER
    on = timezone.localtime(arrival.expected_at).date()
    if on < today:
        return OVERDUE if arrival.status == ArrivalStatus.EXPECTED else ""
    return on.isoformat() if (on - today).days < DAYS_SHOWN else LATER


def _tabs(every: Sequence[Arrival], today: date, current: str) -> list[Tab]:
    people: Counter[str] = Counter()
    for one in every:
        people[_key(one, today)] += one.adults + one.children
    return [
        Tab(key, _tab_label(key, today), people[key], key == current, key == OVERDUE)
        for key in _keys(today)
        if key != OVERDUE or people[key] or current == OVERDUE
    ]


def _tab_label(key: str, today: date) -> str:
    if key in (OVERDUE, LATER):
        return _("Overdue") if key == OVERDUE else _("Later")
    if key == today.isoformat():
        return _("Today")
    return date_format(date.fromisoformat(key), "D j")


def _heading(current: str, today: date) -> str:
    if current == OVERDUE:
        return _("Arrivals, overdue")
    if current == LATER:
        return _("Arrivals, later")
    day = date.fromisoformat(current)
    return _("Arrivals, %(day)s") % {"day": date_format(day, "l j F")}


def _landings(shown: Sequence[Arrival]) -> list[Landing]:
    names = queries.manifest(shown)
    expected = [one for one in shown if one.status == ArrivalStatus.EXPECTED]
    done = [one for one in shown if one.status != ArrivalStatus.EXPECTED]
    return [
        Landing(
            one,
            persons.family_name_of(names[one.pk]) if names[one.pk] else one.reference,
            [_described(person) for person in names[one.pk]],
            _needs(one),
            is_first=bool(expected) and one is expected[0],
        )
        for one in [*expected, *done]
    ]


def _described(person: Person) -> str:
    today = timezone.localdate()
    age, minor = person.age_on(today), persons.is_minor(person, on=today)
    if age is None:
        return _("child of unknown age") if minor else _("adult of unknown age")
    text = _("child %(age)d") if minor else _("adult %(age)d")
    return text % {"age": age}


def _needs(arrival: Arrival) -> list[Need]:
    return [
        Need(need, ArrivalNeed(need).label, NEED_ICONS[ArrivalNeed(need)], need in arrival.prepared)
        for need in arrival.needs
    ]


def _step(landings: Sequence[Landing]) -> NextStep | None:
    """The first who are still to come: what is open for them, or that they are received."""
    first = next((one for one in landings if one.is_first), None)
    if first is None:
        return None
    open_needs = [str(need.label) for need in first.needs if not need.ready]
    return NextStep(
        title=_("Receive: %(party)s") % {"party": first.title},
        why=_("Still to prepare: %(needs)s.") % {"needs": ", ".join(open_needs)}
        if open_needs
        else _("Everything is prepared."),
        holder=_("You"),
        due=first.arrival.expected_at,
        url=reverse("reception:receive", args=[first.arrival.pk]),
        label=_("Register the arrival"),
        mine=True,
    )


@page("cases.receive", purpose=Purpose.ARRIVAL)
@require_POST
def prepare(request: Request, pk: UUID) -> HttpResponse:
    arrival = get_object_or_404(Arrival, pk=pk)
    need = request.POST.get("need", "")
    if need not in arrival.needs:
        raise Http404
    actions.prepare(
        arrival,
        ArrivalNeed(need),
        done=request.POST.get("done") == "1",
        by=request.user,
        at=timezone.now(),
    )
    day = request.POST.get("day", "")
    anchor = f"?day={day}" if day in _keys(timezone.localdate()) else ""
    return redirect(f"{reverse('reception:arrivals')}{anchor}#arrival-{arrival.pk}")


@page("cases.receive", purpose=Purpose.ARRIVAL)
def receive(request: Request, pk: UUID) -> HttpResponse:
    """Who arrived, said by the desk; the case passes to the case manager with it."""
    arrival = get_object_or_404(Arrival.objects.select_related("case_org", "confirmed_by"), pk=pk)
    form = ReceiveForm(
        request.POST if request.method == "POST" else None,
        initial={"adults": arrival.adults, "children": arrival.children},
    )
    if request.method != "POST":
        return _receive_page(request, arrival, form)
    if not form.is_valid():
        return _receive_page(request, arrival, form, status=422)
    try:
        actions.confirm_arrival(
            arrival,
            adults=form.cleaned_data["adults"],
            children=form.cleaned_data["children"],
            remark=form.cleaned_data["remark"],
            by=request.user,
            at=timezone.now(),
        )
    except Refused as refusal:
        return _receive_page(request, arrival, form, reasons=refusal.reasons, status=409)
    messages.success(
        request,
        _("Arrival confirmed. %(organisation)s was told and takes the case over.")
        % {"organisation": arrival.case_org},
    )
    return redirect("reception:arrivals")


def _receive_page(
    request: Request, arrival: Arrival, form: ReceiveForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    names = queries.manifest([arrival])[arrival.pk]
    context = {
        "arrival": arrival,
        "title": persons.family_name_of(names) if names else arrival.reference,
        "names": [(person, _described(person)) for person in names],
        "needs": _needs(arrival),
        "is_expected": arrival.status == ArrivalStatus.EXPECTED,
        "form": form,
        "section": "arrivals",
        **more,
    }
    return render(request, "reception/receive.html", context, status=status)
