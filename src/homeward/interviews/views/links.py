"""The person's link, for those who send it: made, shown once, revoked; and what came by it."""

from typing import Any
from uuid import UUID

import segno
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homeward.access.pages import Request, page
from homeward.core.forms import BaseForm
from homeward.core.patterns import Consequence
from homeward.core.refusals import Refused
from homeward.interviews import actions, queries, rules
from homeward.interviews.choices import Reason
from homeward.interviews.forms import InviteForm
from homeward.interviews.models import InterviewDraft, InterviewLink
from homeward.interviews.views.about import about, wave_or_404
from homeward.interviews.views.browser import after
from homeward.surveys.choices import Reason as SurveyReason
from homeward.surveys.models import Wave

# The one-time display of a link, kept in the session until its page has shown it.
SHOWN_ONCE = "interview_link"


@page("interviews.invite")
def links(request: Request, wave: UUID) -> HttpResponse:
    found = wave_or_404(wave)
    initial = {"language": _language_of(found)}
    form = InviteForm(request.POST or None, initial=initial)
    if request.method != "POST" or not form.is_valid():
        return _links(request, found, form)
    try:
        token = actions.invite(
            found, language=form.cleaned_data["language"], by=request.user, at=timezone.now()
        )
    except Refused as refusal:
        return _links(request, found, form, reasons=refusal.reasons)
    request.session[SHOWN_ONCE] = {"wave": str(found.pk), "token": token}
    messages.success(request, _("The link is made. It is shown this once."))
    return redirect("interviews:links", found.pk)


def _links(request: Request, wave: Wave, form: InviteForm, reasons: Any = ()) -> HttpResponse:
    facts = queries.inviting_facts(wave, today=timezone.localdate())
    context = {
        **about(wave),
        **_shown_once(request, wave),
        "links": list(queries.links_of(wave)),
        "now": timezone.now(),
        "form": form,
        "reasons": reasons,
        "why_not": rules.reasons_not_to_invite(facts),
        "draft": queries.draft_of(wave),
    }
    status = 409 if reasons else 422 if form.errors else 200
    return render(request, "interviews/links.html", context, status=status)


def _language_of(wave: Wave) -> str:
    spoken = wave.person.language if wave.person else ""
    return spoken or translation.get_language() or "en"


def _shown_once(request: Request, wave: Wave) -> dict[str, Any]:
    """Kept until the page has been seen: a redirect that fails must not lose the only copy."""
    shown = request.session.get(SHOWN_ONCE)
    if not shown or shown.get("wave") != str(wave.pk):
        return {}
    del request.session[SHOWN_ONCE]
    url = actions.link_url(shown["token"])
    link = queries.links_of(wave).first()
    with translation.override(link.language if link else "en"):
        message = _("We would like to know how you are. Open: %(link)s") % {"link": url}
    return {
        "link": url,
        "message": message,
        "message_lang": link.language if link else "en",
        "qr": segno.make(url, error="m").svg_data_uri(scale=4, border=2),
    }


@page("interviews.invite")
def revoke(request: Request, interviewlink: UUID) -> HttpResponse:
    link = get_object_or_404(InterviewLink.objects.select_related("wave"), pk=interviewlink)
    back = reverse("interviews:links", args=[link.wave_id])
    if request.method == "POST":
        actions.revoke(link, by=request.user, at=timezone.now())
        messages.success(request, _("The link is revoked. Whoever opens it sees nothing."))
        return redirect(back)
    context = {
        "section": "surveys",
        "title": _("Revoke this link?"),
        "consequences": [
            Consequence(_("Whoever has it can neither read nor answer any more."), "eye-off"),
            Consequence(_("What the person typed and did not send is deleted."), "trash"),
            Consequence(_("You can fill the survey in, or make a new link, at once."), "link"),
        ],
        "form": BaseForm(),
        "danger": _("Revoke the link"),
        "cancel_url": back,
    }
    return render(request, "core/confirm.html", context)


@page("interviews.fill")
@require_POST
def take(request: Request, wave: UUID) -> HttpResponse:
    """Takes in by hand what the person sent and the job could not take in."""
    found = wave_or_404(wave)
    draft = get_object_or_404(InterviewDraft, wave=found, sent_at__isnull=False)
    try:
        taken = actions.take(draft, by=request.user, at=timezone.now())
    except actions.Incomplete:
        return _links(request, found, InviteForm(), reasons=[Reason.NOT_A_FORM])
    if taken is None:
        draft.refresh_from_db()
        return _links(request, found, InviteForm(), reasons=in_words(draft.refused))
    messages.success(request, _("The person’s answers are kept."))
    return redirect(after(found))


def in_words(codes: list[str]) -> list[Any]:
    known = {one.value: one for one in (*Reason, *SurveyReason)}
    return [known[code] for code in codes if code in known]
