"""Who sees what: by one agreement, and by all that are in force."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from homeward.access.choices import DataClass
from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.agreements import forms, pages, queries
from homeward.agreements.models import Clause
from homeward.agreements.views.documents import SECTION


@page("agreements.read")
def who_sees_what(request: Request, pk: int) -> HttpResponse:
    """Each party by each class of data; the chosen clause is explained below."""
    agreement = get_object_or_404(queries.listed(), pk=pk)
    clauses = queries.clauses(agreement)
    today = timezone.localdate()
    context = {
        "agreement": agreement,
        "mark": pages.mark(agreement, today),
        "rows": queries.matrix(agreement, clauses),
        "step": pages.step(agreement, queries.parties(agreement), user=request.user, on=today),
    }
    return render(
        request, "agreements/who_sees_what.html", SECTION | _chosen(request, clauses) | context
    )


@page("agreements.read")
def overall(request: Request) -> HttpResponse:
    """The same over every agreement in force that the reader may read."""
    today = timezone.localdate()
    form = forms.OverallForm(
        request.GET if "from_org" in request.GET else {"from_org": request.user.organisation_id},
        today=today,
    )
    asked = form.cleaned_data if form.is_valid() else {}
    clauses = queries.overall(
        from_org=asked.get("from_org"),
        purpose=asked.get("purpose"),
        programme=asked.get("programme"),
        on=today,
    )
    rest = request.GET.copy()
    rest.pop("clause", None)
    context = {
        "section": "who_sees_what",
        "form": form,
        "kept": rest.urlencode(),
        "from_org": asked.get("from_org"),
        "rows": queries.overall_matrix(clauses, from_org=asked.get("from_org")),
        "may_explain": can(request.user, "agreements.explain"),
        "agreements": len({clause.agreement_id for clause in clauses}),
    }
    return render(request, "agreements/overall.html", _chosen(request, clauses) | context)


def _chosen(request: Request, clauses: Sequence[Clause]) -> dict[str, Any]:
    """The clause that the reader chose, else the first, and the one after it."""
    chosen = next((c for c in clauses if str(c.pk) == request.GET.get("clause")), None)
    chosen = chosen or next(iter(clauses), None)
    after = clauses.index(chosen) + 1 if chosen else 0
    return {
        "classes": DataClass.choices,
        "chosen": chosen,
        "names": queries.programme_names(),
        "following": clauses[after] if after < len(clauses) else None,
    }
