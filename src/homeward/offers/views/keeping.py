"""An organisation's own offers: written, copied, read in, confirmed, opened and closed."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language_bidi, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homeward.access.models import Organisation
from homeward.access.pages import Request, page
from homeward.core import spreadsheets
from homeward.core.digits import are_digits
from homeward.core.patterns import Consequence
from homeward.core.refusals import Refused
from homeward.occupations.choices import Relation
from homeward.occupations.models import Occupation, Skill
from homeward.occupations.queries import occupations_like, skills_like
from homeward.offers import actions, queries, shown
from homeward.offers import sheet as sheets
from homeward.offers.actions.load import MOST_OFFERS, TooManyOffers
from homeward.offers.choices import OfferStatus
from homeward.offers.forms import OfferForm, PlacesForm, SheetForm
from homeward.offers.models import Offer, OfferSkill
from homeward.offers.views.reading import SECTION, show, step_of_list
from homeward.services.models import Service

PER_PAGE = 30
MOST_FOUND = 15
MOST_FAULTS = 200


@page("offers.write")
def own(request: Request) -> HttpResponse:
    """All that the user's organisation offers, what was confirmed longest ago first."""
    organisation = request.user.organisation_id or 0
    part = Paginator(queries.of_organisation(organisation), PER_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "page": part,
        "rows": [(shown.shown(o), shown.STATUS_KINDS[OfferStatus(o.status)]) for o in part],
        "services": queries.services_to_offer(organisation)[:PER_PAGE],
        "step": step_of_list(request.user),
    }
    return render(request, "offers/own.html", SECTION | context)


@page("offers.write")
def new(request: Request) -> HttpResponse:
    organisation = request.user.organisation
    if organisation is None:
        raise PermissionDenied("offers.write")
    form = OfferForm(request.POST or None, organisation=organisation)
    return _write(request, form, organisation, None)


@page("offers.write")
def edit(request: Request, offer_pk: UUID) -> HttpResponse:
    offer = _kept(request, offer_pk)
    form = OfferForm(request.POST or None, organisation=offer.organisation, offer=offer)
    return _write(request, form, offer.organisation, offer)


def _write(
    request: Request, form: OfferForm, organisation: Organisation, offer: Offer | None
) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "offer": offer}
    status = 200
    if form.is_bound and form.is_valid():
        by, at = request.user, timezone.now()
        try:
            saved = (
                actions.change(offer, form.record(), by=by, at=at)
                if offer
                else actions.add(form.record(), organisation, by=by, at=at)
            )
        except Refused as refusal:
            context["reasons"], status = refusal.reasons, 409
        else:
            messages.success(request, _("Saved."))
            return redirect("offers:detail", offer_pk=saved.pk)
    elif form.is_bound:
        status = 422
    return render(request, "offers/edit.html", SECTION | context, status=status)


@page("offers.write")
@require_POST
def of_service(request: Request, service_pk: UUID) -> HttpResponse:
    """One click makes an offer of an entry of the directory, as a draft."""
    service = get_object_or_404(Service, pk=service_pk)
    offer = actions.from_service(service, by=request.user, at=timezone.now())
    messages.success(request, _("A draft with all that the entry says. Add what it lacks."))
    return redirect("offers:edit", offer_pk=offer.pk)


@page("offers.write")
@require_POST
def copy(request: Request, offer_pk: UUID) -> HttpResponse:
    made = actions.copy(_kept(request, offer_pk), by=request.user, at=timezone.now())
    messages.success(request, _("A draft like it, without its days and free places."))
    return redirect("offers:edit", offer_pk=made.pk)


@page("offers.write")
@require_POST
def confirm(request: Request, offer_pk: UUID) -> HttpResponse:
    offer = _kept(request, offer_pk)
    form = PlacesForm(request.POST)
    if not form.is_valid():
        return show(request, offer, form=form, status=422)
    try:
        actions.confirm(offer, form.cleaned_data["places"], by=request.user, at=timezone.now())
    except Refused as refusal:
        return show(request, offer, form=form, reasons=refusal.reasons, status=409)
    messages.success(request, _("Confirmed for today."))
    return redirect("offers:detail", offer_pk=offer.pk)


@page("offers.write")
@require_POST
def status(request: Request, offer_pk: UUID) -> HttpResponse:
    """Opens it, or says that all places are taken: `to` says which."""
    offer = _kept(request, offer_pk)
    to = OfferStatus.FILLED if request.POST.get("to") == "filled" else OfferStatus.OPEN
    try:
        actions.move(offer, to, by=request.user, at=timezone.now())
    except Refused as refusal:
        return show(request, offer, reasons=refusal.reasons, status=409)
    messages.success(
        request, _("It is open.") if to == OfferStatus.OPEN else _("All places are taken.")
    )
    return redirect("offers:detail", offer_pk=offer.pk)


@page("offers.write")
def close(request: Request, offer_pk: UUID) -> HttpResponse:
    """Closes it, on a page that says what follows."""
    offer = _kept(request, offer_pk)
    if request.method == "POST":
        try:
            actions.move(offer, OfferStatus.CLOSED, by=request.user, at=timezone.now())
        except Refused as refusal:
            return show(request, offer, reasons=refusal.reasons, status=409)
        messages.success(request, _("It is closed. You can open it again."))
        return redirect("offers:own")
    consequences = [
        Consequence(_("It is found no more, here and on the public pages."), "eye-off"),
        Consequence(_("Referrals that are on their way stay as they are."), "send"),
    ]
    return render(
        request, "offers/close.html", SECTION | {"offer": offer, "consequences": consequences}
    )


@page("offers.write")
def skills(request: Request, offer_pk: UUID) -> HttpResponse:
    """The occupation it is about, and the skills it asks for or teaches, found by words."""
    return _skills(request, _kept(request, offer_pk))


def _skills(request: Request, offer: Offer, reasons: Any = (), status: int = 200) -> HttpResponse:
    text = request.GET.get("q", "")[:100].replace("\x00", "").strip()
    of = "occupation" if request.GET.get("of") == "occupation" else "skill"
    found: Any = []
    if text:
        look = occupations_like if of == "occupation" else skills_like
        found = look(text)[:MOST_FOUND]
    context = {
        "offer": offer,
        "named": offer.skills.select_related("skill").defer("skill__search"),
        "q": text,
        "of": of,
        "found": found,
        "reasons": reasons,
    }
    return render(request, "offers/skills.html", SECTION | context, status=status)


@page("offers.write")
@require_POST
def name_skill(request: Request, offer_pk: UUID) -> HttpResponse:
    """Names one skill or the occupation, or takes one away: the button says which."""
    offer = _kept(request, offer_pk)
    try:
        _name(request, offer)
    except Refused as refusal:
        return _skills(request, offer, refusal.reasons, 409)
    query = request.GET.urlencode()
    return redirect(f"{_skills_url(offer)}?{query}" if query else _skills_url(offer))


def _skills_url(offer: Offer) -> str:
    return reverse("offers:skills", args=[offer.pk])


def _name(request: Request, offer: Offer) -> None:
    by, at, post = request.user, timezone.now(), request.POST
    what, _part, key = post.get("do", "").partition(":")
    pk = int(key) if are_digits(key) and len(key) < 10 else 0  # noqa: PLR2004
    if what == "forget":
        actions.take_skill_away(offer, get_object_or_404(OfferSkill, pk=pk), by=by, at=at)
    elif what == "occupation":
        occupation = get_object_or_404(Occupation, pk=pk) if pk else None
        actions.set_occupation(offer, occupation, by=by, at=at)
    else:
        relation = Relation.OPTIONAL if what == "optional" else Relation.ESSENTIAL
        actions.name_skill(
            offer, get_object_or_404(Skill, pk=pk), relation, is_taught=what == "taught",
            by=by, at=at,
        )  # fmt: skip


@page("offers.write")
def sheet(request: Request) -> HttpResponse:
    """Many offers at once: looked through first, then taken whole or not at all."""
    form = SheetForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"form": form, "columns": _columns(), "most": MOST_OFFERS}
    status = 200
    if form.is_bound and form.is_valid():
        status = _load(request, form, context)
        if status == 302:  # noqa: PLR2004
            return redirect("offers:own")
    elif form.is_bound:
        status = 422
    return render(request, "offers/sheet.html", SECTION | context, status=status)


def _load(request: Request, form: SheetForm, context: dict[str, Any]) -> int:
    file, take = form.cleaned_data["file"], "take" in request.POST
    try:
        loaded = actions.load(
            file.read(), name=file.name, take=take, by=request.user, at=timezone.now()
        )
    except Refused as refusal:
        context["reasons"] = refusal.reasons
        return 409
    except TooManyOffers:
        form.add_error("file", _("A sheet holds %(n)d offers at most.") % {"n": MOST_OFFERS})
        return 422
    context |= {"loaded": loaded, "faults": loaded.faults[:MOST_FAULTS]}
    if loaded.faults:
        return 422
    if take:
        messages.success(request, told(loaded))
        return 302
    return 200


def told(loaded: actions.Loaded) -> str:
    new = ngettext("%(n)d new offer", "%(n)d new offers", loaded.new) % {"n": loaded.new}
    return _("Read in: %(new)s, %(changed)d changed, %(same)d as they were.") % {
        "new": new, "changed": loaded.changed, "same": loaded.unchanged,
    }  # fmt: skip


def _columns() -> list[tuple[str, str, bool]]:
    return [
        (name, ", ".join(sheets.CHOICES.get(name, ())), name in sheets.NEEDED)
        for name in sheets.COLUMNS
    ]


@page("offers.write")
def template(request: Request) -> HttpResponse:
    """A workbook with the headings and one row as an example."""
    row = [sheets.SAMPLE.get(name, "") for name in sheets.COLUMNS]
    content = spreadsheets.xlsx(
        _("Offers"), sheets.COLUMNS, [row], right_to_left=get_language_bidi()
    )
    response = HttpResponse(content, content_type=spreadsheets.XLSX_TYPE)
    response["Content-Disposition"] = 'attachment; filename="offers.xlsx"'
    return response


def _kept(request: Request, pk: UUID) -> Offer:
    offer = get_object_or_404(queries.for_pages(Offer.objects.all()), pk=pk)
    if not queries.keeps(request.user, offer.organisation_id):
        raise PermissionDenied("offers.write")
    return offer
