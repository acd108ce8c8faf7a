"""Consultations: who was asked, what they said, what the design made of it."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.core.digits import are_digits
from homeward.core.patterns import NextStep
from homeward.programmes.models import Programme
from homeward.steering import pages
from homeward.steering.actions import consulting as actions
from homeward.steering.choices import TakenUp
from homeward.steering.forms.asked import ProgrammeForm
from homeward.steering.forms.stated import ConsultationForm, DayForm, SayingForm, WeighForm
from homeward.steering.models import Consultation, Saying
from homeward.steering.queries import stated as queries
from homeward.steering.queries import workplan as plans
from homeward.steering.views.acting import PER_PAGE, act_on, form_page

SECTION = "consultations"


@page("steering.read")
def consultations(request: Request) -> HttpResponse:
    programme, state = request.GET.get("programme", ""), request.GET.get("state", "")
    found = queries.consultations(programme=programme, state=state)
    context = {
        "section": SECTION,
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "programme": programme,
        "state": state,
        "programmes": plans.programmes_run_here(),
        "may_consult": can(request.user, "steering.consult"),
    }
    return render(request, "steering/consultations.html", context)


@page("steering.consult")
def new_consultation(request: Request) -> HttpResponse:
    asked = request.GET.get("programme", "")
    if not are_digits(asked):
        context = {
            "section": SECTION, "form": ProgrammeForm(), "title": _("Record a consultation"),
            "back": reverse("steering:consultations"), "crumb": _("Consultations"),
        }  # fmt: skip
        return render(request, "steering/choose_programme.html", context)
    programme = get_object_or_404(Programme.objects.select_related("lead_org"), pk=asked)
    form = ConsultationForm(request.POST or None, programme=programme)
    return form_page(
        request, form,
        lambda: actions.record(programme, by=request.user, at=timezone.now(), **form.given()),
        section=SECTION, template="steering/consultation_new.html",
        done=_("Recorded. The programme’s lead says what the design makes of it."),
        to=lambda made: reverse("steering:consultation", args=[made.pk]),
        programme=programme,
    )  # fmt: skip


def _held(pk: UUID) -> Consultation:
    return get_object_or_404(queries.consultations(), pk=pk)


@page("steering.read")
def consultation(request: Request, consultation_pk: UUID) -> HttpResponse:
    return _show(request, _held(consultation_pk))


def _show(
    request: Request, held: Consultation, *, forms: Any = None, reasons: Any = (),
    status: int = 200, weighing: Saying | None = None,
) -> HttpResponse:  # fmt: skip
    user = request.user
    may = can(user, "steering.consult")
    leads = may and held.programme.lead_org_id == user.organisation_id
    own = may and held.held_org_id == user.organisation_id
    sayings = list(held.sayings.select_related("weighed_by"))
    context = {
        "section": SECTION,
        "consultation": held,
        "sayings": [
            (
                each,
                pages.WEIGHED_KINDS[TakenUp(each.taken_up)],
                _weigh_form(request, each, weighing) if leads else None,
            )
            for each in sayings
        ],
        "saying_form": SayingForm() if own else None,
        "told_form": DayForm() if (own or leads) and held.told_back_on is None else None,
        "step": _step(held, sayings, user),
        "reasons": reasons,
        **(forms or {}),
    }
    return render(request, "steering/consultation.html", context, status=status)


def _weigh_form(request: Request, saying: Saying, weighing: Saying | None) -> WeighForm | None:
    if weighing is not None and weighing.pk == saying.pk:
        return WeighForm(request.POST, prefix=f"w{saying.pk}")
    if saying.taken_up != TakenUp.OPEN:
        return None
    return WeighForm(prefix=f"w{saying.pk}")


def _step(held: Consultation, sayings: list[Saying], user: Any) -> NextStep | None:
    waiting = [each for each in sayings if each.taken_up == TakenUp.OPEN]
    if waiting:
        return NextStep(
            title=_("Say what the design makes of what was said"),
            holder=str(held.programme.lead_org or ""), url=f"#said-{waiting[0].pk}",
            label=_("To the first"), mine=held.programme.lead_org_id == user.organisation_id,
        )  # fmt: skip
    if held.told_back_on is None and sayings:
        return NextStep(
            title=_("Tell those who spoke what came of it"), holder=str(held.held_org),
            url="#told", label=_("Write down the day"),
            mine=held.held_org_id == user.organisation_id,
        )  # fmt: skip
    return None


@page("steering.consult")
@require_POST
def add_saying(request: Request, consultation_pk: UUID) -> HttpResponse:
    held = _held(consultation_pk)
    return act_on(
        request, SayingForm(request.POST),
        lambda data: actions.add_saying(held, by=request.user, at=timezone.now(), **data),
        name="saying_form", show=lambda **more: _show(request, held, **more),
        done=_("Written down."), to=reverse("steering:consultation", args=[held.pk]),
    )  # fmt: skip


@page("steering.consult")
@require_POST
def weigh(request: Request, saying_pk: int) -> HttpResponse:
    said = get_object_or_404(
        Saying.objects.select_related("consultation__programme__lead_org"), pk=saying_pk
    )
    held = _held(said.consultation_id)
    form = WeighForm(request.POST, prefix=f"w{said.pk}")
    return act_on(
        request, form,
        lambda data: actions.weigh(said, by=request.user, at=timezone.now(), **data),
        name="refused_form",
        show=lambda **more: _show(request, held, weighing=said, **more),
        done=_("Written down, with its reason."),
        to=reverse("steering:consultation", args=[held.pk]),
    )  # fmt: skip


@page("steering.consult")
@require_POST
def tell_back(request: Request, consultation_pk: UUID) -> HttpResponse:
    held = _held(consultation_pk)
    return act_on(
        request, DayForm(request.POST),
        lambda data: actions.tell_back(held, by=request.user, at=timezone.now(), **data),
        name="told_form", show=lambda **more: _show(request, held, **more),
        done=_("Written down."), to=reverse("steering:consultation", args=[held.pk]),
    )  # fmt: skip
