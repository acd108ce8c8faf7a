"""What stands in an agreement: parties, controllers, clauses, contact points, files."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homeward.access.pages import Request, page
from homeward.agreements import actions, forms, queries
from homeward.agreements.models import Agreement, AgreementFile, Clause, ContactPoint, Party
from homeward.agreements.views.documents import show
from homeward.core.refusals import Refused
from homeward.files import answers


def _take(
    request: Request, agreement: Agreement, name: str, form: Any, act: Callable[[], Any], done: str
) -> HttpResponse:
    """A form of the page: refused, it is shown again with what was typed and every reason."""
    if not form.is_valid():
        return show(request, agreement, **{name: form})
    try:
        act()
    except Refused as refusal:
        return show(request, agreement, reasons=list(refusal.reasons), **{name: form})
    messages.success(request, done)
    return redirect("agreements:detail", pk=agreement.pk)


@page("agreements.draft")
@require_POST
def add_party(request: Request, pk: int) -> HttpResponse:
    agreement = get_object_or_404(queries.listed(), pk=pk)
    form = forms.PartyForm(request.POST, agreement=agreement, prefix="party")
    return _take(
        request,
        agreement,
        "party_form",
        form,
        lambda: actions.add_party(agreement, **form.cleaned_data, by=request.user),
        _("Party added. Add the clauses that run from and to it."),
    )


@page("agreements.draft")
@require_POST
def controllers(request: Request, pk: int) -> HttpResponse:
    agreement = get_object_or_404(queries.listed(), pk=pk)
    form = forms.ControllersForm(request.POST, agreement=agreement, prefix="controllers")
    return _take(
        request,
        agreement,
        "controllers_form",
        form,
        lambda: actions.name_controllers(
            agreement, form.cleaned_data["organisations"], by=request.user
        ),
        _("Named. Every page of this agreement says who the data controller is."),
    )


@page("agreements.draft")
@require_POST
def add_clause(request: Request, pk: int) -> HttpResponse:
    agreement = get_object_or_404(queries.listed(), pk=pk)
    form = forms.ClauseForm(request.POST, agreement=agreement, prefix="clause")
    return _take(
        request,
        agreement,
        "clause_form",
        form,
        lambda: actions.add_clause(agreement, **form.cleaned_data, by=request.user),
        _("Clause added. When all clauses stand, offer it for signature."),
    )


@page("agreements.contact")
@require_POST
def add_contact(request: Request, pk: int) -> HttpResponse:
    agreement = get_object_or_404(queries.listed(), pk=pk)
    form = forms.ContactForm(request.POST, agreement=agreement, user=request.user, prefix="contact")
    return _take(
        request,
        agreement,
        "contact_form",
        form,
        lambda: actions.add_contact(agreement, **form.cleaned_data, by=request.user),
        _("Contact point added."),
    )


@page("agreements.contact")
@require_POST
def add_file(request: Request, pk: int) -> HttpResponse:
    agreement = get_object_or_404(queries.listed(), pk=pk)
    form = forms.FileForm(request.POST, request.FILES, prefix="file")
    return _take(
        request,
        agreement,
        "file_form",
        form,
        lambda: actions.attach(
            agreement,
            form.cleaned_data["file"].read(),
            form.cleaned_data["file"].name,
            kind=form.cleaned_data["kind"],
            by=request.user,
        ),
        _("File kept with the agreement. Every party finds it here."),
    )


@page("agreements.draft")
@require_POST
def remove_party(request: Request, pk: int, party_pk: int) -> HttpResponse:
    party = get_object_or_404(Party, pk=party_pk, agreement=pk)
    actions.remove_party(party, by=request.user)
    messages.success(request, _("Party removed, with the clauses from and to it."))
    return redirect("agreements:detail", pk=pk)


@page("agreements.draft")
@require_POST
def remove_clause(request: Request, pk: int, clause_pk: int) -> HttpResponse:
    clause = get_object_or_404(Clause, pk=clause_pk, agreement=pk)
    actions.remove_clause(clause, by=request.user)
    messages.success(request, _("Clause removed."))
    return redirect("agreements:detail", pk=pk)


@page("agreements.contact")
@require_POST
def remove_contact(request: Request, pk: int, contact_pk: int) -> HttpResponse:
    contact = get_object_or_404(ContactPoint, pk=contact_pk, agreement=pk)
    try:
        actions.remove_contact(contact, by=request.user)
    except Refused as refusal:
        agreement = get_object_or_404(queries.listed(), pk=pk)
        return show(request, agreement, reasons=list(refusal.reasons))
    messages.success(request, _("Contact point removed."))
    return redirect("agreements:detail", pk=pk)


@page("agreements.draft")
@require_POST
def remove_file(request: Request, pk: int, file_pk: UUID) -> HttpResponse:
    file = get_object_or_404(AgreementFile, pk=file_pk, agreement=pk)
    try:
        actions.detach(file, by=request.user)
    except Refused as refusal:
        agreement = get_object_or_404(queries.listed(), pk=pk)
        return show(request, agreement, reasons=list(refusal.reasons))
    messages.success(request, _("File removed from the draft."))
    return redirect("agreements:detail", pk=pk)


@page("agreements.read")
def download(request: Request, pk: int, file_pk: UUID) -> HttpResponse:
    file = get_object_or_404(AgreementFile, pk=file_pk, agreement=pk)
    return answers.to_keep(bytes(file.content), name=file.name, content_type=file.content_type)
