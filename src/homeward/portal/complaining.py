"""A complaint or praise from the person's own pages: to an organisation they have to do with.

It is sent as anybody's is, without a sign-in: nothing ties it to the person who had the page open,
unless they say who they are.
"""

from typing import Any

from django.db.models import TextChoices
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from homeward.access import pages as access
from homeward.access.choices import ActorKind, Purpose
from homeward.access.models import Organisation
from homeward.access.pages import Request, public_page
from homeward.complaints import actions
from homeward.complaints import queries as complaints
from homeward.complaints.forms import PublicForm
from homeward.core import limits
from homeward.core.refusals import Refused
from homeward.portal import pages, queries
from homeward.portal.pages import own_page

SENT = limits.Limit("portal-complaint", 30, 60 * 60)
NOBODY = "0"


class Again(TextChoices):
    ARRIVED = (
        "arrived",
        _(
            "It has arrived already, but its code was shown on a page that you did not get. Send it"
            " once more if you want to read the answer by yourself."
        ),
    )


@own_page("portal.read")
def where(request: Request) -> HttpResponse:
    found = [org for org in queries.organisations(request.user) if complaints.is_open(org.pk)]
    return render(request, "portal/complain_where.html", {"organisations": found})


@public_page
def complain(request: HttpRequest, organisation: int) -> HttpResponse:
    org = get_object_or_404(Organisation, pk=organisation)
    return access.answer(
        _complain, "public", request, ActorKind.ANONYMOUS, NOBODY, Purpose.CASEWORK, (),
        {"org": org},
    )  # fmt: skip


def _complain(request: HttpRequest, *, org: Organisation) -> HttpResponse:
    if not complaints.is_open(org.pk):
        raise Http404
    form = PublicForm(
        request.POST if request.method == "POST" else None,
        categories=complaints.categories(org.pk, on=timezone.localdate()),
        initial={"about": request.GET.get("about", "")[:200]},
    )
    if request.method != "POST" or not form.is_valid():
        return _show(request, org, form, status=422 if form.errors else 200)
    if seconds := limits.wait(SENT, limits.address_of(request)):
        return limits.too_many(request, seconds)
    key = request.POST.get("once", "")[:64]
    if key and limits.count(pages.SENT, f"complaint|{key}").count > 1:
        # The answer with its code got lost on the way, and is shown to nobody twice.
        return _show(request, org, form, reasons=[Again.ARRIVED], status=409)
    said = actions.Said(**form.said(), language=translation.get_language() or "en")
    try:
        taken = actions.send_in(said, form.chosen(), to=org, at=timezone.now())
    except Refused as refusal:
        return _show(request, org, form, reasons=refusal.reasons, status=409)
    category = form.chosen()
    today = timezone.localdate()
    context = {
        "org": org,
        "reference": taken.complaint.reference,
        "code": taken.code,
        "url": actions.code_url(taken.code),
        "acknowledge_by": complaints.day_after(
            today, category.acknowledge_days, category, org_id=org.pk
        ),
        "answer_by": complaints.day_after(today, category.answer_days, category, org_id=org.pk),
    }
    return render(request, "portal/complained.html", context)


def _show(
    request: HttpRequest, org: Organisation, form: PublicForm, *, status: int, **more: Any
) -> HttpResponse:
    context = {"org": org, "form": form, **more}
    return render(request, "portal/complain.html", context, status=status)
