"""What a pathway asks for: kind by kind, each with its source and its days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.pages import Request, page
from homeward.core.asking import ask, data_of
from homeward.core.patterns import Consequence
from homeward.pathways import actions, queries, rules, words
from homeward.pathways.choices import RequirementKind
from homeward.pathways.forms import NothingForm, RequirementForm
from homeward.pathways.models import Pathway, PathwayTraining, Requirement

SECTION = {"section": "pathways"}


@dataclass(frozen=True)
class Shown:
    """A requirement in words, whether it is asked already, and what training meets it."""

    one: Requirement
    words: str
    is_asked: bool
    trainings: Sequence[PathwayTraining]


def shown_requirements(held: Pathway, today: date) -> list[Shown]:
    tied = list(queries.trainings(held))
    return [
        Shown(
            one, words.said(one),
            rules.is_asked(valid_from=one.valid_from, valid_until=one.valid_until, on=today),
            [each for each in tied if each.requirement_id == one.pk],
        )
        for one in queries.requirements(held, today)
    ]  # fmt: skip


@page("pathways.keep")
def new(request: Request, pathway_pk: UUID) -> HttpResponse:
    """First what it is about, then what is asked."""
    held = get_object_or_404(
        queries.pathways().filter(owner_org=request.user.organisation_id), pk=pathway_pk
    )
    back, kind = reverse("pathways:pathway", args=[held.pk]), request.GET.get("kind", "")
    if kind not in RequirementKind.values:
        context = {"kinds": RequirementKind.choices, "pathway": held, "back": back}
        return render(request, "pathways/kinds.html", SECTION | context)
    asked_for = RequirementKind(kind)
    form = RequirementForm(data_of(request), kind=asked_for)
    return ask(
        request, form,
        lambda _given: actions.ask_for(held, form.asked(), by=request.user, at=timezone.now()),
        back=back, done=_("Kept."),
        context=SECTION | {
            "title": _("What it asks for: %(kind)s") % {"kind": asked_for.label},
            "crumb": str(held),
        },
    )  # fmt: skip


def _own(request: Request, pk: int) -> Requirement:
    return get_object_or_404(
        Requirement.objects.select_related("pathway"), pk=pk,
        pathway__owner_org=request.user.organisation_id,
    )  # fmt: skip


@page("pathways.keep")
def change(request: Request, requirement_pk: int) -> HttpResponse:
    held = _own(request, requirement_pk)
    form = RequirementForm(
        data_of(request), kind=RequirementKind(held.kind), initial=RequirementForm.known(held)
    )
    return ask(
        request, form,
        lambda _given: actions.ask_otherwise(
            held, form.asked(), by=request.user, at=timezone.now()
        ),
        back=reverse("pathways:pathway", args=[held.pathway_id]), done=_("Kept."),
        context=SECTION | {
            "title": _("From when is it otherwise: %(requirement)s?")
            % {"requirement": words.said(held)},
            "lead": _("What is asked until the day before stays readable."),
            "crumb": str(held.pathway),
        },
    )  # fmt: skip


@page("pathways.keep")
def end(request: Request, requirement_pk: int) -> HttpResponse:
    held = _own(request, requirement_pk)
    back = reverse("pathways:pathway", args=[held.pathway_id])
    return ask(
        request, NothingForm(data_of(request)),
        lambda _given: actions.ask_no_more(held, by=request.user, at=timezone.now()),
        back=back, done=_("Asked no more."), template="core/confirm.html",
        context=SECTION | {
            "title": _("Is it asked no more: %(requirement)s?") % {"requirement": words.said(held)},
            "danger": _("Asked no more"), "cancel": _("Keep it"), "cancel_url": back,
            "consequences": [
                Consequence(_("It stays readable among what was asked earlier."), "history"),
                Consequence(_("Training that met it stays tied to the pathway."), "link"),
            ],
        },
    )  # fmt: skip
