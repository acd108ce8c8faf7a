"""The tab "Work" of a case: searches and candidacies, and how each begins and ends."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.cases.models import Case
from homeward.core.asking import ask, data_of
from homeward.core.patterns import NextStep
from homeward.employment import actions, forms, queries
from homeward.employment.models import JobSearch
from homeward.employment.views import shown
from homeward.persons import queries as persons


@page("employment.read_candidacies")
def of_case(request: Request, case_pk: UUID) -> HttpResponse:
    case = get_object_or_404(Case, pk=case_pk)
    found = queries.of_case(case)
    searches = queries.searches(case)
    rows = shown.rows(found, names=queries.names_of(found))
    may = can(request.user, "employment.propose") and case.is_open
    context = {
        **shown.head(case),
        "searches": searches,
        "rows": rows,
        "may_propose": may,
        "step": _step(case, searches, rows, may=may),
    }
    return render(request, "employment/of_case.html", context)


def _step(case: Case, searches: list[JobSearch], rows: list[dict[str, Any]], *, may: bool) -> Any:
    """The first wait that is held here; else the beginning of what comes next."""
    waiting = next((row for row in rows if row["wait"]), None)
    if waiting:
        candidacy, wait = waiting["candidacy"], waiting["wait"]
        return NextStep(
            title=wait.get_kind_display(),
            why=candidacy.offer.title,
            holder=str(wait.holder or wait.holder_org),
            due=wait.due_on,
            url=shown.page_url(candidacy),
            label=_("Open the candidacy"),
            mine=may and wait.holder_org_id == candidacy.owner_org_id,
            waiting_for="" if wait.holder_id else str(wait.holder_org),
        )
    if not may:
        return None
    open_search = any(search.ended_on is None for search in searches)
    if open_search:
        return NextStep(
            title=_("Propose a vacancy"),
            why=_("The search runs and no candidacy is under way."),
            holder=str(_("You")),
            url=reverse("employment:propose", args=[case.pk]),
            label=_("Propose a vacancy"),
            mine=True,
        )
    return NextStep(
        title=_("Begin the search for work"),
        why=_("Where somebody of this case looks for work with our help."),
        holder=str(_("You")),
        url=reverse("employment:new_search", args=[case.pk]),
        label=_("Begin a search"),
        mine=True,
    )


def _back(case_pk: UUID) -> str:
    return reverse("employment:of_case", args=[case_pk])


@page("employment.propose")
def new_search(request: Request, case_pk: UUID) -> HttpResponse:
    case = get_object_or_404(Case, pk=case_pk)
    form = forms.SearchForm(
        data_of(request), initial={"began_on": timezone.localdate()},
        people=persons.members(case.household_id), country=case.origin_country_id,
    )  # fmt: skip
    return ask(
        request, form,
        lambda said: actions.begin_search(
            case, **form.given(), by=request.user, at=timezone.now()
        ),
        back=_back(case.pk), done=_("The search has begun."),
        context={**shown.head(case), "title": _("A search for work"), "crumb": _("Work"),
                 "save": _("Begin the search")},
    )  # fmt: skip


def _search_of(pk: UUID) -> JobSearch:
    return get_object_or_404(JobSearch.objects.select_related("case", "person"), pk=pk)


@page("employment.propose")
def end_search(request: Request, jobsearch_pk: UUID) -> HttpResponse:
    search = _search_of(jobsearch_pk)
    form = forms.EndSearchForm(data_of(request), initial={"on": timezone.localdate()})
    return ask(
        request, form,
        lambda said: actions.end_search(
            search, said["reason"], on=said["on"], by=request.user, at=timezone.now()
        ),
        back=_back(search.case_id), done=_("Recorded where the search leads."),
        context={
            **shown.head(search.case), "title": _("Where the search leads"), "crumb": _("Work"),
            "lead": _("A search that finds no work goes on in another way."),
        },
    )  # fmt: skip


@page("employment.propose")
def look_longer(request: Request, jobsearch_pk: UUID) -> HttpResponse:
    search = _search_of(jobsearch_pk)
    form = forms.LongerForm(data_of(request), initial={"until": search.reorient_on})
    return ask(
        request, form,
        lambda said: actions.look_longer(
            search, until=said["until"], by=request.user, at=timezone.now()
        ),
        back=_back(search.case_id), done=_("The new day is agreed."),
        context={**shown.head(search.case), "title": _("Look for work longer"),
                 "crumb": _("Work")},
    )  # fmt: skip


@page("employment.propose")
def propose(request: Request, case_pk: UUID) -> HttpResponse:
    case = get_object_or_404(Case, pk=case_pk)
    chosen = {name: request.GET[name] for name in ("offer", "person") if name in request.GET}
    form = forms.ProposeForm(
        data_of(request), initial=chosen, people=persons.members(case.household_id),
        offers=queries.vacancies(),
    )  # fmt: skip

    def act(said: Any) -> Any:
        return actions.propose(
            case, form.person_chosen(), said["offer"], note=said["note"], by=request.user,
            at=timezone.now(),
        )  # fmt: skip

    return ask(
        request, form, act, back=shown.page_url, done=_("Proposed. Ask the person next."),
        context={
            **shown.head(case), "title": _("Propose a vacancy"), "save": _("Propose it"),
            "lead": _("Nothing is shown to the employer before the person says yes."),
        },
    )  # fmt: skip
