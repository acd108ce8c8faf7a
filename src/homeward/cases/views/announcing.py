"""The counsellor announces an arrival; what is still missing is said at once, with its remedy."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access import ways
from homeward.access.choices import Purpose
from homeward.access.models import User
from homeward.access.pages import Request, page
from homeward.cases import actions, queries, rules
from homeward.cases.choices import ArrivalNeed, FactKind, Reason
from homeward.cases.forms import AnnounceForm
from homeward.cases.models import Arrival, Case
from homeward.cases.rules import AnnouncingFacts
from homeward.core.commas import enumerated
from homeward.core.refusals import Refused
from homeward.persons import queries as persons
from homeward.persons.models import Person
from homeward.places import queries as places
from homeward.places.names import language_name

WHATEVER_IS_TYPED = {Reason.CLOSED, Reason.WRONG_STAGE, Reason.NO_INTAKE}


@dataclass(frozen=True)
class Mending:
    """A reason, and the page where it can be mended."""

    text: Any
    note: str = ""
    url: str = ""
    label: str = ""


@page("cases.announce_arrival")
def announce(request: Request, pk: UUID) -> HttpResponse:
    case = get_object_or_404(Case, pk=pk)
    people = persons.members(case.household_id)
    today = timezone.localdate()
    desks = queries.receivers(
        case, classes=queries.ARRIVAL_CLASSES, purpose=Purpose.ARRIVAL, on=today
    )
    managers = queries.receivers(
        case, classes=queries.CASEWORK_CLASSES, purpose=Purpose.CASEWORK, on=today
    )
    form = AnnounceForm(
        request.POST if request.method == "POST" else None,
        desks=desks,
        managers=managers,
        initial=_first_words(case, people, desks, managers, today),
    )
    if request.method != "POST":
        facts = queries.announcing_facts(case, on=today)
        before = _mending(case, _known_before(facts), facts, request.user)
        return _announce_page(request, case, people, form, mending=before)
    if not form.is_valid():
        return _announce_page(request, case, people, form, status=422)
    try:
        arrival = _announce(request, case, form)
    except Refused as refusal:
        case.reception_org = form.organisation("reception_org")
        case.case_org = form.organisation("case_org")
        facts = queries.announcing_facts(case, on=today)
        mending = _mending(case, refusal.reasons, facts, request.user)
        return _announce_page(request, case, people, form, mending=mending, status=409)
    messages.success(
        request,
        _("Announced. %(desk)s now prepares the arrival and says whether they arrived.")
        % {"desk": arrival.reception_org},
    )
    return redirect(case)


def _announce(request: Request, case: Case, form: AnnounceForm) -> Arrival:
    data = form.cleaned_data
    return actions.announce_arrival(
        case,
        reception_org=form.organisation("reception_org"),
        case_org=form.organisation("case_org"),
        expected_at=form.expected_at,
        flight=data["flight"],
        from_place=data["from_place"],
        point_of_entry=data["point_of_entry"],
        languages=data["languages"],
        adults=data["adults"],
        children=data["children"],
        needs=[ArrivalNeed(need) for need in data["needs"]],
        by=request.user,
        at=timezone.now(),
    )


def _first_words(
    case: Case,
    people: Sequence[Person],
    desks: queries.Receivers,
    managers: queries.Receivers,
    on: date,
) -> dict[str, Any]:
    """What the file knows already, so that nobody types it twice."""
    adults, children = queries.party(people, on=on)
    said = [
        one.fact.value
        for one in queries.known_facts(case)
        if one.fact.kind == FactKind.LANGUAGES and one.fact.value
    ]
    codes = dict.fromkeys(person.language for person in people if person.language)
    return {
        "reception_org": desks.reached[0].pk if len(desks.reached) == 1 else None,
        "case_org": managers.reached[0].pk if len(managers.reached) == 1 else None,
        "adults": adults,
        "children": children,
        "languages": (", ".join(said) or ", ".join(map(language_name, codes)))[:120],
        "needs": [ArrivalNeed.CHILD.value] if children else [],
    }


def _known_before(facts: AnnouncingFacts) -> list[Reason]:
    """What stands in the way whatever is typed: said before anything is."""
    return [one for one in rules.reasons_not_to_announce(facts) if one in WHATEVER_IS_TYPED]


def _mending(
    case: Case, reasons: Sequence[Any], facts: AnnouncingFacts, user: User
) -> list[Mending]:
    """Each reason with whom it is about and the page that mends it."""
    parties = (case.reception_org, case.case_org)
    lacking = {
        Reason.NO_AGREEMENT: (facts.desk_agreement, facts.case_org_agreement),
        Reason.NO_CONSENT: (facts.desk_consent, facts.case_org_consent),
    }
    pages = {
        Reason.NO_AGREEMENT: (reverse("agreements:index"), _("See the agreements")),
        Reason.NO_CONSENT: (
            reverse("persons:consent", args=[case.pk]),
            _("Record the consent"),
        ),
        Reason.NO_INTAKE: (reverse("cases:intake", args=[case.pk]), _("Take the intake")),
    }
    found = []
    for reason in reasons:
        holds = lacking.get(reason, ())
        missing = [str(org) for org, ok in zip(parties, holds, strict=False) if not ok]
        url, label = pages.get(reason, ("", ""))
        if not ways.is_open(user, url):
            url = ""
        found.append(Mending(reason.label, enumerated(missing), url, label))
    return found


def _announce_page(
    request: Request,
    case: Case,
    people: Sequence[Person],
    form: AnnounceForm,
    *,
    mending: Sequence[Mending] = (),
    status: int = 200,
) -> HttpResponse:
    context = {
        "case": case,
        "title": persons.family_name_of(people),
        "form": form,
        "mending": mending,
        "points_of_entry": places.points_of_entry(case.origin_country_id),
        "section": "cases",
    }
    return render(request, "cases/announce.html", context, status=status)
