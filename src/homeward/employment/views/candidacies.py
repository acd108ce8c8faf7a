"""One candidacy: what both sides say, the interview, the placement, and who is asked later."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.cases import queries as cases
from homeward.core.asking import ask, data_of
from homeward.core.patterns import Consequence, ReasonLine
from homeward.employment import actions, forms, invitations, queries
from homeward.employment.choices import Side, Wish
from homeward.employment.forms.candidacies import meeting_of
from homeward.employment.models import Candidacy, Interview, Placement, RetentionCheck
from homeward.employment.views import shown
from homeward.persons.models import Person
from homeward.referrals import queries as referrals
from homeward.tasks import queries as tasks


@page("employment.read_candidacies")
def candidacy(request: Request, candidacy_pk: UUID) -> HttpResponse:
    found = shown.candidacy_of(candidacy_pk)
    case = queries.case_of(found)
    wait = tasks.open_of_subjects([found.pk]).get(found.pk)
    placement = queries.placement_of(found)
    context = {
        **shown.OF_CASE,
        "candidacy": found,
        "case": case,
        "title": cases.titles([case])[case.pk] if case else "",
        "name": queries.names_of([found])[found.pk],
        "status_kind": queries.status_kind(found),
        "status_text": queries.status_text(found),
        "step": shown.next_step(found, wait, request.user),
        "facts": queries.shown_facts(found),
        "interviews": queries.interviews(found),
        "placement": placement,
        "decency": [
            ReasonLine(one.label, one.state, one.note) for one in queries.decency(placement)
        ]
        if placement
        else [],
        "checks": queries.checks_of(placement) if placement else [],
        "today": timezone.localdate(),
        "is_open": found.ended_on is None,
        "may_propose": can(request.user, "employment.propose"),
        "may_plan": bool(placement) and can(request.user, "funds.plan_instalments"),
        "subsidy": queries.subsidy_of(found.offer),
    }
    return render(request, "employment/candidacy.html", context)


def _about(found: Candidacy, **more: Any) -> dict[str, Any]:
    return {**shown.OF_CASE, "crumb": found.number, "lead": found.offer.title, **more}


@page("employment.propose")
def wish(request: Request, candidacy_pk: UUID) -> HttpResponse:
    found = shown.candidacy_of(candidacy_pk)
    form = forms.WishForm(
        data_of(request), initial={"wish": found.person_wish, "may_be_named": found.may_be_named}
    )
    return ask(
        request, form,
        lambda said: actions.record_wish(
            found, Wish(said["wish"]), may_be_named=said["may_be_named"],
            refusal=said["refusal"], by=request.user, at=timezone.now(),
        ),
        back=shown.page_url(found), done=_("Kept."),
        context=_about(found, title=_("What the person says of this vacancy")),
    )  # fmt: skip


@page("employment.propose")
def shortlist(request: Request, candidacy_pk: UUID) -> HttpResponse:
    found = shown.candidacy_of(candidacy_pk)
    case = shown.case_seen(found)
    person = get_object_or_404(Person, pk=found.person_id)
    known = referrals.facts_to_choose(case, person, on=timezone.localdate())
    offered = queries.for_employers(known)
    form = forms.FactsForm(data_of(request), offered=offered)
    text = _("The facts are shown to %(org)s under the number %(number)s; names and phone only"
             " once the candidate agrees to be named.")  # fmt: skip
    return ask(
        request, form,
        lambda said: actions.shortlist(
            found, form.chosen_facts(), by=request.user, at=timezone.now()
        ),
        back=shown.page_url(found), done=_("On the shortlist. The employer answers next."),
        context={
            **_about(found, title=_("Put on the shortlist"), save=_("Show it to the employer")),
            "lead": text % {"org": found.employer_org, "number": found.number},
        },
    )  # fmt: skip


@page("employment.propose")
def answer(request: Request, candidacy_pk: UUID) -> HttpResponse:
    """What the employer said by phone or on a visit."""
    found = shown.candidacy_of(candidacy_pk)
    form = forms.AnswerForm(data_of(request))
    return ask(
        request, form, lambda said: answered(found, said, by=request.user),
        back=shown.page_url(found), done=_("The answer is kept."),
        context=_about(found, title=_("What the employer says")),
    )  # fmt: skip


def answered(found: Candidacy, said: Any, *, by: Any) -> Candidacy:
    if said["answer"] == "yes":
        return actions.want(found, meeting_of(said), by=by, at=timezone.now())
    return actions.refuse(found, Side.EMPLOYER, said["refusal"], by=by, at=timezone.now())


@page("employment.propose")
def interview(request: Request, candidacy_pk: UUID) -> HttpResponse:
    found = shown.candidacy_of(candidacy_pk)
    named = queries.open_interview(found)
    before: dict[str, Any] = {"may_be_named": found.may_be_named}
    if named:
        before |= {"on": named.on, "starts_at": named.starts_at, "place": named.place}
    form = forms.InterviewForm(data_of(request), initial=before)

    def agree(said: Any) -> Interview:
        meeting = meeting_of(said)
        assert meeting is not None  # noqa: S101 - the form asks for a day
        return actions.agree_interview(
            found, meeting, may_be_named=said["may_be_named"], by=request.user, at=timezone.now()
        )

    return ask(
        request, form, agree, back=shown.page_url(found), done=_("The interview is agreed."),
        context=_about(found, title=_("Agree the interview with the candidate")),
    )  # fmt: skip


@page("employment.read_candidacies")
def invitation(request: Request, interview_pk: UUID) -> HttpResponse:
    """The interview as a file for a calendar; it names nobody."""
    found = get_object_or_404(
        Interview.objects.select_related("candidacy__offer", "employer_org"), pk=interview_pk
    )
    if found.agreed_at is None:
        raise Http404
    return invitations.answer(found)


@page("employment.propose")
def outcome(request: Request, candidacy_pk: UUID) -> HttpResponse:
    found = shown.candidacy_of(candidacy_pk)
    open_one = queries.open_interview(found)
    if open_one is None:
        raise Http404
    form = forms.OutcomeForm(data_of(request))
    return ask(
        request, form,
        lambda said: actions.report_interview(
            open_one, said["outcome"], refusal=said["refusal"], by=request.user,
            at=timezone.now(),
        ),
        back=shown.page_url(found), done=_("Kept."),
        context=_about(found, title=_("What came of the interview")),
    )  # fmt: skip


@page("employment.propose")
@require_POST
def offer(request: Request, candidacy_pk: UUID) -> HttpResponse:
    """The employer offers the place without an interview."""
    found = shown.candidacy_of(candidacy_pk)
    actions.offer_place(found, by=request.user, at=timezone.now())
    messages.success(request, _("Kept: the employer offers the place."))
    return redirect(shown.page_url(found))


@page("employment.place")
def place(request: Request, candidacy_pk: UUID) -> HttpResponse:
    found = shown.candidacy_of(candidacy_pk)
    vacancy = found.offer
    form = forms.PlaceForm(
        data_of(request),
        initial={
            "starts_on": vacancy.starts_on, "weekly_hours": vacancy.weekly_hours,
            "wage": vacancy.wage, "currency": vacancy.currency,
            "wage_period": vacancy.wage_period,
        },
    )  # fmt: skip
    return ask(
        request, form,
        lambda said: actions.place(found, form.given(), by=request.user, at=timezone.now()),
        back=shown.page_url(found), done=_("Placed. It is asked after on the days below."),
        context=_about(found, title=_("The placement"), save=_("Record the placement")),
    )  # fmt: skip


@page("employment.propose")
def refuse(request: Request, candidacy_pk: UUID) -> HttpResponse:
    found = shown.candidacy_of(candidacy_pk)
    form = forms.RefusalForm(data_of(request))
    return ask(
        request, form,
        lambda said: actions.refuse(
            found, said["side"], said["refusal"], by=request.user, at=timezone.now()
        ),
        back=shown.page_url(found), done=_("Kept."), template="core/confirm.html",
        context={
            **shown.OF_CASE, "title": _("One side says no?"),
            "consequences": [
                Consequence(_("The candidacy ends; its number, days and reason stay.")),
                Consequence(_("The employer sees no fact of the candidate any more.")),
            ],
            "danger": _("Record the no"), "cancel": _("It goes on"),
            "cancel_url": shown.page_url(found),
        },
    )  # fmt: skip


@page("employment.propose")
def withdraw(request: Request, candidacy_pk: UUID) -> HttpResponse:
    found = shown.candidacy_of(candidacy_pk)
    form = forms.WithdrawForm(data_of(request))
    return ask(
        request, form,
        lambda said: actions.withdraw(
            found, said["reason"], by=request.user, at=timezone.now()
        ),
        back=shown.page_url(found), done=_("Withdrawn."), template="core/confirm.html",
        context={
            **shown.OF_CASE, "title": _("Withdraw this candidacy?"),
            "consequences": [
                Consequence(_("It vanishes from the employer's page at once.")),
                Consequence(_("Its waits end; the person can be proposed again.")),
            ],
            "danger": _("Withdraw the candidacy"), "cancel": _("It stays"),
            "cancel_url": shown.page_url(found),
        },
    )  # fmt: skip


@page("employment.propose")
@require_POST
def follow(request: Request, candidacy_pk: UUID) -> HttpResponse:
    found = shown.candidacy_of(candidacy_pk)
    actions.follow(found, by=request.user, at=timezone.now())
    messages.success(request, _("Read. Propose another vacancy, or say where the search leads."))
    return redirect(reverse("employment:of_case", args=[found.case_id]))


@page("employment.place")
def check(request: Request, retentioncheck_pk: UUID) -> HttpResponse:
    found = get_object_or_404(
        RetentionCheck.objects.select_related("placement__candidacy__offer"), pk=retentioncheck_pk
    )
    form = forms.CheckForm(data_of(request), initial={"asked_on": timezone.localdate()})
    title = ngettext(
        "Is the person in work %(n)d month after the first day?",
        "Is the person in work %(n)d months after the first day?",
        found.months,
    ) % {"n": found.months}
    lead = _("The employer says: %(says)s") % {
        "says": found.get_employer_says_display() or _("nothing yet")
    }
    return ask(
        request, form,
        lambda said: actions.answer_check(
            found, said["outcome"], asked_on=said["asked_on"], note=said["note"],
            by=request.user, at=timezone.now(),
        ),
        back=shown.page_url(found.placement.candidacy), done=_("The answer is kept."),
        context={**shown.OF_CASE, "title": title, "lead": lead,
                 "crumb": found.placement.candidacy.number},
    )  # fmt: skip


@page("funds.plan_instalments")
def plan_subsidy(request: Request, placement_pk: UUID) -> HttpResponse:
    found = get_object_or_404(Placement.objects.select_related("candidacy"), pk=placement_pk)
    form = forms.SubsidyLineForm(data_of(request), lines=queries.lines_for_subsidy(found))
    return ask(
        request, form,
        lambda said: actions.plan_subsidy(
            found, form.line_chosen(), by=request.user, at=timezone.now()
        ),
        back=shown.page_url(found.candidacy), done=_("The subsidy is planned as instalments."),
        context={
            **shown.OF_CASE, "title": _("Pay the subsidy"), "crumb": found.candidacy.number,
            "save": _("Plan the instalments"),
            "lead": _("Each instalment waits for the proof that the person was there."),
        },
    )  # fmt: skip
