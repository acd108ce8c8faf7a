"""Vacancies: the list, one with its shortlist, how it is entered, changed, closed, subsidised."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.core.asking import ask, data_of
from homeward.core.digits import are_digits
from homeward.core.forms import BaseForm
from homeward.core.patterns import Consequence
from homeward.employment import actions, forms, queries
from homeward.employment.choices import LEARNING_KINDS, WORK_KINDS
from homeward.employment.forms.vacancies import subsidy_before
from homeward.employment.views import shown
from homeward.funds import queries as funds
from homeward.offers.choices import OfferKind, OfferStatus
from homeward.offers.models import Offer

PAGE = 25
KINDS = [(kind.value, kind.label) for kind in OfferKind if kind in WORK_KINDS]
LONGEST = 100


def asked(request: Request) -> queries.Asked:
    """The filters stand in the address."""
    area = request.GET.get("area", "")
    kind = request.GET.get("kind", "")
    return queries.Asked(
        q=request.GET.get("q", "")[:LONGEST].replace("\x00", ""),
        kind=kind if kind in dict(KINDS) else "",
        area=int(area) if area.isascii() and are_digits(area) and len(area) < 10 else None,  # noqa: PLR2004
        subsidised="subsidised" in request.GET,
        closed="closed" in request.GET,
        which=request.GET.get("which", ""),
    )


@page("employment.read")
def index(request: Request) -> HttpResponse:
    wanted = asked(request)
    found = Paginator(queries.vacancies(wanted), PAGE).get_page(request.GET.get("page"))
    counts = queries.under_way(found)
    context = {
        **shown.SECTION,
        "tabs": shown.tabs(request.user, "employment:vacancies"),
        "page": found,
        "rows": [(offer, counts.get(offer.pk, 0)) for offer in found],
        "asked": wanted,
        "kinds": KINDS,
        "may_keep": can(request.user, "employment.keep"),
    }
    return render(request, "employment/vacancies.html", context)


@page("employment.read")
def vacancy(request: Request, offer_pk: UUID) -> HttpResponse:
    offer = shown.vacancy_of(offer_pk)
    found = queries.of_offer(offer) if can(request.user, "employment.read_candidacies") else []
    employer = queries.employer_of(offer.organisation_id)
    context = {
        **shown.SECTION,
        "offer": offer,
        "employer": employer,
        "subsidy": queries.subsidy_of(offer),
        "may_learn": offer.kind in LEARNING_KINDS,
        "floor": queries.wage_floor(offer, on=timezone.localdate()),
        "rows": shown.rows(found, names=queries.names_of(found)),
        "sees_candidates": can(request.user, "employment.read_candidacies"),
        "may_keep": can(request.user, "employment.keep"),
        "may_match": can(request.user, "matches.read"),
        "is_open": offer.status == OfferStatus.OPEN,
        "status_kind": {"open": "ok", "filled": "now", "closed": "shut"}.get(offer.status, "draft"),
    }
    return render(request, "employment/vacancy.html", context)


def _url(offer: Offer) -> str:
    return reverse("employment:vacancy", args=[offer.pk])


@page("employment.keep")
def new(request: Request, employer_pk: UUID) -> HttpResponse:
    employer = shown.employer_of(employer_pk)
    organisation = employer.organisation
    form = forms.VacancyForm(data_of(request), country=organisation.country_id)
    return ask(
        request, form,
        lambda said: actions.open_vacancy(
            organisation, form.given(), by=request.user, at=timezone.now()
        ),
        back=_url, done=_("The vacancy is open."),
        context={
            **shown.SECTION, "title": _("New vacancy"), "lead": str(organisation),
            "save": _("Open the vacancy"),
        },
    )  # fmt: skip


@page("employment.keep")
def change(request: Request, offer_pk: UUID) -> HttpResponse:
    offer = shown.vacancy_of(offer_pk)
    form = forms.VacancyForm(
        data_of(request), initial=forms.said_before(offer), country=offer.organisation.country_id
    )
    return ask(
        request, form,
        lambda said: actions.change_vacancy(
            offer, form.given(), by=request.user, at=timezone.now()
        ),
        back=_url(offer), done=_("Kept."),
        context={**shown.SECTION, "title": _("Change the vacancy"), "crumb": offer.title},
    )  # fmt: skip


@page("employment.keep")
def close(request: Request, offer_pk: UUID) -> HttpResponse:
    offer = shown.vacancy_of(offer_pk)
    form = BaseForm(data_of(request))
    return ask(
        request, form,
        lambda said: actions.close_vacancy(offer, by=request.user, at=timezone.now()),
        back=_url(offer), done=_("The vacancy is closed."), template="core/confirm.html",
        context={
            **shown.SECTION, "title": _("Close this vacancy?"), "consequences": closing(),
            "danger": _("Close the vacancy"), "cancel": _("It stays open"),
            "cancel_url": _url(offer),
        },
    )  # fmt: skip


def closing() -> list[Consequence]:
    return [
        Consequence(_("Nobody is proposed for it any more.")),
        Consequence(_("Whoever is on the shortlist still gets an answer.")),
    ]


@page("employment.keep")
def subsidy(request: Request, offer_pk: UUID) -> HttpResponse:
    offer = shown.vacancy_of(offer_pk)
    budgets = funds.budgets_in_force(on=timezone.localdate())
    before: dict[str, Any] = subsidy_before(queries.subsidy_of(offer))
    form = forms.SubsidyForm(data_of(request), initial=before, budgets=budgets)
    return ask(
        request, form,
        lambda said: actions.subsidise(offer, form.given(), by=request.user, at=timezone.now()),
        back=_url(offer), done=_("The subsidy is stated."),
        context={
            **shown.SECTION, "title": _("Subsidy"), "crumb": offer.title,
            "lead": _("It is paid in instalments, each on proof that the person was there."),
        },
    )  # fmt: skip
