"""Whom a page is about, and what the head of it shows."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from homeward.access.pages import Request
from homeward.access.permissions import can
from homeward.cases import queries as cases
from homeward.cases.models import Case
from homeward.persons import queries as persons
from homeward.persons.models import Person


@dataclass(frozen=True)
class Subject:
    case: Case
    person: Person
    people: list[Person]
    may_keep: bool

    @property
    def profile_url(self) -> str:
        address = reverse("careers:of_case", args=[self.case.pk])
        return f"{address}?person={self.person.pk}"

    def head(self) -> dict[str, Any]:
        return {
            "section": "cases",
            "case": self.case,
            "person": self.person,
            "title": persons.family_name_of(self.people),
            "may_keep": self.may_keep,
            "profile_url": self.profile_url,
        }


def subject(request: Request, person_pk: UUID) -> Subject:
    person = get_object_or_404(Person, pk=person_pk)
    case = cases.of_person(person.pk)
    if case is None:
        raise Http404
    return of(request, case, person)


def of(request: Request, case: Case, person: Person | None = None) -> Subject:
    people = persons.members(case.household_id)
    if not people:
        raise Http404
    wanted = request.GET.get("person", "")
    chosen = person or next((one for one in people if str(one.pk) == wanted), people[0])
    may_keep = case.is_open and can(request.user, "careers.keep")
    return Subject(case, chosen, people, may_keep)


def show(
    request: Request, template: str, about: Subject, *, form: Any = None, reasons: Any = (),
    **more: Any,
) -> HttpResponse:  # fmt: skip
    """The page with its form as it was typed: 409 where a rule refused, 422 where it has faults."""
    context = {**about.head(), "form": form, "reasons": list(reasons), **more}
    status = 409 if reasons else 422 if form is not None and form.errors else 200
    return render(request, template, context, status=status)
