"""The catalogue of regular pathways, one of them, and what trains for it."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.core.asking import ask, data_of
from homeward.core.patterns import Consequence, NextStep
from homeward.pathways import actions, queries, rules, words
from homeward.pathways.choices import Validity
from homeward.pathways.forms import (
    NothingForm,
    PathwayForm,
    TrainingForm,
    VerifyForm,
)
from homeward.pathways.models import Pathway, PathwayTraining
from homeward.pathways.views.requirements import shown_requirements

SECTION = {"section": "pathways"}
PER_PAGE = 20
KINDS = {
    Validity.OPEN: "ok", Validity.TO_COME: "wait", Validity.CLOSED: "no", Validity.OLD: "late",
}  # fmt: skip


def _stands(held: Pathway) -> tuple[str, str]:
    found = rules.validity(
        opens_on=held.opens_on, closes_on=held.closes_on, verify_by=held.verify_by,
        on=timezone.localdate(),
    )  # fmt: skip
    return KINDS[found], str(found.label)


@page("pathways.read")
def index(request: Request) -> HttpResponse:
    asked = {name: request.GET.get(name, "") for name in ("origin", "host", "q")}
    found = queries.pathways(
        origin=asked["origin"], host=asked["host"], q=asked["q"][:100].replace("\x00", "").strip()
    )
    part = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": part,
        "rows": [(one, *_stands(one)) for one in part],
        "asked": asked,
        "origins": queries.countries_of_pathways("origin"),
        "hosts": queries.countries_of_pathways("host"),
        "may_keep": can(request.user, "pathways.keep"),
    }
    return render(request, "pathways/index.html", SECTION | context)


@page("pathways.read")
def pathway(request: Request, pathway_pk: UUID) -> HttpResponse:
    held, user = get_object_or_404(queries.pathways(), pk=pathway_pk), request.user
    keeps = can(user, "pathways.keep") and held.owner_org_id == user.organisation_id
    kind, text = _stands(held)
    is_old = held.verify_by < timezone.localdate()
    context = {
        "pathway": held,
        "kind": kind,
        "text": text,
        "requirements": shown_requirements(held, timezone.localdate()),
        "earlier": [
            (words.said(one), one)
            for one in queries.earlier_requirements(held, timezone.localdate())
        ],
        "trainings": queries.trainings(held),
        "warnings": queries.warnings_of(
            occupation=held.occupation, sector=held.sector, country=held.host_id
        ),
        "keeps": keeps,
        "step": NextStep(
            title=_("Say whether a pathway of migration still holds"), due=held.verify_by,
            url=reverse("pathways:verify", args=[held.pk]), label=_("Verify it"), mine=True,
        )
        if keeps and is_old
        else None,
    }  # fmt: skip
    return render(request, "pathways/pathway.html", SECTION | context)


@page("pathways.keep")
def new(request: Request) -> HttpResponse:
    return _keep(request, None)


@page("pathways.keep")
def change(request: Request, pathway_pk: UUID) -> HttpResponse:
    return _keep(request, own(request, pathway_pk))


def own(request: Request, pk: UUID) -> Pathway:
    own = queries.pathways().filter(owner_org=request.user.organisation_id)
    return get_object_or_404(own, pk=pk)


def _keep(request: Request, held: Pathway | None) -> HttpResponse:
    form = PathwayForm(data_of(request), initial=PathwayForm.known(held) if held else {})
    return ask(
        request, form,
        lambda _given: actions.keep_pathway(
            held, form.given(), by=request.user, at=timezone.now()
        ),
        back=lambda made: reverse("pathways:pathway", args=[made.pk]), done=_("Kept."),
        context=SECTION | {
            "title": held.title if held else _("Add a pathway"),
            "lead": _("It counts as verified today; before its day you are asked again."),
            "back": reverse("pathways:index"), "crumb": _("Regular pathways"),
        },
    )  # fmt: skip


@page("pathways.keep")
def verify(request: Request, pathway_pk: UUID) -> HttpResponse:
    held = own(request, pathway_pk)
    return ask(
        request, VerifyForm(data_of(request), initial={"source": held.source}),
        lambda given: actions.verify(held, **given, by=request.user, at=timezone.now()),
        back=reverse("pathways:pathway", args=[held.pk]), done=_("Verified as of today."),
        context=SECTION | {
            "title": _("Does it still hold: %(pathway)s?") % {"pathway": held},
            "lead": _("Look at the source first. Where something changed, change the pathway."),
            "crumb": str(held), "save": _("It still holds"),
        },
    )  # fmt: skip


@page("pathways.keep")
def tie(request: Request, pathway_pk: UUID) -> HttpResponse:
    held = own(request, pathway_pk)
    return ask(
        request,
        TrainingForm(
            data_of(request), held=held, on=timezone.localdate(),
            initial={"requirement": request.GET.get("requirement", "")},
        ),
        lambda given: actions.tie(held, **given, by=request.user, at=timezone.now()),
        back=reverse("pathways:pathway", args=[held.pk]), done=_("Tied."),
        context=SECTION | {
            "title": _("Training that leads to it: %(pathway)s") % {"pathway": held},
            "crumb": str(held), "save": _("Tie it"),
        },
    )  # fmt: skip


@page("pathways.keep")
def untie(request: Request, pathwaytraining_pk: int) -> HttpResponse:
    tied = get_object_or_404(
        PathwayTraining.objects.select_related("pathway", "offer", "service"),
        pk=pathwaytraining_pk,
        pathway__owner_org=request.user.organisation_id,
    )
    back = reverse("pathways:pathway", args=[tied.pathway_id])
    return ask(
        request, NothingForm(data_of(request)),
        lambda _given: actions.untie(tied, by=request.user, at=timezone.now()),
        back=back, done=_("Taken away."), template="core/confirm.html",
        context=SECTION | {
            "title": _("Take this training off the pathway?"), "danger": _("Take it off"),
            "cancel": _("Keep it"), "cancel_url": back,
            "consequences": [Consequence(_("The offer or entry itself stays as it is."), "link")],
        },
    )  # fmt: skip
