"""What is known of registering a business and of taxes, country by country."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.business import actions, forms, queries
from homeward.business.models import RegistrationStep, TaxNote
from homeward.core.asking import ask, data_of
from homeward.places.models import Country

SECTION = {"section": "business_ground"}


@page("business.read_ground")
def index(request: Request) -> HttpResponse:
    """The country asked for, else the first of which something is known."""
    known = queries.countries_with_ground()
    asked = request.GET.get("country", "")[:2].upper()
    country = next((c for c in known if c.pk == asked), known[0] if known else None)
    steps, taxes = queries.ground_of(country, on=timezone.localdate()) if country else ([], [])
    context = {
        **SECTION,
        "countries": known,
        "country": country,
        "steps": steps,
        "taxes": taxes,
        "rules": queries.all_check_rules(),
        "may_keep": can(request.user, "business.keep_ground"),
    }
    return render(request, "business/ground.html", context)


def _home(country: str = "") -> str:
    url = reverse("business:ground")
    return f"{url}?country={country}" if country else url


def _context(title: Any) -> dict[str, Any]:
    return {**SECTION, "title": title, "crumb": _("Registration and taxes"), "back": _home()}


@page("business.keep_ground")
def new_step(request: Request) -> HttpResponse:
    form = forms.RegistrationForm(data_of(request), initial={"country": _asked(request)})

    def write(said: Any) -> Any:
        return actions.add_step(actions.StepKnown(**said), by=request.user, at=timezone.now())

    return ask(
        request, form, write, back=lambda made: _home(made.country_id), done=_("The step is kept."),
        context=_context(_("A step to register a business")),
    )  # fmt: skip


def _asked(request: Request) -> Country | None:
    return queries.country(request.GET.get("country", ""))


@page("business.keep_ground")
def renew_step(request: Request, pk: UUID) -> HttpResponse:
    """What holds from a day on, instead of what held until then."""
    found = get_object_or_404(RegistrationStep, pk=pk)
    form = forms.RegistrationForm(data_of(request), initial=forms.step_again(found))

    def write(said: Any) -> Any:
        return actions.add_step(
            actions.StepKnown(**said), instead=found, by=request.user, at=timezone.now()
        )

    return ask(
        request, form, write, back=lambda made: _home(made.country_id),
        done=_("The new step holds; the old one ends the day before."),
        context=_context(_("This step has changed")),
    )  # fmt: skip


@page("business.keep_ground")
def end_step(request: Request, pk: UUID) -> HttpResponse:
    found = get_object_or_404(RegistrationStep, pk=pk)
    form = forms.EndForm(data_of(request), initial={"on": timezone.localdate()})
    return ask(
        request, form,
        lambda said: actions.end_step(found, on=said["on"], by=request.user, at=timezone.now()),
        back=_home(found.country_id), done=_("It ends on that day."),
        context={**_context(_("This step holds no more")), "lead": found.what},
    )  # fmt: skip


@page("business.keep_ground")
def new_tax(request: Request) -> HttpResponse:
    form = forms.TaxForm(data_of(request), initial={"country": _asked(request)})

    def write(said: Any) -> Any:
        return actions.add_tax(actions.TaxKnown(**said), by=request.user, at=timezone.now())

    return ask(
        request, form, write, back=lambda made: _home(made.country_id), done=_("The note is kept."),
        context=_context(_("What is taxed and what is not")),
    )  # fmt: skip


@page("business.keep_ground")
def renew_tax(request: Request, pk: UUID) -> HttpResponse:
    found = get_object_or_404(TaxNote, pk=pk)
    form = forms.TaxForm(data_of(request), initial=forms.tax_again(found))

    def write(said: Any) -> Any:
        return actions.add_tax(
            actions.TaxKnown(**said), instead=found, by=request.user, at=timezone.now()
        )

    return ask(
        request, form, write, back=lambda made: _home(made.country_id),
        done=_("The new note holds; the old one ends the day before."),
        context=_context(_("This has changed")),
    )  # fmt: skip


@page("business.keep_ground")
def end_tax(request: Request, pk: UUID) -> HttpResponse:
    found = get_object_or_404(TaxNote, pk=pk)
    form = forms.EndForm(data_of(request), initial={"on": timezone.localdate()})
    return ask(
        request, form,
        lambda said: actions.end_tax(found, on=said["on"], by=request.user, at=timezone.now()),
        back=_home(found.country_id), done=_("It ends on that day."),
        context={**_context(_("This holds no more")), "lead": found.tax},
    )  # fmt: skip


@page("business.keep_ground")
def new_rule(request: Request) -> HttpResponse:
    form = forms.CheckRuleForm(data_of(request))

    def write(said: Any) -> Any:
        return actions.add_check_rule(**said, by=request.user, at=timezone.now())

    return ask(
        request, form, write, back=_home(), done=_("It holds for whoever starts from that day on."),
        context=_context(_("When a business is asked after")),
    )  # fmt: skip
