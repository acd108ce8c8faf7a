"""Full labour markets with their facts and rules, and the sectors that both sides seek."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.core.asking import ask, data_of
from homeward.core.patterns import Consequence, NextStep
from homeward.pathways import actions, queries, rules
from homeward.pathways.forms import InterestForm, NothingForm, RuleForm
from homeward.pathways.models import Crossing, SectorInterest
from homeward.places.names import country_name

SECTION = {"section": "pathways"}
PER_PAGE = 20


@page("pathways.read")
def markets(request: Request) -> HttpResponse:
    """Each market of which somebody counted: full, not full, or unknown."""
    today, state = timezone.localdate(), request.GET.get("state", "")
    in_force = {}
    rows = []
    for fact in queries.latest_facts():
        if fact.country_id not in in_force:
            in_force[fact.country_id] = queries.rule_in_force(fact.country_id, today)
        rule = in_force[fact.country_id]
        seen = queries.as_fact(fact)
        full = rule and rules.is_full(
            seen, seekers_per_vacancy=rule.seekers_per_vacancy, oldest_days=rule.oldest_days,
            on=today,
        )  # fmt: skip
        rows.append((fact, rules.ratio(seen), rule, full))
    rows.sort(key=lambda row: (row[3] is not True, str(row[0])))
    if state == "full":
        rows = [row for row in rows if row[3]]
    part = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": part, "rows": list(part), "state": state,
        "crossings": queries.crossings()[:PER_PAGE],
        "rules": queries.saturation_rules()[:PER_PAGE],
        "may_state": can(request.user, "pathways.state"),
    }  # fmt: skip
    return render(request, "pathways/markets.html", SECTION | context)


@page("pathways.read")
def crossing(request: Request, crossing_pk: UUID) -> HttpResponse:
    found = get_object_or_404(
        Crossing.objects.select_related("country", "area", "rule"), pk=crossing_pk
    )
    context = {"crossing": found, "step": _step(found)}
    return render(request, "pathways/crossing.html", SECTION | context)


def _step(found: Crossing) -> NextStep | None:
    """A body decides on a full market; where none answers for the country, one is to be named."""
    if found.ended_on:
        return NextStep(title=_("The market is no longer full"), nothing=True)
    if found.item_id is None:
        return NextStep(
            title=_("Say which body answers for this country"),
            why=_("Until then nobody decides what a full market means for courses and packages."),
            url=reverse("committees:index"), label=_("See the committees"),
        )  # fmt: skip
    return NextStep(
        title=_("The body decides what follows for courses and packages"),
        holder=found.committee, url=reverse("committees:index"), label=_("See the committees"),
    )  # fmt: skip


@page("pathways.state")
def state_rule(request: Request) -> HttpResponse:
    return ask(
        request, RuleForm(data_of(request)),
        lambda given: actions.state_rule(**given, by=request.user, at=timezone.now()),
        back=reverse("pathways:markets"), done=_("Stated; markets are looked at by night."),
        context=SECTION | {
            "title": _("State when a market is full"), "crumb": _("Labour markets"),
            "lead": _("Crossing it opens one item on the agenda of the body for that country."),
        },
    )  # fmt: skip


@page("pathways.read")
def sectors(request: Request) -> HttpResponse:
    today = timezone.localdate()
    part = Paginator(queries.mutual(today), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": part, "rows": [_side_by_side(one) for one in part],
        "interests": queries.interests()[:50],
        "may_keep": can(request.user, "pathways.keep"),
    }  # fmt: skip
    return render(request, "pathways/sectors.html", SECTION | context)


def _side_by_side(one: rules.Mutual) -> dict[str, Any]:
    """With the countries' names as the reader writes them."""
    return {
        "name": one.name,
        "hosts": [(country_name(side.country), side) for side in one.hosts],
        "origins": [(country_name(side.country), side) for side in one.origins],
    }


@page("pathways.keep")
def state_interest(request: Request) -> HttpResponse:
    return ask(
        request, InterestForm(data_of(request)),
        lambda given: actions.state_interest(**given, by=request.user, at=timezone.now()),
        back=reverse("pathways:sectors"), done=_("Kept, with its source and day."),
        context=SECTION | {
            "title": _("State what one side seeks"), "crumb": _("Sectors of both sides"),
            "lead": _("Written the same way on both sides, the two are found together."),
        },
    )  # fmt: skip


@page("pathways.keep")
def remove_interest(request: Request, sectorinterest_pk: int) -> HttpResponse:
    held, back = get_object_or_404(SectorInterest, pk=sectorinterest_pk), reverse(
        "pathways:sectors"
    )  # fmt: skip
    return ask(
        request, NothingForm(data_of(request)),
        lambda _given: actions.remove_interest(held, by=request.user, at=timezone.now()),
        back=back, done=_("Taken away."), template="core/confirm.html",
        context=SECTION | {
            "title": _("Take away: %(fact)s?") % {"fact": held}, "danger": _("Take it away"),
            "cancel": _("Keep it"), "cancel_url": back,
            "consequences": [
                Consequence(_("Nobody finds it any more: %(source)s.") % {"source": held.source},
                            "x")
            ],
        },
    )  # fmt: skip
