"""The offers for one person: those that fit, one of them, and the others with their reasons."""

from uuid import UUID

import numpy as np
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from homeward.access.pages import Request, page
from homeward.core.commas import enumerated
from homeward.core.digits import are_digits
from homeward.core.patterns import NextStep
from homeward.matches import queries
from homeward.matches.choices import Standing, Why
from homeward.matches.queries import Match
from homeward.matches.queries.catalogue import KINDS
from homeward.matches.views.base import Page
from homeward.offers.choices import OfferKind

PAGE = 20
# Beyond it nobody reads on: a filter or a wish finds more than a later page.
DEEPEST = 10
# How many earlier choices stand below the list.
KEPT = 5


@page("matches.read")
def of_case(request: Request, case_pk: UUID) -> HttpResponse:
    shown = Page(request, case_pk)
    kind = request.GET.get("kind", "")
    kind = kind if kind in KINDS else ""
    number = _number(request.GET.get("page", ""))
    found = shown.search.best(most=PAGE + 1, kind=kind, skip=(number - 1) * PAGE)
    first = shown.search.placed(Standing.FIRST) if number == 1 else []
    best = [*first, *found[:PAGE]]
    context = shown.context(
        matches=best,
        aside=shown.search.placed(Standing.ASIDE) if number == 1 else [],
        step=_next_step(shown, best) if number == 1 else None,
        kind=kind,
        kinds=OfferKind.choices,
        number=number,
        previous=number - 1 if number > 1 else 0,
        next=number + 1 if len(found) > PAGE and number < DEEPEST else 0,
        kept=queries.proposals_of(shown.case, shown.person, most=KEPT) if number == 1 else [],
    )
    return render(request, "matches/of_case.html", context)


def _number(text: str) -> int:
    return min(max(int(text), 1), DEEPEST) if are_digits(text) and len(text) < DEEPEST else 1


def _next_step(shown: Page, best: list[Match]) -> NextStep | None:
    """To ask what is not known of the best one comes before referring to it."""
    if not best or not shown.case.is_open:
        return None
    one = best[0]
    name = shown.person.given_name or _("the person")
    refer = reverse("matches:choose", args=[shown.case.pk, one.id]) + shown.query
    if one.to_ask:
        return NextStep(
            title=_("Ask %(name)s, then refer to %(offer)s") % {"name": name, "offer": one.title},
            why=_("Not known yet: %(what)s.")
            % {"what": enumerated(str(line.text) for line in one.to_ask[:3])},
            holder=_("You"), url=refer, label=_("Refer"), mine=True,
        )  # fmt: skip
    return NextStep(
        title=_("Refer %(name)s to %(offer)s") % {"name": name, "offer": one.title},
        why=_("Everything that it asks for is known."),
        holder=_("You"), url=refer, label=_("Refer"), mine=True,
    )  # fmt: skip


@page("matches.read")
def one(request: Request, case_pk: UUID, offer_pk: UUID) -> HttpResponse:
    """One offer for this person, whether it fits or not, with the sum of its score."""
    shown = Page(request, case_pk)
    match = shown.one(offer_pk)
    context = shown.context(
        match=match,
        matches=[match],
        place=shown.search.place_of(offer_pk),
        version=shown.search.version,
    )
    return render(request, "matches/one.html", context)


@page("matches.read")
def others(request: Request, case_pk: UUID) -> HttpResponse:
    """Those that can't take the person now: how many for which reason, and which."""
    shown = Page(request, case_pk)
    reasons = shown.search.refused
    asked = request.GET.get("why", "")
    why = Why(asked) if asked in Why.values else reasons[0].why if reasons else None
    rows = shown.search.rows_refused(why).tolist() if why else []
    paged = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = shown.context(
        reasons=reasons,
        why=why,
        page=paged,
        matches=shown.search.matches_of(np.array(list(paged), dtype=np.int64)),
    )
    return render(request, "matches/others.html", context)
