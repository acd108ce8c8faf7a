"""Suppliers and stock of the actor's own office."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.pages import Request, page
from homeward.funds import actions, queries
from homeward.funds.choices import Movement
from homeward.funds.forms import ItemForm, MovementForm, SupplierForm
from homeward.funds.models import StockItem, Supplier
from homeward.funds.views.acting import form_page, typed

PAGE = 50


@page("funds.keep_registers")
def suppliers(request: Request) -> HttpResponse:
    shows_all = bool(request.GET.get("all"))
    found = queries.suppliers(org_id=request.user.organisation_id, active=not shows_all)
    listed = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {"section": "funds", "page": listed, "shows_all": shows_all}
    return render(request, "funds/suppliers.html", context)


@page("funds.keep_registers")
def new_supplier(request: Request) -> HttpResponse:
    return _supplier_form(request, None)


@page("funds.keep_registers")
def supplier(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(Supplier, pk=pk, owner_org=request.user.organisation_id)
    return _supplier_form(request, found)


def _supplier_form(request: Request, found: Supplier | None) -> HttpResponse:
    fields = ("name", "what", "contact", "tax_id", "is_active")
    initial = {name: getattr(found, name) for name in fields} if found else {}
    form = SupplierForm(typed(request), initial=initial)
    return form_page(
        request,
        form,
        lambda: actions.keep_supplier(
            found, **form.cleaned_data, by=request.user, at=timezone.now()
        ),
        done=_("Saved."),
        to=lambda _made: reverse("funds:suppliers"),
        title=found.name if found else _("New supplier"),
        save=_("Save the supplier"),
        back=reverse("funds:suppliers"),
        back_label=_("Suppliers"),
    )


@page("funds.keep_registers")
def stock(request: Request) -> HttpResponse:
    listed = Paginator(queries.stock(), PAGE).get_page(request.GET.get("page"))
    return render(request, "funds/stock.html", {"section": "funds", "page": listed})


@page("funds.keep_registers")
def new_item(request: Request) -> HttpResponse:
    form = ItemForm(typed(request))
    return form_page(
        request,
        form,
        lambda: actions.keep_item(**form.cleaned_data, by=request.user, at=timezone.now()),
        done=_("Entered. Say next how much is there."),
        to=lambda item: reverse("funds:item", args=[item.pk]),
        title=_("New goods"),
        save=_("Enter the goods"),
        back=reverse("funds:stock"),
        back_label=_("Stock"),
    )


@page("funds.keep_registers")
def item(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(StockItem, pk=pk)
    form = MovementForm(typed(request), initial={"on": timezone.localdate()})

    def act() -> Any:
        said = form.cleaned_data
        return actions.move_stock(
            found, Movement(said["kind"]), said["quantity"], on=said["on"], note=said["note"],
            by=request.user, at=timezone.now(),
        )  # fmt: skip

    listed = Paginator(found.movements.select_related("by"), PAGE)
    return form_page(
        request,
        form,
        act,
        done=_("Recorded."),
        to=lambda _made: reverse("funds:item", args=[pk]),
        template="funds/item.html",
        item=found,
        page=listed.get_page(request.GET.get("page")),
    )
