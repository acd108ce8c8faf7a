"""The year of a case: one timeline, its follow-ups, tries, wishes, and what comes after closure.

Each page of an open case is read for casework. views/after.py gives those that a named body needs
once more, read for surveys: all that a person who is followed after closure agreed to.
"""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.cases.models import Case
from homeward.core.asking import ask, data_of
from homeward.core.patterns import NextStep
from homeward.core.refusals import Refused
from homeward.followups import actions, forms, queries
from homeward.followups.choices import (
    LETS,
    Channel,
    ErrandResult,
    Kind,
    Loss,
    RelayTask,
    Result,
    Status,
    Time,
    Told,
)
from homeward.followups.models import Errand, FollowUp
from homeward.followups.queries.day import interviewers
from homeward.followups.views import shown
from homeward.persons.choices import ConsentWay
from homeward.surveys import actions as surveys
from homeward.surveys import queries as survey_queries
from homeward.surveys.choices import RECALLED_LABEL
from homeward.surveys.models import Wave

TEMPLATE = "followups/form.html"


def show(request: Request, case_pk: UUID) -> HttpResponse:
    return _case_page(request, shown.case_of(case_pk))


def _case_page(
    request: Request, case: Case, *, reasons: Any = (), status: int = 200
) -> HttpResponse:
    today = timezone.localdate()
    stops = queries.timeline(case, after_closure=shown.is_after_closure(request))
    traces = queries.contacts_of(case)
    context = {
        **shown.head(request, case),
        "reasons": list(reasons),
        "stops": stops,
        "step": _next_step(case, stops),
        "contacts": traces[:6],
        "tries": list(queries.tries_of(case)[:10]),
        "wish": queries.wish_of(case),
        "errands": queries.errands_of(case),
        "loss": queries.loss_of(case),
        "monitoring": queries.monitoring_of(case, on=today),
        "has_plan": any(stop.of == _("Follow-up of the programme") for stop in stops),
        "has_steps": bool(queries.steps_for(case)),
        "is_followed": queries.is_followed(case, by=request.user, on=today),
        "may_plan": can(request.user, "followups.plan"),
        "may_hold": can(request.user, "followups.hold"),
        "may_ask_back": survey_queries.may_ask_afterwards(case, on=today),
    }
    return render(request, "followups/of_case.html", context, status=status)


def _next_step(case: Case, stops: list[queries.Stop]) -> NextStep:
    coming = [stop for stop in stops if stop.is_planned]
    if not coming:
        return NextStep(title=_("Nothing is planned"), nothing=True)
    stop = min(coming, key=lambda one: one.until or one.on)
    return NextStep(
        title=f"{stop.of}: {stop.what}",
        holder=str(stop.holder) if stop.holder else "",
        due=stop.until or stop.on,
        url=stop.url,
        label=_("Open it"),
        mine=True,
    )


@require_POST
def plan_year(request: Request, case_pk: UUID) -> HttpResponse:
    case = shown.case_of(case_pk)
    try:
        actions.plan(case, by=request.user, at=timezone.now())
    except Refused as refusal:
        return _case_page(request, case, reasons=refusal.reasons, status=409)
    messages.success(request, _("The year is planned by the day of arrival."))
    return redirect(shown.case_page(request, case))


@page("followups.plan")
@require_POST
def ask_afterwards(request: Request, case_pk: UUID) -> HttpResponse:
    """The baseline that was missed, asked from memory and marked so."""
    case = shown.case_of(case_pk)
    try:
        surveys.plan_recalled(case, by=request.user, at=timezone.now())
    except Refused as refusal:
        return _case_page(request, case, reasons=refusal.reasons, status=409)
    messages.success(
        request,
        _("Planned: %(wave)s. It never counts as a baseline that was held in time.")
        % {"wave": RECALLED_LABEL},
    )
    return redirect(shown.case_page(request, case))


def add_one(request: Request, case_pk: UUID) -> HttpResponse:
    case = shown.case_of(case_pk)
    form = forms.FollowUpForm(data_of(request), colleagues=interviewers(request.user))

    def act(said: Any) -> FollowUp:
        return actions.add(
            case,
            kind=Kind(said["kind"]),
            opens_on=said["opens_on"],
            closes_on=said["closes_on"],
            holder=form.who(),
            by=request.user,
            at=timezone.now(),
        )

    return _ask(
        request, case, form, act, done=_("Planned."), heading=_("Plan a follow-up"),
        lead=_("A visit, a call, a message or a link, beside those that the programme asks for."),
    )  # fmt: skip


def show_follow_up(request: Request, pk: UUID) -> HttpResponse:
    """One follow-up: how it went, or why it is not held."""
    return _follow_up(request, _found(pk))


def _found(pk: UUID) -> FollowUp:
    return get_object_or_404(queries.follow_up_of(pk))


def _follow_up(
    request: Request,
    found: FollowUp,
    *,
    form: Any = None,
    missed: Any = None,
    reasons: Any = (),
) -> HttpResponse:
    is_faulty = any(one is not None and one.errors for one in (form, missed))
    today = timezone.localdate()
    context = {
        **shown.head(request, found.case),
        "follow_up": found,
        "wish": queries.wish_of(found.case),
        "form": form or forms.HeldForm(initial={"held_on": today}),
        "missed": missed or forms.MissedForm(),
        "reasons": list(reasons),
        "go_here": {name: shown.address(request, name, found.pk) for name in ("hold", "miss")},
        "mark": queries.MARKS[Status(found.status)],
    }
    status = 409 if reasons else 422 if is_faulty else 200
    return render(request, "followups/follow_up.html", context, status=status)


@require_POST
def hold_it(request: Request, pk: UUID) -> HttpResponse:
    found, form = _found(pk), forms.HeldForm(request.POST)
    if not form.is_valid():
        return _follow_up(request, found, form=form)
    try:
        actions.hold(found, **form.cleaned_data, by=request.user, at=timezone.now())
    except Refused as refusal:
        return _follow_up(request, found, form=form, reasons=refusal.reasons)
    messages.success(request, _("Kept. The next follow-up stands in My work."))
    return redirect(shown.case_page(request, found.case))


@require_POST
def miss_it(request: Request, pk: UUID) -> HttpResponse:
    found, form = _found(pk), forms.MissedForm(request.POST)
    if not form.is_valid():
        return _follow_up(request, found, missed=form)
    try:
        actions.miss(found, form.cleaned_data["why"], by=request.user, at=timezone.now())
    except Refused as refusal:
        return _follow_up(request, found, missed=form, reasons=refusal.reasons)
    messages.success(request, _("Noted as not held."))
    return redirect(shown.case_page(request, found.case))


def note_try(request: Request, case_pk: UUID) -> HttpResponse:
    case = shown.case_of(case_pk)
    wish = queries.wish_of(case)
    planned = _planned(case)
    now = timezone.localtime()
    form = forms.TryForm(
        data_of(request),
        about=[(pk, label) for pk, (label, _row) in planned.items()],
        refused=wish.refused if wish else [],
        initial={
            "channel": wish.channel if wish else Channel.CALL,
            "on": now.date(),
            "at": f"{now:%H:%M}",
            "about": request.GET.get("about", ""),
        },
    )

    def act(said: Any) -> Any:
        row = planned[said["about"]][1] if said["about"] else None
        return actions.note_try(
            case,
            actions.TryGiven(
                channel=Channel(said["channel"]),
                result=Result(said["result"]),
                at=form.moment,
                next_on=said["next_on"],
                note=said["note"],
            ),
            wave=row if isinstance(row, Wave) else None,
            follow_up=row if isinstance(row, FollowUp) else None,
            by=request.user,
            at=timezone.now(),
        )

    return _ask(
        request, case, form, act, done=_("The try is noted."), heading=_("Note a try"),
        lead=_("When and how somebody tried to reach them, and what came of it."), wish=wish,
    )  # fmt: skip


def _planned(case: Case) -> dict[str, tuple[str, Any]]:
    """What a try may be for: the surveys and follow-ups that are still planned."""
    waves = [one for one in survey_queries.of_case(case) if one.is_planned]
    visits = [one for one in queries.of_case(case) if one.is_planned]
    return {
        **{str(w.pk): (_("Survey: %(name)s") % {"name": w.get_kind_display()}, w) for w in waves},
        **{str(v.pk): (f"{v.get_kind_display()}, {v.opens_on:%Y-%m}", v) for v in visits},
    }


def note_wish(request: Request, case_pk: UUID) -> HttpResponse:
    case = shown.case_of(case_pk)
    held = queries.wish_of(case)
    initial: dict[str, Any] = {"said_on": timezone.localdate(), "relays": Told.NOTHING}
    if held is not None:
        names = ("channel", "best_time", "refused", "leave_word", "safe_words", "relays", "way")
        initial |= {name: getattr(held, name) for name in names}
    form = forms.WishForm(data_of(request), initial=initial)

    def act(said: Any) -> Any:
        given = actions.WishGiven(
            channel=Channel(said["channel"]),
            best_time=Time(said["best_time"]),
            refused=[Channel(one) for one in said["refused"]],
            leave_word=said["leave_word"],
            safe_words=said["safe_words"],
            relays=Told(said["relays"]),
            way=ConsentWay(said["way"]),
            said_on=said["said_on"],
        )
        return actions.say_wish(case, given, by=request.user, at=timezone.now())

    return _ask(
        request, case, form, act, done=_("Kept. It holds from now on."),
        heading=_("How to contact them"),
        lead=_("In the person’s own words. The word before stays on record and no longer holds."),
    )  # fmt: skip


@page("followups.hold")
def lost(request: Request, case_pk: UUID) -> HttpResponse:
    case = shown.case_of(case_pk)
    form = forms.LostForm(data_of(request), initial={"since_on": timezone.localdate()})

    def act(said: Any) -> Any:
        return actions.note_lost(
            case, Loss(said["why"]), since_on=said["since_on"], by=request.user, at=timezone.now()
        )

    return _ask(
        request, case, form, act, done=_("Noted. A try that reaches them ends it."),
        heading=_("Contact is lost"),
        lead=_("Nobody is asked to try again. Figures count the person as lost, with the reason."),
    )  # fmt: skip


@page("followups.hold")
def ask_relay(request: Request, case_pk: UUID) -> HttpResponse:
    """Only what the person agreed to can be chosen; without it there is nothing to choose."""
    case = shown.case_of(case_pk)
    wish = queries.wish_of(case)
    told = sorted(LETS[Told(wish.relays)]) if wish else []
    form = forms.AskRelayForm(
        data_of(request),
        relays=[relay for relay in queries.relays(request.user) if relay.is_active],
        told=told,
        initial={"told": told[0] if told else ""},
    )

    def act(said: Any) -> Errand:
        return actions.ask_relay(
            case,
            form.who(),
            task=RelayTask(said["task"]),
            told=Told(said["told"]),
            due_on=said["due_on"],
            by=request.user,
            at=timezone.now(),
        )

    return _ask(
        request, case, form, act, done=_("Noted. Ask the relay by telephone, and say no more."),
        heading=_("Ask somebody to help find them"),
        lead=_("They are told what the person agreed to, and nothing of the case."),
        wish=wish, nothing_to_tell=not told, template="followups/ask_relay.html",
    )  # fmt: skip


@page("followups.hold")
def errand(request: Request, pk: UUID) -> HttpResponse:
    found = get_object_or_404(
        Errand.objects.select_related("case__worker", "case__programme", "relay"), pk=pk
    )

    def act(said: Any) -> Errand:
        return actions.report_errand(
            found, ErrandResult(said["result"]), tries=said["tries"], by=request.user,
            at=timezone.now(),
        )  # fmt: skip

    return _ask(
        request, found.case, forms.ErrandForm(data_of(request)), act,
        done=_("Kept. What a relay says is hearsay: call the person."),
        heading=_("What the relay reports"),
        lead=_("%(name)s, %(place)s") % {"name": found.relay.name, "place": found.relay.place},
    )  # fmt: skip


@page("followups.plan")
def after_closure(request: Request, case_pk: UUID) -> HttpResponse:
    case = shown.case_of(case_pk)
    bodies = queries.bodies_for(case, on=timezone.localdate())
    form = forms.AfterClosureForm(data_of(request), bodies=bodies)

    def act(said: Any) -> Any:
        return actions.follow(
            case, form.which(), until_on=said["until_on"], by=request.user, at=timezone.now()
        )

    return _ask(
        request, case, form, act, done=_("Kept. The body sees what the consent gives it."),
        heading=_("Follow up after closure"),
        lead=_(
            "With a consent of its own: to be contacted for surveys by that body, until that day."
        ),
    )  # fmt: skip


def _ask(
    request: Request,
    case: Case,
    form: Any,
    act: Any,
    *,
    done: Any,
    heading: Any,
    lead: Any,
    template: str = TEMPLATE,
    **more: Any,
) -> HttpResponse:
    return ask(
        request, form, act, back=shown.case_page(request, case), done=done, template=template,
        context={**shown.head(request, case), "heading": heading, "lead": lead, **more},
    )  # fmt: skip


of_case = page("followups.read")(show)
plan = page("followups.plan")(plan_year)
add = page("followups.plan")(add_one)
follow_up = page("followups.hold")(show_follow_up)
hold = page("followups.hold")(hold_it)
miss = page("followups.hold")(miss_it)
try_to_reach = page("followups.hold")(note_try)
wish = page("followups.hold")(note_wish)
