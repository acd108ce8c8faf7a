"""The departure of a case: what is missing first, then how they travel, then whether they left."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homeward.access.choices import DataClass
from homeward.access.models import User
from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.cases.models import Case
from homeward.cases.views.acting import attempt, case_form, show
from homeward.cases.views.consents import cleared_for
from homeward.core.commas import enumerated
from homeward.core.patterns import Consequence, NextStep
from homeward.departures import actions, forms, queries, rules, sheets
from homeward.departures.choices import Answer, ItemState, NotDeparted
from homeward.departures.models import ChecklistItem, DepartureItem, TravelLeg
from homeward.documents import pdf
from homeward.files.answers import attachment
from homeward.persons import queries as persons
from homeward.programmes.models import Programme

MARKS = {
    ItemState.NEEDED: "no", ItemState.ASKED: "wait", ItemState.HAVE: "ok",
    ItemState.NOT_NEEDED: "shut",
}  # fmt: skip
LANGUAGES = ("en", "fr", "ar")


def case_of(pk: UUID) -> Case:
    return get_object_or_404(
        Case.objects.select_related("programme", "owner_org", "accountable_org", "reception_org"),
        pk=pk,
    )


def page_of(case_id: Any) -> str:
    return reverse("departures:departure", args=[case_id])


@page("departures.read")
def departure(request: Request, pk: UUID) -> HttpResponse:
    case = case_of(pk)
    return _show(request, case)


def _show(request: Request, case: Case, *, status: int = 200, **more: Any) -> HttpResponse:
    today = timezone.localdate()
    items, missing = queries.items_of(case), queries.missing(case, on=today)
    may = _may(case, request.user)
    return show(
        request, case, "departures/departure.html", status=status, tab="departure",
        heading=_("Departure"),
        step=_step(case, items, missing, may),
        items=[(item, MARKS[ItemState(item.state)]) for item in items],
        missing=missing,
        to_begin=[each for each in missing if not _is_listed(each, items)],
        legs=[(leg, *queries.local(leg)) for leg in queries.legs_of(case)],
        answers=queries.answers_of(case),
        arrival=queries.arrival_of(case),
        may=may,
        languages=LANGUAGES,
        **more,
    )  # fmt: skip


def _is_listed(each: tuple[ChecklistItem, Any], items: list[DepartureItem]) -> bool:
    return any((item.template_id, item.person_id) == (each[0].pk, each[1].pk) for item in items)


def _may(case: Case, user: User) -> dict[str, bool]:
    prepares = not rules.reasons_not_to_prepare(queries.preparing_facts(case))
    answering = queries.answering_facts(case)
    waits = not rules.reasons_not_to_answer(Answer.POSTPONED, answering, on=timezone.localdate())
    at_departure = answering.is_open and answering.stage in rules.AT_DEPARTURE
    unsettled = at_departure and answering.settled is None and not answering.has_arrived
    return {
        "prepare": prepares and can(user, "departures.prepare"),
        "answer": (waits or unsettled) and can(user, "departures.confirm"),
        "not_departed": unsettled and can(user, "departures.not_departed"),
    }


def _step(
    case: Case, items: list[DepartureItem], missing: list[Any], may: dict[str, bool]
) -> NextStep | None:
    """The one thing to do next: begin the list, bring what is missing, say whether they left."""
    if case.host_country_id is None:
        return NextStep(title=_("No host leg: nobody departs"), nothing=True)
    if not items and may["prepare"]:
        return NextStep(
            title=_("Begin the list"),
            why=_("It is made from the checklist of the programme, for each traveller."),
            url=reverse("departures:begin", args=[case.pk]), label=_("Begin the list"),
            mine=True, post=True,
        )  # fmt: skip
    if missing and may["prepare"]:
        first = next((item for item in items if not queries.is_done(item)), None)
        thing, person = (first.template, first.person) if first else missing[0]
        return NextStep(
            title=_("%(thing)s: %(person)s")
            % {"thing": thing, "person": person},
            why=_("Still missing and needed before the travel: %(count)d.")
            % {"count": len(missing)},
            due=first.due_on if first else None,
            url=reverse("departures:item", args=[first.pk]) if first else "",
            label=_("Open it"), mine=True,
        )  # fmt: skip
    if may["answer"] and case.travels_on and case.travels_on <= timezone.localdate():
        return NextStep(
            title=_("Say whether they departed"),
            due=case.travels_on,
            url=reverse("departures:answer", args=[case.pk]),
            label=_("Answer"), mine=True,
        )  # fmt: skip
    return NextStep(title=_("Nothing is missing for the departure"), nothing=True)


@page("departures.prepare")
@require_POST
def begin(request: Request, pk: UUID) -> HttpResponse:
    case = case_of(pk)
    made, reasons = attempt(
        lambda: actions.begin_list(
            case, cleared=_cleared(request.user), by=request.user, at=timezone.now()
        )
    )
    if reasons:
        return _show(request, case, status=409, reasons=reasons)
    messages.success(request, _("Put on the list: %(count)d.") % {"count": len(made)})
    return redirect(page_of(pk))


def _cleared(user: User) -> set[DataClass]:
    return cleared_for(user)


def item_of(pk: UUID) -> DepartureItem:
    return get_object_or_404(
        DepartureItem.objects.select_related("case", "template", "person", "file", "holder_org"),
        pk=pk,
    )


@page("departures.prepare")
def item(request: Request, pk: UUID) -> HttpResponse:
    """Where one thing stands, who brings it until when, and the file that shows it."""
    one = item_of(pk)
    form = forms.ItemForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        organisations=queries.holders(one.case),
        initial={
            "state": one.state, "holder_org": str(one.holder_org_id or ""), "due_on": one.due_on,
            "remark": one.remark, "why_not": one.why_not,
        },
    )  # fmt: skip
    return case_form(
        request, one.case, form,
        lambda: actions.set_item(one, form.said, by=request.user, at=timezone.now()),
        done=_("Saved."),
        to=lambda _item: page_of(one.case_id),
        template="departures/item.html",
        heading=enumerated([one.template, one.person]),
        save=_("Save"),
        back=page_of(one.case_id),
        one=one,
        tab="departure",
    )  # fmt: skip


@page("departures.read")
def file(request: Request, pk: UUID) -> HttpResponse:
    one = item_of(pk)
    if one.file is None:
        raise Http404
    return attachment(one.file)


@page("departures.prepare")
def leg(request: Request, pk: UUID) -> HttpResponse:
    """A further ticket; it goes on from where the one before arrives."""
    case = case_of(pk)
    before = queries.legs_of(case)[-1:]
    initial = {
        "from_place": before[0].to_place, "departs_zone": before[0].arrives_zone,
    } if before else {}  # fmt: skip
    form = forms.LegForm(request.POST or None, initial=initial)
    return _leg_page(request, case, form, None)


@page("departures.prepare")
def change_leg(request: Request, pk: UUID) -> HttpResponse:
    one = get_object_or_404(TravelLeg.objects.select_related("case"), pk=pk)
    form = forms.LegForm(request.POST or None, initial=forms.first_words(one))
    return _leg_page(request, case_of(one.case_id), form, one)


def _leg_page(
    request: Request, case: Case, form: forms.LegForm, one: TravelLeg | None
) -> HttpResponse:
    return case_form(
        request, case, form,
        lambda: actions.put_leg(case, form.said, leg=one, by=request.user, at=timezone.now()),
        done=_("Saved. A desk that was told of the arrival is told of the change."),
        to=lambda _leg: page_of(case.pk),
        heading=_("Change the ticket") if one else _("Enter a ticket"),
        save=_("Save"),
        back=page_of(case.pk),
        tab="departure",
    )  # fmt: skip


@page("departures.prepare")
@require_POST
def remove_leg(request: Request, pk: UUID) -> HttpResponse:
    one = get_object_or_404(TravelLeg.objects.select_related("case"), pk=pk)
    _case, reasons = attempt(lambda: actions.remove_leg(one, by=request.user, at=timezone.now()))
    if reasons:
        return _show(request, case_of(one.case_id), status=409, reasons=reasons)
    messages.success(request, _("Removed."))
    return redirect(page_of(one.case_id))


@page("departures.confirm")
def answer(request: Request, pk: UUID) -> HttpResponse:
    case = case_of(pk)
    form = forms.AnswerForm(request.POST or None, initial={"departed_on": case.travels_on})
    return case_form(
        request, case, form,
        lambda: _answer(request, case, form),
        done=_("Noted. The desk that waits sees it."),
        to=lambda _said: page_of(pk),
        heading=_("Did they depart?"),
        lead=_("Departed is said once for all. That they will not has a page of its own."),
        save=_("Answer"),
        back=page_of(pk),
        tab="departure",
    )  # fmt: skip


def _answer(request: Request, case: Case, form: forms.AnswerForm) -> Any:
    data = form.cleaned_data
    departed = data["answer"] == "departed"
    return actions.answer_departure(
        case,
        Answer(data["answer"]),
        departed_on=data["departed_on"] if departed else None,
        postponed_to=None if departed else data["postponed_to"],
        reason=data["reason"],
        by=request.user,
        at=timezone.now(),
    )


@page("departures.not_departed")
def not_departed(request: Request, pk: UUID) -> HttpResponse:
    """Nothing takes this back, so it has a page of its own that says what follows."""
    case = case_of(pk)
    form = forms.NotDepartedForm(request.POST if request.method == "POST" else None)
    reasons: list[Any] = []
    if request.method == "POST" and form.is_valid():
        why = form.cleaned_data["why"]
        _said, reasons = attempt(
            lambda: actions.answer_departure(
                case, Answer.NOT_DEPARTED, why=NotDeparted(why) if why else None,
                reason=form.cleaned_data["reason"], by=request.user, at=timezone.now(),
            )
        )  # fmt: skip
        if not reasons:
            messages.success(request, _("Noted. The case is closed."))
            return redirect(case)
    context = {
        "title": _("They do not depart? This can't be taken back."),
        "danger": _("They do not depart"),
        "cancel_url": page_of(pk),
        "form": form,
        "reasons": reasons,
        "section": "cases",
        "consequences": [
            Consequence(_("The case closes for good. A later return is a new case."), "folder"),
            Consequence(_("The reception desk no longer waits, and is told."), "plane-arrival"),
            Consequence(_("All that is still waiting on the case ends."), "clock-pause"),
            Consequence(
                _("Why they do not depart never counts when they apply for help again."), "heart"
            ),
        ],
    }
    status = 409 if reasons else 422 if form.errors else 200
    return render(request, "core/confirm.html", context, status=status)


@page("departures.read")
def sheet(request: Request, pk: UUID, lang: str) -> HttpResponse:
    """The travel and arrival sheet, in the language of whoever carries it."""
    if lang not in LANGUAGES:
        raise Http404
    case, now = case_of(pk), timezone.now()
    with translation.override(lang):
        data = sheets.data(case, persons.members(case.household_id), on=now.date())
        answered: HttpResponse = pdf.answer(
            "departures/travel", data, at=now, name=f"travel-{case.reference}-{lang}"
        )
    return answered


@page("programmes.read")
def checklist(request: Request, pk: int) -> HttpResponse:
    """What departures of a programme need: its own items, or those that come with the software."""
    programme = get_object_or_404(Programme, pk=pk)
    own = queries.checklist_of(programme)
    keeps = programme.lead_org_id == request.user.organisation_id and can(
        request.user, "departures.keep_checklist"
    )
    form = forms.ChecklistForm(
        request.POST if request.method == "POST" and keeps else None,
        initial={"valid_from": timezone.localdate()},
    )
    reasons: list[Any] = []
    if request.method == "POST":
        reasons = _state(request, programme, form)
        if not reasons and form.is_valid():
            messages.success(request, _("Stated. Lists that are begun from that day on ask it."))
            return redirect("departures:checklist", pk)
    context = {
        "programme": programme,
        "items": own or queries.shipped(),
        "is_own": bool(own),
        "keeps": keeps,
        "form": form,
        "reasons": reasons,
        "today": timezone.localdate(),
        "section": "programmes",
    }
    status = 409 if reasons else 422 if form.errors else 200
    return render(request, "departures/checklist.html", context, status=status)


def _state(request: Request, programme: Programme, form: forms.ChecklistForm) -> list[Any]:
    if not form.is_bound:
        form = forms.ChecklistForm(request.POST)
    if not form.is_valid():
        return []
    _item, reasons = attempt(
        lambda: actions.state_item(programme, by=request.user, at=timezone.now(), **form.said)
    )
    return reasons


@page("departures.keep_checklist")
@require_POST
def end_item(request: Request, checklistitem_pk: int) -> HttpResponse:
    one = get_object_or_404(ChecklistItem, pk=checklistitem_pk, programme__isnull=False)
    _item, reasons = attempt(lambda: actions.end_item(one, by=request.user, at=timezone.now()))
    for reason in reasons:
        messages.error(request, reason.label)
    if not reasons:
        messages.success(request, _("Ended. What stands on lists stays there."))
    return redirect("departures:checklist", one.programme_id)
