"""Employers: the list, one with its vacancies and contacts, and its own page by link."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.core.asking import ask, data_of
from homeward.employment import actions, forms, queries
from homeward.employment.forms.employers import said_before
from homeward.employment.models import Employer, Speaking
from homeward.employment.views import shown
from homeward.employment.views.vacancies import PAGE, asked

# The one-time display of a link, kept in the session until its page has shown it.
SHOWN_ONCE = "employer_link"


@page("employment.read")
def index(request: Request) -> HttpResponse:
    wanted = asked(request)
    found = Paginator(queries.employers(wanted), PAGE).get_page(request.GET.get("page"))
    context = {
        **shown.SECTION,
        "tabs": shown.tabs(request.user, "employment:employers"),
        "page": found,
        "asked": wanted,
        "may_keep": can(request.user, "employment.keep"),
    }
    return render(request, "employment/employers.html", context)


def _url(employer: Employer) -> str:
    return reverse("employment:employer", args=[employer.pk])


@page("employment.read")
def employer(request: Request, employer_pk: UUID) -> HttpResponse:
    found = shown.employer_of(employer_pk)
    link = ""
    held = request.session.get(SHOWN_ONCE)
    if held and held.get("employer") == str(employer_pk):
        # Kept until the page has been seen: a redirect that fails must not lose the only copy.
        link = actions.link_url(request.session.pop(SHOWN_ONCE)["token"])
    may_link = can(request.user, "employment.propose")
    context = {
        **shown.SECTION,
        "employer": found,
        "vacancies": list(queries.of_employer(found)),
        "members": queries.members(found),
        "spoken_for_by": queries.spoken_for_by(found),
        "contacts": queries.contacts_with(found),
        "link": link,
        "link_in_force": queries.link_in_force(found) if may_link else None,
        "may_link": may_link,
        "may_keep": can(request.user, "employment.keep"),
    }
    return render(request, "employment/employer.html", context)


@page("employment.keep")
def new(request: Request) -> HttpResponse:
    country = request.user.organisation_of_rows.country
    form = forms.NewEmployerForm(
        data_of(request),
        initial={"confirmed_on": timezone.localdate()},
        country=country.pk,
        known=queries.organisations_to_add(),
    )

    def add(said: dict[str, object]) -> Employer:
        name, organisation = said.pop("name"), said.pop("organisation")
        return actions.add_employer(
            actions.Described(**said), name=name, country=country,  # type: ignore[arg-type]
            organisation=organisation, by=request.user, at=timezone.now(),  # type: ignore[arg-type]
        )  # fmt: skip

    return ask(
        request, form, lambda said: add(dict(said)), back=_url, done=_("The employer is known."),
        context={**shown.SECTION, "title": _("New employer")},
    )  # fmt: skip


@page("employment.keep")
def change(request: Request, employer_pk: UUID) -> HttpResponse:
    found = shown.employer_of(employer_pk)
    form = forms.EmployerForm(
        data_of(request), initial=said_before(found), country=found.organisation.country_id
    )
    return ask(
        request, form,
        lambda said: actions.change_employer(
            found, actions.Described(**said), by=request.user, at=timezone.now()
        ),
        back=_url(found), done=_("Kept."),
        context={**shown.SECTION, "title": _("What is known of the employer"), "crumb": str(found)},
    )  # fmt: skip


@page("employment.keep")
def contact(request: Request, employer_pk: UUID) -> HttpResponse:
    found = shown.employer_of(employer_pk)
    form = forms.ContactForm(data_of(request), initial={"on": timezone.localdate()})
    return ask(
        request, form,
        lambda said: actions.note_contact(found, **said, by=request.user, at=timezone.now()),
        back=_url(found), done=_("The contact is noted."),
        context={
            **shown.SECTION, "title": _("A contact with the employer"), "crumb": str(found),
            "lead": _("Seen by your own organisation alone."),
        },
    )  # fmt: skip


@page("employment.keep")
def speaks_for(request: Request, employer_pk: UUID) -> HttpResponse:
    found = shown.employer_of(employer_pk)
    known = queries.employers().exclude(pk=found.pk).exclude(spoken_for_by__intermediary=found)
    form = forms.SpeakingForm(data_of(request), employers=known)
    return ask(
        request, form,
        lambda said: actions.speaks_for(found, **said, by=request.user, at=timezone.now()),
        back=_url(found), done=_("Kept."),
        context={**shown.SECTION, "title": _("For whom they speak"), "crumb": str(found)},
    )  # fmt: skip


@page("employment.keep")
@require_POST
def speaks_no_more(request: Request, speaking_pk: UUID) -> HttpResponse:
    found = get_object_or_404(Speaking.objects.select_related("intermediary"), pk=speaking_pk)
    actions.speaks_no_more(found, by=request.user, at=timezone.now())
    messages.success(request, _("Removed."))
    return redirect(_url(found.intermediary))


@page("employment.propose")
@require_POST
def make_link(request: Request, employer_pk: UUID) -> HttpResponse:
    found = shown.employer_of(employer_pk)
    token = actions.make_link(found, by=request.user, at=timezone.now())
    request.session[SHOWN_ONCE] = {"employer": str(found.pk), "token": token}
    messages.success(request, _("The link is made. It is shown here once."))
    return redirect(_url(found))


@page("employment.propose")
@require_POST
def end_link(request: Request, employer_pk: UUID) -> HttpResponse:
    found = shown.employer_of(employer_pk)
    actions.end_links(found, by=request.user, at=timezone.now())
    messages.success(request, _("The link has ended: it opens nothing any more."))
    return redirect(_url(found))
