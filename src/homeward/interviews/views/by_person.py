"""The person's own pages, opened by a link: one survey, in their language, on any phone.

A GET changes nothing but the count of openings. Who has the link sees these questions and what was
typed by it, and nothing of any file.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation

from homeward.access.choices import Purpose
from homeward.access.pages import link_page, public_page
from homeward.core.digits import are_digits
from homeward.core.limits import token_page
from homeward.core.refusals import Refused
from homeward.forms import asking
from homeward.interviews import actions, queries, walking
from homeward.interviews.queries import Held
from homeward.interviews.views.about import now
from homeward.interviews.walking import Walk
from homeward.surveys import queries as surveys

NOT_FOUND = 404
CHOSEN = "language"


@public_page
@token_page
def link(request: HttpRequest, token: str) -> HttpResponse:
    return _opened(request, token, "fill")


@public_page
@token_page
def link_check(request: HttpRequest, token: str) -> HttpResponse:
    return _opened(request, token, "check")


def _opened(request: HttpRequest, token: str, step: str) -> HttpResponse:
    """An ended link looks like one that never was; one that was used says thank you."""
    held = queries.link_of_token(token)
    if held is None:
        return render(request, "interviews/link_ended.html", status=NOT_FOUND)
    with translation.override(_language(request, held)):
        request.LANGUAGE_CODE = translation.get_language() or "en"
        if held.is_sent:
            return render(request, "interviews/thanks.html")
        if request.method == "GET":
            actions.note_opening(token, at=timezone.now())
        show = _check if step == "check" else _fill
        code = _asked_in(request, held)
        return link_page(show, Purpose.SURVEY)(request, held.link, token=token, code=code)


def _language(request: HttpRequest, held: Held) -> str:
    """The link's, unless the person chose another for the pages."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return chosen if translation.check_for_language(chosen) and chosen else held.language


def _asked_in(request: HttpRequest, held: Held) -> str:
    return request.GET.get(CHOSEN) or request.POST.get(CHOSEN) or _language(request, held)


def _fill(request: HttpRequest, *, token: str, code: str) -> HttpResponse:
    draft = queries.draft_of_link()
    filled = queries.filling(draft, now=now(), code=code)
    asked = request.POST.get("page") or request.GET.get("page", "0" if draft.is_fresh else "1")
    walk = walking.at(draft, filled, asked)
    if request.method == "POST":
        return _take(request, walk, token=token, code=code)
    if asked == "0":
        return _page(request, walk, token=token, code=code, template="interviews/welcome.html")
    return _page(request, walk, token=token, code=code)


def _take(request: HttpRequest, walk: Walk, *, token: str, code: str) -> HttpResponse:
    do = request.POST.get("do", "check")
    given = walking.given(request, walk, {})
    filled = queries.filling(walk.draft, now=now(), code=code, given=given)
    given = asking.rows_changed(filled, do)
    filled = queries.filling(walk.draft, now=now(), code=code, given=given)
    walk = walking.again(walk, walk.draft, filled)
    revision = request.POST.get("revision", "")
    try:
        walk.draft = actions.keep(
            walk.draft,
            filled.raw,
            revision=int(revision) if are_digits(revision) else -1,
            by=None,
            at=timezone.now(),
            language=code,
        )
    except Refused as refusal:
        walk.reasons = refusal.reasons
        return _page(request, walk, token=token, code=code)
    return _go(request, walk, do, token=token, code=code)


def _go(request: HttpRequest, walk: Walk, do: str, *, token: str, code: str) -> HttpResponse:
    if do == "later":
        return _page(request, walk, token=token, code=code, template="interviews/paused.html")
    if do == "back":
        return _to(token, walk.number - 1, code)
    if do != "next":
        return _page(request, walk, token=token, code=code)
    number = walking.go_on(request, walk, {})
    if number is None:
        return _page(request, walk, token=token, code=code)
    if number > len(walk.pages):
        address = reverse("interviews:link_check", args=[token])
        return redirect(f"{address}?{CHOSEN}={code}")
    return _to(token, number, code)


def _to(token: str, number: int, code: str) -> HttpResponse:
    address = reverse("interviews:link", args=[token])
    return redirect(f"{address}?page={max(number, 1)}&{CHOSEN}={code}")


def _page(
    request: HttpRequest,
    walk: Walk,
    *,
    token: str,
    code: str,
    template: str = "interviews/by_person.html",
) -> HttpResponse:
    name = surveys.named(walk.draft.instrument_version)
    title = walk.current.title if walk.current else ""
    context = {
        **walking.context(walk, {}),
        "instrument": name,
        # A form has one title, whatever its languages.
        "page_title": name if title == walk.filled.form.title else title,
        "organisation": walk.draft.owner_org,
        "token": token,
        "code": code,
    }
    return render(request, template, context, status=walk.status)


def _check(request: HttpRequest, *, token: str, code: str) -> HttpResponse:
    """Everything on one page before it is sent."""
    draft = queries.draft_of_link()
    filled = queries.filling(draft, now=now(), code=code)
    walk = walking.at(draft, filled, "1")
    if request.method == "POST":
        try:
            actions.send_by_link(draft, draft.values, at=timezone.now(), code=code)
        except actions.Incomplete as incomplete:
            walk.problems = incomplete.faults
        except Refused as refusal:
            walk.reasons = refusal.reasons
        else:
            return redirect("interviews:link", token)
    faults = filled.all_faults()
    context = {
        "parts": walking.lines(walk, faults),
        "wrong": len(faults),
        "instrument": surveys.named(draft.instrument_version),
        "organisation": draft.owner_org,
        "reasons": walk.reasons,
        "token": token,
        "code": code,
        "asked_dir": walking.context(walk, {})["asked_dir"],
    }
    return render(request, "interviews/link_check.html", context, status=walk.status)
