"""The profile of one person of the case, and what comes next for it."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.pages import Request, page
from homeward.careers import answers, gaps, queries
from homeward.careers.views.base import Subject, of
from homeward.cases.models import Case
from homeward.core.patterns import NextStep


@page("careers.read")
def of_case(request: Request, case_pk: UUID) -> HttpResponse:
    about = of(request, get_object_or_404(Case.objects.select_related("worker"), pk=case_pk))
    today = timezone.localdate()
    kept = queries.kept(about.person)
    waiting = answers.waiting(about.case, about.person)
    closing = gaps.of_person(about.case, about.person, on=today) if kept.wish else gaps.Closing()
    context = {
        **about.head(),
        "people": about.people,
        "kept": kept,
        "today": today,
        "waiting": [(one, answers.key_of(one)) for one in waiting],
        "closing": closing,
        "step": _next(about, kept, waiting, closing),
    }
    return render(request, "careers/of_case.html", context)


def _next(
    about: Subject, kept: queries.Kept, waiting: list[answers.Answered], closing: gaps.Closing
) -> NextStep | None:
    """The one thing to do: what was said already, then work, wishes, and what closes a gap."""
    if not about.may_keep:
        return None
    to: dict[str, Any] = {"mine": True, "holder": str(about.case.worker or "")}
    person = [about.person.pk]
    if waiting:
        first = waiting[0]
        url = reverse("careers:add_work" if first.is_work else "careers:certificate", args=person)
        return NextStep(
            title=_("Take up what was said in the assessment"),
            why=_("It is not asked again: check it with the person, and add what is missing."),
            url=f"{url}?answer={answers.key_of(first)}", label=_("Take it up"), **to,
        )  # fmt: skip
    if not kept.works:
        return NextStep(
            title=_("Enter the work done so far"),
            why=_("An offer is matched by the occupations held, and by their skills."),
            url=reverse("careers:add_work", args=person), label=_("Add work"), **to,
        )  # fmt: skip
    if kept.wish is None:
        return NextStep(
            title=_("Ask what they wish for"),
            why=_("What the person wishes weighs in every match."),
            url=reverse("careers:wish", args=person), label=_("Write down the wishes"), **to,
        )  # fmt: skip
    if any(one.talk is None for one in closing.now):
        return NextStep(
            title=_("Talk over training that closes a gap"),
            why=_("Skills are missing for what they wish, and there is training for them."),
            url=reverse("careers:training", args=person), label=_("See the training"), **to,
        )  # fmt: skip
    return None
