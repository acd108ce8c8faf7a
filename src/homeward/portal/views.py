from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homeward.access.pages import Request
from homeward.cases.views.blocks import lifting, whom
from homeward.cases.views.sheets import paper_of, read_aloud
from homeward.core.commas import enumerated
from homeward.core.forms import BaseForm
from homeward.core.patterns import Consequence
from homeward.core.refusals import Refused
from homeward.persons import actions, ledger
from homeward.persons.ledger_forms import BlockForm
from homeward.persons.models import Block, ConsentSheet, Person
from homeward.portal import pages, queries
from homeward.portal.pages import own_page
from homeward.rights import actions as rights
from homeward.rights import copies
from homeward.rights import queries as rights_queries
from homeward.rights.choices import RequestKind
from homeward.rights.forms import AskForm
from homeward.signins.choices import Part


@own_page("portal.read", helped=True)
def home(request: Request) -> HttpResponse:
    parts = frozenset(part for part in Part if pages.sees(request, part))
    shown = queries.home(request.user, on=timezone.localdate(), parts=parts)
    here = pages.came(request)
    is_helper = here is not None and here.is_helper
    return render(request, "portal/home.html", {"home": shown, "is_helper": is_helper})


@own_page("portal.read", helped=True)
def country(request: Request) -> HttpResponse:
    """The country that the person returns to, in their language."""
    shown = queries.country(request.user, on=timezone.localdate())
    return render(request, "portal/country.html", {"shown": shown})


@own_page("persons.decide_own", back="portal:consents")
def consents(request: Request) -> HttpResponse:
    """What the person allows, withdraws and shuts out."""
    return _consents(request, _block_form(request, None))


def _consents(
    request: Request, form: BlockForm, *, reasons: list[Any] | None = None, status: int = 200
) -> HttpResponse:
    user = request.user
    context = {
        "held": queries.held(user, on=timezone.localdate()),
        "sheets": queries.sheets(user),
        "blocks": queries.blocks(user),
        "form": form,
        "reasons": reasons,
    }
    return render(request, "portal/consents.html", context, status=status)


@own_page("persons.decide_own", back="portal:consents")
def withdraw(request: Request, org: int, purpose: int) -> HttpResponse:
    """All that one organisation may see for one purpose ends, at once."""
    held = queries.held(request.user, on=timezone.localdate())
    one = next((h for h in held if h.recipient.pk == org and h.purpose.value == purpose), None)
    if one is None:
        if request.method == "POST":
            messages.info(request, _("You have withdrawn this already."))
            return redirect("portal:consents")
        raise Http404
    if request.method == "POST":
        actions.withdraw_consent(
            [consent.pk for consent in one.consents],
            by=request.user,
            at=timezone.now(),
            reference=queries.reference(request.user),
        )
        messages.success(request, _("Done. %(org)s no longer sees this.") % {"org": one.recipient})
        return redirect("portal:consents")
    named = {"org": one.recipient, "classes": enumerated(one.classes)}
    context = {
        "title": _("Take back what you allowed %(org)s?") % named,
        "consequences": [
            Consequence(_("%(org)s no longer sees: %(classes)s.") % named, "eye-off"),
            Consequence(_("They are told to stop and delete, and must answer."), "mail"),
            *[
                Consequence(text, "send")
                for text in actions.consequences([one.consents[0].person_id], [one.recipient.pk])
            ],
            Consequence(_("You keep all essential aid."), "heart"),
        ],
        "form": BaseForm(),
        "danger": _("Take it back"),
        "cancel_url": reverse("portal:consents"),
    }
    return render(request, "portal/confirm.html", context)


@own_page("persons.decide_own", back="portal:consents")
def aloud(request: Request, sheet: UUID) -> HttpResponse:
    one = get_object_or_404(
        ConsentSheet.objects.select_related("person", "recorded_by__organisation"), pk=sheet
    )
    return read_aloud(
        request, paper_of(one), back=reverse("portal:consents"), base="portal/frame.html"
    )


@own_page("persons.decide_own", back="portal:consents")
@require_POST
def block(request: Request) -> HttpResponse:
    form = _block_form(request, request.POST)
    if not form.is_valid():
        return _consents(request, form, status=422)
    files = queries.files(request.user)
    if not files:
        raise Http404
    try:
        actions.block_own(
            files,
            **whom(form.cleaned_data["whom"]),
            reason=form.cleaned_data["reason"],
            by=request.user,
            at=timezone.now(),
            reference=queries.reference(request.user),
        )
    except Refused as refusal:
        return _consents(request, form, reasons=list(refusal.reasons), status=409)
    messages.success(request, _("Blocked. They are not told that you did it."))
    return redirect("portal:consents")


def _block_form(request: Request, data: Any) -> BlockForm:
    me = str(request.user.person_id)
    form = BlockForm(
        data,
        people=[(me, request.user.name)],
        organisations=queries.organisations(request.user),
        countries=ledger.countries(),
        initial={"person": me},
    )
    form.fields["person"].widget = forms.HiddenInput()
    form.fields["reason"].label = _("Reason, if you want to give one")
    return form


@own_page("persons.decide_own", back="portal:consents")
def lift(request: Request, pk: UUID) -> HttpResponse:
    one = get_object_or_404(Block.objects.select_related("organisation", "country"), pk=pk)
    back = reverse("portal:consents")
    reasons: list[Any] = []
    if request.method == "POST":
        try:
            files = [file.pk for file in queries.files(request.user)]
            actions.lift_own(one, files, by=request.user, at=timezone.now())
        except Refused as refusal:
            reasons = list(refusal.reasons)
        else:
            messages.success(request, _("The block is lifted."))
            return redirect(back)
    context = lifting(one, back) | {"reasons": reasons}
    return render(request, "portal/confirm.html", context, status=409 if reasons else 200)


def _own(request: Request) -> Person:
    if request.user.person_id is None:
        raise Http404
    return get_object_or_404(Person, pk=request.user.person_id)


@own_page("rights.own", back="portal:my_data")
def my_data(request: Request) -> HttpResponse:
    """What is held on me: a copy at once, and what I want put right or erased."""
    person = _own(request)
    form = AskForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        rights.ask(
            person,
            RequestKind(form.cleaned_data["kind"]),
            form.cleaned_data["said"],
            by=request.user,
            at=timezone.now(),
        )
        messages.success(request, _("Your request has been sent. You read the answer here."))
        return redirect("portal:my_data")
    context: dict[str, Any] = {
        "form": form,
        "requests": list(rights_queries.requests().filter(person=person)),
        "rectifications": rights_queries.rectifications(person),
    }
    return render(request, "portal/my_data.html", context, status=422 if form.errors else 200)


@own_page("rights.own", back="portal:my_data")
@require_POST
def my_copy(request: Request) -> HttpResponse:
    person = _own(request)
    content = copies.compose(person.pk, language=translation.get_language() or "en")
    return HttpResponse(content, content_type="application/zip", headers=copies.DOWNLOAD_HEADERS)
