from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homeward.access.choices import Role
from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.agreements import pages as agreement_steps
from homeward.cases.choices import Stage
from homeward.core.patterns import NextStep
from homeward.desk import (
    actions,
    casefile,
    changes,
    exporting,
    forms,
    framework,
    links,
    mywork,
    overview,
    projects,
    queries,
    summary,
    why,
)
from homeward.documents import pdf
from homeward.exports import views as exports
from homeward.places.names import country_name
from homeward.programmes.choices import Category
from homeward.tasks import queries as tasks


@page("desk.my_work")
def my_work(request: Request) -> HttpResponse:
    user, today = request.user, timezone.localdate()
    if user.is_returnee:
        return redirect("portal:home")
    if user.roles == [Role.PROVIDER]:
        return redirect("referrals:inbox")
    whole = overview.overview(user, on=today)
    most = overview.SHOWN if whole else None
    filters = mywork.filters_of(request.GET.dict(), user)
    changes = queries.changes(user, since=queries.yesterday(timezone.now()))
    changed = {case_id for _entry, case_id in changes}
    work = mywork.work(user, on=today, filters=filters, most=most, also=changed)
    held = agreement_steps.held_by(user, on=today)
    context = {
        "section": "my_work",
        "today": today,
        "work": work,
        "groups": [group for group in work.groups if group.items],
        "filters": filters,
        "choices": mywork.choices(user),
        "filter_query": _filter_query(request),
        "may_hand_out": can(user, "cases.hand_out"),
        "may_read_sessions": can(user, "counselling.read"),
        "step": _first_step(work.first)
        or overview.first_step(user, held, on=today)
        or (_evaluators_step() if user.roles == [Role.EVALUATOR] else None),
        "overview": None if filters.narrow or filters.group else whole,
        "guide": user.roles == [Role.EVALUATOR],
        "agreements": held,
        "changes": [(entry, work.titles[pk], pk) for entry, pk in changes if pk in work.titles],
        "may_register": can(user, "persons.register"),
        "may_read_cases": can(user, "cases.read"),
    }
    return render(request, "desk/my_work.html", context)


def _filter_query(request: Request) -> str:
    """The filters of the address without its group and page."""
    given = request.GET.copy()
    for name in ("group", "page"):
        given.pop(name, None)
    return given.urlencode()


def _evaluators_step() -> NextStep:
    """Who sees no person begins with figures."""
    return NextStep(
        title=_("See what is behind its target, and what data is late"),
        why=_("Figures of all organisations, the same for every party. No person is in them."),
        holder=str(_("You")),
        url=reverse("dashboards:behind"),
        label=_("Open the figures"),
        mine=True,
    )


def _first_step(item: mywork.Item | None) -> NextStep | None:
    if item is None:
        return None
    about = item.title or item.task.reference
    return NextStep(
        title=item.task.get_kind_display(),
        why=f"{about}. {item.why}" if about else item.why,
        holder=item.holder,
        due=item.task.due_on,
        url=item.url,
        label=links.label(item.task),
        mine=True,
    )


@page("desk.remind")
@require_POST
def remind(request: Request, pk: UUID) -> HttpResponse:
    task = get_object_or_404(tasks.may_be_reminded_by(request.user), pk=pk)
    if actions.remind(task, by=request.user, at=timezone.now()):
        messages.success(request, _("Reminded. You are told when it changes."))
    else:
        messages.info(request, _("A reminder went out within the last day already."))
    if task.case_id and request.POST.get("from") != "work" and can(request.user, "cases.read"):
        return redirect("desk:case", pk=task.case_id)
    return redirect("desk:my_work")


@page("cases.read")
def case_list(request: Request) -> HttpResponse:
    given = request.GET
    filters = exporting.filters_of(given.dict())
    paginator = queries.CappedPaginator(queries.listed(filters, request.user))
    shown = paginator.get_page(given.get("page"))
    context = {
        "section": "cases",
        "filters": filters,
        "stages": Stage.choices,
        "page": shown,
        "rows": queries.rows(list(shown), request.user),
        "count": paginator.shown_count,
        "is_capped": paginator.count > queries.COUNTED,
        "may_register": can(request.user, "persons.register"),
        "query": given.urlencode(),
    }
    return render(request, "desk/cases.html", context)


@page("cases.read")
@require_POST
def export_cases(request: Request) -> HttpResponse:
    """The list as its filters show it, to take away."""
    back = f"{reverse('desk:cases')}?{request.GET.urlencode()}"
    return exports.asked(request, "cases", request.GET.dict(), back=back)


@page("cases.read")
def case(request: Request, pk: UUID) -> HttpResponse:
    found = get_object_or_404(queries.for_case_page(), pk=pk)
    whole = "all" in request.GET
    file = casefile.gather(found, user=request.user, on=timezone.localdate(), whole=whole)
    context = {
        "section": "cases",
        "case": found,
        "file": file,
        "may_read_changes": casefile.is_own(found, request.user)
        and can(request.user, "desk.read_changes"),
        "may_read_referrals": can(request.user, "referrals.read"),
        "may_read_facts": can(request.user, "cases.confirm_facts"),
        "may_read_scores": can(request.user, "surveys.read"),
        "may_read_plan": can(request.user, "plans.read"),
        "may_explain": can(request.user, "agreements.explain"),
        "may_read_money": can(request.user, "funds.read_instalments"),
    }
    return render(request, "desk/case.html", context)


@page("cases.read")
def case_summary(request: Request, pk: UUID) -> HttpResponse:
    """The case on paper, as its reader sees it."""
    found = get_object_or_404(queries.for_case_page(), pk=pk)
    now = timezone.now()
    said = summary.of(found, user=request.user, on=timezone.localdate(now))
    return pdf.answer("desk/summary", said, at=now, name=found.reference)


@page("desk.read_changes")
def case_changes(request: Request, pk: UUID) -> HttpResponse:
    """What was changed in a case's rows, for the organisation that owns them."""
    found = get_object_or_404(queries.for_case_page(), pk=pk)
    if not casefile.is_own(found, request.user):
        raise Http404
    shown = Paginator(changes.of_case(found), changes.PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "desk/changes.html", {"section": "cases", "case": found, "page": shown})


@page("desk.search")
def search(request: Request) -> HttpResponse:
    text = request.GET.get("q", "").strip()
    context = {
        "search_query": text,
        "found": queries.search(text, request.user),
        "may_register": can(request.user, "persons.register"),
        "names_missing": queries.names_are_missing(request.user),
    }
    return render(request, "desk/search.html", context)


@page("desk.framework")
def framework_page(request: Request) -> HttpResponse:
    asked = request.GET.get("q", "").strip()
    context = {
        "section": "framework",
        "asked": asked,
        "stages": framework.for_pages(request.user, asked),
    }
    return render(request, "desk/framework.html", context)


@page("agreements.explain")
def why_page(request: Request) -> HttpResponse:
    """Why can, or can't, this user see this row? Only rows that the asker sees are explained."""
    today = timezone.localdate()
    asked = "user" in request.GET
    form = forms.WhyForm(
        request.GET if asked else None, asker=request.user, initial=request.GET.dict()
    )
    context: dict[str, Any] = {"section": "who_sees_what", "form": form}
    if asked and form.is_valid():
        given = form.cleaned_data
        case = why.case_of_reference(given["case"].strip())
        row = case and why.row_to_explain(case, given["data_class"])
        if row is None:
            raise Http404
        context |= {
            "case": case,
            "answer": why.ask(given["user"], row, purpose=given["purpose"], on=today),
        }
    return render(request, "desk/why.html", context)


@page("desk.projects_map")
def projects_map(request: Request) -> HttpResponse:
    asked = projects.Asked(
        **{name: request.GET.get(name, "")[:20] for name in ("what", "sector", "country")}
    )
    shown = projects.on_map(asked, by=request.user, on=timezone.localdate())
    context = {
        "section": "collectives",
        "asked": asked,
        "is_narrowed": any(vars(asked).values()),
        "shown": shown,
        "whats": [(projects.BUSINESS, _("Businesses alone")), (projects.GROUPS, _("Groups alone"))],
        "sectors": Category.choices,
        "countries": [(code, country_name(code)) for code in shown.countries],
        "sees_groups": asked.what != projects.BUSINESS and can(request.user, "collectives.read"),
        "sees_businesses": asked.what != projects.GROUPS and can(request.user, "business.read"),
    }
    return render(request, "desk/projects_map.html", context)
