"""The consent on paper: to be signed, or as it was given; and the signed sheet itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import translation

from homeward.access.choices import DataClass, Purpose
from homeward.access.models import Organisation, User
from homeward.access.pages import Request, page
from homeward.cases.models import Case
from homeward.files.answers import attachment
from homeward.persons import queries as persons
from homeward.persons.actions import Giving
from homeward.persons.choices import ConsentWay
from homeward.persons.models import ConsentSheet, Person
from homeward.places.names import language_name


@dataclass(frozen=True)
class Paper:
    """A sheet as it is printed: given already, or to be signed."""

    people: Sequence[Person]
    lines: Sequence[tuple[Organisation, Purpose, Sequence[DataClass]]]
    giving: Giving
    recorded_by: User | None = None

    @property
    def signing(self) -> list[tuple[Person, bool]]:
        """Who signs, and whether the guardian does it for them."""
        on = self.giving.given_on
        given_so = self.giving.way == ConsentWay.GUARDIAN
        return [(person, given_so or persons.is_minor(person, on=on)) for person in self.people]

    @property
    def only_children(self) -> bool:
        return all(by_guardian for _person, by_guardian in self.signing)

    @property
    def language(self) -> str:
        return language_name(self.giving.language)


@page("persons.read_consents")
def sheet(request: Request, pk: UUID, sheet: UUID) -> HttpResponse:
    """A recorded sheet, to be printed in the language in which it was explained."""
    case = get_object_or_404(Case, pk=pk)
    one = get_object_or_404(
        ConsentSheet.objects.select_related("person", "recorded_by__organisation"),
        pk=sheet,
        person__household_id=case.household_id,
    )
    lines: dict[tuple[Organisation, Purpose], list[DataClass]] = {}
    for given in one.consents.select_related("recipient_org").order_by("recipient_org", "covers"):
        key = (given.recipient_org, Purpose(given.purpose))
        lines.setdefault(key, []).append(DataClass(given.covers))
    first = one.consents.first()
    giving = Giving(
        way=ConsentWay(one.way),
        language=one.language,
        given_on=one.given_on,
        until=first.until if first else None,
        witness=one.witness,
        guardian=one.guardian,
    )
    paper = Paper(
        [one.person],
        [(org, purpose, classes) for (org, purpose), classes in lines.items()],
        giving,
        one.recorded_by,
    )
    return print_paper(request, case, paper)


def print_paper(request: Request, case: Case, paper: Paper) -> HttpResponse:
    """In the language of the explanation where the pages speak it, else in the reader's."""
    spoken = translation.get_supported_language_variant
    try:
        language = spoken(paper.giving.language)
    except LookupError:
        language = translation.get_language() or "en"
    with translation.override(language):
        context = {"case": case, "paper": paper, "section": "cases"}
        response = render(request, "persons/sheet.html", context)
    response.headers["Content-Language"] = language
    return response


@page("persons.read_consents")
def document(request: Request, pk: UUID, sheet: UUID) -> HttpResponse:
    """The signed sheet, to keep."""
    case = get_object_or_404(Case, pk=pk)
    one = get_object_or_404(
        ConsentSheet, pk=sheet, person__household_id=case.household_id, document__isnull=False
    )
    if one.document is None:
        raise Http404
    return attachment(one.document)
