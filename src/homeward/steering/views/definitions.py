"""What each programme calls sustainable, in versions that stay, and what differs between two."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.core.patterns import NextStep
from homeward.programmes.models import Programme
from homeward.services.choices import Dimension
from homeward.steering.actions import defining as actions
from homeward.steering.choices import VersionStatus
from homeward.steering.forms.stated import DefinitionForm, InForceForm, ThresholdForm
from homeward.steering.models import SustainabilityDefinition, SustainabilityThreshold
from homeward.steering.queries import stated as queries
from homeward.steering.views.acting import act_on

SECTION = "definitions"


@page("steering.read")
def definitions(request: Request) -> HttpResponse:
    """Every programme with the version in force, or the word that there is none."""
    context = {"section": SECTION, "rows": queries.programmes_defining()}
    return render(request, "steering/definitions.html", context)


def _programme(pk: int) -> Programme:
    return get_object_or_404(
        Programme.objects.filter(lead_org__isnull=False).select_related("lead_org"), pk=pk
    )


@page("steering.read")
def definition(request: Request, programme_pk: int) -> HttpResponse:
    return _show(request, _programme(programme_pk))


def _show(
    request: Request, programme: Programme, *, forms: Any = None, reasons: Any = (),
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    user, today = request.user, timezone.localdate()
    versions = list(queries.definitions(programme))
    draft = next((each for each in versions if each.status == VersionStatus.DRAFT), None)
    leads = can(user, "steering.define") and programme.lead_org_id == user.organisation_id
    standing = queries.in_force(programme, today)
    kept = [each for each in versions if each.status == VersionStatus.IN_FORCE]
    context: dict[str, Any] = {
        "section": SECTION,
        "programme": programme,
        "versions": [(each, each == standing, _dimensions(each)) for each in kept],
        "standing": standing,
        "draft": draft,
        "leads": leads,
        "step": _step(programme, draft, leads=leads, has_any=bool(kept)),
        "compared": _compared(request, kept),
        "text_form": None,
        "threshold_form": None,
        "force_form": None,
        "reasons": reasons,
    }
    if draft and leads:
        context |= {
            "text_form": DefinitionForm(
                initial={
                    "text": draft.text, "dimensions": draft.dimensions,
                    "change_note": draft.change_note,
                }
            ),
            "threshold_form": ThresholdForm(prefix="t"),
            "force_form": InForceForm(prefix="f", initial={"valid_from": today}),
        }  # fmt: skip
    return render(request, "steering/definition.html", context | (forms or {}), status=status)


def _dimensions(version: SustainabilityDefinition) -> list[str]:
    return [str(Dimension(code).label) for code in version.dimensions if code in Dimension.values]


def _step(programme: Programme, draft: Any, *, leads: bool, has_any: bool) -> NextStep | None:
    lead = str(programme.lead_org)
    if draft:
        return NextStep(
            title=_("Put the draft in force, by a decision"), holder=lead, url="#draft",
            label=_("To the draft"), mine=leads,
        )  # fmt: skip
    if not has_any:
        return NextStep(
            title=_("Define what this programme calls sustainable"), holder=lead,
            url=reverse("steering:draft_definition", args=[programme.pk]) if leads else "",
            label=_("Draft a version") if leads else "", mine=leads, post=True,
        )  # fmt: skip
    return None


def _compared(request: Request, kept: list[SustainabilityDefinition]) -> dict[str, Any] | None:
    """Two versions side by side, by their numbers; the two newest where none are named."""
    by_number = {str(each.number): each for each in kept}
    if len(kept) < 2:  # noqa: PLR2004
        return None
    left = by_number.get(request.GET.get("left", ""), kept[1])
    right = by_number.get(request.GET.get("right", ""), kept[0])
    of = {
        side: {one.indicator: one for one in version.thresholds.all()}
        for side, version in (("left", left), ("right", right))
    }
    named = sorted({*of["left"], *of["right"]}, key=lambda indicator: indicator.position)
    return {
        "left": left,
        "right": right,
        "all": kept,
        "rows": [(each, of["left"].get(each), of["right"].get(each)) for each in named],
        "dimensions": (_dimensions(left), _dimensions(right)),
    }


def _act(
    request: Request, programme: Programme, form: Any, name: str, act: Any, done: str
) -> HttpResponse:
    return act_on(
        request, form, act, name=name, show=lambda **more: _show(request, programme, **more),
        done=done, to=reverse("steering:definition", args=[programme.pk]),
    )  # fmt: skip


@page("steering.define")
@require_POST
def draft_definition(request: Request, programme_pk: int) -> HttpResponse:
    programme = _programme(programme_pk)
    return _act(
        request, programme, None, "",
        lambda _data: actions.draft(programme, by=request.user, at=timezone.now()),
        _("Drafted. The version in force stands until this one is."),
    )  # fmt: skip


def _version(pk: UUID) -> SustainabilityDefinition:
    return get_object_or_404(
        SustainabilityDefinition.objects.select_related("programme__lead_org"), pk=pk
    )


@page("steering.define")
@require_POST
def write_definition(request: Request, sustainabilitydefinition_pk: UUID) -> HttpResponse:
    held = _version(sustainabilitydefinition_pk)
    return _act(
        request, held.programme, DefinitionForm(request.POST), "text_form",
        lambda data: actions.write(held, by=request.user, at=timezone.now(), **data),
        _("Saved."),
    )  # fmt: skip


@page("steering.define")
@require_POST
def set_threshold(request: Request, sustainabilitydefinition_pk: UUID) -> HttpResponse:
    held = _version(sustainabilitydefinition_pk)
    return _act(
        request, held.programme, ThresholdForm(request.POST, prefix="t"), "threshold_form",
        lambda data: actions.set_threshold(held, by=request.user, at=timezone.now(), **data),
        _("The threshold stands in the draft."),
    )  # fmt: skip


@page("steering.define")
@require_POST
def take_threshold_out(request: Request, sustainabilitythreshold_pk: int) -> HttpResponse:
    held = get_object_or_404(
        SustainabilityThreshold.objects.select_related("definition__programme__lead_org"),
        pk=sustainabilitythreshold_pk,
    )
    return _act(
        request, held.definition.programme, None, "",
        lambda _data: actions.take_threshold_out(held, by=request.user, at=timezone.now()),
        _("Taken out of the draft."),
    )  # fmt: skip


@page("steering.define")
@require_POST
def put_in_force(request: Request, sustainabilitydefinition_pk: UUID) -> HttpResponse:
    held = _version(sustainabilitydefinition_pk)
    return _act(
        request, held.programme, InForceForm(request.POST, prefix="f"), "force_form",
        lambda data: actions.put_in_force(held, by=request.user, at=timezone.now(), **data),
        _("In force from its day on. Figures of earlier days keep the version before."),
    )  # fmt: skip


@page("steering.define")
@require_POST
def discard_definition(request: Request, sustainabilitydefinition_pk: UUID) -> HttpResponse:
    held = _version(sustainabilitydefinition_pk)
    return _act(
        request, held.programme, None, "",
        lambda _data: actions.discard(held, by=request.user, at=timezone.now()),
        _("The draft is discarded."),
    )  # fmt: skip
