"""The rounds, the page of one, its offers, floors and people."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.allocations import actions, forms, queries
from homeward.allocations.choices import RuleKind
from homeward.allocations.models import Considered, Floor, PairRule, RoundOffer
from homeward.allocations.views import shown
from homeward.cases import queries as cases
from homeward.cases.models import Case
from homeward.cases.queries.applications import people_of
from homeward.core.asking import ask, data_of
from homeward.core.forms import BaseForm
from homeward.core.patterns import Consequence
from homeward.core.refusals import Refused

A_PAGE = 25
PEOPLE_A_PAGE = 50


@page("allocations.read")
def index(request: Request) -> HttpResponse:
    context = {
        **shown.SECTION,
        "page": Paginator(queries.listed(), A_PAGE).get_page(request.GET.get("page")),
        "may_open": can(request.user, "allocations.keep"),
    }
    return render(request, "allocations/index.html", context)


@page("allocations.keep")
def new(request: Request) -> HttpResponse:
    def write(said: Any) -> Any:
        return actions.open_round(
            said["name"], said["programme"], decide_by=said["decide_by"], by=request.user,
            at=timezone.now(),
        )  # fmt: skip

    return ask(
        request, forms.RoundForm(data_of(request)), write,
        back=lambda made: shown.url("round", made), done=_("The round is open."),
        context={
            **shown.SECTION, "title": _("Share places out"), "crumb": _("Places of a season"),
            "save": _("Open the round"),
            "lead": _("What comes of it is a proposal. People decide on each line of it."),
        },
    )  # fmt: skip


@page("allocations.read")
def round_page(request: Request, round_pk: UUID) -> HttpResponse:
    found = shown.round_of(round_pk)
    last = queries.latest(found)
    open_lines = queries.open_lines(last).count() if last else 0
    context = {
        **shown.head(found, request.user, "round"),
        "step": shown.next_step(found, request.user, last, open_lines),
        "offers": [
            (one, queries.left(found, one.offer_id, one.places))
            for one in found.offers.select_related("offer__organisation")
        ],
        "floors": list(found.floors.select_related("set_by")),
        "considered": queries.considered(found).count(),
        "given": list(queries.given_places(found).order_by("-decided_at")[:A_PAGE]),
        "last": last,
    }
    return render(request, "allocations/round.html", context)


@page("allocations.keep")
def add_offer(request: Request, round_pk: UUID) -> HttpResponse:
    found = shown.round_of(round_pk)
    form = forms.OfferForm(data_of(request), offers=queries.offers_to_add(found))

    def write(said: Any) -> Any:
        return actions.add_offer(
            found, said["offer"], said["places"], by=request.user, at=timezone.now()
        )

    return ask(
        request, form, write, back=shown.url("round", found), done=_("In the round."),
        context={**shown.SECTION, "title": _("Add an offer"), "crumb": found.name},
    )  # fmt: skip


@page("allocations.keep")
def remove_offer(request: Request, pk: UUID) -> HttpResponse:
    row = get_object_or_404(RoundOffer.objects.select_related("round", "offer"), pk=pk)

    def write(said: Any) -> Any:
        return actions.remove_offer(row, by=request.user, at=timezone.now())

    return _confirm(
        request, write, back=shown.url("round", row.round), done=_("Out of the round."),
        title=_("Take %(offer)s out of the round") % {"offer": row.offer},
        consequences=[
            Consequence(_("The next proposal gives none of its places.")),
            Consequence(_("Places that were given stand.")),
        ],
    )  # fmt: skip


def _confirm(
    request: Request, write: Any, *, back: str, done: str, title: str, consequences: Any
) -> HttpResponse:
    return ask(
        request, BaseForm(data_of(request)), write, back=back, done=done,
        template="core/confirm.html",
        context={
            **shown.SECTION, "title": title, "consequences": consequences, "danger": title,
            "cancel_url": back,
        },
    )  # fmt: skip


@page("allocations.keep")
def set_floor(request: Request, round_pk: UUID) -> HttpResponse:
    found = shown.round_of(round_pk)
    form = forms.FloorForm(data_of(request))

    def write(said: Any) -> Any:
        return actions.set_floor(
            found, said["name"], form.terms(), said["share"], said["reason"], by=request.user,
            at=timezone.now(),
        )  # fmt: skip

    return ask(
        request, form, write, back=shown.url("round", found), done=_("The floor is set."),
        context={
            **shown.SECTION, "title": _("Set a floor for a group"), "crumb": found.name,
            "lead": _("A share of the group gets a place at least, whatever the scores say."),
            "save": _("Set the floor"),
        },
    )  # fmt: skip


@page("allocations.keep")
def remove_floor(request: Request, pk: UUID) -> HttpResponse:
    row = get_object_or_404(Floor.objects.select_related("round"), pk=pk)

    def write(said: Any) -> Any:
        return actions.remove_floor(row, by=request.user, at=timezone.now())

    return _confirm(
        request, write, back=shown.url("round", row.round), done=_("The floor is gone."),
        title=_("Take the floor for %(group)s away") % {"group": row.name},
        consequences=[
            Consequence(_("The next proposal asks no share for this group.")),
            Consequence(_("Earlier proposals keep their figures.")),
        ],
    )  # fmt: skip


@page("allocations.keep")
def close(request: Request, round_pk: UUID) -> HttpResponse:
    found = shown.round_of(round_pk)

    def write(said: Any) -> Any:
        return actions.close(found, by=request.user, at=timezone.now())

    return _confirm(
        request, write, back=shown.url("round", found), done=_("The round is closed."),
        title=_("Close the round"),
        consequences=[
            Consequence(_("Nothing is proposed or decided in it any more.")),
            Consequence(_("Places that were given stand, and so do the referrals to them.")),
        ],
    )  # fmt: skip


@page("allocations.read")
def people(request: Request, round_pk: UUID) -> HttpResponse:
    found = shown.round_of(round_pk)
    rules: dict[UUID, list[PairRule]] = {}
    for rule in queries.pair_rules(found):
        rules.setdefault(rule.person_id, []).append(rule)
    listed = Paginator(queries.considered(found), PEOPLE_A_PAGE).get_page(request.GET.get("page"))
    context = {
        **shown.head(found, request.user, "people"),
        "page": listed,
        "rows": [(one, rules.get(one.person_id, [])) for one in listed],
        "to_add": queries.caseload(found, request.user).count(),
    }
    return render(request, "allocations/people.html", context)


@page("allocations.keep")
@require_POST
def consider_caseload(request: Request, round_pk: UUID) -> HttpResponse:
    found = shown.round_of(round_pk)
    try:
        made = actions.consider_caseload(found, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, " ".join(str(reason.label) for reason in refusal.reasons))
    else:
        words = ngettext("%(n)s person added.", "%(n)s people added.", made)
        messages.success(request, words % {"n": made})
    return redirect("allocations:people", found.pk)


@page("allocations.keep")
def find_case(request: Request, round_pk: UUID) -> HttpResponse:
    """By the number of the case."""
    found = shown.round_of(round_pk)
    form = forms.CaseForm(request.GET if "reference" in request.GET else None)
    if form.is_bound and form.is_valid():
        case = forms.own_case(form.cleaned_data["reference"])
        if case is not None:
            return redirect("allocations:consider", found.pk, case.pk)
        form.add_error("reference", _("You see no case of this number."))
    context = {**shown.SECTION, "round": found, "form": form, "back": shown.url("people", found)}
    return render(
        request, "allocations/find_case.html", context, status=422 if form.errors else 200
    )


@page("allocations.keep")
def consider(request: Request, round_pk: UUID, case_pk: UUID) -> HttpResponse:
    found = shown.round_of(round_pk)
    case = get_object_or_404(Case.objects.select_related("programme"), pk=case_pk)
    form = forms.PersonForm(
        data_of(request), people=people_of(case), initial={"person": str(case.person_id)}
    )

    def write(said: Any) -> Any:
        return actions.consider(
            found, case, form.person_chosen(), by=request.user, at=timezone.now()
        )

    return ask(
        request, form, write, back=shown.url("people", found), done=_("Considered from now on."),
        context={**shown.SECTION, "title": _("Consider somebody"), "crumb": found.name,
                 "lead": case.reference},
    )  # fmt: skip


def _considered(pk: UUID) -> Considered:
    return get_object_or_404(Considered.objects.select_related("round", "person", "case"), pk=pk)


@page("allocations.keep")
def leave_out(request: Request, pk: UUID) -> HttpResponse:
    row = _considered(pk)

    def write(said: Any) -> Any:
        return actions.leave_out(row, by=request.user, at=timezone.now())

    return _confirm(
        request, write, back=shown.url("people", row.round), done=_("Not considered any more."),
        title=_("Leave %(person)s out of the round") % {"person": row.person},
        consequences=[
            Consequence(_("The next proposal gives this person no place.")),
            Consequence(_("What was settled or ruled out for them in this round is removed.")),
        ],
    )  # fmt: skip


@page("allocations.keep")
def rule(request: Request, pk: UUID) -> HttpResponse:
    """A place is settled or ruled out for somebody, with a reason."""
    row = _considered(pk)
    offers = queries.offers_in(row.round)
    form = forms.RuleForm(data_of(request), offers=offers)

    def write(said: Any) -> Any:
        act = actions.lock if said["kind"] == RuleKind.LOCK else actions.forbid
        return act(row, said["offer"], said["reason"], by=request.user, at=timezone.now())

    return ask(
        request, form, write, back=shown.url("people", row.round), done=_("Kept."),
        context={**shown.SECTION, "title": _("Settle a place, or rule it out"),
                 "crumb": row.round.name, "lead": str(row.person)},
    )  # fmt: skip


@page("allocations.keep")
def lift_rule(request: Request, pk: UUID) -> HttpResponse:
    row = get_object_or_404(PairRule.objects.select_related("round", "person", "offer"), pk=pk)

    def write(said: Any) -> Any:
        return actions.lift_rule(row, by=request.user, at=timezone.now())

    return _confirm(
        request, write, back=shown.url("people", row.round), done=_("Open again."),
        title=_("Open this again: %(person)s, %(offer)s")
        % {"person": row.person, "offer": row.offer},
        consequences=[
            Consequence(_("The next proposal weighs this pair by its score.")),
            Consequence(_("The reason stays in the history.")),
        ],
    )  # fmt: skip


@page("allocations.read")
def of_case(request: Request, case_pk: UUID) -> HttpResponse:
    case = get_object_or_404(Case.objects.select_related("programme"), pk=case_pk)
    context = {
        "section": "cases", "tab": "places", "case": case,
        "title": cases.titles([case])[case.pk], "places": queries.places_of_case(case),
    }  # fmt: skip
    return render(request, "allocations/of_case.html", context)
