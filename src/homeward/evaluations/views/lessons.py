"""The library of lessons: found, written, taken up, and what came of it."""

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
from homeward.core.patterns import NextStep
from homeward.evaluations import actions, queries
from homeward.evaluations.forms import LessonForm, OutcomeForm, TakeUpForm
from homeward.evaluations.models import Lesson, TakeUp
from homeward.evaluations.views.steps import filled_in

SECTION = {"section": "lessons"}
PER_PAGE = 20


@page("evaluations.read_lessons")
def lessons(request: Request) -> HttpResponse:
    filters = {name: request.GET.get(name, "") for name in ("q", "tag", "programme")}
    rows = queries.lessons(filters).prefetch_related("taken_up")
    context = {
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "filters": filters,
        "tags": queries.tags(queries.lessons({})),
        "programmes": queries.programmes(),
        "may_write": can(request.user, "evaluations.write_lessons"),
    }
    return render(request, "evaluations/lessons.html", SECTION | context)


def _lesson(lesson_pk: UUID) -> Lesson:
    return get_object_or_404(
        Lesson.objects.select_related(
            "owner_org", "evaluation", "result__question", "programme", "written_by"
        ),
        pk=lesson_pk,
    )


@page("evaluations.read_lessons")
def lesson(request: Request, lesson_pk: UUID) -> HttpResponse:
    held = _lesson(lesson_pk)
    taken = list(held.taken_up.select_related("organisation", "programme", "session", "taken_by"))
    user = request.user
    context = {
        "lesson": held,
        "taken": taken,
        "step": _step(taken, user.organisation_id),
        "may_change": can(user, "evaluations.write_lessons")
        and held.owner_org_id == user.organisation_id,
        "may_take_up": can(user, "evaluations.take_up"),
        "ours": user.organisation_id,
    }
    return render(request, "evaluations/lesson.html", SECTION | context)


def _step(taken: list[TakeUp], organisation: int | None) -> NextStep | None:
    waiting = [one for one in taken if one.done_at is None]
    mine = next((one for one in waiting if one.organisation_id == organisation), None)
    first = mine or next(iter(waiting), None)
    if first is None:
        return None
    return NextStep(
        title=_("Say what came of it"), why=first.what, due=first.until_on,
        holder=str(first.organisation), mine=mine is not None,
        url=reverse("evaluations:come_of_it", args=[first.pk]) if mine else "",
        label=_("Say it") if mine else "",
    )  # fmt: skip


@page("evaluations.write_lessons")
def new_lesson(request: Request) -> HttpResponse:
    given = {name: request.GET.get(name, "") for name in ("evaluation", "result")}
    return _written(request, None, {name: value for name, value in given.items() if value})


@page("evaluations.write_lessons")
def change_lesson(request: Request, lesson_pk: UUID) -> HttpResponse:
    held = _lesson(lesson_pk)
    initial = {name: getattr(held, name) for name in LessonForm.base_fields}
    return _written(request, held, initial | {"tags": ", ".join(held.tags)})


def _written(request: Request, held: Lesson | None, initial: dict[str, Any]) -> HttpResponse:
    return filled_in(
        request, LessonForm(request.POST or None, initial=initial),
        lambda data: actions.write_lesson(held, by=request.user, at=timezone.now(), **data),
        title=_("Write a lesson") if held is None else held.title,
        lead=_("For everybody who works here: what was learned, and from what."),
        save=_("Save"), back=held or "evaluations:lessons", done=_("The lesson is kept."),
    )  # fmt: skip


@page("evaluations.take_up")
def take_up(request: Request, lesson_pk: UUID) -> HttpResponse:
    held = _lesson(lesson_pk)

    def act(data: dict[str, Any]) -> Lesson:
        actions.take_up(held, by=request.user, at=timezone.now(), **data)
        return held

    return filled_in(
        request, TakeUpForm(request.POST or None, reader=request.user), act,
        title=_("Take the lesson up"), lead=held.title, save=_("Take it up"), back=held,
        done=_("It is taken up. You say by that day what came of it."),
    )  # fmt: skip


@page("evaluations.take_up")
def come_of_it(request: Request, takeup_pk: UUID) -> HttpResponse:
    taken = get_object_or_404(TakeUp.objects.select_related("lesson"), pk=takeup_pk)

    def act(data: dict[str, Any]) -> Lesson:
        actions.come_of_it(taken, data["text"], by=request.user, at=timezone.now())
        return taken.lesson

    return filled_in(
        request, OutcomeForm(request.POST or None), act,
        title=_("What came of it"), lead=taken.what, save=_("Save"), back=taken.lesson,
        done=_("Written down."),
    )  # fmt: skip
