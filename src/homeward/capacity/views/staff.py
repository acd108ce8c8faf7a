"""Certificates of staff, when they lapse, and which desk has nobody trained."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.capacity import actions, queries
from homeward.capacity.forms import NothingForm
from homeward.capacity.models import StaffCertificate, Trainee
from homeward.core.asking import ask, data_of
from homeward.core.patterns import Consequence

SECTION = {"section": "capacity"}
PER_PAGE = 30


def _kind(one: StaffCertificate) -> tuple[str, str]:
    if one.is_renewed:
        return "wait", _("Renewed")
    if one.lapses_on is None:
        return "ok", _("Does not lapse")
    days = (one.lapses_on - timezone.localdate()).days
    if days < 0:
        return "late", _("Lapsed")
    return ("soon", _("Lapses soon")) if days <= one.module.remind_days else ("ok", _("In force"))


@page("capacity.read")
def certificates(request: Request) -> HttpResponse:
    state, today = request.GET.get("state", ""), timezone.localdate()
    found = queries.certificates(request.user, state=state, on=today)
    part = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": part,
        "rows": [(one, *_kind(one)) for one in part],
        "state": state,
        "states": [("in_force", _("In force")), ("lapsed", _("Lapsed"))],
        "may_forget": can(request.user, "capacity.enrol"),
    }
    return render(request, "capacity/certificates.html", SECTION | context)


@page("capacity.read")
def certificate(request: Request, staffcertificate_pk: UUID) -> HttpResponse:
    """One that lapses: which sessions to come teach the same."""
    today = timezone.localdate()
    one = get_object_or_404(
        StaffCertificate.objects.select_related(
            "trainee__user", "module", "organisation", "session__course"
        ),
        pk=staffcertificate_pk,
    )
    coming = queries.sessions(on=today).filter(
        course__modules__code=one.module.code, status="planned"
    )
    kind, text = _kind(one)
    context = {
        "certificate": one, "kind": kind, "text": text, "coming": coming.distinct()[:PER_PAGE],
        "may_train": can(request.user, "capacity.train"),
    }  # fmt: skip
    return render(request, "capacity/certificate.html", SECTION | context)


@page("capacity.read")
def coverage(request: Request) -> HttpResponse:
    today = timezone.localdate()
    rows = queries.coverage(request.user, on=today)
    country = request.GET.get("country", "")
    countries = sorted({(row.organisation.country_id, str(row.organisation.country))
                        for row in rows}, key=lambda pair: pair[1])  # fmt: skip
    if country:
        rows = [row for row in rows if row.organisation.country_id == country]
    part = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": part,
        "rows": list(part),
        "modules": queries.modules(today),
        "country": country,
        "countries": countries,
        "may_train": can(request.user, "capacity.train"),
    }
    return render(request, "capacity/coverage.html", SECTION | context)


@page("capacity.enrol")
def forget(request: Request, trainee_pk: UUID) -> HttpResponse:
    held = get_object_or_404(Trainee.objects.select_related("user"), pk=trainee_pk)
    back = reverse("capacity:certificates")
    return ask(
        request, NothingForm(data_of(request)),
        lambda _given: actions.forget(held, by=request.user, at=timezone.now()),
        back=back, done=_("The name is erased."), template="core/confirm.html",
        context=SECTION | {
            "title": _("Erase the name of %(who)s?") % {"who": held},
            "danger": _("Erase the name"), "cancel": _("Keep it"), "cancel_url": back,
            "consequences": [
                Consequence(_("Name and post are gone, and can't be brought back."), "trash"),
                Consequence(_("That somebody attended stays counted, without a name."), "users"),
            ],
        },
    )  # fmt: skip
