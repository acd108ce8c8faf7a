"""The consent on paper: to be signed, or as it was given; and the signed sheet itself."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone, translation

from homeward.access.choices import DataClass, Purpose
from homeward.access.models import Organisation
from homeward.access.pages import Request, page
from homeward.cases.models import Case
from homeward.cases.views import printed
from homeward.cases.views.printed import Paper
from homeward.documents import pdf
from homeward.files.answers import attachment
from homeward.persons.actions import Giving
from homeward.persons.choices import ConsentWay
from homeward.persons.models import ConsentSheet


@page("persons.read_consents")
def sheet(request: Request, pk: UUID, sheet: UUID) -> HttpResponse:
    """A recorded sheet, to be printed in the language in which it was explained."""
    case = get_object_or_404(Case, pk=pk)
    one = _sheet_of(case, sheet)
    return print_paper(request, case, paper_of(one), one)


@page("persons.read_consents")
def aloud(request: Request, pk: UUID, sheet: UUID) -> HttpResponse:
    """The same to be read aloud: short sentences, large, in the person's language."""
    case = get_object_or_404(Case, pk=pk)
    one = _sheet_of(case, sheet)
    back = reverse("persons:consent_sheet", args=[case.pk, one.pk])
    return read_aloud(request, paper_of(one), back=back)


def _sheet_of(case: Case, pk: UUID) -> ConsentSheet:
    return get_object_or_404(
        ConsentSheet.objects.select_related("person", "recorded_by__organisation"),
        pk=pk,
        person__household_id=case.household_id,
    )


def paper_of(one: ConsentSheet) -> Paper:
    """As it was given: what ended since stands in the ledger, not on the sheet that was signed."""
    lines: dict[tuple[Organisation, Purpose], list[DataClass]] = {}
    as_given = one.consents.filter(supersedes__isnull=True).select_related("recipient_org")
    first = None
    for given in as_given.order_by("recipient_org", "covers"):
        first = first or given
        key = (given.recipient_org, Purpose(given.purpose))
        lines.setdefault(key, []).append(DataClass(given.covers))
    giving = Giving(
        way=ConsentWay(one.way),
        language=one.language,
        given_on=one.given_on,
        until=first.until if first else None,
        witness=one.witness,
        guardian=one.guardian,
    )
    return Paper(
        [one.person],
        [(org, purpose, classes) for (org, purpose), classes in lines.items()],
        giving,
        one.recorded_by,
    )


def print_paper(
    request: Request, case: Case, paper: Paper, one: ConsentSheet | None = None
) -> HttpResponse:
    """In the language of the explanation where the pages speak it, else in the reader's."""
    with translation.override(_spoken(paper)):
        said = printed.of_sheet(case, paper)
    context = {"case": case, "said": said, "one": one, "section": "cases"}
    return _in_their_language(request, "persons/sheet.html", context, paper)


def read_aloud(
    request: Request, paper: Paper, *, back: str, base: str = "core/light.html"
) -> HttpResponse:
    context = {"paper": paper, "back": back, "base": base}
    return _in_their_language(request, "persons/aloud.html", context, paper)


def _in_their_language(
    request: Request, template: str, context: dict[str, Any], paper: Paper
) -> HttpResponse:
    language = _spoken(paper)
    with translation.override(language):
        response = render(request, template, context)
    response.headers["Content-Language"] = language
    return response


def _spoken(paper: Paper) -> str:
    """The language of the explanation where the pages speak it, else the reader's."""
    try:
        return translation.get_supported_language_variant(paper.giving.language)
    except LookupError:
        return translation.get_language() or "en"


@page("persons.read_consents")
def as_pdf(request: Request, pk: UUID, sheet: UUID) -> HttpResponse:
    """The sheet to print and sign, in the language in which it was explained."""
    case = get_object_or_404(Case.objects.select_related("owner_org"), pk=pk)
    one = _sheet_of(case, sheet)
    paper = paper_of(one)
    with translation.override(_spoken(paper)):
        said = printed.of_sheet(case, paper)
        return pdf.answer("cases/consent", said, at=timezone.now(), name=case.reference)


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
