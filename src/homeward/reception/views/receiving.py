"""One party at the desk: registered, talked to, looked at; and whoever nobody announced."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homeward.access.choices import Purpose
from homeward.access.pages import Request, page
from homeward.cases.actions import Unannounced
from homeward.cases.choices import ArrivalNeed, ArrivalStatus
from homeward.cases.choices import Reason as CaseReason
from homeward.cases.models import Arrival
from homeward.core.forms import BaseForm
from homeward.core.refusals import Refused
from homeward.persons import actions as persons
from homeward.persons.choices import BirthKnown, ConsentWay, HouseholdRole, Sex
from homeward.persons.models import Person
from homeward.places import queries as places
from homeward.places.names import language_name
from homeward.reception import actions, pages, queries
from homeward.reception.choices import Presence, ScreeningResult
from homeward.reception.forms import (
    ConsentForm,
    OrientationForm,
    ReceiveForm,
    ScreeningForm,
    UnannouncedForm,
)

SECTION = {"section": "arrivals"}


def _arrival(pk: UUID) -> Arrival:
    return get_object_or_404(
        Arrival.objects.select_related("case_org", "confirmed_by", "entry"), pk=pk
    )


@page("cases.receive", purpose=Purpose.ARRIVAL)
def receive(request: Request, pk: UUID) -> HttpResponse:
    """Who arrived, said by the desk; the case passes to the case manager with it."""
    arrival = _arrival(pk)
    form = ReceiveForm(
        request.POST if request.method == "POST" else None,
        initial={"adults": arrival.adults, "children": arrival.children},
    )
    if request.method != "POST":
        return _receive_page(request, arrival, form)
    if not form.is_valid():
        return _receive_page(request, arrival, form, status=422)
    data = form.cleaned_data
    whole = (data["adults"], data["children"]) == (arrival.adults, arrival.children)
    said = actions.Said(
        key=uuid4(),
        presence=Presence.ARRIVED if whole else Presence.PARTLY,
        adults=data["adults"],
        children=data["children"],
        said_at=timezone.now(),
        remark=data["remark"],
    )
    if arrival.status == ArrivalStatus.ARRIVED:
        reasons = [CaseReason.ARRIVED_ALREADY]
        return _receive_page(request, arrival, form, reasons=reasons, status=409)
    try:
        actions.check_in(arrival, said, by=request.user, at=timezone.now())
    except Refused as refusal:
        return _receive_page(request, arrival, form, reasons=refusal.reasons, status=409)
    messages.success(
        request,
        _("Arrival confirmed. %(organisation)s was told and takes the case over.")
        % {"organisation": arrival.case_org},
    )
    return redirect("reception:receive", arrival.pk)


def _receive_page(
    request: Request, arrival: Arrival, form: BaseForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    names = queries.household_of(arrival)
    orientation = queries.orientation_of(arrival)
    screenings = queries.screenings_of(arrival)
    context = {
        "arrival": arrival,
        "title": pages.title(arrival, names),
        "names": [(person, pages.described(person), screenings.get(person.pk)) for person in names],
        "needs": pages.needs(arrival, queries.preparations([arrival])),
        "is_expected": arrival.status == ArrivalStatus.EXPECTED,
        "is_absent": arrival.status == ArrivalStatus.NOT_ARRIVED,
        "is_ours": arrival.owner_org_id == arrival.reception_org_id,
        "may_be_seen": arrival.owner_org_id != arrival.reception_org_id
        or queries.case_manager_may_see(arrival, on=timezone.localdate()),
        "list_url": pages.list_url(arrival),
        "may_book": queries.centres().exists(),
        "consent_form": ConsentForm(),
        "hand_over": queries.hand_overs([arrival.case_id]).get(arrival.case_id),
        "orientation": orientation,
        "orientation_form": OrientationForm(initial=_said(orientation)),
        "language": language_name(orientation.language)
        if orientation and orientation.language
        else "",
        "form": form,
        **more,
        **SECTION,
    }
    return render(request, "reception/receive.html", context, status=status)


def _said(orientation: Any) -> dict[str, Any]:
    names = ("language", "has_interpreter", "leaflet_given", "questions")
    return {name: getattr(orientation, name) for name in names} if orientation else {}


def _first_form(arrival: Arrival) -> ReceiveForm:
    return ReceiveForm(initial={"adults": arrival.adults, "children": arrival.children})


@page("reception.orient", purpose=Purpose.ARRIVAL)
@require_POST
def orient(request: Request, pk: UUID) -> HttpResponse:
    """The first talk: its language, the leaflet, what they asked."""
    arrival = _arrival(pk)
    form = OrientationForm(request.POST)
    if not form.is_valid():
        return _receive_page(
            request, arrival, _first_form(arrival), orientation_form=form, status=422
        )
    try:
        actions.orient(
            arrival, actions.Talk(**form.cleaned_data), by=request.user, at=timezone.now()
        )
    except Refused as refusal:
        return _receive_page(
            request, arrival, _first_form(arrival), reasons=refusal.reasons, status=409
        )
    messages.success(request, _("The first talk is noted."))
    return redirect("reception:receive", arrival.pk)


@page("reception.screen", purpose=Purpose.ARRIVAL)
def screen(request: Request, pk: UUID, person_pk: UUID) -> HttpResponse:
    """How one of the party is. Whoever reads it is noted, since it is about health."""
    arrival = _arrival(pk)
    person = get_object_or_404(Person, pk=person_pk)
    known = queries.screenings_of(arrival).get(person.pk)
    names = ("result", "sent_to", "note")
    initial = {name: getattr(known, name) for name in names} if known else {}
    form = ScreeningForm(request.POST if request.method == "POST" else None, initial=initial)
    status, reasons = 200, []
    if request.method == "POST" and form.is_valid():
        try:
            actions.screen(
                arrival,
                person,
                ScreeningResult(form.cleaned_data["result"]),
                sent_to=form.cleaned_data["sent_to"],
                note=form.cleaned_data["note"],
                by=request.user,
                at=timezone.now(),
            )
        except Refused as refusal:
            status, reasons = 409, refusal.reasons
        else:
            messages.success(request, _("Noted. Only who is cleared for health reads it."))
            return redirect("reception:receive", arrival.pk)
    elif form.errors:
        status = 422
    context = {"arrival": arrival, "person": person, "form": form, "reasons": reasons, **SECTION}
    return render(request, "reception/screen.html", context, status=status)


@page("reception.register_unannounced", purpose=Purpose.ARRIVAL)
def unannounced(request: Request) -> HttpResponse:
    """Somebody whom nobody announced: whatever is known, a case like any other."""
    country = request.user.organisation_of_rows.country_id
    corridors = [one for one in queries.corridors() if one.origin_country_id == country]
    organisations = [
        org
        for org in queries.receiving_organisations([country])
        if org.pk != request.user.organisation_id
    ]
    form = UnannouncedForm(
        request.POST if request.method == "POST" else None,
        corridors=corridors,
        entries=list(places.points_of_entry(country)),
        organisations=organisations,
        initial={
            "corridor": corridors[0].pk if len(corridors) == 1 else None,
            "case_org": organisations[0].pk if len(organisations) == 1 else None,
        },
    )
    if request.method != "POST" or not form.is_valid():
        return _unannounced_page(request, form, status=422 if form.errors else 200)
    try:
        arrival = actions.register_unannounced(_somebody(form), by=request.user, at=timezone.now())
    except Refused as refusal:
        return _unannounced_page(request, form, reasons=refusal.reasons, status=409)
    messages.success(
        request,
        _("They stand on the board as %(reference)s.") % {"reference": arrival.reference},
    )
    return redirect("reception:receive", arrival.pk)


def _unannounced_page(
    request: Request, form: UnannouncedForm, *, status: int, **more: Any
) -> HttpResponse:
    context = {"form": form, **more, **SECTION}
    return render(request, "reception/unannounced.html", context, status=status)


def _somebody(form: UnannouncedForm) -> actions.Somebody:
    data, today = form.cleaned_data, timezone.localdate()
    origin = [data["corridor"].origin_country_id]
    member = persons.Member(
        role=HouseholdRole.HEAD,
        given_name=data["given_name"],
        family_name=data["family_name"],
        sex=Sex(data["sex"] or Sex.UNKNOWN),
        birth_known=BirthKnown.UNKNOWN if data["age"] is None else BirthKnown.YEAR,
        birth_year=None if data["age"] is None else today.year - data["age"],
        language=data["language"],
        origin_countries=origin,
    )
    children = [
        persons.Member(role=HouseholdRole.CHILD, origin_countries=origin)
        for _n in range(data["children"])
    ]
    told = Unannounced(
        corridor=data["corridor"],
        case_org=data["case_org"],
        flight=data["flight"],
        from_place=data["from_place"],
        entry=data["entry"],
        languages=language_name(data["language"]) if data["language"] else "",
        adults=1,
        children=data["children"],
        needs=[ArrivalNeed(need) for need in data["needs"]],
    )
    giving = giving_of(form, data["language"]) if data["way"] else None
    return actions.Somebody(member=member, others=children, told=told, consent=giving)


def giving_of(form: ConsentForm, language: str) -> persons.Giving:
    data = form.cleaned_data
    return persons.Giving(
        way=ConsentWay(data["way"]),
        language=language or "en",
        given_on=timezone.localdate(),
        witness=data["witness"],
        guardian=_("the adult they travel with"),
    )


@page("reception.register_unannounced", purpose=Purpose.ARRIVAL)
@require_POST
def consent(request: Request, pk: UUID) -> HttpResponse:
    """They agree that the case manager is told: then they can be handed over."""
    arrival = _arrival(pk)
    form = ConsentForm(request.POST)
    if not form.is_valid() or not form.cleaned_data["way"]:
        if form.is_valid():
            form.add_error("way", _("Without it nobody is told."))
        return _receive_page(request, arrival, _first_form(arrival), consent_form=form, status=422)
    try:
        actions.note_consent(arrival, giving_of(form, ""), by=request.user, at=timezone.now())
    except Refused as refusal:
        return _receive_page(
            request, arrival, _first_form(arrival), reasons=refusal.reasons, status=409
        )
    messages.success(request, _("Noted. They can be registered and handed over now."))
    return redirect(f"{reverse('reception:receive', args=[arrival.pk])}#arrived")
