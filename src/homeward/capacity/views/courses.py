"""The curriculum, courses, their sessions, and who comes."""

from typing import Any
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
from homeward.capacity.choices import Came, SessionStatus
from homeward.capacity.forms import (
    CameForm,
    CourseForm,
    EnrolForm,
    ModuleForm,
    NothingForm,
    SessionForm,
)
from homeward.capacity.models import Course, CourseSession, Module
from homeward.core.asking import ask, data_of
from homeward.core.patterns import Consequence, NextStep

SECTION = {"section": "capacity"}
PER_PAGE = 20
KINDS = {SessionStatus.PLANNED: "now", SessionStatus.HELD: "ok", SessionStatus.CANCELLED: "no"}
CAME = {Came.ENROLLED: "wait", Came.PASSED: "ok", Came.ATTENDED: "now", Came.ABSENT: "no"}


@page("capacity.read")
def curriculum(request: Request) -> HttpResponse:
    context = {
        "modules": queries.modules(timezone.localdate()),
        "may_state": can(request.user, "capacity.state"),
    }
    return render(request, "capacity/curriculum.html", SECTION | context)


@page("capacity.state")
def state_module(request: Request, module_pk: int) -> HttpResponse:
    held = get_object_or_404(Module, pk=module_pk)
    form = ModuleForm(data_of(request), initial=ModuleForm.known(held))
    return ask(
        request, form,
        lambda _given: actions.state_module(
            held, form.given(), by=request.user, at=timezone.now()
        ),
        back=reverse("capacity:curriculum"), done=_("Kept as the next version."),
        context=SECTION | {
            "title": _("Next version: %(module)s") % {"module": held},
            "lead": _("What was taught and certified by earlier versions stays as it was."),
            "crumb": _("Curriculum"),
        },
    )  # fmt: skip


@page("capacity.read")
def sessions(request: Request) -> HttpResponse:
    when, today = request.GET.get("when", ""), timezone.localdate()
    found = queries.sessions(when=when, on=today)
    part = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    user = request.user
    context = {
        "page": part,
        "rows": [(one, KINDS[SessionStatus(one.status)]) for one in part],
        "when": when,
        "courses": queries.courses(),
        "step": _step_of_list(user, today),
        "may_train": can(user, "capacity.train"),
    }
    return render(request, "capacity/sessions.html", SECTION | context)


def _step_of_list(user: Any, today: Any) -> NextStep | None:
    if not can(user, "capacity.train") or user.organisation_id is None:
        return None
    late = queries.open_sessions_of(user.organisation_id, today).first()
    return _say_who_came(late) if late else None


def _say_who_came(session: CourseSession) -> NextStep:
    return NextStep(
        title=_("Say who came to the course"), why=str(session), due=session.ends_on, mine=True,
        url=reverse("capacity:record", args=[session.pk]), label=_("Say who came"),
    )  # fmt: skip


@page("capacity.train")
def new_course(request: Request) -> HttpResponse:
    return _keep(request, None)


@page("capacity.train")
def change_course(request: Request, course_pk: UUID) -> HttpResponse:
    return _keep(request, get_object_or_404(queries.courses(), pk=course_pk))


def _keep(request: Request, held: Course | None) -> HttpResponse:
    initial: dict[str, Any] = {"language": "en"}
    if held:
        initial = {name: getattr(held, name) for name in ("title", "language", "about")}
        initial["modules"] = [module.pk for module in held.modules.all()]
    return ask(
        request, CourseForm(data_of(request), on=timezone.localdate(), initial=initial),
        lambda given: actions.keep_course(
            held, **{**given, "modules": list(given["modules"])}, by=request.user,
            at=timezone.now(),
        ),
        back=reverse("capacity:sessions"), done=_("Kept."),
        context=SECTION | {
            "title": held.title if held else _("Put a course together"),
            "lead": _("Who passes is certified for each module that it teaches."),
            "crumb": _("Courses"),
        },
    )  # fmt: skip


@page("capacity.train")
def plan_session(request: Request, course_pk: UUID) -> HttpResponse:
    held = get_object_or_404(queries.courses(), pk=course_pk)
    return ask(
        request, SessionForm(data_of(request), initial={"seats": 15}),
        lambda given: actions.plan_session(held, **given, by=request.user, at=timezone.now()),
        back=lambda made: reverse("capacity:session", args=[made.pk]), done=_("Planned."),
        context=SECTION | {
            "title": _("Plan a session: %(course)s") % {"course": held},
            "back": reverse("capacity:sessions"), "crumb": _("Courses"),
        },
    )  # fmt: skip


def _session(pk: UUID) -> CourseSession:
    return get_object_or_404(CourseSession.objects.select_related("course", "organiser"), pk=pk)


@page("capacity.read")
def session(request: Request, coursesession_pk: UUID) -> HttpResponse:
    held, user, today = _session(coursesession_pk), request.user, timezone.localdate()
    organises = can(user, "capacity.train") and held.organiser_id == user.organisation_id
    planned = held.status == SessionStatus.PLANNED
    context = {
        "session": held,
        "kind": KINDS[SessionStatus(held.status)],
        "modules": held.course.modules.all(),
        "rows": [(one, CAME[Came(one.came)]) for one in queries.attendances(held)],
        "left": queries.seats_left(held) if planned else None,
        "step": _say_who_came(held) if organises and planned and held.starts_on <= today else None,
        "organises": organises,
        "planned": planned,
        "may_enrol": planned and can(user, "capacity.enrol"),
        "may_forget": can(user, "capacity.enrol"),
    }
    return render(request, "capacity/session.html", SECTION | context)


@page("capacity.enrol")
def enrol(request: Request, coursesession_pk: UUID) -> HttpResponse:
    held = _session(coursesession_pk)
    return ask(
        request, EnrolForm(data_of(request), by=request.user),
        lambda given: actions.enrol(held, **given, by=request.user, at=timezone.now()),
        back=reverse("capacity:session", args=[held.pk]), done=_("Enrolled."),
        context=SECTION | {
            "title": _("Enrol somebody: %(course)s") % {"course": held},
            "lead": _("Their own organisation and who trains them see it, and nobody else."),
            "crumb": str(held), "save": _("Enrol"),
        },
    )  # fmt: skip


@page("capacity.train")
def record(request: Request, coursesession_pk: UUID) -> HttpResponse:
    held = _session(coursesession_pk)
    form = CameForm(data_of(request), attendances=queries.attendances(held))
    return ask(
        request, form,
        lambda _given: actions.record(held, form.given(), by=request.user, at=timezone.now()),
        back=reverse("capacity:session", args=[held.pk]),
        done=_("Kept; certificates are given to those who passed."),
        context=SECTION | {
            "title": _("Say who came: %(course)s") % {"course": held},
            "lead": _("Once kept, it stands: certificates rest on it."), "crumb": str(held),
        },
    )  # fmt: skip


@page("capacity.train")
def cancel(request: Request, coursesession_pk: UUID) -> HttpResponse:
    held = _session(coursesession_pk)
    back = reverse("capacity:session", args=[held.pk])
    return ask(
        request, NothingForm(data_of(request)),
        lambda _given: actions.cancel(held, by=request.user, at=timezone.now()),
        back=back, done=_("Cancelled."), template="core/confirm.html",
        context=SECTION | {
            "title": _("Cancel this session?"), "danger": _("Cancel the session"),
            "cancel": _("Keep it"), "cancel_url": back,
            "consequences": [
                Consequence(_("Nobody can be enrolled any more."), "x"),
                Consequence(_("Tell those who are enrolled: no message goes out by itself."),
                            "mail"),
            ],
        },
    )  # fmt: skip
