"""To what, and which facts: one receiver, or several together."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from homeward.access.pages import Request, page
from homeward.cases import queries as cases
from homeward.cases.models import Case
from homeward.core.refusals import Refused
from homeward.matches import queries as matches
from homeward.matches.queries import Match
from homeward.offers.choices import OfferKind
from homeward.offers.models import Offer
from homeward.persons import queries as persons
from homeward.persons.models import Person
from homeward.referrals import actions, queries
from homeward.referrals.forms import DraftForm, FactsForm, TogetherForm
from homeward.referrals.models import Bundle, Referral
from homeward.referrals.views.sending import send_and_show
from homeward.services import pages as directory
from homeward.services import queries as services
from homeward.services.choices import Category
from homeward.services.filters import LONGEST, Filter
from homeward.services.models import Service

PAGE = 25
# So many are asked at once at most: more is no choice any more.
MOST_TOGETHER = 8
NEXT_BEST = 5
# What a referral was begun from, carried along in the address.
KEPT = ("line", "previous", "request")


@page("referrals.draft")
def choose(request: Request, case_pk: UUID) -> HttpResponse:
    """To what: the directory of the country of return, the nearest first, or offers of one kind."""
    case = get_object_or_404(Case, pk=case_pk)
    text, category = request.GET.get("q", ""), request.GET.get("category", "")
    kind = request.GET.get("kind", "")
    asked = Filter(
        q=text[:LONGEST].replace("\x00", ""),
        country=(case.origin_country_id,),
        category=(category,) if category in Category.values else (),
        places=("free",) if "places" in request.GET else (),
        near=case.destination,
    )
    before = queries.in_vain_before(case, request.GET.get("previous", ""))
    context: dict[str, Any] = {
        "case": case,
        "title": cases.titles([case])[case.pk],
        "near": asked.place,
        "q": text,
        "kind": kind,
        "kinds": OfferKind.choices,
        "category": category,
        "categories": Category.choices,
        "places": "places" in request.GET,
        "keep": {
            name: request.GET[name]
            for name in ("line", "previous", "request")
            if name in request.GET
        },
        "before": before,
        "best": _next_best(case, before) if before else [],
        "section": "referrals",
    }
    if kind in OfferKind.values:
        found = queries.offers_for(case, kind=kind, text=asked.q)
        context["page"] = context["offers"] = Paginator(found, PAGE).get_page(
            request.GET.get("page")
        )
    else:
        listed, context["page"] = directory.listed(
            asked, request.GET.get("page"), at=timezone.now(), per_page=PAGE
        )
        context["entries"] = directory.entries_of(listed)
    return render(request, "referrals/choose.html", context)


def _next_best(case: Case, before: Referral) -> list[Match]:
    """After one in vain: what else fits the person, without whom was asked already."""
    person = queries.person_of(before)
    if person is None:
        return []
    asked = [before, *queries.chain(before)]
    but = {pk for one in asked for pk in (one.service_id, one.offer_id) if pk}
    return matches.best_for(case, person, most=NEXT_BEST, but=but)


@page("referrals.draft")
def new(request: Request, case_pk: UUID, service_pk: UUID) -> HttpResponse:
    """Which facts go to a service: a draft that is sent at once or kept."""
    return _new(request, case_pk, get_object_or_404(Service, pk=service_pk))


@page("referrals.draft")
def new_for_offer(request: Request, case_pk: UUID, offer_pk: UUID) -> HttpResponse:
    """Which facts go with an offer: to whoever offers it."""
    found = get_object_or_404(Offer.objects.select_related("organisation"), pk=offer_pk)
    return _new(request, case_pk, found)


def _new(request: Request, case_pk: UUID, to: Service | Offer) -> HttpResponse:
    case = get_object_or_404(Case, pk=case_pk)
    people = persons.members(case.household_id)
    lines = queries.approved_lines(case)
    previous = queries.in_vain_before(case, request.GET.get("previous", ""))
    person = _person(request, people, previous)
    now = timezone.now()
    offered = queries.facts_to_choose(case, person, on=now.date()) if person else []
    form = DraftForm(
        request.POST or None,
        initial=_begun(request, person, previous, offered),
        people=people,
        lines=lines,
        offered=offered,
    )
    context = {
        "case": case,
        "title": cases.titles([case])[case.pk],
        "organisation": to.organisation,
        "service_name": _name(to),
        "before": previous,
        "form": form,
        "section": "referrals",
    }
    if request.method != "POST" or "change_person" in request.POST or person is None:
        return render(request, "referrals/new.html", context)
    if not form.is_valid():
        return render(request, "referrals/new.html", context, status=400)
    by_line = {str(line.pk): line for line in lines}
    referral = actions.draft(
        case,
        to,
        person=person,
        facts=form.chosen_facts(),
        message=form.cleaned_data["message"],
        line=by_line.get(form.cleaned_data["line"]),
        previous=previous,
        answer_due_on=form.cleaned_data["answer_due_on"],
        by=request.user,
        at=now,
    )
    _take_up(request, case, referral)
    if "send" in request.POST:
        return send_and_show(request, referral)
    messages.success(request, _("Draft %(number)s kept.") % {"number": referral.number})
    return redirect("referrals:detail", pk=referral.pk)


def _name(to: Service | Offer) -> str:
    return services.title(to) if isinstance(to, Service) else to.title


def _person(request: Request, people: list[Person], previous: Referral | None) -> Person | None:
    wanted = request.POST.get("person") or (str(previous.person_id) if previous else "")
    return next((p for p in people if str(p.pk) == wanted), people[0] if people else None)


def _begun(
    request: Request, person: Person | None, previous: Referral | None, offered: list[Any]
) -> dict[str, Any]:
    """After one in vain the same facts are chosen already: they were right for the need."""
    told = queries.kinds_told(previous) if previous else set()
    return {
        "line": request.GET.get("line", ""),
        "person": str(person.pk) if person else "",
        "facts": [fact.key for fact in offered if fact.kind in told],
    }


def _take_up(request: Request, case: Case, referral: Referral) -> None:
    """The draft was begun from what the person asks for."""
    wanted = request.GET.get("request", "")
    found = queries.open_request(case, wanted)
    if found:
        actions.take_up(found, referral, by=request.user, at=timezone.now())


@dataclass(frozen=True)
class Chosen:
    """One receiver of a bundle on the page, with the choice of its facts."""

    key: str
    to: Service | Offer
    name: str
    form: FactsForm


@page("referrals.draft")
def together(request: Request, case_pk: UUID) -> HttpResponse:
    """Several receivers for one set of needs: one page, one choice of facts a receiver."""
    case = get_object_or_404(Case, pk=case_pk)
    people = persons.members(case.household_id)
    person = _person(request, people, None)
    now = timezone.now()
    parts = _chosen(request, case, person)
    form = TogetherForm(
        request.POST or None,
        initial={"person": str(person.pk) if person else ""},
        people=people,
    )
    context: dict[str, Any] = {
        "case": case,
        "title": cases.titles([case])[case.pk],
        "form": form,
        "parts": parts,
        "section": "referrals",
    }
    if request.method != "POST" or "change_person" in request.POST or person is None:
        return render(request, "referrals/together.html", context)
    if not all([form.is_valid(), *(part.form.is_valid() for part in parts)]):
        return render(request, "referrals/together.html", context, status=400)
    said = form.cleaned_data
    try:
        bundle = actions.draft_together(
            case,
            [actions.Part(part.to, part.form.chosen_facts()) for part in parts],
            person=person,
            about=said["about"],
            message=said["message"],
            answer_due_on=said["answer_due_on"],
            by=request.user,
            at=now,
        )
    except Refused as refusal:
        context["reasons"] = refusal.reasons
        return render(request, "referrals/together.html", context, status=409)
    if "send" in request.POST:
        return _send_bundle(request, bundle)
    messages.success(request, _("The drafts are kept."))
    return redirect("referrals:bundle", pk=bundle.pk)


def _chosen(request: Request, case: Case, person: Person | None) -> list[Chosen]:
    """What the address names, in its order, each once; what is not there any more is left out."""
    named = queries.to_ask()
    wanted = [
        (kind, pk)
        for kind in named
        for pk in dict.fromkeys(request.GET.getlist(kind))
        if _is_id(pk)
    ][:MOST_TOGETHER]
    facts = queries.facts_to_choose(case, person, on=timezone.localdate()) if person else []
    parts = []
    for kind, pk in wanted:
        to: Service | Offer | None = named[kind].filter(pk=pk).first()
        if to:
            data = request.POST if request.method == "POST" else None
            form = FactsForm(data, prefix=f"{kind}-{pk}", offered=facts)
            parts.append(Chosen(f"{kind}-{pk}", to, _name(to), form))
    return parts


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


@page("referrals.read")
def bundle(request: Request, pk: UUID) -> HttpResponse:
    """The referrals that were asked together, and where each of them stands."""
    found = get_object_or_404(Bundle.objects.select_related("drafted_by"), pk=pk)
    return render(request, "referrals/bundle.html", _bundle(found))


def _bundle(found: Bundle, **extra: Any) -> dict[str, Any]:
    case = queries.case_of(found)
    parts = queries.of_bundle(found)
    return {
        "bundle": found,
        "case": case,
        "title": cases.titles([case])[case.pk] if case else "",
        "rows": [(one, queries.status_kind(one), queries.status_text(one)) for one in parts],
        "drafts": sum(one.status == "draft" for one in parts),
        "section": "referrals",
        **extra,
    }


@page("referrals.send")
def send_bundle(request: Request, pk: UUID) -> HttpResponse:
    found = get_object_or_404(Bundle, pk=pk)
    if request.method != "POST":
        return redirect("referrals:bundle", pk=pk)
    return _send_bundle(request, found)


def _send_bundle(request: Request, found: Bundle) -> HttpResponse:
    try:
        links = actions.send_together(found, by=request.user, at=timezone.now())
    except actions.RefusedTogether as refusal:
        context = _bundle(found, refused=refusal.found)
        return render(request, "referrals/bundle.html", context, status=409)
    except Refused as refusal:
        context = _bundle(found, reasons=refusal.reasons)
        return render(request, "referrals/bundle.html", context, status=409)
    count = len(links)
    text = ngettext("%(n)d referral sent.", "%(n)d referrals sent together.", count)
    messages.success(request, text % {"n": count})
    return redirect("referrals:bundle", pk=found.pk)


@page("referrals.draft")
def discard_bundle(request: Request, pk: UUID) -> HttpResponse:
    found = get_object_or_404(Bundle, pk=pk)
    if request.method == "POST":
        actions.discard_together(found, by=request.user, at=timezone.now())
        messages.success(request, _("The drafts are discarded."))
    return redirect("desk:case", pk=found.case_id)


@page("referrals.draft")
def of_case(request: Request, case_pk: UUID) -> HttpResponse:
    """What the person asked for, and what was asked together, of one case."""
    case = get_object_or_404(Case, pk=case_pk)
    sent = queries.of_case(case)
    context = {
        "case": case,
        "title": cases.titles([case])[case.pk],
        "bundles": queries.bundles_of(case, sent),
        "requests": queries.requests_of(case),
        "rows": [(one, queries.status_kind(one), queries.status_text(one)) for one in sent],
        "section": "referrals",
    }
    return render(request, "referrals/of_case.html", context)
