"""What the pages about one person's matches share."""

from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from homeward.access.pages import Request
from homeward.access.permissions import can
from homeward.cases import queries as cases
from homeward.cases.models import Case
from homeward.matches.queries import Match, Search
from homeward.persons import queries as persons


class Page:
    """The case, the person that the address names (else the principal), and the search for them."""

    def __init__(self, request: Request, case_pk: UUID) -> None:
        self.request = request
        self.case = get_object_or_404(Case, pk=case_pk)
        self.people = persons.members(self.case.household_id)
        wanted = request.GET.get("person", "") or str(self.case.person_id)
        found = [person for person in self.people if str(person.pk) == wanted]
        if not found:
            raise Http404
        self.person = found[0]
        self.search = Search(self.case, self.person, on=timezone.localdate(), household=self.people)

    @property
    def query(self) -> str:
        """What an address needs so that it is about the same person."""
        return "" if self.person.pk == self.case.person_id else f"?person={self.person.pk}"

    def one(self, pk: UUID) -> Match:
        found = self.search.of([pk])
        if not found:
            raise Http404
        return found[0]

    def context(self, **more: Any) -> dict[str, Any]:
        return {
            "section": "cases",
            "case": self.case,
            "title": cases.titles([self.case])[self.case.pk],
            "people": self.people,
            "person": self.person,
            "person_query": self.query,
            "search": self.search,
            "wish": self.search.known.profile.wishes,
            "may_place": self.case.is_open and can(self.request.user, "matches.place"),
            **more,
        }
