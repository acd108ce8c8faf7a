"""Versions of a package, what residents can claim, and the two side by side."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.programmes import rules
from homeward.programmes.actions import packages
from homeward.programmes.forms import packages as forms
from homeward.programmes.models import Package, Programme, ResidentEntitlement
from homeward.programmes.queries import packages as queries
from homeward.programmes.rules import entitlements as compare
from homeward.programmes.views.acting import SECTION, form_page, programme_of

ADULTS, MEMBERS = 2, 4


@page("programmes.keep")
def new(request: Request, pk: int) -> HttpResponse:
    """A version with its lines, begun as a copy of the one that holds."""
    programme = programme_of(pk)
    rows = forms.LineForms(request.POST or None, prefix="line", initial=_copied(programme))
    form = forms.PackageForm(request.POST or None, prefix="package")
    both = _Both(form, rows)
    return form_page(
        request,
        "programmes/package_new.html",
        both,
        lambda: packages.publish(
            programme,
            **form.cleaned_data,
            lines=[packages.Line(**row) for row in both.lines],
            by=request.user,
            at=timezone.now(),
        ),
        done=_("Published. Plans take it for arrivals from its first day on."),
        to=lambda _package: reverse("programmes:detail", args=[pk]),
        programme=programme,
        package_form=form,
        rows=rows,
    )


class _Both:
    """The version's form and its rows, taken together or not at all."""

    def __init__(self, form: forms.PackageForm, rows: Any) -> None:
        self.form, self.rows = form, rows

    def is_valid(self) -> bool:
        # Both, so that every fault is told at once.
        return all([self.form.is_valid(), self.rows.is_valid()])

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [row.cleaned_data for row in self.rows if row.has_changed()]


def _copied(programme: Programme) -> list[dict[str, Any]]:
    last = programme.packages.order_by("-valid_from").first()
    names = ["kind", "who", "way", "amount", "months_within", "note"]
    lines = last.lines.all() if last else ()
    return [{name: getattr(line, name) for name in names} for line in lines]


@page("programmes.keep")
def end(request: Request, pk: int, package_pk: int) -> HttpResponse:
    package = get_object_or_404(Package.objects.filter(programme=pk), pk=package_pk)
    form = forms.EndForm(request.POST or None, initial={"valid_until": package.valid_until})
    return form_page(
        request,
        "programmes/form.html",
        form,
        lambda: packages.end(package, **form.cleaned_data, by=request.user, at=timezone.now()),
        done=_("The last day is set."),
        to=lambda _none: reverse("programmes:detail", args=[pk]),
        title=_("Set the last day of version %(name)s") % {"name": package.name},
        lede=_("Plans of people who arrived before keep it: a promise is not lowered."),
        save=_("Set the last day"),
        back=reverse("programmes:detail", args=[pk]),
        back_label=package.programme,
    )


@page("programmes.read")
def residents(request: Request, pk: int) -> HttpResponse:
    """Returnee gets, resident gets: over the first year, for a household of the reader's choice."""
    programme, today = programme_of(pk), timezone.localdate()
    there = Package.objects.filter(programme=programme).select_related("country")
    first = there.order_by("-valid_from").first()
    given = request.GET if "members" in request.GET else None
    initial: dict[str, Any] = {"package": first, "adults": ADULTS, "members": MEMBERS}
    form = forms.CompareForm(given, packages=there, initial=initial)
    asked: dict[str, Any] = initial
    if form.is_bound:
        asked = form.cleaned_data if form.is_valid() else {}
    package = asked.get("package")
    context: dict[str, Any] = {
        "programme": programme,
        "form": form,
        "package": package,
        "asked": asked,
        "tables": _tables(programme, package, asked, today) if package else [],
        "may_register": can(request.user, "programmes.register"),
    }
    return render(request, "programmes/residents.html", SECTION | context)


def _tables(
    programme: Programme, package: Package, asked: dict[str, Any], on: date
) -> list[dict[str, Any]]:
    return [_table(package, country, asked, on) for country in _countries(programme, package)]


def _countries(programme: Programme, package: Package) -> list[Any]:
    if package.country is not None:
        return [package.country]
    corridors = programme.corridors.select_related("origin_country")
    return list(dict.fromkeys(corridor.origin_country for corridor in corridors))


def _table(package: Package, country: Any, asked: dict[str, Any], today: date) -> dict[str, Any]:
    entitled = list(queries.entitlements(country=country.pk, on=today))
    rate: Decimal | None = asked.get("rate")
    lines = list(package.lines.all())
    found = compare.compared(
        lines,
        entitled,
        currency=package.currency,
        adults=asked["adults"],
        members=asked["members"],
        rate=rate,
    )
    return {
        "country": country,
        "entitled": entitled,
        "rows": [(each, [e for e in entitled if e.kind == each.kind]) for each in found],
        "total": rules.total({each.kind: each.returnee for each in found}),
    }


@page("programmes.read")
def entitlements(request: Request) -> HttpResponse:
    found = queries.entitlements()
    context = {
        "section": "policies",
        "found": found,
        "may_register": can(request.user, "programmes.register"),
        "today": timezone.localdate(),
    }
    return render(request, "programmes/entitlements.html", context)


@page("programmes.register")
def new_entitlement(request: Request) -> HttpResponse:
    form = forms.EntitlementForm(request.POST or None)
    return form_page(
        request,
        "programmes/form.html",
        form,
        lambda: packages.enter_entitlement(**form.cleaned_data, by=request.user),
        done=_("Entered. It stands beside every package of this country."),
        to=lambda _row: reverse("programmes:entitlements"),
        title=_("Enter an entitlement of residents"),
        lede=_("What people who live in the country can claim there, by law or public scheme."),
        save=_("Enter it"),
        back=reverse("programmes:entitlements"),
        back_label=_("Entitlements of residents"),
        section="policies",
    )


@page("programmes.register")
def end_entitlement(request: Request, residententitlement_pk: int) -> HttpResponse:
    row = get_object_or_404(ResidentEntitlement, pk=residententitlement_pk)
    form = forms.EndForm(request.POST or None, initial={"valid_until": row.valid_until})
    return form_page(
        request,
        "programmes/form.html",
        form,
        lambda: packages.end_entitlement(row, **form.cleaned_data, by=request.user),
        done=_("The last day is set."),
        to=lambda _none: reverse("programmes:entitlements"),
        title=_("Set the last day of %(name)s") % {"name": row.name},
        lede=_("It stays readable for the days on which it held."),
        save=_("Set the last day"),
        back=reverse("programmes:entitlements"),
        back_label=_("Entitlements of residents"),
        section="policies",
    )
