"""What the pages of this feature show alike."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.urls import reverse

from homeward.cases import queries as cases
from homeward.cases.models import Case

SECTION = "followups"


def case_of(pk: UUID) -> Case:
    return get_object_or_404(Case.objects.select_related("programme", "worker"), pk=pk)


def head(case: Case) -> dict[str, Any]:
    """For cases/parts/head.html."""
    return {
        "section": "cases",
        "case": case,
        "title": cases.titles([case])[case.pk],
        "tab": "followups",
        "case_back": case_page(case),
    }


def case_page(case: Case) -> str:
    return reverse("followups:of_case", args=[case.pk])
