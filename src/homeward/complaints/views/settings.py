"""Who handles complaints, an organisation's own days, and the card that leads to its page."""

from typing import Any
from uuid import UUID

import segno
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from homeward.access.pages import Request, page
from homeward.complaints import actions, queries
from homeward.complaints.forms import DaysForm, HandlerForm
from homeward.complaints.models import Category, Handler
from homeward.complaints.views.shown import SECTION, answer_form, posted
from homeward.core.forms import BaseForm
from homeward.core.patterns import Consequence
from homeward.core.refusals import Refused
from homeward.tasks.choices import DayKind


@page("complaints.settle")
def index(request: Request) -> HttpResponse:
    org = request.user.organisation_of_rows
    context = {
        "section": SECTION,
        "org": org,
        "handlers": queries.handlers(),
        "categories": queries.categories(org.pk, on=timezone.localdate()),
        "is_open": queries.is_open(org.pk),
        "desk_url": actions.desk_url(org),
    }
    return render(request, "complaints/settings.html", context)


@page("complaints.settle")
def name(request: Request) -> HttpResponse:
    named = {handler.user_id for handler in queries.handlers()}
    people = [user for user in queries.colleagues(request.user) if user.pk not in named]
    form = HandlerForm(posted(request), people=people)
    return answer_form(
        request, form,
        lambda: actions.name_handler(
            form.who(), is_sensitive=form.cleaned_data["is_sensitive"], by=request.user,
            at=timezone.now(),
        ),
        done=reverse("complaints:settings"), said=_("They handle complaints from now on."),
        heading=_("Name a handler"), submit=_("Name them"), back=reverse("complaints:settings"),
    )  # fmt: skip


@page("complaints.settle")
def end(request: Request, handler_pk: UUID) -> HttpResponse:
    handler = get_object_or_404(Handler.objects.select_related("user"), pk=handler_pk)
    reasons: Any = ()
    if request.method == "POST":
        try:
            actions.end_handler(handler, by=request.user, at=timezone.now())
        except Refused as refusal:
            reasons = refusal.reasons
        else:
            messages.success(request, _("They handle no complaints any more."))
            return redirect("complaints:settings")
    context = {
        "section": SECTION,
        "title": _("Let %(name)s handle no complaints any more?") % {"name": handler.user},
        "form": BaseForm(),
        "reasons": reasons,
        "danger": _("End it"),
        "cancel_url": reverse("complaints:settings"),
        "consequences": [
            Consequence(_("They see no complaint any more, but for those they took."), "eye-off"),
            Consequence(_("What they looked into waits for somebody else."), "hourglass"),
        ],
    }
    return render(request, "core/confirm.html", context, status=409 if reasons else 200)


@page("complaints.settle")
def days(request: Request, category_pk: int) -> HttpResponse:
    org = request.user.organisation_of_rows
    shown = get_object_or_404(Category, queries.of_organisation(org.pk), pk=category_pk)
    names = ("acknowledge_days", "answer_days", "appeal_days", "hear_days", "day_kind")
    initial = {name: getattr(shown, name) for name in names}
    form = DaysForm(posted(request), initial={**initial, "valid_from": timezone.localdate()})

    def act() -> None:
        given = {**form.cleaned_data, "day_kind": DayKind(form.cleaned_data["day_kind"])}
        actions.state_days(shown, actions.Days(**given), by=request.user, at=timezone.now())

    return answer_form(
        request, form, act, done=reverse("complaints:settings"), said=_("The days are stated."),
        template="complaints/days.html", heading=str(shown), submit=_("State the days"),
        back=reverse("complaints:settings"), versions=queries.versions(org.pk, shown.code),
    )  # fmt: skip


@page("complaints.read")
def card(request: Request) -> HttpResponse:
    """To print: on the wall, in the folder that everybody gets, beside the desk."""
    org = request.user.organisation_of_rows
    url = actions.desk_url(org)
    texts = []
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            texts.append(
                {
                    "code": code,
                    "is_rtl": translation.get_language_bidi(),
                    "heading": _("Something wrong? Something good? Tell us."),
                    "lines": [
                        _("You need not say who you are."),
                        _("It is free, and it does not change the help you get."),
                        _("Whoever it is about does not see it."),
                    ],
                }
            )
    context = {
        "section": SECTION,
        "org": org,
        "url": url,
        "qr": segno.make(url, error="m").svg_data_uri(scale=8, border=2),
        "texts": texts,
        "is_open": queries.is_open(org.pk),
    }
    return render(request, "complaints/card.html", context)
