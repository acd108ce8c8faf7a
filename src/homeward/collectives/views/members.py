"""Members: who is in a group, what each put in and received, joining and leaving."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.cases.models import Case
from homeward.collectives import actions, forms, queries
from homeward.collectives import joining as who
from homeward.collectives.choices import ContributionKind
from homeward.collectives.joining_forms import TogetherForm
from homeward.collectives.models import Exit, Membership
from homeward.collectives.views import shown
from homeward.core.asking import ask, data_of
from homeward.core.patterns import Consequence

A_PAGE = 50


@page("collectives.read_members")
def members(request: Request, project_pk: UUID) -> HttpResponse:
    project = shown.project_of(project_pk)
    found = Paginator(queries.memberships(project), A_PAGE).get_page(request.GET.get("page"))
    context = {
        **shown.head(project, request.user, "members"),
        "page": found,
        "rows": queries.members(list(found)),
        "figures": queries.figures([project], request.user)[project.pk],
        "sees_money": can(request.user, "collectives.settle"),
    }
    return render(request, "collectives/members.html", context)


@page("collectives.admit")
def find_case(request: Request, project_pk: UUID) -> HttpResponse:
    """By the number of the case: a returnee joins with it."""
    project = shown.project_of(project_pk)
    form = forms.CaseForm(request.GET if "reference" in request.GET else None)
    if form.is_bound and form.is_valid():
        case = forms.own_case(form.cleaned_data["reference"])
        if case is not None:
            return redirect("collectives:admit", project.pk, case.pk)
        form.add_error("reference", _("You see no case of this number."))
    context = {
        **shown.SECTION, "project": project, "form": form, "back": shown.url("members", project)
    }  # fmt: skip
    return render(
        request, "collectives/find_case.html", context, status=422 if form.errors else 200
    )


@page("collectives.admit")
def admit(request: Request, project_pk: UUID, case_pk: UUID) -> HttpResponse:
    project = shown.project_of(project_pk)
    case = get_object_or_404(Case.objects.select_related("programme"), pk=case_pk)
    form = forms.ReturneeForm(
        data_of(request), people=queries.people_of(case),
        initial={"joined_on": timezone.localdate(), "person": str(case.person_id)},
    )  # fmt: skip

    def join(said: Any) -> Any:
        return actions.admit(
            project, case, form.person_chosen(), _joining(said), by=request.user, at=timezone.now()
        )

    return ask(
        request, form, join, back=shown.url("members", project), done=_("A member from that day."),
        context={**shown.SECTION, "title": _("A returnee joins"), "crumb": project.name,
                 "lead": case.reference, "save": _("Join")},
    )  # fmt: skip


def _joining(said: Any) -> actions.Joining:
    return actions.Joining(on=said["joined_on"], shares=said["shares"], part=said["part"])


@page("collectives.admit")
def admit_resident(request: Request, project_pk: UUID) -> HttpResponse:
    project = shown.project_of(project_pk)
    form = forms.ResidentForm(data_of(request), initial={"joined_on": timezone.localdate()})

    def join(said: Any) -> Any:
        resident = actions.Resident(
            given_name=said["given_name"], family_name=said["family_name"], sex=said["sex"],
            agreed_on=said["agreed_on"],
        )  # fmt: skip
        return actions.admit_resident(
            project, resident, _joining(said), by=request.user, at=timezone.now()
        )

    return ask(
        request, form, join, back=shown.url("members", project), done=_("A member from that day."),
        context={
            **shown.SECTION, "title": _("A local resident joins"), "crumb": project.name,
            "lead": _("Only the name is kept, encrypted, and only after they agreed."),
            "save": _("Join"),
        },
    )  # fmt: skip


@page("collectives.admit")
def together(request: Request, project_pk: UUID) -> HttpResponse:
    """A group comes as a group: returnees are ticked, residents written one on each line."""
    project = shown.project_of(project_pk)
    place = request.GET.get("place", "")[:60]
    cases = who.cases_to_join(request.user, place)
    form = TogetherForm(
        data_of(request), candidates=who.candidates(project, cases[: who.MOST_CASES]),
        initial={"joined_on": timezone.localdate()},
    )  # fmt: skip

    def join(_said: Any) -> Any:
        return actions.admit_together(
            project, form.with_case(), form.without_case(), form.joining(),
            by=request.user, at=timezone.now(),
        )  # fmt: skip

    return ask(
        request, form, join, back=shown.url("members", project),
        done=_("They are members from that day."), template="collectives/together.html",
        context={
            **shown.SECTION, "project": project, "place": place,
            "members": shown.url("members", project), "most": who.MOST_CASES,
            "has_more": len(cases) > who.MOST_CASES,
        },
    )  # fmt: skip


def _membership(pk: UUID) -> Membership:
    return get_object_or_404(
        Membership.objects.select_related(
            "project__owner_org", "project__keeper", "person", "case", "recorded_by"
        ),
        pk=pk,
    )


@page("collectives.read_members")
def member(request: Request, membership_pk: UUID) -> HttpResponse:
    found = _membership(membership_pk)
    (row,) = queries.members([found])
    head = shown.head(found.project, request.user, "members")
    context = {
        **head,
        "row": row,
        "membership": found,
        "contributions": queries.contributions(found),
        "payouts": queries.payouts(found),
        "sees_money": can(request.user, "collectives.settle"),
        "may_contribute": head["is_own"]
        and can(request.user, "collectives.contribute")
        and found.is_member,
    }
    return render(request, "collectives/member.html", context)


@page("collectives.admit")
def change(request: Request, membership_pk: UUID) -> HttpResponse:
    found = _membership(membership_pk)
    form = forms.MembershipForm(
        data_of(request), initial={"shares": found.shares, "part": found.part}
    )

    def write(said: Any) -> Any:
        return actions.change_membership(found, **said, by=request.user, at=timezone.now())

    return ask(
        request, form, write, back=_back(found), done=_("Kept."),
        context={**shown.SECTION, "title": str(found.person), "crumb": found.project.name},
    )  # fmt: skip


def _back(found: Membership) -> str:
    return reverse("collectives:member", args=[found.pk])


@page("collectives.contribute")
def contribute(request: Request, membership_pk: UUID) -> HttpResponse:
    found = _membership(membership_pk)
    form = forms.ContributionForm(
        data_of(request), with_money=can(request.user, "collectives.settle"),
        initial={"on": timezone.localdate()},
    )  # fmt: skip

    def write(_said: Any) -> Any:
        said = form.said()
        given = actions.PutIn(**{**said, "kind": ContributionKind(said["kind"])})
        return actions.contribute(
            found, given, contribution_id=form.made_as(), by=request.user, at=timezone.now()
        )

    return ask(
        request, form, write, back=_back(found), done=_("Kept."),
        context={**shown.SECTION, "title": _("What was put in"), "crumb": str(found.person)},
    )  # fmt: skip


@page("collectives.settle")
def leave(request: Request, membership_pk: UUID) -> HttpResponse:
    """What the group's rule gives, computed and shown before it is done."""
    found = _membership(membership_pk)
    project, back = found.project, _back(found)
    form = forms.LeaveForm(data_of(request), initial={"on": timezone.localdate()})
    foreseen = queries.leaving(found)
    money = {
        "capital": foreseen.capital, "part": foreseen.part, "sum": foreseen.amount,
        "currency": project.currency, "rule": project.get_exit_rule_display(),
    }  # fmt: skip

    def write(said: Any) -> Any:
        return actions.leave(found, **said, by=request.user, at=timezone.now())

    return ask(
        request, form, write, back=back, done=_("The member has left. What is owed is to be paid."),
        template="core/confirm.html",
        context={
            **shown.SECTION,
            "title": _("Does %(who)s leave the group?") % {"who": found.person},
            "consequences": [
                Consequence(_("By the group’s rule: %(rule)s.") % money, "scale"),
                Consequence(
                    _("%(sum)s %(currency)s are owed: %(capital)s put in, %(part)s of the result.")
                    % money,
                    "coins",
                ),
                Consequence(_("Shared assets stay with the group."), "building-community"),
                Consequence(_("No part of later payouts.")),
            ],
            "danger": _("The member leaves"), "cancel": _("The member stays"), "cancel_url": back,
        },
    )  # fmt: skip


@page("collectives.settle")
def pay_leaver(request: Request, pk: UUID) -> HttpResponse:
    found = get_object_or_404(Exit.objects.select_related("membership__project"), pk=pk)
    back = _back(found.membership)
    form = forms.DayForm(data_of(request), initial={"on": timezone.localdate()})

    def write(said: Any) -> Any:
        return actions.pay_leaver(found, on=said["on"], by=request.user, at=timezone.now())

    sums = {"sum": found.amount, "currency": found.currency}
    return ask(
        request, form, write, back=back, done=_("Paid, and in the book."),
        context={
            **shown.SECTION, "title": _("Pay what is owed"), "save": _("It was paid"),
            "crumb": found.membership.project.name,
            "lead": _("%(sum)s %(currency)s") % sums,
        },
    )  # fmt: skip
