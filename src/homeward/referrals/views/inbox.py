"""The caseload of a receiver with an account: what to answer, what is under way, whom to expect."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from homeward.access.choices import Purpose
from homeward.access.pages import Request, page
from homeward.core.patterns import NextStep
from homeward.core.templatetags.writing import short_date
from homeward.documents import pdf
from homeward.referrals import actions, caseload, daylist, queries
from homeward.referrals.choices import Status
from homeward.referrals.models import Referral
from homeward.tasks import queries as tasks

PAGE = 25
# What the receiver does next, in the words of its row.
VERBS = {
    Status.SENT: gettext_lazy("Answer"),
    Status.INFO_ASKED: gettext_lazy("Look at it"),
    Status.WAITING_LIST: gettext_lazy("Look at it again"),
    Status.ACCEPTED: gettext_lazy("Say when it began"),
    Status.STARTED: gettext_lazy("Report the outcome"),
}
MAY_ATTEND = {Status.STARTED}


@page("referrals.receive", purpose=Purpose.REFERRAL)
def inbox(request: Request) -> HttpResponse:
    """What was sent to the provider's organisation, the soonest due first."""
    asked = caseload.asked(request.GET)
    shown = Paginator(caseload.shown(caseload.found(asked, request.user)), PAGE).get_page(
        request.GET.get("page")
    )
    rows = _rows(list(shown))
    counts = caseload.counts(request.user)
    context = {
        "page": shown,
        "rows": rows,
        "asked": asked,
        "groups": [(g, caseload.LABELS[g], counts[g]) for g in caseload.GROUPS],
        "total": sum(counts.values()),
        "targets": caseload.targets(request.user),
        "may_attend": any(row["may_attend"] for row in rows),
        "step": _most_urgent(rows, asked) if shown.number == 1 else None,
        "query": request.GET.urlencode(),
        "section": "inbox",
    }
    return render(request, "referrals/inbox.html", context)


def _rows(referrals: list[Referral]) -> list[dict[str, Any]]:
    waits = tasks.open_of_subjects([referral.pk for referral in referrals])
    names = caseload.names(referrals)
    return [
        {
            "referral": referral,
            "name": names.get(referral.pk, ""),
            "target": queries.title(referral),
            "status_kind": queries.status_kind(referral),
            "status_text": queries.status_text(referral),
            "wait": waits.get(referral.pk),
            "verb": VERBS.get(Status(referral.status), _("Read")),
            "may_attend": referral.status in MAY_ATTEND,
        }
        for referral in referrals
    ]


def _most_urgent(rows: list[dict[str, Any]], asked: caseload.Asked) -> NextStep | None:
    """The first that we hold ourselves; not while somebody looks for a number."""
    ours = [
        r for r in rows if r["wait"] and r["wait"].holder_org_id == r["referral"].receiver_org_id
    ]
    if not ours or asked.text:
        return None
    row = ours[0]
    referral = row["referral"]
    return NextStep(
        title=f"{row['verb']}: {row['target']}",
        why=_("Sent by %(who)s, %(org)s") % {"who": referral.drafted_by, "org": referral.owner_org},
        holder=_("You"),
        due=row["wait"].due_on,
        url=reverse("referrals:received", args=[referral.pk]),
        label=_("Open the request"),
        mine=True,
    )


@page("referrals.answer", purpose=Purpose.REFERRAL)
@require_POST
def attending(request: Request) -> HttpResponse:
    """Several at once: they still come, as of today."""
    chosen = [pk for text in request.POST.getlist("referral") if (pk := _uuid(text))]
    done = actions.confirm_attending(chosen, by=request.user, at=timezone.now())
    if done:
        words = ngettext(
            "%(n)d person still attends, said today. The sender sees it.",
            "%(n)d people still attend, said today. The senders see it.",
            done,
        )
        messages.success(request, words % {"n": done})
    if done < len(chosen):
        left = len(chosen) - done
        words = ngettext(
            "%(n)d has ended meanwhile and was left as it is.",
            "%(n)d have ended meanwhile and were left as they are.",
            left,
        )
        messages.warning(request, words % {"n": left})
    if not chosen:
        messages.warning(request, _("Choose at least one person in the list."))
    return redirect(f"{reverse('referrals:inbox')}?{request.GET.urlencode()}")


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


@page("referrals.receive", purpose=Purpose.REFERRAL)
def day(request: Request) -> HttpResponse:
    """Whom to expect on a day."""
    on = _day(request)
    referrals = caseload.expected_on(on, request.user)
    rows = daylist.rows(referrals, on)
    context = {"on": on, "rows": rows, "section": "inbox", "title_day": short_date(on)}
    return render(request, "referrals/day.html", context)


@page("referrals.receive", purpose=Purpose.REFERRAL)
def day_list(request: Request) -> HttpResponse:
    """The same on paper, with a line for each to sign."""
    on = _day(request)
    referrals = caseload.expected_on(on, request.user)
    said = daylist.of(daylist.rows(referrals, on), on, org=str(request.user.organisation))
    return pdf.answer("referrals/day", said, at=timezone.now(), name=f"{on.isoformat()}")


def _day(request: Request) -> date:
    """As the form or a link of the page says it; else today."""
    try:
        asked = parse_date(request.GET.get("on", ""))
    except ValueError:
        asked = None
    return asked or timezone.localdate()
