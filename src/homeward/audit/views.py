"""The data protection officer's pages: who read what, and the access review."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.choices import Purpose
from homeward.access.models import User
from homeward.access.pages import Request, page
from homeward.audit import actions, forms, naming, queries, shown
from homeward.audit.queries import Filters
from homeward.core.digits import are_digits

DAYS = (30, 90)
LAST_READS = 20


@page("audit.read", purpose=Purpose.OVERSIGHT)
def reads(request: Request) -> HttpResponse:
    form = forms.FilterForm(request.GET or None, reader=request.user)
    given = form.cleaned_data if form.is_bound and form.is_valid() else {}
    number = request.GET.get("page", "1")
    found = queries.page_of_reads(
        _filters(given), number=max(int(number), 1) if are_digits(number) else 1
    )
    context = {
        "section": "reads",
        "form": form,
        "page": found,
        "rows": shown.reads(found.reads),
        "is_filtered": any(given.values()),
    }
    return render(request, "audit/reads.html", context)


def _filters(given: dict[str, Any]) -> Filters:
    since, until = timezone.now() - timedelta(days=DAYS[0]), queries.LATEST
    if day := given.get("day"):
        since = timezone.make_aware(datetime(day.year, day.month, day.day))
        until = since + timedelta(days=1)
    reference, user = given.get("case"), given.get("user")
    return Filters(
        since=since,
        until=until,
        persons=tuple(naming.persons_of(reference)) if reference else None,
        user=user.pk if user else None,
        purpose=given.get("purpose"),
    )


@page("audit.review", purpose=Purpose.OVERSIGHT)
def access_review(request: Request) -> HttpResponse:
    days = _days(request)
    context = {
        "section": "access_review",
        "days": days,
        "choices": DAYS,
        "rows": [shown.reader(r) for r in queries.readers(days=days, now=timezone.now())],
    }
    return render(request, "audit/access_review.html", context)


@page("audit.review", purpose=Purpose.OVERSIGHT)
def review(request: Request, pk: int) -> HttpResponse:
    user, days, now = get_object_or_404(User, pk=pk), _days(request), timezone.now()
    found = queries.reader(user, days=days, now=now)
    if found is None:
        messages.info(request, _("%(name)s has read nothing of yours in these days.") % {
            "name": user,
        })  # fmt: skip
        return redirect("audit:access_review")
    form = forms.ReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.review(user, days=days, **form.cleaned_data, by=request.user, at=now)
        messages.success(request, _("Reviewed. It comes up again when they read more."))
        return redirect("audit:access_review")
    latest = queries.reads(Filters(since=now - timedelta(days=days), user=pk), take=LAST_READS)
    context = {
        "section": "access_review",
        "days": days,
        "row": shown.reader(found),
        "form": form,
        "reads": shown.reads(latest),
    }
    return render(request, "audit/review.html", context)


def _days(request: Request) -> int:
    asked = request.GET.get("days", "")
    return int(asked) if asked in {str(days) for days in DAYS} else DAYS[0]
