"""Checks: the list, planning and drawing, one check with its steps, a provider's last ones."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.models import Organisation
from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.core.asking import ask, data_of
from homeward.core.patterns import Consequence, NextStep
from homeward.quality import actions, forms, queries
from homeward.quality.choices import DrawnFrom, Kind, Status, Verdict
from homeward.quality.models import Check, CheckDraw, Improvement
from homeward.quality.rules import checks as rules
from homeward.quality.views.shown import VERDICTS, around, marked

PAGE = 30


@page("quality.read")
def index(request: Request) -> HttpResponse:
    filters = {name: request.GET.get(name, "") for name in ("status", "kind")}
    part = Paginator(queries.checks.listed(filters), PAGE).get_page(request.GET.get("page"))
    user, today = request.user, timezone.localdate()
    context = {
        "page": part,
        "rows": [(one, *marked(one)) for one in part],
        "filters": filters,
        "statuses": Status.choices,
        "may_plan": can(user, "quality.plan"),
        "step": _next(request, adopted=bool(queries.standards.adopted_by(user, today))),
    }
    return render(request, "quality/index.html", around(request, "index") | context)


def _next(request: Request, *, adopted: bool) -> NextStep | None:
    """The reader's own next check; or, for who plans, what is missing before one can be held."""
    user = request.user
    mine = (
        queries.checks.listed({"status": Status.PLANNED})
        .filter(assignee=user)
        .order_by("due_on")
        .first()
    )
    if mine:
        return NextStep(
            title=_("Hold the check of “%(name)s”") % {"name": mine.service.shown_name}, mine=True,
            why=str(mine.provider_org), due=mine.due_on, holder=_("You"),
            url=reverse("quality:fill", args=[mine.pk]), label=_("Open it"),
        )  # fmt: skip
    if not adopted and can(user, "quality.keep_standards"):
        return NextStep(
            title=_("Adopt a standard first"), mine=True, url=reverse("quality:standards"),
            label=_("Open the standards"),
            why=_("A check goes along what a service is held to, point by point."),
        )  # fmt: skip
    return None


@page("quality.plan")
def plan(request: Request, service_pk: UUID) -> HttpResponse:
    """A service that somebody chose in the directory."""
    service = get_object_or_404(queries.checks.services(request.user), pk=service_pk)
    form = forms.PlanForm(data_of(request), reader=request.user, on=timezone.localdate())

    def act(said: Any) -> Check:
        given = _given(said, said["chosen_because"])
        return actions.plan(service, given, by=request.user, at=timezone.now())

    return ask(
        request, form, act, back=Check.get_absolute_url, done=_("It is planned."),
        context=around(request) | {
            "title": _("Plan a check"), "save": _("Plan it"), "crumb": service.shown_name,
            "lead": _("The provider learns of it when it is reported, not before."),
            "back": reverse("services:detail", args=[service.pk]),
        },
    )  # fmt: skip


def _given(said: Any, because: str = "") -> actions.CheckGiven:
    return actions.CheckGiven(
        kind=Kind(said["kind"]), version=said["version"], assignee=said["assignee"],
        due_on=said["due_on"], chosen_because=because,
    )  # fmt: skip


@page("quality.plan")
def draw(request: Request) -> HttpResponse:
    form = forms.DrawForm(data_of(request), reader=request.user, on=timezone.localdate())

    def act(said: Any) -> CheckDraw:
        how = actions.DrawGiven(
            drawn_from=DrawnFrom(said["drawn_from"]), size=said["size"],
            by_provider=said["by_provider"], from_on=said.get("from_on"),
            until_on=said.get("until_on"),
        )  # fmt: skip
        return actions.draw(_given(said), how, by=request.user, at=timezone.now())

    return ask(
        request, form, act, back=lambda made: reverse("quality:drawn", args=[made.pk]),
        done=_("The checks are drawn and planned."),
        context=around(request) | {
            "title": _("Draw checks"), "save": _("Draw them"), "crumb": _("Checks"),
            "lead": _("By a seed that is made before anybody knows what it draws, and kept."),
            "back": reverse("quality:index"),
        },
    )  # fmt: skip


@page("quality.plan")
def drawn(request: Request, checkdraw_pk: UUID) -> HttpResponse:
    held = get_object_or_404(CheckDraw.objects.select_related("drawn_by"), pk=checkdraw_pk)
    rows = [(one, *marked(one)) for one in queries.checks.listed({}).filter(draw=held)]
    context = {"draw": held, "rows": rows}
    return render(request, "quality/draw.html", around(request, "index") | context)


def found(check_pk: UUID) -> Check:
    return get_object_or_404(queries.checks.one(check_pk))


def ours(request: Request, check_pk: UUID) -> Check:
    """One of the reader's own organisation, which alone goes on with it."""
    return get_object_or_404(
        queries.checks.one(check_pk).filter(owner_org=request.user.organisation_id)
    )


@page("quality.read")
def detail(request: Request, check_pk: UUID) -> HttpResponse:
    check = found(check_pk)
    user = request.user
    is_ours = check.owner_org_id == user.organisation_id
    improvements = queries.checks.improvements(check)
    may_plan = is_ours and can(user, "quality.plan")
    runs = rules.reply_time_runs(check.status, check.reply_by, timezone.localdate())
    open_to_agree = check.status in {Status.REPLIED, Status.REPORTED, Status.AGREED} and not runs
    points = [(one, VERDICTS[Verdict(one.verdict)]) for one in check.points.select_related("item")]
    context = {
        "check": check,
        "mark": marked(check),
        "points": points,
        "improvements": improvements,
        "referrals": queries.checks.referrals(check) if is_ours else (),
        "verdicts": VERDICTS,
        "may_cancel": may_plan and check.is_planned,
        "may_agree": may_plan and open_to_agree,
        "may_close": may_plan and open_to_agree and check.status != Status.AGREED,
        "may_see": is_ours and can(user, "quality.hold"),
        "ours": is_ours,
        "step": step(request, check, improvements),
    }
    return render(request, "quality/check.html", around(request, "index") | context)


def step(request: Request, check: Check, improvements: list[Improvement]) -> NextStep | None:
    """The one thing to do now, who holds it, until when."""
    user, is_ours = request.user, check.owner_org_id == request.user.organisation_id
    if check.status == Status.PLANNED:
        mine = check.assignee_id == user.pk and can(user, "quality.hold")
        return _turn(_("Hold the check"), check.assignee, check.due_on, "fill", _("Fill it in"),
                     check.pk, mine=mine)  # fmt: skip
    if check.status == Status.REPORTED:
        return _reply_turn(request, check)
    if check.status == Status.REPLIED:
        return _turn(_("Agree what is mended, or close the check"), check.owner_org, None,
                     "agree", _("Agree an improvement"), check.pk,
                     mine=is_ours and can(user, "quality.plan"))  # fmt: skip
    first = next((one for one in improvements if not one.seen), None)
    if check.status == Status.AGREED and first:
        return _turn(_("See whether it is so: %(what)s") % {"what": first.text}, check.owner_org,
                     first.due_on, "see", _("Say what you see"), first.pk,
                     mine=is_ours and can(user, "quality.hold"))  # fmt: skip
    return NextStep(title=_("Nothing is open"), nothing=True)


def _turn(
    title: Any, holder: Any, due: Any, url: str, label: Any, pk: UUID, *, mine: bool
) -> NextStep:
    return NextStep(
        title=title, holder=str(holder), due=due, mine=mine,
        url=reverse(f"quality:{url}", args=[pk]) if mine else "", label=label if mine else "",
    )  # fmt: skip


def _reply_turn(request: Request, check: Check) -> NextStep:
    user, today = request.user, timezone.localdate()
    if check.provider_org_id == user.organisation_id:
        return _turn(_("Reply to what was found"), check.provider_org, check.reply_by, "reply",
                     _("Write the reply"), check.pk, mine=can(user, "quality.reply"))  # fmt: skip
    may_plan = check.owner_org_id == user.organisation_id and can(user, "quality.plan")
    if may_plan and not queries.checks.can_reply(check.provider_org_id):
        return _turn(_("Ask the provider, and write down what they say"), check.owner_org,
                     check.reply_by, "reply", _("Write it down"), check.pk, mine=True)  # fmt: skip
    if may_plan and not rules.reply_time_runs(check.status, check.reply_by, today):
        return _turn(_("Nobody replied: agree what is mended, or close the check"),
                     check.owner_org, None, "agree", _("Agree an improvement"), check.pk,
                     mine=True)  # fmt: skip
    return _turn(_("The provider replies"), check.provider_org, check.reply_by, "reply", "",
                 check.pk, mine=False)  # fmt: skip


@page("quality.hold")
def fill(request: Request, check_pk: UUID) -> HttpResponse:
    """The check along its standard, one column wide, so that it can be done on a phone."""
    check = ours(request, check_pk)
    form = forms.FillForm(
        data_of(request), items=actions.asked(check), referrals=queries.checks.referrals(check),
        initial={"held_on": timezone.localdate()},
    )  # fmt: skip

    def act(said: Any) -> Check:
        given = actions.ReportGiven(
            held_on=said["held_on"], summary=said["summary"], reply_by=said["reply_by"],
            points=form.points(), referrals=form.judged(),
        )  # fmt: skip
        return actions.report(check, given, by=request.user, at=timezone.now())

    return ask(
        request, form, act, back=check.get_absolute_url(), done=_("The check is reported."),
        context=around(request, "index") | {"title": check.get_kind_display(), "check": check},
        template="quality/fill.html",
    )  # fmt: skip


@page("quality.plan")
def cancel(request: Request, check_pk: UUID) -> HttpResponse:
    check = ours(request, check_pk)
    return ask(
        request, forms.WhyForm(data_of(request)),
        lambda said: actions.cancel(check, said["why"], by=request.user, at=timezone.now()),
        back=check.get_absolute_url(), done=_("The check is not held."),
        context=around(request) | {
            "title": _("Not hold this check?"),
            "consequences": [
                Consequence(_("It stays in the list with the reason; the draw stays as it was.")),
            ],
            "danger": _("Do not hold it"), "cancel_url": check.get_absolute_url(),
        },
        template="core/confirm.html",
    )  # fmt: skip


@page("quality.read")
def reply(request: Request, check_pk: UUID) -> HttpResponse:
    """The provider's own reply, or one that was told where nobody of it works here."""
    check = found(check_pk)
    org = request.user.organisation_id
    theirs = check.provider_org_id == org
    if not theirs and check.owner_org_id != org:
        raise Http404
    act = actions.reply if theirs else actions.note_reply
    lead = (
        _("Whoever checked reads it, and agrees with you what is mended.")
        if theirs
        else _("Nobody of the provider works here: write down what they told you.")
    )
    return ask(
        request, forms.ReplyForm(data_of(request)),
        lambda said: act(check, said["text"], by=request.user, at=timezone.now()),
        back=check.get_absolute_url(), done=_("The reply is kept."),
        context=around(request) | {
            "title": _("Reply to what was found"), "lead": lead, "crumb": str(check),
            "save": _("Send the reply") if theirs else _("Keep the reply"),
        },
    )  # fmt: skip


@page("quality.plan")
def agree(request: Request, check_pk: UUID) -> HttpResponse:
    check = ours(request, check_pk)
    return ask(
        request, forms.ImprovementForm(data_of(request)),
        lambda said: actions.agree(
            check, actions.ImprovementGiven(**said), by=request.user, at=timezone.now()
        ),
        back=check.get_absolute_url(), done=_("It is agreed, and looked at again on its day."),
        context=around(request) | {
            "title": _("Agree an improvement"), "lead": check.reply, "crumb": str(check),
            "save": _("Agree it"),
        },
    )  # fmt: skip


@page("quality.plan")
def close(request: Request, check_pk: UUID) -> HttpResponse:
    check = ours(request, check_pk)
    return ask(
        request, forms.WhyForm(data_of(request)),
        lambda said: actions.close(check, said["why"], by=request.user, at=timezone.now()),
        back=check.get_absolute_url(), done=_("The check is closed."),
        context=around(request) | {
            "title": _("Close the check without an improvement?"),
            "consequences": [
                Consequence(_("What was found stays, with the reply and the reason.")),
            ],
            "danger": _("Close it"), "cancel_url": check.get_absolute_url(),
        },
        template="core/confirm.html",
    )  # fmt: skip


@page("quality.hold")
def see(request: Request, improvement_pk: UUID) -> HttpResponse:
    held = get_object_or_404(
        Improvement.objects.select_related("check_held"),
        pk=improvement_pk,
        check_held__owner_org=request.user.organisation_id,
    )
    return ask(
        request, forms.SeenForm(data_of(request), initial={"seen_on": timezone.localdate()}),
        lambda said: actions.see_again(
            held, actions.SeenGiven(**said), by=request.user, at=timezone.now()
        ),
        back=held.check_held.get_absolute_url(), done=_("What you saw is kept."),
        context=around(request) | {
            "title": _("Is it so now?"), "lead": held.text, "crumb": str(held.check_held),
        },
    )  # fmt: skip


@page("quality.read")
def provider(request: Request, organisation_pk: int) -> HttpResponse:
    """What is known of one provider's services from checks, the newest first."""
    held = get_object_or_404(Organisation, pk=organisation_pk)
    part = Paginator(queries.checks.of_provider(held), PAGE).get_page(request.GET.get("page"))
    rows = [(one, *marked(one)) for one in part]
    context = {"provider": held, "page": part, "rows": rows}
    return render(request, "quality/provider.html", around(request, "index") | context)
