"""Those who agreed to help find people."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.pages import Request, page
from homeward.core.asking import ask, data_of
from homeward.core.forms import BaseForm
from homeward.followups import actions, forms, queries
from homeward.followups.choices import RelayKind, RelayTask
from homeward.followups.models import Relay
from homeward.followups.views import shown
from homeward.persons.choices import ConsentWay


@page("followups.keep_relays")
def index(request: Request) -> HttpResponse:
    found = list(queries.relays(request.user))
    names = dict(RelayTask.choices)
    context = {
        **shown.around(request, "relays"),
        "rows": [(one, [names[task] for task in one.tasks]) for one in found],
    }
    return render(request, "followups/relays.html", context)


@page("followups.keep_relays")
def new(request: Request) -> HttpResponse:
    def act(said: Any) -> Relay:
        return actions.register_relay(
            actions.RelayGiven(
                kind=RelayKind(said["kind"]),
                name=said["name"],
                phone=said["phone"],
                place=said["place"],
                tasks=[RelayTask(task) for task in said["tasks"]],
                agreed_on=said["agreed_on"],
                agreed_how=ConsentWay(said["agreed_how"]),
            ),
            by=request.user,
            at=timezone.now(),
        )

    return ask(
        request, forms.RelayForm(data_of(request)), act, back=reverse("followups:relays"),
        done=_("Registered. They are asked for one person at a time, on the page of a case."),
        context={
            "section": shown.SECTION,
            "title": _("Register somebody who helps to find people"),
            "lead": _("Name and telephone are deleted as soon as they help no longer."),
            "crumb": _("Those who help to find people"),
            "save": _("Register"),
        },
    )  # fmt: skip


@page("followups.keep_relays")
def end(request: Request, pk: UUID) -> HttpResponse:
    relay = get_object_or_404(Relay, pk=pk)
    back = reverse("followups:relays")
    return ask(
        request, BaseForm(data_of(request)),
        lambda _said: actions.end_relay(relay, by=request.user, at=timezone.now()),
        back=back, done=_("They help no longer. Their name and telephone are deleted."),
        template="core/confirm.html",
        context={
            "section": shown.SECTION,
            "title": _("%(name)s helps no longer") % {"name": relay.name},
            "consequences": [
                _("Name and telephone are deleted at once and can’t be brought back."),
                _("Whom they were asked to find counts as not found."),
            ],
            "danger": _("They help no longer"),
            "cancel_url": back,
            "cancel": _("Back"),
        },
    )  # fmt: skip
